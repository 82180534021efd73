// What is missing, against brute force: every set of everything that could happen, on small random policies.

#include <gtest/gtest.h>
#include <tests/engine/rights/imagined_acts.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>

namespace licet::rights {
namespace {

constexpr std::uint64_t kPolicies = 150;
constexpr std::size_t kRequestsPerPolicy = 6;
constexpr std::size_t kMostActs = 3;         ///< of a set tried by brute force
constexpr std::size_t kMostImaginable = 45;  ///< more would make too many sets

struct Tally {
  std::size_t denied = 0;
  std::size_t solved = 0;
  std::size_t sets = 0;
  std::size_t larger = 0;
  std::size_t hopeless = 0;
  std::size_t brute_force = 0;
  std::size_t permitting = 0;
  std::map<ActKind, std::size_t> kinds;
  std::size_t stated = 0;
};

void expect_minimal(Situation& situation, const MissingSet& set, Tally& tally) {
  const std::vector<Imagined> acts = acts_of(situation, set);
  ASSERT_LE(acts.size(), 12U);
  for (const MissingAct& act : set.acts) ++tally.kinds[act.kind];
  tally.larger += acts.size() > 1 ? 1U : 0U;
  for (std::size_t bits = 0; bits < (std::size_t{1} << acts.size()); ++bits) {
    Chosen chosen;
    for (std::size_t i = 0; i < acts.size(); ++i) {
      if ((bits >> i) & 1U) chosen.push_back(&acts[i]);
    }
    const bool all = chosen.size() == acts.size();
    EXPECT_EQ(situation.permits(chosen), all) << chosen.size() << " of " << acts.size() << " acts";
  }
  for (const Imagined& one : acts) tally.stated += one.is_stated ? 1U : 0U;
}

void run_request(Dice& dice, const random::Readied& policy, const random::Timeline& marks,
                 const std::vector<RecordedEvent>& events, const Request& request, Tally& tally) {
  AskedHistory history = asked(policy, events, request);
  const Missing found = missing(*policy.policy, history, {});
  if (found.decision.outcome == Outcome::kPermit) {
    EXPECT_TRUE(found.sets.empty());
    return;
  }
  ++tally.denied;
  for (auto* list : {&history.person, &history.device}) {
    std::erase_if(*list, [&](const RecordedEvent& one) { return one.recorded > history.question.known; });
  }
  for (auto& list : history.recipients) {
    std::erase_if(list, [&](const RecordedEvent& one) { return one.recorded > history.question.known; });
  }
  history.question.known = kNever;
  Situation situation{policy, std::move(history), policy.policy->decider().make_workspace()};
  tally.sets += found.sets.size();
  tally.solved += found.sets.empty() ? 0U : 1U;
  tally.hopeless += found.sets.empty() ? 1U : 0U;
  for (const MissingSet& set : found.sets) ASSERT_NO_FATAL_FAILURE(expect_minimal(situation, set, tally));

  const std::vector<Imagined> all = imagine(dice, marks, situation);
  if (all.size() > kMostImaginable || !found.complete) return;
  ++tally.brute_force;
  for (std::size_t size = 0; size <= kMostActs; ++size) {
    Chosen chosen;
    for_each_choice(all, 0, size, chosen, [&](const Chosen& one) {
      if (::testing::Test::HasFailure() || !situation.permits(one)) return;
      ++tally.permitting;
      const bool covered = std::any_of(found.sets.begin(), found.sets.end(),
                                       [&](const MissingSet& set) { return covers(*policy.model, set, one); });
      std::string names;
      for (const Imagined* each : one) names += each->name + (each->of.empty() ? " " : " of " + each->of + " ");
      EXPECT_TRUE(covered) << "missed: " << names;
    });
  }
}

TEST(Missing, EachSetPermitsNoPartOfOneDoesAndNoneIsMissed) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 307);
    const random::PolicyText text = random::make_policy(dice);
    const auto policy = random::ready(random::text_of(text));
    ASSERT_TRUE(policy) << policy.error();
    random::Timeline marks(dice, *policy->model);
    std::vector<RecordedEvent> events = random::make_history(dice, *policy->model, marks);
    if (dice.percent(60)) events.resize(std::min<std::size_t>(events.size(), dice.below(4)));
    for (std::size_t i = 0; i < kRequestsPerPolicy; ++i) {
      const Request request = random::make_request(dice, *policy->model, marks, events);
      ASSERT_NO_FATAL_FAILURE(run_request(dice, *policy, marks, events, request, tally));
      if (HasFailure()) FAIL() << "policy " << number << ", request " << i << "\n" << random::text_of(text);
    }
  }
  EXPECT_GT(tally.denied, kPolicies);
  EXPECT_GT(tally.solved, kPolicies / 2);
  EXPECT_GT(tally.larger, kPolicies / 4);
  EXPECT_GT(tally.hopeless, kPolicies / 4);
  EXPECT_GT(tally.brute_force, kPolicies / 2);
  EXPECT_GT(tally.permitting, kPolicies);
  EXPECT_GT(tally.stated, 0U);
  for (const ActKind kind : {ActKind::kLearn, ActKind::kInform, ActKind::kAsk, ActKind::kConfirm}) {
    EXPECT_GT(tally.kinds[kind], 0U) << static_cast<int>(kind);
  }
}

}  // namespace
}  // namespace licet::rights
