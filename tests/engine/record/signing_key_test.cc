#include <engine/record/signing_key.h>
#include <set>
#include <sys/stat.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>

namespace licet::record {
namespace {

using namespace licet::test;

std::vector<NoteKey> all_keys(const SigningKeys& keys) { return keys.log().keys; }

TEST(SigningKeyFile, IsReadAsItWasMadeAndReadableByItsOwnerOnly) {
  const ScratchDirectory scratch;
  const auto path = scratch / "key";
  const auto made = make_signing_key(path, "example.org/log");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->origin(), "example.org/log");
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const auto read = read_signing_keys(path);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(all_keys(*read), all_keys(*made));
  EXPECT_EQ(read->signer.signing.sign("text"), made->signer.signing.sign("text"));
  EXPECT_TRUE(verify(read->signer.key.key, "text", read->signer.signing.sign("text")));
  EXPECT_FALSE(std::filesystem::exists(scratch / "key.new"));
}

TEST(SigningKeyFile, IsNeverWrittenOverByMaking) {
  const ScratchDirectory scratch;
  const auto path = scratch / "key";
  ASSERT_TRUE(make_signing_key(path, "log"));
  for (const std::string& there : {contents_of(path), std::string(), std::string("something else")}) {
    put(path, there);
    const auto again = make_signing_key(path, "log");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, FailureKind::kWrongUse);
    EXPECT_EQ(contents_of(path), there);
  }
}

TEST(SigningKeyFile, WithRightsOfOthersIsRefused) {
  const ScratchDirectory scratch;
  const auto path = scratch / "key";
  ASSERT_TRUE(make_signing_key(path, "log"));
  for (const mode_t mode : {0640U, 0604U, 0610U, 0660U, 0601U}) {
    ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    const auto read = read_signing_keys(path);
    ASSERT_FALSE(read) << mode;
    EXPECT_EQ(read.error().kind, FailureKind::kWrongUse);
    EXPECT_NE(read.error().message.find("chmod 600"), std::string::npos);
  }
}

TEST(SigningKeyFile, OfOtherBytesIsDamagedAndNoneOfThemIsInTheMessage) {
  const ScratchDirectory scratch;
  const auto path = scratch / "key";
  const auto first = make_signing_key(path, "log");
  ASSERT_TRUE(first);
  ASSERT_TRUE(replace_signing_keys(path, *next_signing_keys(*first)));
  const std::string whole = contents_of(path);
  const auto expect_damaged = [&](const std::string& bytes) {
    put(path, bytes);
    const auto read = read_signing_keys(path);
    ASSERT_FALSE(read) << bytes;
    EXPECT_EQ(read.error().kind, FailureKind::kDamaged);
    EXPECT_EQ(read.error().message.find("PRIVATE"), std::string::npos);
  };
  for (std::size_t place = 0; place < whole.size(); ++place) {
    std::string changed = whole;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    expect_damaged(changed);
  }
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const bool without_the_older_key = whole.find('\n', whole.find("PRIVATE")) + 1 == length;
    if (!without_the_older_key) expect_damaged(whole.substr(0, length));
  }
  expect_damaged(whole + "\n");
  expect_damaged(whole + print_key(first->signer.key) + "\n");
  expect_damaged(whole + print_key(note_signer("other", first->signer.signing)->key) + "\n");
}

TEST(SigningKeyFile, KeepsThePublicKeysOfAllChangesTheNewestFirst) {
  const ScratchDirectory scratch;
  const auto path = scratch / "key";
  auto keys = make_signing_key(path, "log");
  ASSERT_TRUE(keys);
  std::vector<NoteKey> expected{keys->signer.key};
  for (int change = 0; change < 5; ++change) {
    keys = next_signing_keys(*keys);
    ASSERT_TRUE(keys);
    expected.insert(expected.begin(), keys->signer.key);
    ASSERT_TRUE(replace_signing_keys(path, *keys));
    EXPECT_EQ(all_keys(*read_signing_keys(path)), expected);
  }
  std::set<std::uint32_t> ids;
  for (const NoteKey& key : expected) ids.insert(key.id);
  EXPECT_EQ(ids.size(), expected.size());
}

TEST(SigningKeyFile, TakesSoManyChangesAndNoMore) {
  auto keys = SigningKeys{*note_signer("log", *generate_signing_key()), {}};
  for (std::size_t change = 0; change < kSigningKeysBefore; ++change) keys = *next_signing_keys(keys);
  const ScratchDirectory scratch;
  ASSERT_TRUE(replace_signing_keys(scratch / "key", keys));
  EXPECT_EQ(all_keys(*read_signing_keys(scratch / "key")), all_keys(keys));
  const auto beyond = next_signing_keys(keys);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().kind, FailureKind::kLimit);
}

TEST(SigningKeyFile, WantsANameThatANoteCanHave) {
  const ScratchDirectory scratch;
  for (const char* name : {"", "a b", "a+b", "a\nb"}) {
    const auto made = make_signing_key(scratch / "key", name);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, FailureKind::kWrongUse);
    EXPECT_FALSE(std::filesystem::exists(scratch / "key"));
  }
}

/// Whatever call fails: a key that was made is whole, and one that was not can be made.
TEST(SigningKeyFile, IsWholeOrNotThereWhateverCallFails) {
  for (const Fault fault : {Fault::kRefused, Fault::kHalf}) {
    bool met = true;
    for (std::size_t call = 0; met; ++call) {
      const ScratchDirectory scratch;
      const auto path = scratch / "key";
      FaultyFiles faulty(call, fault, EIO);
      const auto made = make_signing_key(path, "log", faulty);
      met = faulty.met();
      EXPECT_EQ(made.has_value(), !met);
      if (std::filesystem::exists(path)) {
        EXPECT_TRUE(read_signing_keys(path)) << call;
      } else {
        EXPECT_TRUE(make_signing_key(path, "log")) << call;
      }
    }
  }
}

TEST(SigningKeyFile, IsTheOldOneOrTheNewOneWhateverCallFails) {
  for (const Fault fault : {Fault::kRefused, Fault::kHalf}) {
    bool met = true;
    for (std::size_t call = 0; met; ++call) {
      const ScratchDirectory scratch;
      const auto path = scratch / "key";
      const auto old = make_signing_key(path, "log");
      const auto next = next_signing_keys(*old);
      FaultyFiles faulty(call, fault, EIO);
      const auto replaced = replace_signing_keys(path, *next, faulty);
      met = faulty.met();
      const auto read = read_signing_keys(path);
      ASSERT_TRUE(read) << call;
      EXPECT_TRUE(all_keys(*read) == all_keys(*next) || (!replaced && all_keys(*read) == all_keys(*old))) << call;
    }
  }
}

}  // namespace
}  // namespace licet::record
