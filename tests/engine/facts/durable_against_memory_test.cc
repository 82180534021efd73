#include <cstdlib>
#include <gtest/gtest.h>
#include <tests/engine/facts/store_pair.h>
#include <tests/random/compared/readied.h>
#include <tests/random/generated/event.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/timeline.h>

namespace licet::test {
namespace {

using random::Dice;
using random::Timeline;

constexpr Instant kLatest{4'102'444'800'000'000};  ///< 2100-01-01
constexpr std::int64_t kMinute = 60'000'000;

/// LICET_DURABLE_ROUNDS: so many rounds instead.
std::uint64_t rounds() {
  const char* const told = std::getenv("LICET_DURABLE_ROUNDS");
  return told == nullptr ? 300 : std::strtoull(told, nullptr, 10);
}

/// Do names that both sets declare belong to the same kind of holder? Else what was kept for one would have to be kept
/// for another, which no store does.
bool belong_alike(const model::Model& one, const model::Model& other) {
  const auto consent = [&](const model::Consent& declared) {
    const auto found = other.consents.find(declared.title.name);
    return !found || other.consents[*found].scope == declared.scope;
  };
  const auto fact = [&](const model::Fact& declared) {
    const auto found = other.facts.find(declared.title.name);
    const auto owner = [](const model::Fact& each) {
      return std::pair(each.owner == model::FactOwner::kDevice, each.owner == model::FactOwner::kRecipient);
    };
    return !found || owner(other.facts[*found]) == owner(declared);
  };
  return std::all_of(one.consents.list.begin(), one.consents.list.end(), consent) &&
         std::all_of(one.facts.list.begin(), one.facts.list.end(), fact);
}

using Policies = std::vector<std::shared_ptr<const StorePolicy>>;

/// A set, and what a revision made of it.
Policies make_policies(Dice& dice) {
  Policies policies;
  const random::PolicyText text = random::make_policy(dice);
  for (int i = 0; i < 12 && policies.size() < 2; ++i) {
    const auto made = random::ready(text_of(policies.empty() ? text : random::changed(dice, text)));
    if (!made || (!policies.empty() && !belong_alike(*policies.front()->model, *made->model))) continue;
    policies.push_back(
        std::make_shared<StorePolicy>(store_policy(made->model, static_cast<std::uint8_t>(policies.size() + 1))));
  }
  return policies;
}

class Round {
 public:
  Round(std::uint64_t number, Policies policies)
      : dice_(number), policies_(std::move(policies)), timeline_(dice_, *policies_.front()->model) {
    now_ = std::min(timeline_.pick(dice_), kLatest);
  }

  void run() {
    for (std::size_t steps = 4 + dice_.below(12); steps > 0 && !testing::Test::HasFailure(); --steps) {
      step();
      for (int looks = 0; looks < 3; ++looks) {
        pair_.compare(pick_holders(), *dice_.one_of(policies_), pick_bounds());
      }
    }
    pair_.compare_everyone(*dice_.one_of(policies_), pick_bounds());
  }

 private:
  void step() {
    const std::size_t kind = dice_.below(100);
    now_.micros += static_cast<std::int64_t>(dice_.below(3)) * kMinute;
    if (kind < 60) return offer();
    if (kind < 64) return pair_.offer_in_vain({{make_event(), dice_.one_of(policies_)}}, now_);
    if (kind < 70) return decide();
    if (kind < 86) return pair_.index(*dice_.one_of(policies_), dice_.percent(20));
    reopen();
  }

  void offer() {
    std::vector<Offered> batch;
    for (std::size_t events = 1 + dice_.below(5); events > 0; --events) batch.push_back(make_offer());
    const auto taken = pair_.offer(batch, now_);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!taken[i]) continue;
      timeline_.add_mark(batch[i].event.at.value_or(now_));
      offered_.push_back(std::move(batch[i]));
    }
  }

