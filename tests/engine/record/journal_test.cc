#include <engine/record/journal.h>
#include <engine/record/journal_line.h>
#include <gtest/gtest.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>
#include <unistd.h>

namespace licet::record {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kHeaderLine = "851971bd {\"licet\":\"journal\",\"version\":1}\n";

Result<Journal> open_to_write(const std::filesystem::path& directory) {
  return Journal::open(directory, JournalAccess::kWrite);
}
Result<Journal> open_to_read(const std::filesystem::path& directory) {
  return Journal::open(directory, JournalAccess::kRead);
}

Result<void> append(Journal& journal, const Lines& lines) {
  const std::vector<std::string_view> texts(lines.begin(), lines.end());
  return journal.append(texts);
}

Lines lines_of(const Journal& journal) {
  Lines lines;
  const auto read = journal.read([&lines](std::uint64_t number, std::string_view text) -> Result<void> {
    EXPECT_EQ(number, lines.size() + 2);
    lines.emplace_back(text);
    return {};
  });
  EXPECT_TRUE(read) << read.error().message;
  return lines;
}

/// A store with these lines, closed again.
void write_store(const std::filesystem::path& directory, const Lines& lines) {
  auto journal = open_to_write(directory);
  ASSERT_TRUE(journal) << journal.error().message;
  ASSERT_TRUE(append(*journal, lines));
}

TEST(JournalLine, OnlyAnUnchangedLineHasAText) {
  std::string line;
  append_line(line, "{\"a\":1}");
  ASSERT_EQ(line.back(), '\n');
  line.pop_back();
  EXPECT_EQ(text_of_line(line), "{\"a\":1}");
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (const unsigned bit : {1U, 2U, 32U}) {
      std::string changed = line;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ bit);
      EXPECT_FALSE(text_of_line(changed)) << i;
    }
    EXPECT_FALSE(text_of_line(line.substr(0, i))) << i;
  }
}

TEST(Journal, AMissingDirectoryIsMadeWithAllItLiesIn) {
  const test::ScratchDirectory scratch;
  const auto directory = scratch / "a" / "b" / "store";
  write_store(directory, {"one"});
  EXPECT_EQ(test::contents_of(directory / "journal.jsonl").substr(0, std::string(kHeaderLine).size()), kHeaderLine);
  EXPECT_EQ(std::filesystem::status(directory).permissions(), std::filesystem::perms::owner_all);
  EXPECT_EQ(std::filesystem::status(directory / "journal.jsonl").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Journal, WhatWasAppendedIsReadInOrderByWriterReaderAndSuccessor) {
  const test::ScratchDirectory scratch;
  const Lines lines = {"one", "", "drei ä \t\"", std::string(600'000, 'x'), "last"};
  {
    auto journal = open_to_write(scratch / "s");
    ASSERT_TRUE(journal);
    EXPECT_EQ(lines_of(*journal), Lines{});
    ASSERT_TRUE(append(*journal, {lines.begin(), lines.begin() + 2}));
    ASSERT_TRUE(append(*journal, {}));
    ASSERT_TRUE(append(*journal, {lines.begin() + 2, lines.end()}));
    EXPECT_EQ(lines_of(*journal), lines);
    const auto reader = open_to_read(scratch / "s");
    ASSERT_TRUE(reader);
    EXPECT_EQ(lines_of(*reader), lines);
    ASSERT_TRUE(append(*journal, {"more"}));
    EXPECT_EQ(lines_of(*reader).back(), "more");
  }
  const auto successor = open_to_write(scratch / "s");
  ASSERT_TRUE(successor);
  EXPECT_EQ(lines_of(*successor).size(), lines.size() + 1);
}

TEST(Journal, ALineLongerThanEveryPieceThatIsReadComesWhole) {
  const test::ScratchDirectory scratch;
  Lines lines;
  for (std::size_t length = 262'100; length < 262'160; ++length) lines.emplace_back(length, 'y');
  write_store(scratch / "s", lines);
  EXPECT_EQ(lines_of(*open_to_read(scratch / "s")), lines);
}

TEST(Journal, ASecondWriterIsToldWhichProcessWrites) {
  const test::ScratchDirectory scratch;
  auto first = open_to_write(scratch / "s");
  ASSERT_TRUE(first);
  const auto second = open_to_write(scratch / "s");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, FailureKind::kBusy);
  EXPECT_NE(second.error().message.find("process " + std::to_string(::getpid()) + " "), std::string::npos)
      << second.error().message;
  EXPECT_TRUE(open_to_read(scratch / "s"));
  EXPECT_TRUE(append(*first, {"still mine"}));
}

TEST(Journal, TheLockEndsWithTheJournal) {
  const test::ScratchDirectory scratch;
  write_store(scratch / "s", {"one"});
  auto journal = open_to_write(scratch / "s");
  ASSERT_TRUE(journal);
  Journal moved = std::move(*journal);
  EXPECT_FALSE(open_to_write(scratch / "s"));
  EXPECT_TRUE(append(moved, {"two"}));
}

TEST(Journal, WhatIsNotThereCannotBeRead) {
  const test::ScratchDirectory scratch;
  EXPECT_EQ(open_to_read(scratch / "missing").error().kind, FailureKind::kNotFound);
  std::filesystem::create_directory(scratch / "empty");
  EXPECT_EQ(open_to_read(scratch / "empty").error().kind, FailureKind::kNotFound);
  EXPECT_EQ(open_to_read("").error().kind, FailureKind::kWrongUse);
  EXPECT_FALSE(std::filesystem::exists(scratch / "missing"));
}

TEST(Journal, ADirectoryOfOtherThingsIsLeftAlone) {
  const test::ScratchDirectory scratch;
  std::filesystem::create_directory(scratch / "photos");
  test::put(scratch / "photos" / "cat.png", "miau");
  const auto journal = open_to_write(scratch / "photos");
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().kind, FailureKind::kWrongUse);
  EXPECT_FALSE(std::filesystem::exists(scratch / "photos" / "lock"));
  test::put(scratch / "file", "");
  EXPECT_FALSE(open_to_write(scratch / "file"));
  EXPECT_FALSE(open_to_write(scratch / "file" / "store"));
}

TEST(Journal, AReaderCannotAppendAndALineEndIsNoText) {
  const test::ScratchDirectory scratch;
  auto writer = open_to_write(scratch / "s");
  ASSERT_TRUE(writer);
  EXPECT_EQ(append(*writer, {"good", "b\nd"}).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(append(*writer, {std::string(kLineBytes + 1, 'x')}).error().kind, FailureKind::kLimit);
  EXPECT_EQ(lines_of(*writer), Lines{});
  EXPECT_TRUE(append(*writer, {"good"}));
  auto reader = open_to_read(scratch / "s");
  ASSERT_TRUE(reader);
  EXPECT_EQ(append(*reader, {"mine"}).error().kind, FailureKind::kWrongUse);
}

TEST(Journal, AVisitorEndsTheReading) {
  const test::ScratchDirectory scratch;
  write_store(scratch / "s", {"one", "two", "three"});
  int visited = 0;
  const auto read = open_to_read(scratch / "s")->read([&](std::uint64_t, std::string_view) -> Result<void> {
    ++visited;
    return tl::unexpected(Failure{FailureKind::kDamaged, "enough"});
  });
  EXPECT_EQ(visited, 1);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "enough");
}

// --- torn and damaged files -------------------------------------------------------------------------------------

TEST(JournalOnDisk, CutAnywhereOnlyCompleteLinesAreSeenAndWritingGoesOn) {
  const test::ScratchDirectory scratch;
  const Lines lines = {"one", "", "three"};
  test::FaultyFiles quick;
  write_store(scratch / "whole", lines);
  const std::string whole = test::contents_of(scratch / "whole" / "journal.jsonl");
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const test::ScratchDirectory other;
    std::filesystem::create_directory(other / "s");
    test::put(other / "s" / "journal.jsonl", whole.substr(0, length));
    Lines complete;
    std::size_t end = std::string(kHeaderLine).size();
    for (const std::string& line : lines) {
      end += line.size() + kChecksumBytes + 1;
      if (end <= length) complete.push_back(line);
    }
    const auto reader = Journal::open(other / "s", JournalAccess::kRead, quick);
    ASSERT_TRUE(reader) << length;
    EXPECT_EQ(lines_of(*reader), complete) << length;
    EXPECT_EQ(test::contents_of(other / "s" / "journal.jsonl").size(), length);

    auto writer = Journal::open(other / "s", JournalAccess::kWrite, quick);
    ASSERT_TRUE(writer) << length;
    EXPECT_EQ(lines_of(*writer), complete) << length;
    ASSERT_TRUE(append(*writer, {"more"})) << length;
    complete.emplace_back("more");
    EXPECT_EQ(lines_of(*writer), complete) << length;
    EXPECT_EQ(lines_of(*Journal::open(other / "s", JournalAccess::kRead, quick)), complete) << length;
  }
}

