// A policy set from its archive is the set that was archived, and nothing else is taken for one.

#include <engine/check/archive_reader.h>
#include <engine/check/dump.h>
#include <engine/check/load_set.h>
#include <engine/check/policy_digest.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/engine/check/cases.h>
#include <tests/engine/check/folder.h>

namespace licet::check {
namespace {

namespace fs = std::filesystem;

/// Every set that is shipped or a case, if it has no errors.
std::vector<fs::path> good_sets() {
  std::vector<fs::path> sets;
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(LICET_SOURCE_DIR) / "policies")) {
    if (entry.is_directory()) sets.push_back(entry.path() / "policy");
  }
  for (const char* folder : {"good/model", "good/syntax", "kept"}) {
    const std::vector<fs::path> cases = tests::cases_in(folder);
    sets.insert(sets.end(), cases.begin(), cases.end());
  }
  std::erase_if(sets, [](const fs::path& set) {
    const auto loaded = load_policy_set(set);
    return !loaded || loaded->model == nullptr;
  });
  return sets;
}

/// All that a model, its scenarios and their places say.
std::string told(const PolicyOnDisk& set) {
  std::string text = set.model->digest + '\n' + dump(*set.model) + dump(*set.model, set.scenarios);
  const auto add_place = [&](SourceRange range) {
    const Place place = set.sources[range.source.value].place_of(range);
    text += std::to_string(range.source.value) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) +
            ' ' + place.line_text + '\n';
  };
  for (const model::Rule& rule : set.model->rules.list) add_place(rule.range);
  for (const model::Scenario& scenario : set.scenarios) add_place(scenario.range);
  const auto add_wordings = [&](const std::vector<model::Wording>& wordings) {
    for (const model::Wording& one : wordings) text += one.id + one.path + one.sha256 + one.text + '\n';
  };
  for (const model::Notice& notice : set.model->notices.list) add_wordings(notice.wordings);
  for (const model::Consent& consent : set.model->consents.list) add_wordings(consent.wordings);
  return text;
}

void expect_same(const Result<PolicyOnDisk>& archived, const PolicyOnDisk& original) {
  ASSERT_TRUE(archived.has_value()) << archived.error().message;
  ASSERT_TRUE(archived->model && original.model);
  EXPECT_EQ(told(*archived), told(original));
  EXPECT_EQ(archived->model->title, original.model->title);
  EXPECT_EQ(archived->model->zone->name(), original.model->zone->name());
  EXPECT_TRUE(archived->archive == original.archive);
  EXPECT_EQ(policy_digest(archived->archive), original.model->digest);
  ASSERT_EQ(archived->sources.size(), original.sources.size());
  for (std::size_t i = 0; i < original.sources.size(); ++i) {
    EXPECT_EQ(archived->sources[i].text(), original.sources[i].text());
    EXPECT_THAT(original.sources[i].path(), testing::EndsWith(archived->sources[i].path()));
  }
  EXPECT_EQ(archived->diagnostics.size(), original.diagnostics.size());
}

void expect_refused(const SetArchive& archive, FailureKind kind, const std::string& part) {
  const auto loaded = load_archived_set(archive);
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().kind, kind);
  EXPECT_THAT(loaded.error().message, testing::HasSubstr(part));
}

SetArchive archive_of_text(const std::string& text) {
  const std::vector<model::SetFile> files = {{"club.licet", text}};
  return archive_of(files, {}, 0);
}

class GoodSet : public testing::TestWithParam<fs::path> {
 protected:
  const PolicyOnDisk original_ = load_policy_set(GetParam()).value();
};

TEST_P(GoodSet, IsTheSameFromItsArchive) { expect_same(load_archived_set(original_.archive), original_); }

TEST_P(GoodSet, IsRefusedWhereverItIsCutOff) {
  const std::size_t size = original_.archive.bytes.size();
  // Of a large set only some, because what is cut off within the wordings is parsed each time.
  const std::size_t step = size < 4'000 ? 1 : size / 200;
  SetArchive cut = original_.archive;
  for (std::size_t length = size; length-- > 0;) {
    if (size - length > 32 && length % step != 0) continue;
    cut.bytes.resize(length);
    const auto loaded = load_archived_set(cut);
    ASSERT_FALSE(loaded.has_value()) << length << " of " << size;
    EXPECT_EQ(loaded.error().kind, FailureKind::kDamaged);
  }
}

