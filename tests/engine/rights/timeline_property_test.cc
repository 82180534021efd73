// A timeline against single decisions, on random policies, histories and requests.

#include <engine/exchange/request_json.h>
#include <engine/rights/timeline.h>
#include <gtest/gtest.h>
#include <tests/engine/rights/asked_question.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>

namespace licet::rights {
namespace {

using random::Dice;

constexpr std::uint64_t kPolicies = 120;
constexpr std::size_t kHistoriesPerPolicy = 2;
constexpr std::size_t kRequestsPerHistory = 4;
constexpr std::size_t kInstantsPerTimeline = 60;
constexpr std::size_t kEdgesPerTimeline = 12;

struct Tally {
  std::size_t timelines = 0;
  std::size_t instants = 0;
  std::size_t edges = 0;
  std::size_t ahead = 0;
  std::size_t permitted = 0;
  std::size_t continued = 0;
  std::size_t explained = 0;
};

/// What is decided at `t`, seen from the question's own time: one decision, on states folded for it alone.
Decision decided(const random::Readied& policy, const std::vector<RecordedEvent>& all, const exchange::Question& asked,
                 Instant t, decide::Workspace& workspace) {
  exchange::Question question = asked;
  question.at = std::min(t, asked.at);
  const decide::FoldedStates folded(policy.policy->fold_plan(), all, question);
  question.at = t;
  return policy.policy->decider().answer(question, folded.states(), workspace, {.until = false});
}

const TimelineSpan* span_of(const Timeline& timeline, Instant t) {
  for (const TimelineSpan& span : timeline.spans) {
    if (span.from <= t && t < span.to) return &span;
  }
  return nullptr;
}

bool agree(const TimelineSpan& span, const Decision& decision) {
  return span.outcome == decision.outcome && span.rule == decision.rule && span.reason == decision.reason;
}

void expect_whole(const Timeline& timeline, const TimelineBounds& bounds) {
  ASSERT_FALSE(timeline.spans.empty());
  EXPECT_EQ(timeline.spans.front().from, bounds.from);
  if (timeline.continues_at) {
    EXPECT_EQ(timeline.spans.size(), bounds.spans);
    EXPECT_EQ(timeline.spans.back().to, *timeline.continues_at);
  } else {
    EXPECT_EQ(timeline.spans.back().to, bounds.to);
  }
  for (std::size_t i = 0; i < timeline.spans.size(); ++i) {
    const TimelineSpan& span = timeline.spans[i];
    ASSERT_LT(span.from, span.to);
    if (i == 0) continue;
    const TimelineSpan& before = timeline.spans[i - 1];
    ASSERT_EQ(before.to, span.from) << "a gap";
    ASSERT_FALSE(before.outcome == span.outcome && before.rule == span.rule && before.reason == span.reason)
        << "two spans that are one";
  }
}

void run_request(Dice& dice, const random::Readied& policy, const random::Timeline& marks,
                 const std::vector<RecordedEvent>& all, const Request& request, Tally& tally) {
  const AskedHistory history = asked(policy, all, request);
  TimelineBounds bounds;
  bounds.spans = 40;
  bounds.explain = dice.percent(20);
  if (dice.percent(60)) bounds.from = marks.pick(dice);
  if (dice.percent(30)) bounds.to = marks.pick(dice);
  if (bounds.to <= bounds.from) bounds.to = kNever;
  const auto made = timeline(*policy.policy, history, bounds);
  ASSERT_TRUE(made) << made.error();
  ASSERT_NO_FATAL_FAILURE(expect_whole(*made, bounds));
  ++tally.timelines;

  decide::Workspace workspace = policy.policy->decider().make_workspace();
  const auto expect_decided = [&](Instant t) {
    const TimelineSpan* const span = span_of(*made, t);
    if (span == nullptr || t < random::kFirstStated || t > random::kLastStated) return false;
    const Decision decision = decided(policy, all, history.question, t, workspace);
    EXPECT_TRUE(agree(*span, decision)) << "at " << t.micros << ", looked at " << history.question.at.micros << ":\n"
                                        << exchange::write_decision(decision);
    if (span->from == t) {
      EXPECT_EQ(span->duties, decision.duties);
      EXPECT_EQ(span->because, decision.because);
      if (span->explanation) {
        EXPECT_EQ(span->explanation->decision, decision);
        ++tally.explained;
      }
    }
    tally.ahead += t > history.question.at ? 1U : 0U;
    tally.permitted += span->outcome == Outcome::kPermit ? 1U : 0U;
    return true;
  };
  for (std::size_t i = 0; i < kInstantsPerTimeline; ++i) tally.instants += expect_decided(marks.pick(dice)) ? 1U : 0U;
  for (std::size_t i = 0; i < std::min(made->spans.size(), kEdgesPerTimeline); ++i) {
    const TimelineSpan& span = made->spans[made->spans.size() - 1 - i];
    tally.edges += expect_decided(span.from) ? 1U : 0U;
    if (span.from != kBeforeAll) expect_decided({span.from.micros - 1});
    if (span.to != kNever) expect_decided({span.to.micros - 1});
  }
  if (!made->continues_at) return;
  bounds.from = *made->continues_at;
  bounds.spans = 1;
  const auto rest = timeline(*policy.policy, history, bounds);
  ASSERT_TRUE(rest) << rest.error();
  EXPECT_FALSE(agree(made->spans.back(),
                     decided(policy, all, history.question, std::max(bounds.from, random::kFirstStated), workspace)));
  EXPECT_EQ(rest->spans.front().from, *made->continues_at);
  ++tally.continued;
}

TEST(Timeline, SaysOfEveryMomentWhatASingleDecisionSaysAndIsExactAtBothEndsOfEverySpan) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 71);
    const random::PolicyText text = random::make_policy(dice);
    const auto policy = random::ready(random::text_of(text));
    ASSERT_TRUE(policy) << policy.error();
    for (std::size_t i = 0; i < kHistoriesPerPolicy; ++i) {
      random::Timeline marks(dice, *policy->model);
      const std::vector<RecordedEvent> events = random::make_history(dice, *policy->model, marks);
      for (std::size_t j = 0; j < kRequestsPerHistory; ++j) {
        const Request request = random::make_request(dice, *policy->model, marks, events);
        ASSERT_NO_FATAL_FAILURE(run_request(dice, *policy, marks, events, request, tally));
        if (HasFailure()) FAIL() << "policy " << number << "\n" << random::text_of(text);
      }
    }
  }
  EXPECT_GE(tally.instants, 10'000U);
  EXPECT_GT(tally.edges, tally.timelines);
  EXPECT_GT(tally.ahead, 500U);
  EXPECT_GT(tally.permitted, 500U);
  EXPECT_GT(tally.continued, 10U);
  EXPECT_GT(tally.explained, 100U);
}

}  // namespace
}  // namespace licet::rights
