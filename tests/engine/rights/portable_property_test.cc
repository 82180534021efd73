// What a person takes elsewhere, recorded there: every request is decided as it was here.

#include <engine/exchange/event_json.h>
#include <engine/exchange/export_json.h>
#include <engine/facts/memory_store.h>
#include <engine/rights/export.h>
#include <gtest/gtest.h>
#include <sstream>
#include <tests/engine/rights/asked_question.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>

namespace licet::rights {
namespace {

using random::Dice;

constexpr std::uint64_t kPolicies = 250;
constexpr std::size_t kRequestsPerPolicy = 12;

struct Tally {
  std::size_t requests = 0;
  std::size_t permitted = 0;
  std::size_t lines = 0;
};

/// Only what the policy set in use declares can be recorded elsewhere under it.
facts::MemoryStore here(const random::Readied& policy, const std::vector<RecordedEvent>& events) {
  facts::MemoryStore store;
  for (const RecordedEvent& one : events) {
    if (exchange::check_event(one.event, *policy.model)) continue;
    static_cast<void>(store.take({one.event, "", one.recorded}, *policy.model, one.recorded));
  }
  return store;
}

void carry_over(const random::Readied& policy, const facts::MemoryStore& from, const facts::Holder& holder,
                facts::MemoryStore& to, Tally& tally) {
  const auto events = from.kept_for(holder, *policy.model);
  const Export all = export_of(*policy.policy, holder, events, {}, random::kLastStated, kNever);
  const auto portable = exchange::write_portable(all);
  ASSERT_TRUE(portable);
  std::istringstream lines(*portable);
  for (std::string line; std::getline(lines, line); ++tally.lines) {
    auto read = exchange::read_event(line);
    ASSERT_TRUE(read) << read.error().message << line;
    ASSERT_FALSE(exchange::check_event(read->event, *policy.model)) << line;
    // A key is one sender's; what is kept for two stands in the files of both.
    read->event.id.reset();
    const auto taken = to.take({read->event, line, std::nullopt}, *policy.model, random::kLastStated);
    ASSERT_TRUE(taken) << taken.error().message << line;
  }
}

AskedHistory asked_of(const random::Readied& policy, const facts::MemoryStore& store,
                      const std::vector<RecordedEvent>& all, const Request& request) {
  AskedHistory history = asked(policy, all, request);
  history.person.clear();
  history.device.clear();
  using facts::HolderKind;
  if (request.customer) history.person = store.kept_for({HolderKind::kCustomer, *request.customer}, *policy.model);
  if (request.device) history.device = store.kept_for({HolderKind::kDevice, *request.device}, *policy.model);
  return history;
}

Decision decided(const random::Readied& policy, const AskedHistory& history) {
  decide::Workspace workspace = policy.policy->decider().make_workspace();
  AskedStates states(*policy.policy, history);
  return policy.policy->decider().answer(history.question, states.fold(history.question.at), workspace,
                                         {.until = true});
}

void run_policy(Dice& dice, const random::Readied& policy, Tally& tally) {
  random::Timeline marks(dice, *policy.model);
  const std::vector<RecordedEvent> events = random::make_history(dice, *policy.model, marks);
  const facts::MemoryStore store = here(policy, events);
  facts::MemoryStore other;
  for (const char* customer : {random::kCustomer, random::kOtherCustomer}) {
    ASSERT_NO_FATAL_FAILURE(carry_over(policy, store, {facts::HolderKind::kCustomer, customer}, other, tally));
  }
  for (const char* device : {random::kDevice, random::kOtherDevice}) {
    ASSERT_NO_FATAL_FAILURE(carry_over(policy, store, {facts::HolderKind::kDevice, device}, other, tally));
  }
  for (std::size_t i = 0; i < kRequestsPerPolicy; ++i) {
    Request request = random::make_request(dice, *policy.model, marks, events);
    request.known.reset();
    ++tally.requests;
    const Decision was = decided(policy, asked_of(policy, store, events, request));
    const Decision is = decided(policy, asked_of(policy, other, events, request));
    tally.permitted += was.outcome == Outcome::kPermit ? 1U : 0U;
    EXPECT_EQ(was.outcome, is.outcome);
    EXPECT_EQ(was.reason, is.reason);
    EXPECT_EQ(was.rule, is.rule);
    EXPECT_EQ(was.levels, is.levels);
    EXPECT_EQ(was.until, is.until);
  }
}

TEST(Portable, IsDecidedAlikeInAFreshStore) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 313);
    const std::string text = random::text_of(random::make_policy(dice));
    const auto policy = random::ready(text);
    ASSERT_TRUE(policy) << policy.error();
    ASSERT_NO_FATAL_FAILURE(run_policy(dice, *policy, tally));
    if (HasFailure()) FAIL() << "policy " << number << "\n" << text;
  }
  EXPECT_GT(tally.lines, 4 * kPolicies);
  EXPECT_GT(tally.permitted, kPolicies / 2);
}

}  // namespace
}  // namespace licet::rights
