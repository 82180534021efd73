// A store is backed up while it is open, and put back: as it was, and without who was erased since.
#include <atomic>
#include <engine/licet/restoring.h>
#include <iterator>
#include <licet/replay.h>
#include <tests/engine/licet/backup_fixture.h>
#include <tests/engine/record/faulty_files.h>
#include <thread>

namespace licet::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(BackupTest, OfAnOpenStoreAnswersAndProvesAsItDidThen) {
  make_key();
  std::vector<Decision> answers;
  std::string bundle;
  {
    Store store = open(place_);
    ASSERT_TRUE(
        store.record_json(R"({"event":"withdrawn","customer":"planted-anna","consent":"news_consent"})", policy_));
    ASSERT_TRUE(store.sign());
    const auto made = back_up(place_, backup_, clock_.clock());
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->at, kNoon);
    EXPECT_EQ(made->records, store.records());
    for (const char* customer : {"planted-anna", "planted-bert", "nobody"}) {
      answers.push_back(*decide(store, customer));
    }
    bundle = store.prove(decision_).value();
    ASSERT_TRUE(store.close());
  }
  const auto restored = restore_store();
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->records, restored->backup.records);
  EXPECT_EQ(restored->erasures, 0U);
  EXPECT_EQ(restored->head, restored->records);
  EXPECT_FALSE(restored->old_origin);
  expect_sound(restored_place());
  {
    Store store = open(restored_place(), Access::kRead);
    std::vector<Decision> again;
    for (const char* customer : {"planted-anna", "planted-bert", "nobody"}) {
      again.push_back(*decide(store, customer));
    }
    EXPECT_EQ(again, answers);
    EXPECT_EQ(store.prove(decision_).value(), bundle);
  }
  const auto replayed = replay_bundle(bundle);
  ASSERT_TRUE(replayed);
  EXPECT_THAT(replayed->differences, IsEmpty());
  {
    Store store = open(restored_place());
    const auto again = store.record_json(kBackedUpEvents[0], policy_);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->repeated) << "ids are known as before";
    ASSERT_TRUE(store.close());
  }
  record_in(restored_place(), "carla");
  EXPECT_EQ((*newest_head(restored_place()))->records, restored->records + 1);
  expect_sound(restored_place());
}

TEST_F(BackupTest, HoldsNoNameNoKeyAndNobodyWhoWasErased) {
  const std::string master = contents_of(place_.master_key);
  make_key();
  record_in(place_, "planted-carla");
  const std::string slots = contents_of(place_.directory / "keys");
  erase(place_, "planted-carla");
  back_up_store();
  EXPECT_THAT(files_with(backup_, "planted-"), IsEmpty());
  EXPECT_THAT(files_with(backup_, master.substr(0, master.size() - 1)), IsEmpty());
  EXPECT_THAT(files_with(backup_, "PRIVATE"), IsEmpty());
  // The wrapped key of the slot that was given last.
  EXPECT_THAT(files_with(backup_, slots.substr(slots.size() - 56, 40)), IsEmpty());
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(backup_)) names.push_back(entry.path().filename());
  EXPECT_THAT(names, testing::UnorderedElementsAre("manifest", "keys", "log", "policies", "zones", "heads"));
}

TEST_F(BackupTest, WhoWasErasedSinceIsErasedAgainBeforeTheStoreServesAndWhatIsKeptIsKept) {
  back_up_store();
  erase(place_, "planted-anna");
  const auto restored = restore_store();
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->erasures, 1U);
  EXPECT_GT(restored->records, restored->backup.records);
  expect_sound(restored_place());
  Store original = open(place_, Access::kRead);
  Store store = open(restored_place());
  EXPECT_EQ(is_permitted(store, "planted-anna"), is_permitted(original, "planted-anna"));
  EXPECT_TRUE(is_permitted(store, "planted-bert"));
  StandingRequest request;
  request.customer = "planted-anna";
  const auto standing = store.standing(request, policy_);
  const auto expected = original.standing(request, policy_);
  ASSERT_TRUE(standing && expected);
  // All but the clicks, which were due.
  EXPECT_EQ(expected->history.size(), 5U);
  EXPECT_EQ(standing->history, expected->history);
  const auto again = store.record_json(kBackedUpEvents[1], policy_);
  ASSERT_FALSE(again) << "of before the erasure";
  EXPECT_EQ(field_of(again.error()), "at");
}

TEST_F(BackupTest, WhoWasErasedWithoutAnythingKeptIsInNoFileOfTheRestoredStore) {
  back_up_store();
  erase(place_, "planted-bert");
  ASSERT_TRUE(restore_store());
  EXPECT_THAT(files_with(restored_, "planted-bert"), IsEmpty());
  EXPECT_THAT(files_with(restored_, "planted-anna"), Not(IsEmpty())) << "the index names people";
}

