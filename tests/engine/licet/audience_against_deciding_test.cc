// What an audience says of each customer is what deciding for it alone says.

#include <gmock/gmock.h>
#include <map>
#include <string>
#include <tests/engine/licet/club_store.h>
#include <tests/fuzz/generated/dice.h>

namespace licet::tests {
namespace {

using fuzz::Dice;
using testing::IsEmpty;

constexpr std::int64_t kDay = 24 * kHour;

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
