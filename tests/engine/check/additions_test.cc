// `then restrict` is a first stage exactly in a set that uses a form of the additions, outside scenarios.

#include <engine/check/check.h>
#include <grammar/parse.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace licet::check {
namespace {

constexpr const char* kVersionOne = R"(
policy club
purpose training
action send
channel email
data address
data fees
recipient federation
fact left is a date
fact visited is a time of device
fact seen is a time of request
fact member is yes or no
notice privacy
condition quiet means last contact is within 1 year and left is before 2026-01-01
condition told means notice privacy was given
consent photos for training by email with address provided member and told at grant
consent films for training
rule invite permit send for training by email with address when quiet and told overrides stop
rule stop forbid anything when restriction stands or last contact is known
retention papers keep address while consent photos is valid at most 1 year after collection then restrict
retention starts keep fees at least 1 year after consent photos starts at most 1 year after consent photos ends then erase
retention contacts keep fees at least 1 year after last contact at most 1 year after objection to training then erase
retention facts keep fees at most 1 year after the end of the year of left then review
level guest
level friend when member
)";

struct Form {
  const char* name;
  const char* text;
};

void PrintTo(const Form& form, std::ostream* out) { *out << form.name; }

bool has_first_stage(const std::string& text) {
  LoadedSet set;
  set.sources.emplace_back("club.licet", text);
  set.paths.emplace_back("club.licet");
  set.files.push_back(grammar::parse(SourceId(0U), text).file);
  const Checked checked = check(set);
  EXPECT_TRUE(checked.model) << text;
  if (!checked.model) return false;
  const auto papers = checked.model->retentions.find("papers");
  EXPECT_TRUE(papers);
  return papers && checked.model->retentions[*papers].first_stage;
}

class Addition : public testing::TestWithParam<Form> {};

TEST_P(Addition, MakesRestrictAFirstStage) { EXPECT_TRUE(has_first_stage(std::string(kVersionOne) + GetParam().text)); }

INSTANTIATE_TEST_SUITE_P(
    Additions, Addition,
    testing::Values(
        Form{"LastContactFor", "condition x means last contact for training is known"},
        Form{"LastContactBy", "condition x means last contact by email is within 1 year"},
        Form{"LastContactInALevel", "level fan when last contact is known"},
        Form{"LastContactInALevelThroughACondition", "level fan when quiet"},
        Form{"LastContactInProvided", "consent x for training provided last contact is known"},
        Form{"LastContactInWhile", "retention x keep fees while not quiet at most 1 year after collection then erase"},
        Form{"Collection", "condition x means collection of address is within 1 year"},
        Form{"OwnCollection",
             "retention x keep fees while collection is within 1 year at most 1 day after left then erase"},
        Form{"ConsentStarts", "rule x forbid anything when consent photos starts is known"},
        Form{"ConsentEnds", "rule x forbid anything unless not (member or consent photos ends is in the past)"},
        Form{"Objection", "condition x means objection to training is known"},
        Form{"LastRestriction", "condition x means last restriction is known"},
        Form{"TwoTimes", "condition x means left is before visited"},
        Form{"NoticeWithATime", "condition x means notice privacy was given before 2026-01-01"},
        Form{"FactOfAConsent", "fact x is a date of consent"}, Form{"FactOfAnItem", "fact x is a date of item"},
        Form{"FactOfARecipient", "fact x is a date of recipient"}, Form{"ByItem", "data x by item"},
        Form{"Refer", "rule x refer send for training"},
        Form{"InForce", "retention x keep fees in force from 2026-01-01 at most 1 year after left then erase"},
        Form{"When", "retention x keep fees when member at most 1 year after left then erase"},
        Form{"ForAPeriod", "retention x keep fees for 1 year after left then erase"},
        Form{"Proof", "retention x keep proof of photos at most 1 year after left then erase"},
        Form{"Objections", "retention x keep objections at most 1 year after left then erase"},
        Form{"Decisions", "retention x keep decisions at most 1 year after left then erase"},
        Form{"AnchorLastContactFor", "retention x keep fees at most 1 year after last contact for training then erase"},
        Form{"AnchorLastContactBy", "retention x keep fees at least 1 year after last contact by email then erase"},
        Form{"AnchorCollectionOf", "retention x keep fees at most 1 year after collection of address then erase"},
        Form{"AnchorLastRestriction", "retention x keep fees at most 1 year after last restriction then erase"}),
    [](const auto& test) { return test.param.name; });

class VersionOne : public testing::TestWithParam<Form> {};

TEST_P(VersionOne, MeansWhatItMeant) { EXPECT_FALSE(has_first_stage(std::string(kVersionOne) + GetParam().text)); }

INSTANTIATE_TEST_SUITE_P(
    Additions, VersionOne,
    testing::Values(
        Form{"EachForm", ""}, Form{"WithAMinimum", "retention x keep fees at least 1 day after left then restrict"},
        Form{"ACategoryCalledObjections",
             "data objections retention x keep objections at most 1 year after left then erase"},
        Form{"AFactCalledCollection",
             "fact collection is a date retention x keep fees while collection is within 1 year at most 1 day after "
             "left "
             "then erase"},
        Form{"AdditionsInScenariosOnly",
             "scenario \"x\" given on 2026-01-01 hold with address erasure_requested with objections, proof of photos "
             "ask on 2026-01-02 send for training expect review on 2026-01-02 expect due decisions never"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace licet::check
