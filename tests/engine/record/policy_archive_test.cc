#include <algorithm>
#include <engine/record/crc32c.h>
#include <engine/record/little_endian.h>
#include <engine/record/policy_archive.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>

namespace licet::record {
namespace {

using test::contents_of;
using test::Fault;
using test::FaultyFiles;
using test::put;

const ArchivedPolicy kPolicy{3, std::string("bytes of a set\0of files", 23), 2};

Digest digest_of(const ArchivedPolicy& policy) { return sha256(policy.bytes); }

std::filesystem::path file_of(const std::filesystem::path& directory, const Digest& digest) {
  return directory / "policies" / (to_hex(digest) + ".set");
}

template <class T>
std::optional<FailureKind> kind_of(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error().kind;
}

Result<void> archive(const std::filesystem::path& directory, const ArchivedPolicy& policy = kPolicy,
                     FileSystem& files = system_files()) {
  std::filesystem::create_directory(directory);
  return archive_policy(directory, digest_of(policy), policy, files);
}

Result<ArchivedPolicy> read(const std::filesystem::path& directory, const ArchivedPolicy& policy = kPolicy) {
  return read_archived_policy(directory, digest_of(policy), system_files());
}

void expect_whole(const std::filesystem::path& directory) {
  const auto found = read(directory);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->bytes, kPolicy.bytes);
  EXPECT_EQ(found->policy_files, kPolicy.policy_files);
  EXPECT_EQ(found->main_file, kPolicy.main_file);
}

TEST(PolicyArchive, GivesBackWhatItWasGiven) {
  const test::ScratchDirectory scratch;
  ASSERT_TRUE(archive(scratch / "s"));
  expect_whole(scratch / "s");
  const ArchivedPolicy empty{1, "", 0};
  ASSERT_TRUE(archive(scratch / "s", empty));
  const auto found = read(scratch / "s", empty);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->bytes, "");
}

