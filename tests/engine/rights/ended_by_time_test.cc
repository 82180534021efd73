// Grants that ended by time alone, against how the holder stands at one moment after another, on random histories.

#include <algorithm>
#include <engine/explain/standing.h>
#include <engine/rights/ended_by_time.h>
#include <gtest/gtest.h>
#include <tests/engine/rights/asked_question.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>

namespace licet::rights {
namespace {

using random::Dice;

constexpr std::uint64_t kPolicies = 600;
constexpr int kMoments = 25;

struct Tally {
  std::size_t expired = 0;
  std::size_t lapsed = 0;
  std::size_t seen = 0;
};

const GrantStanding* grant_of(const ConsentStanding& consent, HappeningKind kind) {
  const auto& grant = kind == HappeningKind::kExpired ? consent.current : consent.waiting;
  return grant ? &*grant : nullptr;
}

/// What has ended by `t` and is still there is listed.
void expect_listed(const Standing& standing, Instant t, const std::vector<Happening>& ended, Tally& tally) {
  for (const ConsentStanding& consent : standing.consents) {
    for (const HappeningKind kind : {HappeningKind::kExpired, HappeningKind::kLapsed}) {
      const GrantStanding* const grant = grant_of(consent, kind);
      if (grant == nullptr || grant->end > t) continue;
      const Happening happening{kind, grant->end, grant->given.record, consent.consent};
      EXPECT_NE(std::find(ended.begin(), ended.end(), happening), ended.end()) << consent.consent;
      ++tally.seen;
    }
  }
}

/// At the moment at which it ended the grant was there, and ended.
void expect_ended(const Standing& standing, const Happening& happening) {
  const auto consent = std::find_if(standing.consents.begin(), standing.consents.end(),
                                    [&](const ConsentStanding& one) { return one.consent == happening.consent; });
  ASSERT_NE(consent, standing.consents.end());
  const GrantStanding* const grant = grant_of(*consent, happening.kind);
  ASSERT_NE(grant, nullptr);
  EXPECT_EQ(grant->end, happening.at);
  EXPECT_EQ(grant->given.record, happening.record);
}

TEST(EndedByTime, ListsEveryGrantThatIsSeenToHaveEndedAndNoOther) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 77);
    const auto policy = random::ready(random::text_of(random::make_policy(dice)));
    ASSERT_TRUE(policy) << policy.error();
    random::Timeline marks(dice, *policy->model);
    const std::vector<RecordedEvent> all = random::make_history(dice, *policy->model, marks);
    const bool of_device = dice.percent(30);
    const facts::Holder holder{of_device ? facts::HolderKind::kDevice : facts::HolderKind::kCustomer,
                               of_device ? random::kDevice : random::kCustomer};
    const std::vector<RecordedEvent> events = history_of(all, holder.kind, holder.id);
    const Instant known = dice.percent(70) || events.empty() ? kNever : dice.one_of(events).recorded;
    const Instant at = std::max({marks.pick(dice), marks.pick(dice), marks.pick(dice)});
    const auto standing = [&](Instant t) {
      return explain::standing_of(policy->policy->decider(), holder, events, t, known);
    };
    const std::vector<Happening> ended = ended_by_time(policy->policy->fold_plan(), holder, events, at, known);
    EXPECT_TRUE(std::is_sorted(ended.begin(), ended.end(),
                               [](const Happening& one, const Happening& other) { return one.at < other.at; }));
    for (const Happening& one : ended) {
      EXPECT_LE(one.at, at);
      ASSERT_NO_FATAL_FAILURE(expect_ended(standing(one.at), one));
      ++(one.kind == HappeningKind::kExpired ? tally.expired : tally.lapsed);
    }
    for (int i = 0; i < kMoments; ++i) {
      const Instant t = std::min(marks.pick(dice), at);
      expect_listed(standing(t), t, ended, tally);
    }
    expect_listed(standing(at), at, ended, tally);
    if (HasFailure()) FAIL() << "policy " << number;
  }
  EXPECT_GT(tally.expired, 30U);
  EXPECT_GT(tally.lapsed, 5U);
  EXPECT_GT(tally.seen, 200U);
}

}  // namespace
}  // namespace licet::rights
