// A backup is never put in the place of a newer store unless that is asked for, and then the store is another record.
#include <licet/proof.h>
#include <licet/replay.h>
#include <tests/engine/licet/backup_fixture.h>

namespace licet::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(BackupTest, AnOlderOneThanTheNewestHeadIsRefusedWithBothSizesAndTimes) {
  make_key();
  record_in(place_, "eva");
  back_up_store();
  record_in(place_, "carla");
  const auto restored = restore_store();
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().kind, FailureKind::kWrongUse);
  EXPECT_THAT(restored.error().message, HasSubstr("made at 2026-03-01T12:00:00Z and has 10 records"));
  EXPECT_THAT(restored.error().message, testing::ContainsRegex("signing.head of 20[0-9-]*T[0-9:]*Z covers 11 records"));
  EXPECT_THAT(restored.error().message, HasSubstr("--older"));
  expect_nothing_restored();
}

TEST_F(BackupTest, AnOlderOneThatIsAskedForIsSignedWithANewKeyOnly) {
  make_key();
  record_in(place_, "eva");
  back_up_store();
  erase(place_, "planted-anna");
  record_in(place_, "carla");
  const auto restored = restore_store(true);
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->old_origin, "shop.example/consents");
  EXPECT_EQ(restored->erasures, 1U);
  EXPECT_FALSE(fs::exists(restored_ / "heads"));
  StorePlace renewed = restored_place();
  renewed.signing_key = keys_ / "signing-2";
  ASSERT_TRUE(make_signing_key(renewed, "shop.example/consents/2"));
  record_in(renewed, "dora");
  const auto head = newest_head(renewed);
  ASSERT_TRUE(head && *head);
  EXPECT_EQ((*head)->origin, "shop.example/consents/2");
  expect_sound(renewed);
  const auto bundle = prove_decision(renewed, decision_);
  ASSERT_TRUE(bundle);
  EXPECT_THAT(replay_bundle(*bundle)->differences, IsEmpty());
  // Whether there are fewer records than under the old head, or more.
  for (int i = 0; i < 8; ++i) {
    const auto recorded = record_closing(restored_place(), "fritz");
    ASSERT_FALSE(recorded) << "signed with the old key";
    EXPECT_EQ(recorded.error().kind, FailureKind::kDamaged) << recorded.error().message;
    EXPECT_EQ((*newest_head(renewed))->origin, "shop.example/consents/2");
    record_in(renewed, "dora");
  }
}

TEST_F(BackupTest, OneThatContradictsTheNewestHeadIsRefusedEvenIfAnOlderOneIsAskedFor) {
  make_key();
  record_in(place_, "eva");
  const fs::path fork = in_scratch("fork");
  fs::copy(place_.directory, fork, fs::copy_options::recursive);
  const std::string head = contents_of(keys_ / "signing.head");
  record_in(place_, "carla");
  back_up_store();
  // Another record goes on from the same beginning, under the same key.
  put(keys_ / "signing.head", head);
  record_in({fork, place_.master_key, place_.signing_key}, "dora");
  for (const bool older : {false, true}) {
    const auto restored = restore_store(older);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().kind, FailureKind::kDamaged);
    EXPECT_THAT(restored.error().message, HasSubstr("signing.head"));
    expect_nothing_restored();
  }
}

TEST_F(BackupTest, WithoutItsSigningKeyItIsRestoredWithItsHeadsUnlessANewKeyIsWanted) {
  make_key();
  record_in(place_, "eva");
  back_up_store();
  StorePlace place = restored_place();
  place.signing_key.clear();
  const auto with_heads = restore(backup_, place);
  ASSERT_TRUE(with_heads) << with_heads.error().message;
  EXPECT_FALSE(with_heads->head);
  EXPECT_FALSE(with_heads->old_origin);
  EXPECT_TRUE(fs::exists(restored_ / "heads" / "newest"));
  fs::remove_all(restored_);
  const auto without = restore(backup_, place, {true});
  ASSERT_TRUE(without);
  EXPECT_EQ(without->old_origin, "shop.example/consents");
  EXPECT_FALSE(fs::exists(restored_ / "heads"));
}

}  // namespace
}  // namespace licet::tests
