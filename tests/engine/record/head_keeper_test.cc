#include <engine/record/log_tree.h>
#include <engine/record/merkle_proof.h>
#include <random>
#include <tests/engine/record/head_fixture.h>

namespace licet::record {
namespace {

using namespace licet::test;
using HeadKeeperTest = HeadFixture;

TEST_F(HeadKeeperTest, SignsAllThatTheLogHoldsInBothPlaces) {
  const SignedHead head = sign();
  EXPECT_EQ(head.checkpoint.origin, "example.org/log");
  EXPECT_EQ(head.checkpoint.size, log_->end().records);
  EXPECT_EQ(head.checkpoint.root, log_->end().root);
  EXPECT_TRUE(verify_checkpoint(head.note, trusted()));
  EXPECT_EQ(contents_of(newest()), head.note.print());
  EXPECT_EQ(contents_of(second()), head.note.print());
  EXPECT_EQ(*keeper().newest(), head);
}

TEST_F(HeadKeeperTest, SignsTheSameHeadOnceAndTouchesNoFileAgain) {
  const SignedHead head = sign();
  FaultyFiles counting;
  const auto again = HeadKeeper(directory(), key(), counting).sign(*log_);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, head);
  EXPECT_EQ(std::count(counting.log().begin(), counting.log().end(), "write"), 0);
  EXPECT_EQ(std::count(counting.log().begin(), counting.log().end(), "rename"), 0);
}

TEST_F(HeadKeeperTest, WithoutAKeyThereIsNoHead) {
  std::filesystem::remove(key());
  const auto head = keeper().sign(*log_);
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().kind, FailureKind::kNotFound);
  EXPECT_EQ(*keeper().newest(), std::nullopt);
  EXPECT_EQ(*keeper().covering(0), std::nullopt);
}

TEST_F(HeadKeeperTest, HeadsOfALogThatGrowsAndIsReopenedAtRandomAreEachTheBeginningOfTheNext) {
  std::mt19937 random(7);
  std::vector<SignedHead> heads;
  for (int step = 0; step < 300; ++step) {
    grow(step, step + static_cast<int>(random() % 4));
    if (random() % 8 == 0) {
      close();
      log_.emplace(open(LogAccess::kWrite));
    }
    heads.push_back(sign());
  }
  const std::vector<Digest> hashes = *log_->leaf_hashes(0, log_->end().records);
  const LeafHashes tree(hashes);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const Checkpoint& head = heads[i].checkpoint;
    ASSERT_EQ(*tree_root(tree, head.size), head.root) << i;
    ASSERT_TRUE(verify_checkpoint(heads[i].note, trusted()));
    if (i == 0) continue;
    const Checkpoint& before = heads[i - 1].checkpoint;
    ASSERT_TRUE(is_consistent(before.size, head.size, *consistency_proof(tree, before.size, head.size), before.root,
                              head.root));
  }
}

TEST_F(HeadKeeperTest, RefusesWhereALeafOnTheDiskWasFlippedBehindTheLastHead) {
  sign();
  grow(0, 2);
  const LogEnd end = log_->end();
  const std::filesystem::path segment = segment_path(directory(), end.segment);
  flip_bit(segment, 8 * (static_cast<std::size_t>(end.bytes) - 300));
  expect_refusal({segment.string(), "record "});
}

TEST_F(HeadKeeperTest, RefusesWhereALeafUnderTheLastHeadWasFlipped) {
  sign();
  const std::filesystem::path segment = segment_path(directory(), log_->end().segment);
  flip_bit(segment, 8 * (segment_header_bytes(log_->end().segment) + 60));
  expect_refusal({segment.string()});
}