TEST(JournalOnDisk, EveryChangedByteOfACompleteLineIsDamageWithItsLineNumber) {
  const test::ScratchDirectory scratch;
  write_store(scratch / "s", {"one", "two"});
  const std::string whole = test::contents_of(scratch / "s" / "journal.jsonl");
  test::FaultyFiles quick;
  std::size_t line = 1;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (whole[i] == '\n') {
      ++line;
      continue;
    }
    std::string changed = whole;
    changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ 1U);
    if (changed[i] == '\n') continue;
    test::put(scratch / "s" / "journal.jsonl", changed);
    for (const auto access : {JournalAccess::kRead, JournalAccess::kWrite}) {
      Failure failure;
      const auto journal = Journal::open(scratch / "s", access, quick);
      if (!journal) {
        failure = journal.error();
      } else {
        const auto read = journal->read([](std::uint64_t, std::string_view) -> Result<void> { return {}; });
        ASSERT_FALSE(read) << i;
        failure = read.error();
      }
      EXPECT_EQ(failure.kind, FailureKind::kDamaged) << i;
      EXPECT_NE(failure.message.find("line " + std::to_string(line) + ","), std::string::npos) << failure.message;
    }
  }
}

TEST(JournalOnDisk, ATornTailLongerThanAPieceIsCutToo) {
  const test::ScratchDirectory scratch;
  write_store(scratch / "s", {"one"});
  const std::string whole = test::contents_of(scratch / "s" / "journal.jsonl");
  test::put(scratch / "s" / "journal.jsonl", whole + std::string(700'000, '\0'));
  EXPECT_EQ(lines_of(*open_to_read(scratch / "s")), Lines{"one"});
  EXPECT_EQ(lines_of(*open_to_write(scratch / "s")), Lines{"one"});
  EXPECT_EQ(test::contents_of(scratch / "s" / "journal.jsonl"), whole);
}

TEST(JournalOnDisk, AnotherVersionIsNotTouched) {
  const test::ScratchDirectory scratch;
  std::string bytes;
  append_line(bytes, R"({"licet":"journal","version":2})");
  std::filesystem::create_directory(scratch / "s");
  test::put(scratch / "s" / "journal.jsonl", bytes + "torn");
  EXPECT_EQ(open_to_write(scratch / "s").error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(open_to_read(scratch / "s").error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(test::contents_of(scratch / "s" / "journal.jsonl"), bytes + "torn");
}

}  // namespace
}  // namespace licet::record
