// Memory that is not there, at any of the allocations of one operation on a store that is there: signing, changing the
// key, proving, replaying, erasing, backing up, restoring. Each then fails or does what it should; what was
// acknowledged holds, what was not is not there by half.
//
// LICET_SECONDS and LICET_ALLOCATION as for the other test of this program, for each operation by itself.

#include <functional>
#include <gtest/gtest.h>
#include <licet/backup.h>
#include <licet/record_check.h>
#include <licet/replay.h>
#include <tests/crash/signed_store.h>
#include <tests/crash/sparse_copy.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/engine/record/stored_bytes.h>
#include <tests/faults/allocation/scarcity.h>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPlanted = "planted-carl";
constexpr const char* kPlantedEvent =
    R"({"event":"granted","customer":"planted-carl","consent":"news_consent","id":"carl"})";
constexpr std::uint64_t kOperations = 8;

/// A store with one decision, all of which is under a head; its backup, and a bundle.
class OperationSweep : public testing::Test {
 protected:
  void SetUp() override {
    made_ = scratch_.store().parent_path() / "made";
    {
      auto store = crash::open_signed(made_);
      ASSERT_TRUE(store) << store.error().message;
      ASSERT_TRUE(store->record_json(tests::kGranted, policy_));
      ASSERT_TRUE(store->record_json(kPlantedEvent, policy_));
      const auto decision = store->decide_json(tests::kRequest, policy_);
      ASSERT_TRUE(decision && decision->record);
      decision_ = *decision->record;
      ASSERT_TRUE(store->sign());
      const auto bundle = store->prove(decision_);
      ASSERT_TRUE(bundle);
      bundle_ = *bundle;
    }
    const auto backup = back_up(place_of(made_), made_backup_);
    ASSERT_TRUE(backup) << backup.error().message;
  }

  static StorePlace place_of(const fs::path& directory) {
    return {directory, directory / "master.key", directory / "signing.key"};
  }

  /// A copy of the store, alone.
  fs::path fresh_copy() const {
    for (const char* name : {"store", "backup", "restored"}) fs::remove_all(scratch_.store().parent_path() / name);
    crash::copy_directory(made_, scratch_.store());
    return scratch_.store();
  }

  Result<Store> open(const fs::path& directory, Access access) const {
    OpenOptions options{access, {}};
    options.sign_every = std::chrono::seconds(0);
    return Store::open(directory, options);
  }

  void expect_sound(const StorePlace& place) const {
    const auto check = check_record(place.directory, place.master_key, place.signing_key);
    ASSERT_TRUE(check) << check.error().message;
    EXPECT_TRUE(check->contents_checked);
    for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.message;
  }

  /// It opens, says the same, takes more, and is sound.
  void expect_usable(const fs::path& directory) const {
    auto store = open(directory, Access::kWrite);
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_TRUE(store->recorded_decision(decision_));
    const auto again = store->record_json(tests::kGranted, policy_);
    EXPECT_TRUE(again && again->repeated);
    EXPECT_TRUE(store->record_json(tests::kWithdrawn, policy_));
    EXPECT_TRUE(store->sign());
    const auto closed = store->close();
    EXPECT_TRUE(closed) << closed.error().message;
    *store = Store::in_memory();
    expect_sound(place_of(directory));
  }

  /// Counts the allocations of `operation`, in which none fails, and then lets each fail.
  void sweep_over(const std::function<void(std::uint64_t which)>& operation) {
    counting_ = true;
    operation(0);
    counting_ = false;
    ASSERT_GT(counted_, 0U);
    if (!HasFailure()) sweep(counted_, kOperations, operation);
  }

  /// The part of an operation in which allocation `which` fails.
  template <class Call>
  auto scarce(std::uint64_t which, const Call& call) {
    Scarcity scarcity(which);
    auto outcome = called(call);
    const std::uint64_t all = scarcity.end();
    if (counting_) {
      counted_ = all;
      EXPECT_TRUE(outcome) << "without scarcity it fails too";
    }
    return outcome;
  }

  std::size_t events_of_planted(Store& store) const {
    StandingRequest request;
    request.customer = kPlanted;
    const auto standing = store.standing(request, policy_);
    EXPECT_TRUE(standing);
    return standing ? standing->history.size() : SIZE_MAX;
  }

  const tests::ScratchDirectory scratch_;
  const PolicySet policy_ = tests::letter_policy();
  fs::path made_;
  const fs::path made_backup_ = scratch_.store().parent_path() / "made_backup";
  const fs::path restored_ = scratch_.store().parent_path() / "restored";
  std::uint64_t decision_ = 0;
  std::string bundle_;

 private:
  bool counting_ = false;
  std::uint64_t counted_ = 0;
};

