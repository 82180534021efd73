#include <fmt/format.h>
#include <numeric>
#include <tools/benchmarks/allocation_count.h>
#include <tools/benchmarks/asked.h>
#include <tools/benchmarks/customer_history.h>
#include <tools/benchmarks/dice.h>
#include <tools/benchmarks/market.h>
#include <tools/benchmarks/plain_customer.h>

namespace licet::benchmarks {
namespace {

/// What the function by hand decides, in the engine's numbers.
bool is_same(const decide::RuleVerdict& engine, const by_hand::Verdict& hand, std::size_t shop) {
  if (engine.outcome() != hand.outcome) return false;
  if (!engine.has_rule()) return hand.rule == by_hand::Rule::kNone;
  return hand.rule != by_hand::Rule::kNone &&
         engine.rule.value == shop * kRulesOfShop + static_cast<std::size_t>(hand.rule);
}

std::string describe(const model::Model& model, const decide::RuleVerdict& engine, const by_hand::Verdict& hand,
                     const exchange::Question& question) {
  const auto words = [&](Outcome outcome, bool has_rule, std::size_t rule) {
    return fmt::format("{} by {}", outcome == Outcome::kPermit ? "permit" : "deny",
                       has_rule ? model.rules.list[rule].title.name : "no rule");
  };
  return fmt::format("{} for {}: the engine says {}, the function by hand {} (of the first shop)",
                     model.actions.titles[question.action.value].name,
                     model.purposes.titles[question.purpose.value].name,
                     words(engine.outcome(), engine.has_rule(), engine.rule.value),
                     words(hand.outcome, hand.rule != by_hand::Rule::kNone, static_cast<std::size_t>(hand.rule)));
}

}  // namespace

Market::Market(std::size_t shops) : shops_(shops), policy_(make_policy(shops)) {
  for (std::size_t customer = 0; customer < kCustomers; ++customer) add_customer(customer);
  draw_cycle();
}

void Market::add_customer(std::size_t customer) {
  const std::string suffix = suffix_of(shop_of(customer));
  const facts::Holder holder{facts::HolderKind::kCustomer, customer_id(customer)};
  std::vector<RecordedEvent> history = make_history(customer, suffix, events_.size());
  memory_.put(holder, facts::fold(policy_->fold_plan(), holder, history));
  decide::States states;
  states.person = *memory_.find(holder.kind, holder.id);
  states.has_person = true;
  plain_.push_back(plain_customer(states.person, policy_->model(), suffix));
  states_.push_back(states);
  for (RecordedEvent& event : history) events_.push_back(std::move(event));
}

PosedQuestion Market::pose(std::size_t customer, std::size_t request) const {
  Asked asked = make_asked(customer, request, suffix_of(shop_of(customer)));
  auto question = exchange::resolve(asked.request, policy_->model(), *asked.request.at);
  return {customer, std::move(question.value()), asked.by_hand};
}

void Market::draw_cycle() {
  std::vector<std::size_t> all(kCustomers * request_count());
  std::iota(all.begin(), all.end(), std::size_t{0});
  Dice dice(1);
  for (std::size_t i = 0; i < kCycle; ++i) {
    std::swap(all[i], all[i + dice.below(all.size() - i)]);
    cycle_.push_back(pose(all[i] / request_count(), all[i] % request_count()));
  }
}

Comparison Market::compare() const {
  const decide::Decider& decider = policy_->decider();
  decide::Workspace workspace = decider.make_workspace();
  std::vector<bool> decided(kRulesOfShop + 1);
  Comparison comparison;
  for (std::size_t customer = 0; customer < kCustomers; ++customer) {
    for (std::size_t request = 0; request < request_count(); ++request) {
      const PosedQuestion posed = pose(customer, request);
      const std::uint64_t before = allocations_of_this_thread();
      const decide::Verdict engine = decider.decide(posed.question, states_[customer], workspace);
      comparison.allocations += allocations_of_this_thread() - before;
      const by_hand::Verdict hand = by_hand::decide(plain_[customer], posed.by_hand, *policy_->model().zone);
      decided[static_cast<std::size_t>(hand.rule)] = true;
      if (is_same(engine.deciding, hand, shop_of(customer))) continue;
      comparison.disagreements.push_back(
          fmt::format("customer {}, request {}: {}", customer, request,
                      describe(policy_->model(), engine.deciding, hand, posed.question)));
    }
  }
  for (std::size_t rule = 0; rule < kRulesOfShop; ++rule) {
    if (!decided[rule]) comparison.idle_rules.push_back(policy_->model().rules.list[rule].title.name);
  }
  return comparison;
}

}  // namespace licet::benchmarks
