// One request of all customers: what it says of each is what deciding for it alone says, and what its record proves.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <licet/backup.h>
#include <licet/record_check.h>
#include <licet/replay.h>
#include <map>
#include <string>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/fuzz/generated/dice.h>

namespace licet::tests {
namespace {

using fuzz::Dice;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t kDay = 24 * kHour;

PolicySet club_policy() {
  auto policy = PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/audience.licet");
  if (!policy) std::abort();
  return *policy;
}

Request newsletter() {
  Request request;
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  return request;
}

std::string text_of(const AudienceGroup& group, std::optional<Instant> until) {
  std::string text = group.outcome == Outcome::kPermit ? "permit" : "deny";
  text += " by " + group.rule.value_or("nothing") + " because " + std::to_string(static_cast<int>(group.reason));
  for (const CategoryDecision& each : group.categories) {
    text +=
        "; " + each.data + ' ' + each.rule.value_or("nothing") + ' ' + std::to_string(static_cast<int>(each.reason));
  }
  for (const std::string& duty : group.duties) text += ", " + duty;
  for (const std::string& source : group.because) text += ", " + source;
  return text + (until ? " until " + std::to_string(until->micros) : "");
}

std::string text_of(const Decision& decision, bool with_until) {
  AudienceGroup group;
  group.outcome = decision.outcome;
  group.rule = decision.rule;
  group.reason = decision.reason;
  group.categories = decision.categories;
  group.duties = decision.duties;
  group.because = decision.because;
  return text_of(group, with_until ? std::optional(decision.until) : std::nullopt);
}

/// What an audience says of those whom it permits.
std::map<std::string, std::string> permitted_in(const Audience& audience) {
  std::map<std::string, std::string> all;
  for (std::size_t i = 0; i < audience.permitted.size(); ++i) {
    const auto customer = audience.permitted[i];
    const auto until = audience.until_known ? std::optional(customer.until) : std::nullopt;
    all.emplace(customer.id, text_of(audience.groups[customer.group], until));
  }
  EXPECT_EQ(all.size(), audience.permitted.size()) << "each stands there once";
  return all;
}

class ClubStore : public testing::Test {
 protected:
  ClubStore() : store_(open()) {}