TEST_F(BackupTest, WithoutTheListOfErasuresNothingIsRestored) {
  back_up_store();
  const fs::path list = place_.master_key.string() + ".erased";
  const std::string text = contents_of(list);
  ASSERT_FALSE(text.empty());
  const auto refused = [&](FailureKind kind) {
    const auto restored = restore_store();
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().kind, kind);
    EXPECT_THAT(restored.error().message, HasSubstr(list.string()));
    expect_nothing_restored();
  };
  fs::remove(list);
  refused(FailureKind::kNotFound);
  put(list, "");
  refused(FailureKind::kNotFound);
  put(list, text + "x\n");
  refused(FailureKind::kDamaged);
  put(list, text);
  EXPECT_TRUE(restore_store());
}

TEST_F(BackupTest, ADirectoryThatHoldsSomethingIsNotRestoredInto) {
  back_up_store();
  fs::create_directory(restored_);
  put(restored_ / "note", "mine");
  const auto restored = restore_store();
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(contents_of(restored_ / "note"), "mine");
  fs::remove(restored_ / "note");
  EXPECT_TRUE(restore_store()) << "it is empty";
}

TEST_F(BackupTest, WhateverCallFailsThereIsAWholeStoreOrNone) {
  make_key();
  record_in(place_, "eva");
  back_up_store();
  const std::string head = contents_of(keys_ / "signing.head");
  erase(place_, "planted-bert");
  // As if the erasure had been signed by nobody: the backup is the newest that is known.
  put(keys_ / "signing.head", head);
  bool met = true;
  std::size_t failed = 0;
  // Every one of the first, and of those that copy and check file after file every third.
  for (std::size_t call = 0; met && !HasFailure(); call += call < 60 ? 1 : 3) {
    SCOPED_TRACE("call " + std::to_string(call));
    test::FaultyFiles files(call, call % 2 == 0 ? test::Fault::kRefused : test::Fault::kHalf,
                            call % 5 == 0 ? ENOSPC : EIO);
    const auto restored = licet::restore_store(backup_, restored_place(), {}, files);
    met = files.met();
    if (!restored) {
      ++failed;
      expect_nothing_restored();
      continue;
    }
    Store store = open({restored_, place_.master_key, {}}, Access::kRead);
    EXPECT_FALSE(is_permitted(store, "planted-bert"));
    EXPECT_TRUE(is_permitted(store, "planted-anna"));
    fs::remove_all(restored_);
  }
  EXPECT_GT(failed, 100U);
}

TEST_F(BackupTest, BesideAStoreThatRecordsAndErasesEachIsRestoredToOneThatIsSound) {
  std::atomic<bool> done = false;
  std::thread writing([&] {
    Store store = open(place_);
    for (int i = 0; i < 4; ++i) {
      const std::string customer = "planted-" + std::to_string(i);
      for (int event = 0; event < 5; ++event) {
        EXPECT_TRUE(store.record_json(R"({"event":"hold","customer":")" + customer + "\"}", policy_));
      }
      ErasureRequest request;
      request.customer = customer;
      if (i % 2 == 0) {
        EXPECT_TRUE(store.erase(request, policy_));
      }
    }
    EXPECT_TRUE(store.close());
    done = true;
  });
  for (bool more = true; more && !HasFailure();) {
    more = !done;
    fs::remove_all(backup_);
    fs::remove_all(restored_);
    const auto made = back_up(place_, backup_);
    EXPECT_TRUE(made) << made.error().message;
    EXPECT_THAT(files_with(backup_, "planted-"), IsEmpty());
    // A list of its own, for the writer writes the other.
    fs::copy_file(place_.master_key, keys_ / "copy", fs::copy_options::overwrite_existing);
    fs::copy_file(place_.master_key.string() + ".erased", keys_ / "copy.erased", fs::copy_options::overwrite_existing);
    const StorePlace place{restored_, keys_ / "copy", {}};
    const auto restored = restore(backup_, place);
    EXPECT_TRUE(restored) << restored.error().message;
    if (!restored) break;
    expect_sound(place);
    Store store = open(place, Access::kRead);
    EXPECT_TRUE(is_permitted(store, "planted-bert"));
  }
  writing.join();
  EXPECT_THAT(files_with(restored_, "planted-0"), IsEmpty());
  EXPECT_THAT(files_with(restored_, "planted-1"), Not(IsEmpty()));
}

}  // namespace
}  // namespace licet::tests
