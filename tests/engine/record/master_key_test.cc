#include <algorithm>
#include <engine/record/open_file.h>
#include <engine/record/store_keys.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>

namespace licet::record {
namespace {

using test::Fault;
using test::FaultyFiles;
using test::put;

/// The key of the bytes 0 to 31; its sum was computed with another program.
constexpr std::string_view kLine =
    "licet-master-key 1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f 028ccd43\n";

void put_private(const std::filesystem::path& path, const std::string& bytes) {
  put(path, bytes);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

std::optional<FailureKind> kind_of(const Result<SecretKey>& key) {
  if (key) return std::nullopt;
  return key.error().kind;
}

TEST(MasterKey, IsMadeForItsOwnerOnlyAndReadAsItWasMade) {
  const test::ScratchDirectory scratch;
  const auto made = make_master_key(scratch / "m");
  ASSERT_TRUE(made) << made.error().message;
  struct stat status {};
  ASSERT_EQ(::stat((scratch / "m").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(test::contents_of(scratch / "m").size(), kLine.size());
  const auto read = read_master_key(scratch / "m");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->bytes(), made->bytes());
}

TEST(MasterKey, IsMadeOnce) {
  const test::ScratchDirectory scratch;
  const auto made = make_master_key(scratch / "m");
  ASSERT_TRUE(made);
  const std::string line = test::contents_of(scratch / "m");
  const auto again = make_master_key(scratch / "m");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->bytes(), made->bytes());
  EXPECT_EQ(test::contents_of(scratch / "m"), line);
}

TEST(MasterKey, OfTwoStoresDiffer) {
  const test::ScratchDirectory scratch;
  const auto one = make_master_key(scratch / "one");
  const auto two = make_master_key(scratch / "two");
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->bytes(), two->bytes());
}

TEST(MasterKey, StandsAsTheFormatHasIt) {
  const test::ScratchDirectory scratch;
  put_private(scratch / "m", std::string(kLine));
  const auto key = read_master_key(scratch / "m");
  ASSERT_TRUE(key) << key.error().message;
  for (std::size_t i = 0; i < 32; ++i) EXPECT_EQ(key->bytes()[i], static_cast<char>(i));
}

TEST(MasterKey, EveryChangedBitIsFound) {
  const test::ScratchDirectory scratch;
  put_private(scratch / "m", std::string(kLine));
  for (std::size_t bit = 0; bit < 8 * kLine.size(); ++bit) {
    test::flip_bit(scratch / "m", bit);
    const std::string changed = test::contents_of(scratch / "m");
    ASSERT_NE(changed, kLine);
    const auto key = read_master_key(scratch / "m");
    ASSERT_EQ(kind_of(key), FailureKind::kDamaged) << bit;
    EXPECT_EQ(key.error().message.find(kLine.substr(19, 16)), std::string::npos) << "a message states the key";
    ASSERT_EQ(kind_of(make_master_key(scratch / "m")), FailureKind::kDamaged) << bit;
    ASSERT_EQ(test::contents_of(scratch / "m"), changed) << bit;
    test::flip_bit(scratch / "m", bit);
  }
}

TEST(MasterKey, OfAnotherLengthIsDamagedAndAnEmptyFileIsNone) {
  const test::ScratchDirectory scratch;
  for (std::size_t length = 1; length < kLine.size(); ++length) {
    put_private(scratch / "m", std::string(kLine.substr(0, length)));
    ASSERT_EQ(kind_of(read_master_key(scratch / "m")), FailureKind::kDamaged) << length;
  }
  put_private(scratch / "m", std::string(kLine) + "\n");
  EXPECT_EQ(kind_of(read_master_key(scratch / "m")), FailureKind::kDamaged);
  put_private(scratch / "m", "");
  EXPECT_EQ(kind_of(read_master_key(scratch / "m")), FailureKind::kNotFound);
  EXPECT_TRUE(make_master_key(scratch / "m"));
  EXPECT_TRUE(read_master_key(scratch / "m"));
}

TEST(MasterKey, OpenToOthersIsRefused) {
  const test::ScratchDirectory scratch;
  put_private(scratch / "m", std::string(kLine));
  for (const unsigned rights : {040U, 020U, 010U, 04U, 02U, 01U}) {
    ASSERT_EQ(::chmod((scratch / "m").c_str(), 0600U | rights), 0);
    EXPECT_EQ(kind_of(read_master_key(scratch / "m")), FailureKind::kWrongUse) << rights;
    EXPECT_EQ(kind_of(make_master_key(scratch / "m")), FailureKind::kWrongUse) << rights;
  }
  ASSERT_EQ(::chmod((scratch / "m").c_str(), 0400U), 0);
  EXPECT_TRUE(read_master_key(scratch / "m"));
}

TEST(MasterKey, ThatIsMissingIsNotFoundAndNotMadeByReading) {
  const test::ScratchDirectory scratch;
  EXPECT_EQ(kind_of(read_master_key(scratch / "m")), FailureKind::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(scratch / "m"));
  put(scratch / "file", "");
  EXPECT_EQ(kind_of(read_master_key(scratch / "file" / "m")), FailureKind::kNotFound);
  EXPECT_EQ(kind_of(make_master_key(scratch / "missing" / "m")), FailureKind::kNotWritable);
}

TEST(MasterKey, BeingMadeByAnotherProcessIsBusy) {
  const test::ScratchDirectory scratch;
  auto other = OpenFile::open(system_files(), (scratch / "m").string(), O_RDWR | O_CREAT);
  ASSERT_TRUE(other && other->lock());
  EXPECT_EQ(kind_of(make_master_key(scratch / "m")), FailureKind::kBusy);
}

TEST(MasterKey, IsSyncedWithItsDirectoryBeforeItIsGivenOut) {
  const test::ScratchDirectory scratch;
  FaultyFiles making;
  ASSERT_TRUE(make_master_key(scratch / "m", making));
  const std::vector<std::string> made = {"open", "lock", "mode", "read", "write", "sync", "open", "sync"};
  EXPECT_EQ(making.log(), made);
  FaultyFiles again;
  ASSERT_TRUE(make_master_key(scratch / "m", again));
  EXPECT_EQ(std::count(again.log().begin(), again.log().end(), "sync"), 2);
}

TEST(MasterKeyFaults, NoFailingCallLeavesAKeyThatIsAnother) {
  for (const auto& [fault, error] : {std::pair{Fault::kRefused, EIO}, std::pair{Fault::kHalf, ENOSPC}}) {
    for (std::size_t call = 0; call < 8; ++call) {
      const test::ScratchDirectory scratch;
      FaultyFiles files(call, fault, error);
      const auto failed = make_master_key(scratch / "m", files);
      ASSERT_TRUE(files.met()) << call;
      EXPECT_FALSE(failed) << call;
      const auto made = make_master_key(scratch / "m");
      ASSERT_TRUE(made) << call << ": " << made.error().message;
      const auto read = read_master_key(scratch / "m");
      ASSERT_TRUE(read) << call;
      EXPECT_EQ(read->bytes(), made->bytes());
    }
  }
}

TEST(MasterKeyFaults, AnInterruptedCallIsRepeated) {
  for (std::size_t call = 0; call < 8; ++call) {
    const test::ScratchDirectory scratch;
    FaultyFiles files(call, Fault::kRefused, EINTR, 3);
    EXPECT_TRUE(make_master_key(scratch / "m", files)) << call;
  }
}

}  // namespace
}  // namespace licet::record
