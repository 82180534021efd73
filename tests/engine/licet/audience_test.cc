// One request of all customers: who is listed and counted, and what its record proves.

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <licet/backup.h>
#include <licet/replay.h>
#include <string>
#include <tests/engine/licet/club_store.h>

namespace licet::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(ClubStore, WhoIsPermittedIsListedInOrderAndTheOthersAreCounted) {
  for (const char* customer : {"zoe", "anna", "bert"}) {
    grow_up(customer);
    consent(customer);
  }
  grow_up("carl");
  consent("dora");
  record(R"({"event":"granted","consent":"device_consent","device":"phone"})");
  const Audience audience = ask();
  EXPECT_EQ(audience.customers, 5U) << "a device is no customer";
  ASSERT_EQ(audience.permitted.size(), 3U);
  EXPECT_EQ(audience.permitted[0].id, "anna");
  EXPECT_EQ(audience.permitted[1].id, "bert");
  EXPECT_EQ(audience.permitted[2].id, "zoe");
  ASSERT_EQ(audience.groups.size(), 3U);
  EXPECT_EQ(audience.groups[0].rule, "news_by_consent");
  EXPECT_THAT(audience.groups[0].duties, ElementsAre("unsubscribe_link"));
  EXPECT_EQ(audience.groups[0].customers, 3U);
  EXPECT_EQ(audience.record, store_->records() - 1) << "one record for the whole run";
}

TEST_F(ClubStore, ARequestThatNamesSomebodyIsRefused) {
  Request request = newsletter();
  request.customer = "anna";
  const auto audience = store_->audience(request, policy_);
  ASSERT_FALSE(audience);
  EXPECT_EQ(field_of(audience.error()), "customer");
}

TEST_F(ClubStore, AReaderAsksAndRecordsNothing) {
  grow_up("anna");
  consent("anna");
  const std::uint64_t records = store_->records();
  ASSERT_TRUE(store_->close());
  Store reader = open(Access::kRead);
  AudienceOptions options;
  EXPECT_FALSE(reader.audience(newsletter(), policy_, options));
  options.record = false;
  const auto audience = reader.audience(newsletter(), policy_, options);
  ASSERT_TRUE(audience);
  EXPECT_EQ(audience->permitted.size(), 1U);
  EXPECT_FALSE(audience->record);
  EXPECT_EQ(reader.records(), records);
  EXPECT_THAT(files_of_runs(), IsEmpty());
}

TEST_F(ClubStore, EachOutcomeIsProvenFromTheRecordUntilItsCustomerIsErased) {
  for (const char* customer : {"anna", "bert", "carl"}) {
    grow_up(customer);
    if (std::string(customer) != "carl") consent(customer);
  }
  const Audience audience = ask();
  reopen();
  const auto of_anna = store_->audience_outcome(*audience.record, "anna");
  ASSERT_TRUE(of_anna) << failure_of(of_anna.error()).message;
  EXPECT_EQ(of_anna->group.rule, "news_by_consent");
  EXPECT_EQ(of_anna->root, audience.root);
  EXPECT_EQ(of_anna->customers, 3U);
  EXPECT_EQ(of_anna->until, audience.permitted[0].until);
  const auto of_carl = store_->audience_outcome(*audience.record, "carl");
  ASSERT_TRUE(of_carl);
  EXPECT_EQ(of_carl->group.reason, Reason::kNothingPermits);
  EXPECT_NE(of_carl->index, of_anna->index);

  ErasureRequest erased;
  erased.customer = "anna";
  ASSERT_TRUE(store_->erase(erased, policy_));
  const auto gone = store_->audience_outcome(*audience.record, "anna");
  ASSERT_FALSE(gone);
  EXPECT_EQ(field_of(gone.error()), "customer");
  EXPECT_THAT(std::get<InputError>(gone.error()).message, HasSubstr("erased"));
  EXPECT_EQ(store_->audience_outcome(*audience.record, "bert")->index,
            store_->audience_outcome(*audience.record, "bert")->index);
  grow_up("anna");
  EXPECT_FALSE(store_->audience_outcome(*audience.record, "anna")) << "who comes back is another";
  ASSERT_TRUE(store_->close());
  EXPECT_THAT(flaws(), IsEmpty());
}

TEST_F(ClubStore, ARecordThatIsNoAudienceAndACustomerWhoCameLaterHaveNoOutcome) {
  grow_up("anna");
  const Audience audience = ask();
  grow_up("late");
  EXPECT_EQ(field_of(store_->audience_outcome(0, "anna").error()), "record");
  EXPECT_EQ(field_of(store_->audience_outcome(999, "anna").error()), "record");
  EXPECT_EQ(field_of(store_->audience_outcome(*audience.record, "late").error()), "customer");
}

