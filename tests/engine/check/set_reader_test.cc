// Which files make a set, in which order, and what is said of those that cannot be had.

#include <engine/check/set_reader.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <grammar/codes_of_meaning.h>
#include <gtest/gtest.h>
#include <tests/engine/check/folder.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;
using testing::ElementsAre;
using testing::IsEmpty;

namespace fs = std::filesystem;

SetOnDisk read(const fs::path& path, const LoadLimits& limits = {}) {
  auto set = read_set(path, limits);
  EXPECT_TRUE(set.has_value()) << (set ? "" : set.error().message);
  return set ? std::move(*set) : SetOnDisk{};
}

std::vector<Code> codes(const SetOnDisk& read) {
  std::vector<Code> codes;
  for (const Finding& finding : read.findings) codes.push_back(finding.code);
  return codes;
}

/// The trees say the number that their file has in the set.
void expect_numbered(const LoadedSet& set) {
  ASSERT_EQ(set.files.size(), set.sources.size());
  ASSERT_EQ(set.files.size(), set.paths.size());
  for (std::size_t i = 0; i < set.files.size(); ++i) {
    EXPECT_EQ(set.files[i].source.value, i);
    EXPECT_EQ(set.files[i].header.name.range.source.value, i);
  }
}

TEST(SetReader, TakesEveryPolicyFileBelowTheFolderInByteOrder) {
  const tests::Folder folder;
  for (const char* file : {"b.licet", "a/z.licet", "B.licet", "a.licet", "a/b/c.licet", ".hidden.licet"}) {
    folder.write(file, "policy p");
  }
  folder.write("readme.md", "no policy");
  folder.write("a/licet", "no policy");
  const SetOnDisk set = read(folder.path());
  EXPECT_THAT(set.set.paths, ElementsAre(".hidden.licet", "B.licet", "a.licet", "a/b/c.licet", "a/z.licet", "b.licet"));
  EXPECT_TRUE(set.set.is_complete);
  EXPECT_EQ(set.set.main_file, 0U);
  expect_numbered(set.set);
}

TEST(SetReader, LoadsWhatAFileUsesBeforeItAndOnce) {
  const tests::Folder folder;
  folder.write("set/a.licet", "policy main use \"z.licet\" use \"sub/../y.licet\" use \"../out/x.licet\"");
  folder.write("set/y.licet", "policy y use \"z.licet\"");
  folder.write("set/z.licet", "policy z use \"../out/x.licet\"");
  folder.write("out/x.licet", "policy x");
  const SetOnDisk set = read(folder.path() / "set");
  EXPECT_THAT(set.set.paths, ElementsAre("../out/x.licet", "z.licet", "y.licet", "a.licet"));
  EXPECT_EQ(set.set.main_file, 3U);
  EXPECT_THAT(set.findings, IsEmpty());
  expect_numbered(set.set);
}

TEST(SetReader, TakesOneFileWithWhatItUsesOnly) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a");
  folder.write("b.licet", "policy b use \"c.licet\"");
  folder.write("c.licet", "policy c");
  const SetOnDisk set = read(folder.path() / "b.licet");
  EXPECT_THAT(set.set.paths, ElementsAre("c.licet", "b.licet"));
  EXPECT_EQ(set.set.main_file, 1U);
}

TEST(SetReader, NamesTheFilesAsTheCallerWouldFindThem) {
  const tests::Folder folder;
  folder.write("set/a.licet", "policy a");
  EXPECT_EQ(read(folder.path() / "set/").set.sources.front().path(), (folder.path() / "set/a.licet").generic_string());
  EXPECT_EQ(read(folder.path() / "set/a.licet").set.sources.front().path(),
            (folder.path() / "set/a.licet").generic_string());
}

TEST(SetReader, FollowsLinksToFilesButNotToFolders) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a use \"link.licet\"");
  folder.write("sub/b.licet", "policy b");
  fs::create_symlink("sub/b.licet", folder.path() / "link.licet");
  fs::create_directory_symlink(".", folder.path() / "loop");
  fs::create_directory_symlink("sub", folder.path() / "sub.licet");
  const SetOnDisk set = read(folder.path());
  EXPECT_EQ(set.set.files.size(), 2U);
  EXPECT_THAT(set.findings, IsEmpty());
}

TEST(SetReader, RefusesALinkThatLeadsNowhere) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a");
  fs::create_symlink("nowhere", folder.path() / "b.licet");
  const auto set = read_set(folder.path());
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().kind, FailureKind::kNotReadable);
}

TEST(SetReader, FailsWithoutAPolicyFile) {
  const tests::Folder folder;
  folder.write("readme.md", "no policy");
  for (const char* path : {"", "nothing", "nothing.licet"}) {
    const auto set = read_set(folder.path() / path);
    ASSERT_FALSE(set.has_value()) << path;
    EXPECT_EQ(set.error().kind, FailureKind::kNotFound) << path;
  }
}