TEST_P(GoodSet, IsRefusedOrAnotherWithOtherBytes) {
  std::mt19937_64 random(original_.archive.bytes.size());
  for (int round = 0; round < 60; ++round) {
    SetArchive changed = original_.archive;
    for (std::uint64_t count = 1 + random() % 3; count > 0; --count) {
      char& byte = changed.bytes[random() % changed.bytes.size()];
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1 + random() % 255));
    }
    if (changed == original_.archive) continue;
    const auto loaded = load_archived_set(changed);
    if (loaded) {
      ASSERT_TRUE(loaded->model);
      EXPECT_NE(loaded->model->digest, original_.model->digest);
      EXPECT_EQ(loaded->model->digest, policy_digest(changed));
    } else {
      EXPECT_TRUE(loaded.error().kind == FailureKind::kDamaged || loaded.error().kind == FailureKind::kWrongUse);
      EXPECT_FALSE(loaded.error().message.empty());
    }
  }
}

TEST_P(GoodSet, IsRefusedWithAnotherCountOfFiles) {
  SetArchive changed = original_.archive;
  for (const std::uint64_t files :
       {std::uint64_t{0}, changed.files - 1, changed.files + 1, std::uint64_t{1} << 32U, ~std::uint64_t{0}}) {
    changed.files = files;
    EXPECT_FALSE(load_archived_set(changed).has_value()) << files;
  }
  changed.files = original_.archive.files;
  changed.main_file = static_cast<std::uint32_t>(changed.files);
  expect_refused(changed, FailureKind::kDamaged, "main file");
}

INSTANTIATE_TEST_SUITE_P(Sets, GoodSet, testing::ValuesIn(good_sets()), [](const auto& test) {
  return std::to_string(test.index) + "_" + tests::case_name(test.param);
});

TEST(SetArchive, IsTriedOnSetsWithSeveralFilesAndWithMarksOfByteOrder) {
  std::size_t several = 0;
  std::size_t marked = 0;
  for (const fs::path& path : good_sets()) {
    const PolicyOnDisk set = load_policy_set(path).value();
    if (set.archive.files > 1) ++several;
    if (set.sources.front().text().starts_with("\xEF\xBB\xBF")) ++marked;
  }
  EXPECT_GE(several, 2U);
  EXPECT_GE(marked, 1U);
}

TEST(SetArchive, NeedsNoFileOfTheSet) {
  PolicyOnDisk original;
  {
    const tests::Folder folder;
    folder.write("set/a.licet",
                 "\xEF\xBB\xBFpolicy main \"The club\" version 3 time zone Europe/Berlin use \"z.licet\"\r\n"
                 "use \"../out/x.licet\"\r\nconsent c for p wording \"1\" in \"t.md\" wording \"2\" wording \"3\" in "
                 "\"./t.md\" wording \"4\" in \"t.md\" wording \"5\" in \"empty.md\"\r\n");
    folder.write("set/b.licet", "policy other notice n wording \"1\" in \"../out/t.md\"");
    folder.write("set/z.licet", "policy z use \"../out/x.licet\"");
    folder.write("out/x.licet", "policy x purpose p notice m wording \"1\" in \"t.md\" rule r permit anything for p");
    folder.write("set/t.md", "\xEF\xBB\xBFshown\r\n");
    folder.write("set/empty.md", "");
    folder.write("out/t.md", std::string("shown\0elsewhere", 15));
    original = load_policy_set(folder.path() / "set").value();
  }
  ASSERT_TRUE(original.model) << (original.diagnostics.empty() ? "" : original.diagnostics.front().message);
  EXPECT_EQ(original.archive.files, 4U);
  EXPECT_EQ(original.archive.main_file, 2U);
  // What stands outside the set is named by its path from there, which no longer begins where the set stood.
  const auto archived = load_archived_set(original.archive);
  ASSERT_TRUE(archived.has_value()) << archived.error().message;
  EXPECT_EQ(told(*archived), told(original));
  EXPECT_EQ(archived->model->name, "main");
  EXPECT_EQ(archived->model->title, "The club");
  EXPECT_EQ(archived->model->version, 3);
  EXPECT_EQ(archived->model->zone->name(), "Europe/Berlin");
  EXPECT_EQ(archived->sources.front().path(), "../out/x.licet");
  EXPECT_TRUE(archived->archive == original.archive);
}

