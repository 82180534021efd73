// A store is backed up while it is open, and put back: as it was, without who was erased since, and never in the place
// of a newer one unless that is asked for.
#include <algorithm>
#include <atomic>
#include <engine/licet/restoring.h>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <licet/backup.h>
#include <licet/proof.h>
#include <licet/record_check.h>
#include <licet/replay.h>
#include <licet/signed_heads.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/engine/record/faulty_files.h>
#include <thread>

namespace licet::tests {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

PolicySet kept_policy() {
  auto policy = PolicySet::load(fs::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/kept.licet");
  if (!policy) std::abort();
  return *policy;
}

constexpr const char* kEvents[] = {
    R"({"event":"granted","customer":"planted-anna","consent":"news_consent","at":"2026-01-10T09:00:00Z","id":"g1"})",
    R"({"event":"collected","customer":"planted-anna","data":["contact"],"at":"2026-01-10T09:00:00Z"})",
    R"({"event":"contacted","customer":"planted-anna","purposes":["news"],"at":"2026-01-20T09:00:00Z"})",
    R"({"event":"collected","customer":"planted-anna","data":["invoices"],"at":"2026-01-20T09:00:00Z"})",
    R"({"event":"fact","customer":"planted-anna","fact":"invoice_date","value":"2026-01-20","at":"2026-01-20T09:00:00Z"})",
    R"({"event":"granted","customer":"planted-bert","consent":"news_consent","at":"2026-01-10T09:00:00Z"})",
    R"({"event":"contacted","customer":"planted-bert","purposes":["news"],"at":"2026-01-20T09:00:00Z"})",
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void put(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

class Backup : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(keys_);
    Store store = open(place_, Access::kCreate);
    for (const char* event : kEvents) ASSERT_TRUE(store.record_json(event, policy_));
    decision_ = *decide(store, "planted-bert", true)->record;
    ASSERT_TRUE(store.close());
  }

  fs::path in_scratch(const char* name) const { return scratch_.store().parent_path() / name; }
  StorePlace restored_place() const { return {restored_, place_.master_key, place_.signing_key}; }

  Result<Store> try_open(const StorePlace& place, Access access = Access::kWrite) const {
    OpenOptions options{access, place.master_key};
    if (!place.signing_key.empty() && fs::exists(place.signing_key)) options.signing_key = place.signing_key;
    options.sign_every = std::chrono::seconds(0);
    return Store::open(place.directory, options, clock_.clock());
  }
  Store open(const StorePlace& place, Access access = Access::kWrite) const {
    Result<Store> store = try_open(place, access);
    if (!store) ADD_FAILURE() << store.error().message;
    if (!store) std::abort();
    return std::move(*store);
  }
  tl::expected<Decision, CallError> decide(Store& store, const std::string& customer, bool record = false) const {
    return store.decide_json(R"({"customer":")" + customer +
                                 R"(","action":"send","purpose":"news","channel":"email","data":["contact"],)"
                                 R"("at":"2026-03-01T12:00:00Z"})",
                             policy_, {.record = record});
  }
  bool is_permitted(Store& store, const std::string& customer) const {
    const auto decision = decide(store, customer);
    EXPECT_TRUE(decision);
    return decision && decision->outcome == Outcome::kPermit;
  }
  void record_in(const StorePlace& place, const std::string& customer) const {
    Store store = open(place);
    ASSERT_TRUE(store.record_json(R"({"event":"hold","customer":")" + customer + "\"}", policy_));
    const auto closed = store.close();
    ASSERT_TRUE(closed) << closed.error().message;
  }
  Result<void> record_closing(const StorePlace& place, const std::string& customer) const {
    auto store = try_open(place);
    if (!store) return tl::unexpected(store.error());
    const auto recorded = store->record_json(R"({"event":"hold","customer":")" + customer + "\"}", policy_);
    EXPECT_TRUE(recorded);
    return store->close();
  }
  void erase(const StorePlace& place, const std::string& customer) const {
    Store store = open(place);
    ErasureRequest request;
    request.customer = customer;
    ASSERT_TRUE(store.erase(request, policy_));
    ASSERT_TRUE(store.close());
  }
  void back_up_store() {
    fs::remove_all(backup_);
    const auto made = back_up(place_, backup_, clock_.clock());
    ASSERT_TRUE(made) << made.error().message;
  }
  void make_key() { ASSERT_TRUE(make_signing_key(place_, "shop.example/consents")); }
  Result<RestoredStore> restore_store(bool older = false) const { return restore(backup_, restored_place(), {older}); }
  void expect_sound(const StorePlace& place) const {
    const auto check = check_record(place.directory, place.master_key, place.signing_key);
    ASSERT_TRUE(check) << check.error().message;
    EXPECT_TRUE(check->contents_checked);
    EXPECT_TRUE(check->index_rows);
    for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.message;
  }
  std::vector<std::string> files_with(const fs::path& directory, const std::string& text) const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
      if (entry.is_regular_file() && read_file(entry.path()).find(text) != std::string::npos) {
        found.push_back(entry.path());
      }
    }
    return found;
  }
  void expect_nothing_restored() const {
    EXPECT_FALSE(fs::exists(restored_));
    EXPECT_FALSE(fs::exists(restored_.string() + ".restoring"));
  }

  const ScratchDirectory scratch_;
  HandClock clock_;
  const PolicySet policy_ = kept_policy();
  const fs::path keys_ = in_scratch("keys");
  const fs::path backup_ = in_scratch("backup");
  const fs::path restored_ = in_scratch("restored");
  StorePlace place_{scratch_.store(), keys_ / "master", keys_ / "signing"};
  std::uint64_t decision_ = 0;
};

