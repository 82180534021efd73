// Model::times: each thing that has a time stands there once, and `last contact` has its two meanings side by side.

#include <algorithm>
#include <engine/check/check.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <string>

namespace licet::check {
namespace {

using model::Model;
using model::TimeSource;
using model::TimeSourceKind;

Model model_of(const std::string& text) {
  const std::string whole =
      "policy club purpose training channel email data address fact left is a date "
      "fact member is yes or no notice privacy consent photos for training level guest " +
      text;
  LoadedSet set;
  set.sources.emplace_back("club.licet", whole);
  set.paths.emplace_back("club.licet");
  set.files.push_back(grammar::parse(SourceId(0U), whole).file);
  const Checked checked = check(set);
  EXPECT_TRUE(checked.model) << whole;
  return checked.model ? *checked.model : Model{};
}

std::size_t count_of(const Model& model, TimeSourceKind kind) {
  return static_cast<std::size_t>(std::count_if(model.times.begin(), model.times.end(),
                                                [&](const TimeSource& source) { return source.kind == kind; }));
}

void expect_twins(const Model& model) {
  for (std::uint32_t i = 0; i < model.times.size(); ++i) {
    if (model.times[i].kind != TimeSourceKind::kLastContactForAsked) continue;
    const TimeSource& any = model[model.elsewhere(model::TimeId(i))];
    EXPECT_EQ(any.kind, TimeSourceKind::kLastContact);
    EXPECT_EQ(any.channels, model.times[i].channels);
    EXPECT_TRUE(any.purposes.empty());
  }
}

TEST(Times, StandOnceWhereverTheyAreUsed) {
  const Model model = model_of(R"(
condition a means left is before 2026-01-01 and left is known and consent photos ends is known
condition b means left is before consent photos ends and notice privacy was given before left
rule stop forbid anything when notice privacy was given at least 3 days ago unless left is in the past
retention papers keep address while left is known at most 1 year after left then erase
retention others keep address at most 1 year after consent photos ends then erase)");
  EXPECT_EQ(count_of(model, TimeSourceKind::kFact), 1U);
  EXPECT_EQ(count_of(model, TimeSourceKind::kConsentEnds), 1U);
  EXPECT_EQ(count_of(model, TimeSourceKind::kNoticeFirst), 1U);
  EXPECT_EQ(count_of(model, TimeSourceKind::kNoticeLatest), 0U);
}

TEST(Times, FactsThatAreNoTimeHaveNone) {
  EXPECT_TRUE(model_of("condition a means member and member is known").times.empty());
}

TEST(Times, OrderAndRepetitionOfNamesMakeNoOther) {
  const Model model = model_of(R"(purpose matches
condition a means last contact for training, matches is known
condition b means last contact for matches, training, matches is known)");
  EXPECT_EQ(model.times.size(), 1U);
}

TEST(Times, LastContactHasItsTwinWhenAConditionComesFirst) {
  const Model model = model_of(R"(condition a means last contact is known and last contact by email is known
retention papers keep address at most 1 year after last contact then erase)");
  expect_twins(model);
  EXPECT_EQ(model.times.size(), 4U);
}

TEST(Times, LastContactHasItsTwinWhenAnAnchorComesFirst) {
  const Model model = model_of(R"(retention papers keep address at most 1 year after last contact then erase
retention others keep address at most 1 year after last contact by email then erase
level friend when last contact is known or last contact by email is known)");
  expect_twins(model);
  EXPECT_EQ(model.times.size(), 4U);
  EXPECT_EQ(model[model.retentions.list[0].at_most->anchor.time].kind, TimeSourceKind::kLastContact);
}

TEST(Times, AreComparedByDaysIfOneIsADate) {
  const Model model = model_of(R"(fact seen is a time
condition a means left is before seen
condition b means last restriction is before left
condition c means seen is before last restriction)");
  std::vector<bool> by_days;
  for (const model::Expression& expression : model.expressions) {
    if (const auto* compared = std::get_if<model::TimesCompared>(&expression.node)) {
      by_days.push_back(compared->by_days);
    }
  }
  EXPECT_EQ(by_days, (std::vector<bool>{true, true, false}));
}

TEST(Times, OfANoticeIsTheFirstOrTheLatestAsTheRelationNeeds) {
  const auto kind_of = [](const std::string& timing) {
    const Model model = model_of("condition a means notice privacy was given " + timing);
    return model.times.empty() ? TimeSourceKind::kFact : model.times.front().kind;
  };
  for (const char* earliest :
       {"before 2026-01-01", "on or before left", "more than 3 days ago", "at least 3 days ago"}) {
    EXPECT_EQ(kind_of(earliest), TimeSourceKind::kNoticeFirst) << earliest;
  }
  for (const char* latest : {"after 2026-01-01", "on or after left", "within 3 days", "less than 3 days ago"}) {
    EXPECT_EQ(kind_of(latest), TimeSourceKind::kNoticeLatest) << latest;
  }
}

}  // namespace
}  // namespace licet::check