TEST_F(OperationSweep, AHeadIsSignedOrNot) {
  sweep_over([&](std::uint64_t which) {
    const fs::path directory = fresh_copy();
    std::uint64_t told = 0;
    {
      auto store = open(directory, Access::kWrite);
      ASSERT_TRUE(store && store->record_json(tests::kWithdrawn, policy_));
      const auto head = scarce(which, [&] { return store->sign(); });
      if (head) told = crash::records_under(*head);
    }
    const auto check = check_record(directory);
    ASSERT_TRUE(check) << check.error().message;
    EXPECT_EQ(crash::wrong_with_heads(directory, *check, told), "");
    expect_usable(directory);
  });
}

TEST_F(OperationSweep, AKeyIsChangedOrNot) {
  sweep_over([&](std::uint64_t which) {
    const fs::path directory = fresh_copy();
    const StorePlace place = place_of(directory);
    const auto before = verifier_keys(place);
    ASSERT_TRUE(before);
    const auto changed = scarce(which, [&] { return change_signing_key(place); });
    const auto after = verifier_keys(place);
    ASSERT_TRUE(after) << after.error().message;
    EXPECT_EQ(after->back(), before->front()) << "the first key of all is known";
    EXPECT_TRUE(!changed || after->front() == *changed);
    expect_usable(directory);
  });
}

TEST_F(OperationSweep, ADecisionIsProvenAsItWasOrNot) {
  auto store = open(fresh_copy(), Access::kRead);
  ASSERT_TRUE(store) << store.error().message;
  sweep_over([&](std::uint64_t which) {
    const auto bundle = scarce(which, [&] { return store->prove(decision_); });
    EXPECT_TRUE(!bundle || *bundle == bundle_) << "a wrong proof";
    EXPECT_TRUE(store->recorded_decision(decision_)) << "asked again, it answers";
  });
}

TEST_F(OperationSweep, ABundleIsReplayedAlikeOrNot) {
  sweep_over([&](std::uint64_t which) {
    const auto replayed = scarce(which, [&] { return replay_bundle(bundle_); });
    EXPECT_TRUE(!replayed || (replayed->record == decision_ && replayed->differences.empty())) << "a wrong answer";
  });
}

TEST_F(OperationSweep, AStoreIsReplayedAlikeOrNot) {
  const StorePlace place = place_of(fresh_copy());
  sweep_over([&](std::uint64_t which) {
    const auto replayed = scarce(which, [&] { return replay_store(place, {}, {}); });
    EXPECT_TRUE(!replayed || (replayed->decisions == 1 && replayed->same == 1)) << "a wrong answer";
  });
}

TEST_F(OperationSweep, APersonIsErasedOrThere) {
  sweep_over([&](std::uint64_t which) {
    const fs::path directory = fresh_copy();
    bool told = false;
    {
      auto store = open(directory, Access::kWrite);
      ASSERT_TRUE(store) << store.error().message;
      ErasureRequest request;
      request.customer = kPlanted;
      told = scarce(which, [&] { return store->erase(request, policy_); }).has_value();
      EXPECT_TRUE(!told || events_of_planted(*store) == 0) << "a wrong answer";
    }
    std::size_t events = 0;
    {
      auto store = open(directory, Access::kWrite);
      ASSERT_TRUE(store) << store.error().message;
      events = events_of_planted(*store);
    }
    EXPECT_LE(events, told ? 0U : 1U);
    EXPECT_EQ(test::files_with(directory, kPlanted).empty(), events == 0) << "the index names people";
    expect_usable(directory);
  });
}

TEST_F(OperationSweep, AStoreIsBackedUpOrNot) {
  const StorePlace place = place_of(fresh_copy());
  const fs::path backup = scratch_.store().parent_path() / "backup";
  sweep_over([&](std::uint64_t which) {
    fs::remove_all(backup);
    fs::remove_all(restored_);
    const bool told = scarce(which, [&] { return back_up(place, backup); }).has_value();
    const auto restored = restore(backup, {restored_, place.master_key, place.signing_key});
    EXPECT_TRUE(restored || !told) << "a backup that was told is none";
    if (restored) {
      expect_sound({restored_, place.master_key, place.signing_key});
    } else {
      EXPECT_EQ(restored.error().kind, FailureKind::kNotFound) << restored.error().message;
    }
  });
}

TEST_F(OperationSweep, ABackupIsRestoredOrNothingIs) {
  const StorePlace place{restored_, made_ / "master.key", made_ / "signing.key"};
  sweep_over([&](std::uint64_t which) {
    fs::remove_all(restored_);
    const bool told = scarce(which, [&] { return restore(made_backup_, place); }).has_value();
    EXPECT_EQ(fs::exists(restored_), told);
    if (told) expect_sound(place);
    const fs::path unfinished = restored_.string() + ".restoring";
    EXPECT_FALSE(fs::exists(unfinished)) << "what is not finished is removed";
  });
}

}  // namespace
}  // namespace licet::faults