/// The heads are of one continuation of a log, and the disk has another, which is longer.
TEST_F(HeadKeeperTest, RefusesATailThatWasReplaced) {
  close();
  copy_store(directory(), scratch_ / "earlier");
  log_.emplace(open(LogAccess::kWrite));
  grow(0, 5);
  const std::string head = sign().note.print();
  close();
  std::filesystem::remove(second());
  copy_store(scratch_ / "earlier", directory());
  log_.emplace(open(LogAccess::kWrite));
  grow(7, 20);
  std::filesystem::create_directory(directory() / "heads");
  put(newest(), head);
  put(second(), head);
  expect_refusal({newest().string(), second().string(), "contradicts the record"});
}

TEST_F(HeadKeeperTest, NamesTheHeadThatContradictsAndTheOneThatAgrees) {
  const SignedHead before = sign();
  grow(0, 3);
  const auto keys = *read_signing_keys(key());
  Checkpoint other = before.checkpoint;
  other.size += 1;
  other.root[0] ^= 1U;
  put(second(), sign_checkpoint(other, keys.signer)->print());
  expect_refusal({second().string() + " over " + std::to_string(other.size) + " records contradicts the record",
                  newest().string() + " over " + std::to_string(before.checkpoint.size) + " records agrees"});
}

TEST_F(HeadKeeperTest, RefusesTwoHeadsOfOneSizeAndTwoRoots) {
  const SignedHead head = sign();
  Checkpoint other = head.checkpoint;
  other.root[31] ^= 1U;
  put(second(), sign_checkpoint(other, read_signing_keys(key())->signer)->print());
  expect_refusal({newest().string(), second().string(), "contradict each other"});
}

TEST_F(HeadKeeperTest, RefusesAHeadOverMoreRecordsThanThereAre) {
  const SignedHead head = sign();
  Checkpoint later = head.checkpoint;
  later.size += 1;
  put(second(), sign_checkpoint(later, read_signing_keys(key())->signer)->print());
  expect_refusal({second().string(), "has only " + std::to_string(head.checkpoint.size)});
}

TEST_F(HeadKeeperTest, RefusesWhereTheSecondHeadIsMissing) {
  sign();
  std::filesystem::remove(second());
  grow(0, 1);
  expect_refusal({second().string() + " is missing"});
  std::filesystem::copy_file(newest(), second());
  EXPECT_EQ(sign().checkpoint.size, log_->end().records);
}

TEST_F(HeadKeeperTest, MakesTheNewestHeadAnewFromTheSecond) {
  const SignedHead head = sign();
  std::filesystem::remove(newest());
  EXPECT_EQ(sign(), head);
  EXPECT_EQ(contents_of(newest()), head.note.print());
}

TEST_F(HeadKeeperTest, RefusesAHeadOfAnotherKey) {
  const SignedHead head = sign();
  for (const std::string& name : {std::string("example.org/log"), std::string("example.org/other")}) {
    const auto stranger = *note_signer(name, *generate_signing_key());
    Checkpoint checkpoint = head.checkpoint;
    checkpoint.origin = name;
    for (const auto& path : {newest(), second()}) {
      put(path, sign_checkpoint(checkpoint, stranger)->print());
      expect_refusal({path.string(), "not of the signing key"});
      put(path, head.note.print());
    }
  }
  EXPECT_TRUE(keeper().sign(*log_));
}

TEST_F(HeadKeeperTest, RefusesEveryHeadInWhichAByteDiffers) {
  const SignedHead head = sign();
  grow(0, 1);
  const std::string whole = head.note.print();
  for (const auto& path : {newest(), second()}) {
    for (std::size_t place = 0; place < whole.size(); ++place) {
      std::string changed = whole;
      changed[place] = changed[place] == 'A' ? 'B' : 'A';
      put(path, changed);
      const auto refused = keeper().sign(*log_);
      ASSERT_FALSE(refused) << place;
      EXPECT_EQ(refused.error().kind, FailureKind::kDamaged);
    }
    put(path, whole);
  }
}