TEST_F(ClubStore, EveryChangedBitOfARunIsFound) {
  for (const char* customer : {"anna", "bert"}) grow_up(customer);
  const Audience audience = ask();
  ASSERT_TRUE(store_->close());
  const std::filesystem::path path = run_of(*audience.record);
  std::ifstream in(path, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  ASSERT_EQ(whole.size(), 64U + 2 * 56U);
  for (std::size_t i = 0; i < whole.size(); i += 7) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << changed;
    EXPECT_THAT(flaws(), testing::SizeIs(1)) << "byte " << i;
  }
  std::ofstream(path, std::ios::binary | std::ios::trunc) << whole;
  EXPECT_THAT(flaws(), IsEmpty());
  std::filesystem::remove(path);
  EXPECT_THAT(flaws(), ElementsAre(HasSubstr("is missing")));
}

TEST_F(ClubStore, ARunSaysNothingOfAnyoneInTheClear) {
  for (const char* customer : {"anna", "bert"}) {
    grow_up(customer);
    consent(customer);
  }
  const Audience first = ask();
  const Audience second = ask();
  std::ifstream one(run_of(*first.record), std::ios::binary);
  std::ifstream other(run_of(*second.record), std::ios::binary);
  const std::string a((std::istreambuf_iterator<char>(one)), {});
  const std::string b((std::istreambuf_iterator<char>(other)), {});
  EXPECT_EQ(a.find("anna"), std::string::npos);
  // Nothing of eight bytes stands in both: nobody can be followed from one to the other.
  for (std::size_t i = 64; i + 8 <= a.size(); i += 8) EXPECT_EQ(b.find(a.substr(i, 8)), std::string::npos);
}

TEST_F(ClubStore, WhatACrashLeavesOfARunIsRemovedWhenTheStoreIsOpenedForWriting) {
  grow_up("anna");
  const Audience audience = ask();
  ASSERT_TRUE(store_->close());
  store_.reset();
  const std::vector<std::string> named = files_of_runs();
  ASSERT_EQ(named.size(), 1U);
  std::ofstream(scratch_.store() / "audiences" / "0123456789abcdef0123456789abcdef.new") << "half a run";
  std::filesystem::copy_file(run_of(*audience.record), run_of(*audience.record + 1));
  std::filesystem::copy_file(run_of(*audience.record), run_of(0));
  { const Store reader = open(Access::kRead); }
  EXPECT_EQ(files_of_runs().size(), 4U) << "a reader changes nothing";
  store_ = open();
  EXPECT_EQ(files_of_runs(), named);
}

TEST_F(ClubStore, ABackupHasTheRunsAndARestoredStoreProvesThem) {
  grow_up("anna");
  consent("anna");
  const Audience audience = ask();
  ASSERT_TRUE(store_->close());
  const std::filesystem::path backup = scratch_.store().parent_path() / "backup";
  const std::filesystem::path restored = scratch_.store().parent_path() / "restored";
  StorePlace place{scratch_.store(), {}, {}};
  ASSERT_TRUE(back_up(place, backup));
  EXPECT_TRUE(std::filesystem::exists(backup / "audiences" / run_of(*audience.record).filename()));
  StorePlace into{restored, scratch_.store() / "master.key", {}};
  const auto done = restore(backup, into);
  ASSERT_TRUE(done) << done.error().message;
  OpenOptions options{Access::kWrite, scratch_.store() / "master.key"};
  auto store = Store::open(restored, options, clock_.clock());
  ASSERT_TRUE(store);
  const auto outcome = store->audience_outcome(*audience.record, "anna");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->root, audience.root);
}

TEST_F(ClubStore, AnAudienceIsPassedOverByReplayAndAnIndexMadeAnew) {
  grow_up("anna");
  const Audience audience = ask();
  ASSERT_TRUE(
      store_->decide_json(R"({"customer":"anna","action":"send","purpose":"news","channel":"email"})", policy_));
  ASSERT_TRUE(store_->close());
  store_.reset();
  std::filesystem::remove_all(scratch_.store() / "facts");
  const auto replayed = replay_store({scratch_.store(), {}, {}}, {}, {});
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->same, 1U);
  EXPECT_EQ(replayed->records, 3U);
  store_ = open();
  EXPECT_TRUE(store_->audience_outcome(*audience.record, "anna"));
  const auto then = store_->policy_at(clock_.clock()());
  EXPECT_TRUE(then);
}

}  // namespace
}  // namespace licet::tests