TEST(SetReader, ReadsTheTextsOfWordingsWithEveryByte) {
  const tests::Folder folder;
  folder.write("sub/a.licet",
               "policy a purpose p consent c for p wording \"1\" in \"../t.md\" wording \"2\" in \"no.md\"");
  folder.write("t.md", std::string_view("\xEF\xBB\xBFzwei\r\n\0", 10));
  const SetOnDisk set = read(folder.path());
  ASSERT_EQ(set.set.wording_files.size(), 1U);
  EXPECT_EQ(set.set.wording_files.begin()->first, (std::pair<std::size_t, std::string>(0, "../t.md")));
  EXPECT_EQ(set.set.wording_files.begin()->second, std::string_view("\xEF\xBB\xBFzwei\r\n\0", 10));
}

TEST(SetReader, SaysWhichFileIsMissingAndGoesOn) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a use \"no.licet\" use \"sub\" use \"/b.licet\" use \"b.licet\"");
  folder.write("b.licet", "policy b");
  fs::create_directory(folder.path() / "sub");
  const SetOnDisk set = read(folder.path());
  EXPECT_THAT(codes(set), ElementsAre(kUseMissing, kUseMissing, kPathNotRelative));
  EXPECT_THAT(set.set.paths, ElementsAre("b.licet", "a.licet"));
  EXPECT_FALSE(set.set.is_complete);
  for (const Finding& finding : set.findings) EXPECT_EQ(finding.range.source, SourceId(1U));
}

TEST(SetReader, BreaksCirclesAndSpellsThemOut) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a use \"b.licet\"");
  folder.write("b.licet", "policy b use \"c.licet\"");
  folder.write("c.licet", "policy c use \"b.licet\" use \"c.licet\"");
  const SetOnDisk set = read(folder.path());
  EXPECT_THAT(set.set.paths, ElementsAre("c.licet", "b.licet", "a.licet"));
  ASSERT_THAT(codes(set), ElementsAre(kUseCycle, kUseCycle));
  EXPECT_THAT(set.findings[0].arguments, ElementsAre("b.licet uses c.licet uses b.licet"));
  EXPECT_THAT(set.findings[1].arguments, ElementsAre("c.licet uses c.licet"));
}

TEST(SetReader, FollowsAChainOfAnyLength) {
  constexpr int kLength = 1'000;
  const tests::Folder folder;
  for (int i = 0; i < kLength; ++i) {
    folder.write("f" + std::to_string(i) + ".licet", "policy p use \"f" + std::to_string(i + 1) + ".licet\"");
  }
  folder.write("f" + std::to_string(kLength) + ".licet", "policy last");
  const SetOnDisk set = read(folder.path() / "f0.licet");
  EXPECT_EQ(set.set.files.size(), kLength + 1U);
  EXPECT_EQ(set.set.main_file, static_cast<std::size_t>(kLength));
  EXPECT_THAT(set.findings, IsEmpty());
}

TEST(SetReader, SaysWhatIsTooLarge) {
  const tests::Folder folder;
  folder.write("a.licet", "policy a purpose p notice n wording \"1\" in \"t.md\"");
  folder.write("b.licet", "policy b # " + std::string(100, '-'));
  folder.write("c.licet", "policy c");
  folder.write("t.md", "0123456789");

  const auto with = [&](auto change) {
    LoadLimits limits;
    change(limits);
    return read(folder.path(), limits);
  };
  const SetOnDisk file = with([](LoadLimits& limits) { limits.file_bytes = 100; });
  EXPECT_THAT(codes(file), ElementsAre(kFileTooLarge));
  EXPECT_EQ(file.findings.front().range, (SourceRange{SourceId(1U), 0, 0}));
  EXPECT_THAT(file.set.paths, ElementsAre("a.licet", "b.licet", "c.licet"));
  EXPECT_FALSE(file.set.is_complete);

  EXPECT_THAT(codes(with([](LoadLimits& limits) { limits.set_bytes = 100; })), ElementsAre(kSetTooLarge));
  EXPECT_THAT(codes(with([](LoadLimits& limits) { limits.set_bytes = 170; })), ElementsAre(kSetTooLarge));
  EXPECT_THAT(codes(with([](LoadLimits& limits) { limits.files = 2; })), ElementsAre(kTooManyFiles));
  EXPECT_THAT(codes(with([](LoadLimits& limits) { limits.wording_bytes = 9; })), ElementsAre(kWordingTooLarge));
  EXPECT_THAT(codes(with([](LoadLimits& limits) {
                limits.file_bytes = 111;
                limits.wording_bytes = 10;
                limits.files = 3;
              })),
              IsEmpty());
}

}  // namespace
}  // namespace licet::check