TEST(SetArchive, TakesATextThatIsInNoFile) {
  const PolicyOnDisk original =
      load_policy_text("policy club purpose training rule r permit anything for training", "standard input");
  ASSERT_TRUE(original.model);
  expect_same(load_archived_set(original.archive), original);
}

TEST(SetArchive, IsEmptyBesideErrors) {
  const PolicyOnDisk set = load_policy_text("policy club rule r permit anything for p", "text");
  ASSERT_GT(set.errors, 0U);
  EXPECT_TRUE(set.archive == SetArchive{});
}

TEST(SetArchive, IsNotUsedWithAnErrorInItsTexts) {
  const std::string meaning = "policy club\nrule r permit anything for p\n";
  const std::string grammar = "policy club\nnotice n wording\nconsent c for p wording \"1\"\n";
  for (const std::string& text : {meaning, grammar}) {
    const PolicyOnDisk set = load_policy_text(text, "club.licet");
    ASSERT_FALSE(set.diagnostics.empty());
    expect_refused(archive_of_text(text), FailureKind::kWrongUse, set.diagnostics.front().message);
  }
  expect_refused(archive_of_text(meaning), FailureKind::kWrongUse, "\"club.licet\", line 2");
}

TEST(SetArchive, IsRefusedIfItsWordingsAreNotThoseOfItsFiles) {
  const std::string text =
      "policy club notice n wording \"1\" in \"n.md\" wording \"2\" notice m wording \"1\" in \"n.md\"";
  const std::vector<model::SetFile> files = {{"club.licet", text}};
  const model::Wording shown{"1", "n.md", "shown", {}};
  const model::Wording named{"2", "", "", {}};
  const auto with = [&](const std::vector<const model::Wording*>& wordings) { return archive_of(files, wordings, 0); };
  ASSERT_TRUE(load_archived_set(with({&shown, &named, &shown})).has_value());

  const model::Wording other_text{"1", "n.md", "shown.", {}};
  const model::Wording other_path{"1", "m.md", "shown", {}};
  const model::Wording other_name{"3", "", "", {}};
  expect_refused(with({&shown, &named, &other_text}), FailureKind::kDamaged, "different bytes");
  expect_refused(with({&shown, &named, &other_path}), FailureKind::kDamaged, "not at the path");
  expect_refused(with({&shown, &other_name, &shown}), FailureKind::kDamaged, "not the one");
  expect_refused(with({&shown, &shown, &named}), FailureKind::kDamaged, "not the one");
  expect_refused(with({&shown, &named}), FailureKind::kDamaged, "before the last wording");
  expect_refused(with({&shown, &named, &shown, &named}), FailureKind::kDamaged, "behind its last text");
}

TEST(SetArchive, IsRefusedIfAPathIsNone) {
  for (const std::string& path : {std::string(), std::string("/club.licet"), std::string("a\0b", 3)}) {
    const std::vector<model::SetFile> files = {{path, "policy club"}};
    expect_refused(archive_of(files, {}, 0), FailureKind::kDamaged, "path");
  }
}

TEST(SetArchive, IsRefusedBeyondTheLimitsOfASet) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a notice n wording \"1\" in \"n.md\"");
  folder.write("b.licet", "policy b");
  folder.write("n.md", "shown");
  const PolicyOnDisk set = load_policy_set(folder.path()).value();
  ASSERT_TRUE(set.model);
  const std::size_t texts = set.sources[0].text().size() + set.sources[1].text().size();
  const auto is_read = [&](const LoadLimits& limits) {
    const auto read = read_archive(set.archive, limits);
    EXPECT_TRUE(read || read.error().kind == FailureKind::kDamaged);
    return read.has_value();
  };
  LoadLimits limits;
  limits.file_bytes = set.sources[0].text().size();
  limits.set_bytes = texts + 5;
  limits.files = 2;
  limits.wording_bytes = 5;
  EXPECT_TRUE(is_read(limits));
  for (std::size_t LoadLimits::*one :
       {&LoadLimits::file_bytes, &LoadLimits::set_bytes, &LoadLimits::files, &LoadLimits::wording_bytes}) {
    LoadLimits tighter = limits;
    --(tighter.*one);
    EXPECT_FALSE(is_read(tighter));
  }
}

}  // namespace
}  // namespace licet::check