TEST_F(HeadKeeperTest, AStoreWithFewerRecordsThanAHeadCoversIsNotOpened) {
  close();
  copy_store(directory(), scratch_ / "earlier");
  log_.emplace(open(LogAccess::kWrite));
  grow(0, 3);
  const std::uint64_t covered = sign().checkpoint.size;
  close();
  const std::string newest_head = contents_of(newest());
  copy_store(scratch_ / "earlier", directory());
  const auto expect_refused = [&] {
    for (const LogAccess access : {LogAccess::kRead, LogAccess::kWrite, LogAccess::kCreate}) {
      const auto opened = Log::open(directory(), options(access));
      ASSERT_FALSE(opened);
      EXPECT_EQ(opened.error().kind, FailureKind::kDamaged);
      EXPECT_NE(opened.error().message.find("covers " + std::to_string(covered)), std::string::npos);
    }
  };
  expect_refused();
  std::filesystem::create_directory(directory() / "heads");
  put(newest(), newest_head);
  std::filesystem::remove(second());
  expect_refused();
  std::filesystem::remove(newest());
  EXPECT_TRUE(Log::open(directory(), options(LogAccess::kWrite)));
}

/// Whatever call fails, and however: no head in the store that is not beside the key, and no half one.
TEST_F(HeadKeeperTest, AnyCallThatFailsLeavesTheOlderOrTheNewerHeadWhole) {
  const SignedHead older = sign();
  grow(0, 3);
  const std::string before = older.note.print();
  for (const Fault fault : {Fault::kRefused, Fault::kHalf}) {
    bool met = true;
    for (std::size_t call = 0; met; ++call) {
      put(newest(), before);
      put(second(), before);
      FaultyFiles faulty(call, fault, EIO);
      const auto head = HeadKeeper(directory(), key(), faulty).sign(*log_);
      met = faulty.met();
      ASSERT_EQ(head.has_value(), !met) << call;
      const std::uint64_t there = read(newest()).checkpoint.size;
      const std::uint64_t beside = read(second()).checkpoint.size;
      EXPECT_LE(there, beside) << call;
      EXPECT_TRUE(there == older.checkpoint.size || there == log_->end().records);
      EXPECT_TRUE(beside == older.checkpoint.size || beside == log_->end().records);
      ASSERT_EQ(sign().checkpoint.size, log_->end().records) << call;
      EXPECT_EQ(contents_of(newest()), contents_of(second()));
    }
  }
}

TEST_F(HeadKeeperTest, AnyCallThatFailsAtTheFirstHeadLeavesNoneInTheStoreWithoutOneBesideTheKey) {
  bool met = true;
  for (std::size_t call = 0; met; ++call) {
    std::filesystem::remove_all(directory() / "heads");
    std::filesystem::remove(second());
    FaultyFiles faulty(call, Fault::kHalf, ENOSPC);
    const auto head = HeadKeeper(directory(), key(), faulty).sign(*log_);
    met = faulty.met();
    ASSERT_EQ(head.has_value(), !met);
    if (std::filesystem::exists(newest())) {
      EXPECT_EQ(read(newest()), read(second())) << call;
    }
    sign();
  }
}

TEST_F(HeadKeeperTest, AnEmptyLogHasAHeadThatEveryOtherContinues) {
  const std::filesystem::path empty = scratch_ / "empty";
  auto log = *Log::open(empty, log_options(LogAccess::kCreate));
  ASSERT_TRUE(make_signing_key(empty / "signing.key", "empty"));
  HeadKeeper heads(empty, {});
  EXPECT_EQ(heads.sign(log)->checkpoint.size, 0U);
  EXPECT_EQ(*heads.covering(0), std::nullopt);
  ASSERT_TRUE(append(log, Contents{"a"}));
  EXPECT_EQ(heads.sign(log)->checkpoint.size, 1U);
  EXPECT_TRUE(heads.covering(0)->has_value());
}

}  // namespace
}  // namespace licet::record