  Store open(Access access = Access::kCreate) {
    Result<Store> store = Store::open(scratch_.store(), access, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }
  void reopen() {
    ASSERT_TRUE(store_->close());
    store_.reset();
    store_ = open();
  }
  void record(const std::string& line) { ASSERT_TRUE(store_->record_json(line, policy_)) << line; }
  void grow_up(const std::string& customer) {
    record(R"({"event":"fact","customer":")" + customer + R"(","fact":"adult","value":true})");
  }
  void consent(const std::string& customer) {
    record(R"({"event":"granted","consent":"news_consent","customer":")" + customer + "\"}");
  }
  Audience ask(const Request& request = newsletter(), AudienceOptions options = {}) {
    auto audience = store_->audience(request, policy_, options);
    EXPECT_TRUE(audience) << (audience ? "" : failure_of(audience.error()).message);
    return audience ? *audience : Audience{};
  }
  std::filesystem::path run_of(std::uint64_t record) const {
    std::string number = std::to_string(record);
    number.insert(0, 20 - number.size(), '0');
    return scratch_.store() / "audiences" / (number + ".run");
  }
  std::vector<std::string> files_of_runs() const {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& file : std::filesystem::directory_iterator(scratch_.store() / "audiences", none)) {
      names.push_back(file.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  std::vector<std::string> flaws() {
    const auto check = check_record(scratch_.store());
    EXPECT_TRUE(check);
    std::vector<std::string> messages;
    for (const RecordFinding& finding : check->findings) messages.push_back(finding.message);
    return messages;
  }

  const ScratchDirectory scratch_;
  HandClock clock_;
  const PolicySet policy_ = club_policy();
  std::optional<Store> store_;
};

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

// --- against deciding one by one ------------------------------------------------------------------------------------

constexpr std::size_t kCustomers = 24;

std::string customer_of(std::size_t number) {
  return "member-" + std::string(number % 3, 'x') + std::to_string(number);
}

class Compared : public ClubStore {
 protected:
  std::string random_line(Dice& dice, int number) {
    const std::string customer = ",\"customer\":\"" + customer_of(dice.below(kCustomers)) + '"';
    const std::string device = ",\"device\":\"device-" + std::to_string(dice.below(4)) + '"';
    const std::string id = ",\"id\":\"e" + std::to_string(number) + '"';
    switch (dice.below(12)) {
      case 0:
      case 1:
      case 2:
        return R"({"event":"granted","consent":"news_consent")" + customer + id + '}';
      case 3:
        return R"({"event":"withdrawn","consent":"news_consent")" + customer + '}';
      case 4:
      case 5:
      case 6:
        return R"({"event":"fact","fact":"adult","value":)" + std::string(dice.percent(80) ? "true" : "false") +
               customer + '}';
      case 7:
        return R"({"event":"restricted")" + customer + '}';
      case 8:
        return R"({"event":"restriction_lifted")" + customer + '}';
      case 9:
        return (dice.percent(70) ? R"({"event":"linked")" : R"({"event":"unlinked")") + customer + device + '}';
      case 10:
        return R"({"event":"granted","consent":"device_consent")" + device + '}';
      default:
        return R"({"event":"collected","data":["invoices"])" + customer + '}';
    }
  }

  Request random_request(Dice& dice) {
    Request request = newsletter();
    if (dice.percent(30)) request.data = {"invoices", "address"};
    if (dice.percent(20)) request.data = {};
    if (dice.percent(30)) request.recipient = dice.percent(50) ? "abroad" : "printer";
    if (dice.percent(30)) request.facts["urgent"] = dice.percent(50);
    if (dice.percent(40))
      request.at = Instant{clock_.clock()().micros + static_cast<std::int64_t>(dice.below(60)) * kDay - 40 * kDay};
    if (dice.percent(30))
      request.known = Instant{clock_.clock()().micros - static_cast<std::int64_t>(dice.below(20)) * kDay};
    return request;
  }

  /// Says the recorded audience of each customer what deciding for it says?
  void compare(Dice& dice) {
    const Request request = random_request(dice);
    AudienceOptions options;
    options.threads = static_cast<unsigned>(1 + dice.below(3));
    options.until = dice.percent(80);
    options.record = dice.percent(60);
    const Audience audience = ask(request, options);
    const auto permitted = permitted_in(audience);
    std::map<std::string, std::uint64_t> counted;
    std::uint64_t customers = 0;
    for (std::size_t i = 0; i < kCustomers; ++i) {
      const std::string customer = customer_of(i);
      Request single = request;
      single.customer = customer;
      single.at = audience.at;
      const auto decision = store_->decide(single, policy_, {.record = false});
      ASSERT_TRUE(decision);
      const auto listed = permitted.find(customer);
      const std::string expected = text_of(*decision, options.until);
      if (listed != permitted.end()) {
        EXPECT_EQ(listed->second, expected) << customer;
      }
      const bool is_known = known_.contains(customer);
      EXPECT_EQ(listed != permitted.end(), is_known && decision->outcome == Outcome::kPermit) << customer;
      if (is_known) {
        ++customers;
        ++counted[text_of(*decision, false)];
      }
      if (!audience.record) continue;
      const auto outcome = store_->audience_outcome(*audience.record, customer);
      EXPECT_EQ(outcome.has_value(), is_known) << customer;
      if (!outcome) continue;
      EXPECT_EQ(text_of(outcome->group, options.until ? std::optional(outcome->until) : std::nullopt), expected);
    }
    EXPECT_EQ(audience.customers, customers);
    EXPECT_EQ(audience.groups.size(), counted.size());
    for (const AudienceGroup& group : audience.groups)
      EXPECT_EQ(group.customers, counted[text_of(group, std::nullopt)]);
  }

  void run(std::uint64_t seed) {
    Dice dice(seed);
    record(R"({"event":"fact","recipient":"abroad","fact":"certified","value":true})");
    for (int number = 1; number <= 160 && !HasFailure(); ++number) {
      clock_.advance(static_cast<std::int64_t>(1 + dice.below(static_cast<std::size_t>(kDay / kSecond))) * kSecond);
      const std::string line = random_line(dice, number);
      if (store_->record_json(line, policy_)) note(line);
      if (dice.percent(4)) erase(customer_of(dice.below(kCustomers)));
      if (dice.percent(6)) reopen();
      if (dice.percent(2)) {
        store_.reset();
        std::filesystem::remove_all(scratch_.store() / "facts");
        store_ = open();
      }
      if (dice.percent(20)) compare(dice);
    }
  }

  void note(const std::string& line) {
    for (std::size_t i = 0; i < kCustomers; ++i) {
      if (line.find('"' + customer_of(i) + '"') == std::string::npos) continue;
      bool& stays = known_[customer_of(i)];
      stays = stays || line.find("invoices") != std::string::npos;
    }
  }

  /// Who has invoices stays with them, everybody else is gone.
  void erase(const std::string& customer) {
    ErasureRequest request;
    request.customer = customer;
    const auto erased = store_->erase(request, policy_);
    ASSERT_TRUE(erased) << failure_of(erased.error()).message;
    const auto known = known_.find(customer);
    if (known != known_.end() && !known->second) known_.erase(known);
  }

  std::map<std::string, bool> known_;  ///< customers in the store; does something of them outlive erasure?
};

TEST_F(Compared, AnAudienceSaysOfEachCustomerWhatDecidingForItSays) {
  for (std::uint64_t seed = 0; seed < 4 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    store_.reset();
    std::filesystem::remove_all(scratch_.store());
    known_.clear();
    store_ = open();
    run(seed);
  }
  ASSERT_TRUE(store_->close());
  EXPECT_THAT(flaws(), IsEmpty());
}

TEST(AudienceInMemory, IsThatOfTheStoreOnDisk) {
  const PolicySet policy = club_policy();
  HandClock clock;
  const ScratchDirectory scratch;
  Store memory = Store::in_memory(clock.clock());
  auto disk = Store::open(scratch.store(), Access::kCreate, clock.clock());
  ASSERT_TRUE(disk);
  for (std::size_t i = 0; i < 40; ++i) {
    clock.advance(kHour);
    const std::string customer = ",\"customer\":\"" + customer_of(i % 13) + "\"}";
    const std::string line = (i % 3 == 0 ? R"({"event":"granted","consent":"news_consent")"
                                         : R"({"event":"fact","fact":"adult","value":true)") +
                             customer;
    ASSERT_TRUE(memory.record_json(line, policy));
    ASSERT_TRUE(disk->record_json(line, policy));
  }
  const auto in_memory = memory.audience(newsletter(), policy);
  const auto on_disk = disk->audience(newsletter(), policy);
  ASSERT_TRUE(in_memory && on_disk);
  EXPECT_EQ(permitted_in(*in_memory), permitted_in(*on_disk));
  EXPECT_EQ(in_memory->groups, on_disk->groups);
  EXPECT_EQ(in_memory->customers, on_disk->customers);
}

}  // namespace
}  // namespace licet::tests