TEST_F(Backup, OfAnOpenStoreAnswersAndProvesAsItDidThen) {
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
  record_in(restored_place(), "carla");
  EXPECT_EQ((*newest_head(restored_place()))->records, restored->records + 1);
  expect_sound(restored_place());
}

TEST_F(Backup, HoldsNoNameNoKeyAndNobodyWhoWasErased) {
  const std::string master = read_file(place_.master_key);
  make_key();
  record_in(place_, "planted-carla");
  const std::string slots = read_file(place_.directory / "keys");
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

TEST_F(Backup, WhoWasErasedSinceIsErasedAgainBeforeTheStoreServesAndWhatIsKeptIsKept) {
  back_up_store();
  erase(place_, "planted-anna");
  const auto restored = restore_store();
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->erasures, 1U);
  EXPECT_GT(restored->records, restored->backup.records);
  expect_sound(restored_place());
  Store original = open(place_, Access::kRead);
  Store store = open(restored_place());
  EXPECT_FALSE(is_permitted(store, "planted-anna"));
  EXPECT_TRUE(is_permitted(store, "planted-bert"));
  StandingRequest request;
  request.customer = "planted-anna";
  const auto standing = store.standing(request, policy_);
  const auto expected = original.standing(request, policy_);
  ASSERT_TRUE(standing && expected);
  EXPECT_EQ(standing->history.size(), expected->history.size());
  EXPECT_FALSE(store.record_json(kEvents[0], policy_)) << "of before the erasure";
}

TEST_F(Backup, WhoWasErasedWithoutAnythingKeptIsInNoFileOfTheRestoredStore) {
  back_up_store();
  erase(place_, "planted-bert");
  ASSERT_TRUE(restore_store());
  EXPECT_THAT(files_with(restored_, "planted-bert"), IsEmpty());
  EXPECT_THAT(files_with(restored_, "planted-anna"), Not(IsEmpty())) << "the index names people";
}

TEST_F(Backup, WithoutTheListOfErasuresNothingIsRestored) {
  back_up_store();
  const fs::path list = place_.master_key.string() + ".erased";
  const std::string text = read_file(list);
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

TEST_F(Backup, ADirectoryThatHoldsSomethingIsNotRestoredInto) {
  back_up_store();
  fs::create_directory(restored_);
  put(restored_ / "note", "mine");
  const auto restored = restore_store();
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(read_file(restored_ / "note"), "mine");
  fs::remove(restored_ / "note");
  EXPECT_TRUE(restore_store()) << "it is empty";
}

TEST_F(Backup, AnOlderOneThanTheNewestHeadIsRefusedWithBothSizesAndTimes) {
  make_key();
  record_in(place_, "eva");
  back_up_store();
  record_in(place_, "carla");
  const auto restored = restore_store();
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().kind, FailureKind::kWrongUse);
  EXPECT_THAT(restored.error().message, HasSubstr("made at 2026-03-01T12:00:00Z and has 9 records"));
  EXPECT_THAT(restored.error().message, testing::ContainsRegex("signing.head of 20[0-9-]*T[0-9:]*Z covers 10 records"));
  EXPECT_THAT(restored.error().message, HasSubstr("--older"));
  expect_nothing_restored();
}

TEST_F(Backup, AnOlderOneThatIsAskedForIsSignedWithANewKeyOnly) {
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

TEST_F(Backup, OneThatContradictsTheNewestHeadIsRefusedEvenIfAnOlderOneIsAskedFor) {
  make_key();
  record_in(place_, "eva");
  const fs::path fork = in_scratch("fork");
  fs::copy(place_.directory, fork, fs::copy_options::recursive);
  const std::string head = read_file(keys_ / "signing.head");
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

TEST_F(Backup, WithoutItsSigningKeyItIsRestoredWithItsHeadsUnlessANewKeyIsWanted) {
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

TEST_F(Backup, WhateverCallFailsThereIsAWholeStoreOrNone) {
  make_key();
  record_in(place_, "eva");
  back_up_store();
  const std::string head = read_file(keys_ / "signing.head");
  erase(place_, "planted-bert");
  // As if the erasure had been signed by nobody: the backup is the newest that is known.
  put(keys_ / "signing.head", head);
  bool met = true;
  std::size_t failed = 0;
  for (std::size_t call = 0; met && !HasFailure(); ++call) {
    SCOPED_TRACE("call " + std::to_string(call));
    test::FaultyFiles files(call, call % 2 == 0 ? test::Fault::kRefused : test::Fault::kHalf,
                            call % 3 == 0 ? ENOSPC : EIO);
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

TEST_F(Backup, BesideAStoreThatRecordsAndErasesEachIsRestoredToOneThatIsSound) {
  std::atomic<bool> done = false;
  std::thread writing([&] {
    Store store = open(place_);
    for (int i = 0; i < 12; ++i) {
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
