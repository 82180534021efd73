#pragma once
// Everything that one size of policy is measured with: customers with their states, and a cycle of questions.
//
// Made once, then read only; any number of threads may read it. Refers to itself, so it stays where it is made.

#include <engine/decide/ready_policy.h>
#include <engine/facts/folded_memory.h>
#include <memory>
#include <string>
#include <tools/benchmarks/forty_rules_by_hand.h>
#include <tools/benchmarks/shop_policy.h>
#include <vector>

namespace licet::benchmarks {

/// How many customers there are; each is one of one shop.
inline constexpr std::size_t kCustomers = 256;
/// How many questions are measured, drawn from those of all customers. The same for every size, but for the shop.
inline constexpr std::size_t kCycle = 1'024;

/// A question to the engine, and the same to the function by hand.
struct PosedQuestion {
  std::size_t customer = 0;
  exchange::Question question;
  by_hand::Request by_hand;
};

/// What came out when engine and function answered every question of every customer.
struct Comparison {
  std::vector<std::string> disagreements;  ///< in outcome or rule; each says on what
  std::vector<std::string> idle_rules;     ///< that decided nothing, so that nothing was compared there
  std::uint64_t allocations = 0;           ///< while the engine decided, with until
};

class Market {
 public:
  explicit Market(std::size_t shops);
  Market(const Market&) = delete;
  Market& operator=(const Market&) = delete;

  std::size_t rules() const { return shops_ * kRulesOfShop; }
  const decide::ReadyPolicy& policy() const { return *policy_; }
  const facts::FoldedMemory& memory() const { return memory_; }
  const decide::States& states(std::size_t customer) const { return states_[customer]; }
  const by_hand::Customer& plain(std::size_t customer) const { return plain_[customer]; }
  const std::vector<PosedQuestion>& cycle() const { return cycle_; }
  const std::vector<RecordedEvent>& events() const { return events_; }  ///< by number of the record
  std::size_t shop_of(std::size_t customer) const { return customer % shops_; }

  PosedQuestion pose(std::size_t customer, std::size_t request) const;

  Comparison compare() const;

 private:
  void add_customer(std::size_t customer);
  void draw_cycle();

  std::size_t shops_;
  std::shared_ptr<const decide::ReadyPolicy> policy_;
  std::vector<RecordedEvent> events_;
  facts::FoldedMemory memory_;
  std::vector<decide::States> states_;
  std::vector<by_hand::Customer> plain_;
  std::vector<PosedQuestion> cycle_;
};

}  // namespace licet::benchmarks