TEST(PolicyArchive, StandsAsTheFormatHasIt) {
  const test::ScratchDirectory scratch;
  ASSERT_TRUE(archive(scratch / "s"));
  const auto path = file_of(scratch / "s", digest_of(kPolicy));
  EXPECT_EQ(contents_of(path), [] {
    std::string header("LICETSET\1\0\0\0\2\0\0\0\3\0\0\0\0\0\0\0", 24);
    append_number(header, crc32c(header));
    append_number(header, std::uint32_t{0});
    return header + kPolicy.bytes;
  }());
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(path.parent_path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST(PolicyArchive, ArchivingAgainChangesNothingAndSyncsAgain) {
  const test::ScratchDirectory scratch;
  ASSERT_TRUE(archive(scratch / "s"));
  const auto path = file_of(scratch / "s", digest_of(kPolicy));
  const auto written = std::filesystem::last_write_time(path);
  FaultyFiles files;
  ASSERT_TRUE(archive(scratch / "s", kPolicy, files));
  EXPECT_EQ(std::count(files.log().begin(), files.log().end(), "write"), 0);
  EXPECT_EQ(std::count(files.log().begin(), files.log().end(), "rename"), 0);
  EXPECT_EQ(std::count(files.log().begin(), files.log().end(), "sync"), 3);
  EXPECT_EQ(std::filesystem::last_write_time(path), written);
  expect_whole(scratch / "s");
}

TEST(PolicyArchive, EveryChangedBitIsFound) {
  const test::ScratchDirectory scratch;
  ASSERT_TRUE(archive(scratch / "s"));
  const auto path = file_of(scratch / "s", digest_of(kPolicy));
  for (std::size_t bit = 0; bit < 8 * (32 + kPolicy.bytes.size()); ++bit) {
    test::flip_bit(path, bit);
    EXPECT_EQ(kind_of(read(scratch / "s")), FailureKind::kDamaged) << bit;
    test::flip_bit(path, bit);
  }
  expect_whole(scratch / "s");
}

TEST(PolicyArchive, EveryChangedByteIsMendedByArchivingAgain) {
  const test::ScratchDirectory scratch;
  ASSERT_TRUE(archive(scratch / "s"));
  const auto path = file_of(scratch / "s", digest_of(kPolicy));
  const std::string whole = contents_of(path);
  for (std::size_t byte = 0; byte < whole.size(); ++byte) {
    test::flip_bit(path, 8 * byte + byte % 8);
    FaultyFiles files;
    ASSERT_TRUE(archive(scratch / "s", kPolicy, files));
    ASSERT_EQ(contents_of(path), whole) << byte;
  }
}

TEST(PolicyArchive, OfAnotherLengthIsDamaged) {
  const test::ScratchDirectory scratch;
  ASSERT_TRUE(archive(scratch / "s"));
  const auto path = file_of(scratch / "s", digest_of(kPolicy));
  const std::string whole = contents_of(path);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    put(path, whole.substr(0, length));
    EXPECT_EQ(kind_of(read(scratch / "s")), FailureKind::kDamaged) << length;
  }
  put(path, whole + '\0');
  EXPECT_EQ(kind_of(read(scratch / "s")), FailureKind::kDamaged);
  std::filesystem::resize_file(path, 32 + kArchivedBytes + 1);
  EXPECT_EQ(kind_of(read(scratch / "s")), FailureKind::kDamaged);
}

TEST(PolicyArchive, TakesNothingUnderAnotherDigestOrWithoutAMainFile) {
  const test::ScratchDirectory scratch;
  std::filesystem::create_directory(scratch / "s");
  EXPECT_EQ(kind_of(archive_policy(scratch / "s", Digest{}, kPolicy, system_files())), FailureKind::kWrongUse);
  EXPECT_EQ(kind_of(archive(scratch / "s", {2, "bytes", 2})), FailureKind::kWrongUse);
  EXPECT_EQ(kind_of(archive_zone(scratch / "s", Digest{}, "zone", system_files())), FailureKind::kWrongUse);
  EXPECT_EQ(archived_policies(scratch / "s", system_files()), std::vector<Digest>{});
}

TEST(PolicyArchive, WhatIsMissingIsNotFound) {
  const test::ScratchDirectory scratch;
  EXPECT_EQ(kind_of(read(scratch / "s")), FailureKind::kNotFound);
  EXPECT_EQ(kind_of(read_archived_zone(scratch / "s", Digest{}, system_files())), FailureKind::kNotFound);
  ASSERT_TRUE(archive(scratch / "s"));
  EXPECT_EQ(kind_of(read(scratch / "s", {1, "another", 0})), FailureKind::kNotFound);
}

TEST(PolicyArchive, ListsWhatBearsADigestsName) {
  const test::ScratchDirectory scratch;
  std::vector<Digest> expected;
  for (const auto* const bytes : {"one", "two", "three"}) {
    ASSERT_TRUE(archive(scratch / "s", {1, bytes, 0}));
    expected.push_back(sha256(bytes));
  }
  put(scratch / "s" / "policies" / (to_hex(sha256("half")) + ".new"), "half");
  put(scratch / "s" / "policies" / "notes.set", "");
  put(scratch / "s" / "policies" / (std::string(63, 'a') + "G.set"), "");
  put(file_of(scratch / "s", Digest{0xFF}), "not whole");
  expected.push_back(Digest{0xFF});
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(archived_policies(scratch / "s", system_files()), expected);
  EXPECT_EQ(archived_zones(scratch / "s", system_files()), std::vector<Digest>{});
}

TEST(ZoneArchive, GivesBackTheBytesAndFindsEveryChangedBit) {
  const test::ScratchDirectory scratch;
  std::filesystem::create_directory(scratch / "s");
  const std::string zone("TZif2\0zone", 10);
  const Digest digest = sha256(zone);
  ASSERT_TRUE(archive_zone(scratch / "s", digest, zone, system_files()));
  EXPECT_EQ(read_archived_zone(scratch / "s", digest, system_files()), zone);
  EXPECT_EQ(archived_zones(scratch / "s", system_files()), std::vector<Digest>{digest});
  const auto path = scratch / "s" / "zones" / (to_hex(digest) + ".zone");
  EXPECT_EQ(contents_of(path), zone);
  for (std::size_t bit = 0; bit < 8 * zone.size(); ++bit) {
    std::string changed = zone;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    put(path, changed);
    EXPECT_EQ(kind_of(read_archived_zone(scratch / "s", digest, system_files())), FailureKind::kDamaged) << bit;
  }
}

std::size_t calls_without_faults() {
  const test::ScratchDirectory scratch;
  FaultyFiles files;
  EXPECT_TRUE(archive(scratch / "s", kPolicy, files));
  return files.calls();
}

class PolicyArchiveFaults : public testing::TestWithParam<std::pair<Fault, int>> {};

TEST_P(PolicyArchiveFaults, AFailingCallIsToldAndLeavesNothingHalfUnderTheName) {
  const std::size_t calls = calls_without_faults();
  ASSERT_GT(calls, 8U);
  for (std::size_t call = 0; call < calls; ++call) {
    SCOPED_TRACE("call " + std::to_string(call));
    const test::ScratchDirectory scratch;
    FaultyFiles files(call, GetParam().first, GetParam().second);
    EXPECT_FALSE(archive(scratch / "s", kPolicy, files));
    const auto found = read(scratch / "s");
    EXPECT_TRUE(found || found.error().kind == FailureKind::kNotFound);
    ASSERT_TRUE(archive(scratch / "s"));
    expect_whole(scratch / "s");
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, PolicyArchiveFaults,
                         testing::Values(std::pair{Fault::kRefused, EIO}, std::pair{Fault::kHalf, ENOSPC}));

TEST(PolicyArchiveInterrupted, AnInterruptedCallIsRepeated) {
  const std::size_t calls = calls_without_faults();
  for (std::size_t call = 0; call < calls; ++call) {
    const test::ScratchDirectory scratch;
    FaultyFiles files(call, Fault::kRefused, EINTR, 3);
    EXPECT_TRUE(archive(scratch / "s", kPolicy, files)) << call;
    expect_whole(scratch / "s");
  }
}

TEST(PolicyArchiveOrder, TheNameIsGivenOnlyToSyncedBytes) {
  const test::ScratchDirectory scratch;
  FaultyFiles files;
  ASSERT_TRUE(archive(scratch / "s", kPolicy, files));
  const std::vector<std::string> expected = {"make_directory", "open", "sync",   "open", "open",
                                             "write",          "sync", "rename", "open", "sync"};
  EXPECT_EQ(files.log(), expected);
}

}  // namespace
}  // namespace licet::record
