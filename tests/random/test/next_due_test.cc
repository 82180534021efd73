// When the first of what a holder holds falls due, against the slow evaluator's lists on random policies and events.

#include <algorithm>
#include <engine/decide/next_due.h>
#include <engine/facts/fold.h>
#include <engine/time/legal_period.h>
#include <gtest/gtest.h>
#include <tests/random/compared/readied.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/reference/evaluate.h>

namespace licet::random {
namespace {

constexpr std::uint64_t kPolicies = LICET_SANITIZED ? 40 : 250;
constexpr int kHistories = 4;
constexpr int kLooks = 25;
constexpr Instant kSought{4'102'444'800'000'000};  ///< 2100-01-01

/// One holder of one history.
class DueOf {
 public:
  DueOf(const Readied& policy, std::span<const RecordedEvent> events, bool of_device)
      : policy_(policy), events_(events), of_device_(of_device) {}

  /// The earliest date among those on which something is due as of `at`; kNever if nothing is.
  Instant due_as_of(Instant at) const {
    const std::optional<std::string> customer = of_device_ ? std::nullopt : std::optional<std::string>(kCustomer);
    const std::optional<std::string> device = of_device_ ? std::optional<std::string>(kDevice) : std::nullopt;
    Instant earliest = kNever;
    for (const DueEntry& entry : reference::due(*policy_.model, events_, customer, device, at)) {
      if (entry.due <= at) earliest = std::min(earliest, entry.due);
      dates_.push_back(entry.due);
    }
    return earliest;
  }

  /// Every date met so far, and what lies just beside it.
  std::vector<Instant> edges() const {
    std::vector<Instant> edges;
    for (const Instant date : dates_) {
      if (date == kNever) continue;
      for (const std::int64_t beside : {-1, 0, 1}) edges.push_back(Instant{date.micros + beside});
    }
    return edges;
  }

 private:
  const Readied& policy_;
  std::span<const RecordedEvent> events_;
  bool of_device_;
  mutable std::vector<Instant> dates_;
};

struct Tally {
  std::size_t some_day = 0;
  std::size_t at_once = 0;
  std::size_t never = 0;
};

void compare(Dice& dice, const Readied& policy, const Timeline& timeline, std::span<const RecordedEvent> events,
             bool of_device, decide::Workspace& workspace, Tally& tally) {
  const facts::Holder holder{of_device ? facts::HolderKind::kDevice : facts::HolderKind::kCustomer,
                             of_device ? kDevice : kCustomer};
  const auto words = facts::fold(policy.policy->fold_plan(), holder, events);
  const facts::HolderView state(words);
  if (state.held().empty() && state.records().empty()) return;
  const Instant from = state.header().latest_at;
  const Instant first = decide::next_due(policy.policy->decider(), state, of_device, from, workspace);
  const DueOf slow(policy, events, of_device);
  tally.some_day += first != kNever && first != from ? 1U : 0U;
  tally.at_once += first == from ? 1U : 0U;
  tally.never += first == kNever ? 1U : 0U;
  ASSERT_GE(first, from);
  if (first != kNever) {
    EXPECT_LE(slow.due_as_of(first), first) << "nothing is due at " << first.micros;
  }
  const Instant until = std::min(first, kSought);
  const auto expect_nothing = [&](Instant at) {
    if (at < from || at >= until) return;
    EXPECT_EQ(slow.due_as_of(at), kNever) << "due as of " << at.micros << ", before " << first.micros;
  };
  expect_nothing(from);
  expect_nothing(Instant{until.micros - 1});
  for (const Instant edge : slow.edges()) expect_nothing(edge);
  for (int looks = 0; looks < kLooks; ++looks) {
    expect_nothing(timeline.pick(dice));
    const auto span = static_cast<std::uint64_t>(until.micros - from.micros);
    if (until > from) expect_nothing(Instant{from.micros + static_cast<std::int64_t>(dice.below(span))});
  }
  for (const Instant edge : slow.edges()) expect_nothing(edge);
}

TEST(NextDue, IsTheFirstInstantAtWhichTheSlowEvaluatorListsSomethingDue) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies && !HasFailure(); ++number) {
    SCOPED_TRACE("policy " + std::to_string(number));
    Dice dice(number + 77);
    const std::string text = text_of(make_policy(dice));
    const auto policy = ready(text);
    ASSERT_TRUE(policy) << policy.error();
    decide::Workspace workspace = policy->policy->decider().make_workspace();
    for (int history = 0; history < kHistories && !HasFailure(); ++history) {
      Timeline timeline(dice, *policy->model);
      const auto events = make_history(dice, *policy->model, timeline);
      for (const bool of_device : {false, true}) compare(dice, *policy, timeline, events, of_device, workspace, tally);
      if (HasFailure()) ADD_FAILURE() << "history " << history << "\n" << text;
    }
  }
  EXPECT_GT(tally.some_day, kPolicies / 4) << "the policies do not reach enough";
  EXPECT_GT(tally.at_once, kPolicies / 8) << "the policies do not reach enough";
  EXPECT_GT(tally.never, kPolicies / 8) << "the policies do not reach enough";
}

}  // namespace
}  // namespace licet::random