  Offered make_offer() {
    if (!offered_.empty() && dice_.percent(6)) {
      Offered again = dice_.one_of(offered_);
      again.policy = dice_.one_of(policies_);
      if (dice_.percent(40)) again.event.source = R"("another")";
      return again;
    }
    Offered made{make_event(), dice_.one_of(policies_)};
    if (made.event.kind == EventKind::kVoided) {
      aim(made.event);
      // Whose an event is does not change, but a set that does not declare its names cannot tell.
      for (const Offered& before : offered_) {
        if (before.event.id == made.event.voids) made.policy = before.policy;
      }
    }
    return made;
  }

  Event make_event() {
    const auto& policy = dice_.percent(70) ? policies_.front() : policies_.back();
    Event event = random::make_event(dice_, *policy->model, timeline_, ++number_);
    if (event.kind == EventKind::kLinked || event.kind == EventKind::kUnlinked) {
      if (dice_.percent(15)) event.customer = random::kOtherCustomer;
      if (dice_.percent(15)) event.device = random::kOtherDevice;
    }
    if (dice_.percent(70)) event.at = timeline_.pick(dice_);
    if (event.at && *event.at > now_ && *event.at < kLatest && dice_.percent(40)) now_ = *event.at;
    if (event.at && *event.at > now_ && dice_.percent(50)) {
      event.at = Instant{now_.micros + (dice_.percent(70) ? 1 : 9) * kMinute};
    }
    return event;
  }

  /// Not only at what is the customer's.
  void aim(Event& event) {
    if (event.recipient) return;
    if (dice_.percent(20)) event.customer = random::kOtherCustomer;
    if (dice_.percent(20)) event.device = random::kOtherDevice;
    if (event.device && dice_.percent(35)) event.customer.reset();
  }

  void decide() {
    const bool of_customer = dice_.percent(60);
    const std::string id = of_customer ? (dice_.percent(70) ? random::kCustomer : "carla") : random::kDevice;
    pair_.decide({of_customer ? facts::HolderKind::kCustomer : facts::HolderKind::kDevice, id},
                 *dice_.one_of(policies_), now_);
  }

  void reopen() {
    pair_.close(dice_.percent(50));
    if (dice_.percent(20)) pair_.lose_index();
    if (dice_.percent(20)) pair_.put_kept_index_back();
    if (dice_.percent(30)) pair_.keep_index();
    if (dice_.percent(30)) {
      pair_.open(record::LogAccess::kRead);
      pair_.compare(pick_holders(), *dice_.one_of(policies_), pick_bounds());
      pair_.close(true);
    }
    pair_.open(record::LogAccess::kWrite);
  }

  facts::Holders pick_holders() {
    facts::Holders holders;
    const std::size_t kind = dice_.below(4);
    if (kind > 0) holders.customer = dice_.percent(80) ? random::kCustomer : random::kOtherCustomer;
    if (kind < 3) holders.device = dice_.percent(80) ? random::kDevice : random::kOtherDevice;
    const auto& recipients = policies_.front()->model->recipients.titles;
    for (std::size_t i = recipients.empty() ? 0 : dice_.below(3); i > 0; --i) {
      holders.recipients.push_back(dice_.one_of(recipients).name);
    }
    return holders;
  }

  facts::FoldBounds pick_bounds() {
    facts::FoldBounds bounds;
    if (dice_.percent(50)) bounds.at = timeline_.pick(dice_);
    if (dice_.percent(30) && !pair_.recorded().empty()) {
      bounds.known = dice_.one_of(pair_.recorded());
      if (dice_.percent(30)) bounds.known.micros -= 1;
    }
    return bounds;
  }

  Dice dice_;
  Policies policies_;
  Timeline timeline_;
  StorePair pair_;
  Instant now_;
  std::size_t number_ = 0;
  std::vector<Offered> offered_;  ///< what was taken
};

TEST(DurableAgainstMemory, TheSameOffersMakeTheSameStatesHoweverTheIndexIsWrittenLostOrPutBack) {
  Dice dice(4);
  Policies policies;
  for (std::uint64_t number = 0; number < rounds(); ++number) {
    SCOPED_TRACE("round " + std::to_string(number));
    if (number % 4 == 0) policies = make_policies(dice);
    ASSERT_FALSE(policies.empty());
    Round(number, policies).run();
    ASSERT_FALSE(HasFailure());
  }
}

}  // namespace
}  // namespace licet::test
