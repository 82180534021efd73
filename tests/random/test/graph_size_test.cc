#include <algorithm>
#include <ctime>
#include <engine/exchange/question.h>
#include <gtest/gtest.h>
#include <tests/random/compared/readied.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/large_policy.h>
#include <tests/random/generated/request.h>

namespace licet::random {
namespace {

constexpr std::size_t kMostNodes = 20'000;

// Under sanitizers sizes are the same and times mean nothing: a few policies are enough there.
constexpr bool kSanitized = LICET_SANITIZED;
constexpr std::uint64_t kSeeds = kSanitized ? 5 : 100;
constexpr std::size_t kManyRules = kSanitized ? 2'000 : 10'000;

/// Of this process, so that what else the machine does counts little.
double seconds_since(std::clock_t begin) { return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; }

Readied made(const PolicyText& text) {
  auto policy = ready(text_of(text));
  EXPECT_TRUE(policy) << policy.error();
  return policy.value_or(Readied{});
}

/// The answer, without what depends on the text's bytes.
Decision answer(const Readied& policy, std::span<const RecordedEvent> events, const Request& request) {
  const auto question = exchange::resolve(request, *policy.model, Instant{});
  const decide::FoldedStates states(policy.policy->fold_plan(), events, *question);
  decide::Workspace workspace = policy.policy->decider().make_workspace();
  Decision decision = policy.policy->decider().answer(*question, states.states(), workspace);
  decision.policy.digest.clear();
  return decision;
}

TEST(GraphSize, FortyRulesOverSixtyConditionsNeedAtMostTwentyThousandNodesAndASecond) {
  std::size_t most = 0;
  double slowest = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    Dice dice(seed);
    const Readied policy = made(make_large_policy(dice, {}));
    ASSERT_NE(policy.model, nullptr) << "seed " << seed;
    ASSERT_EQ(policy.model->rules.size(), 40U);
    ASSERT_EQ(policy.model->conditions.size(), 60U);
    const auto begin = std::clock();
    const auto graph = graph::build(*policy.model);
    const double seconds = seconds_since(begin);
    ASSERT_TRUE(graph) << "seed " << seed;
    EXPECT_LE((*graph)->nodes.size(), kMostNodes) << "seed " << seed;
    EXPECT_LE(seconds, kSanitized ? 20.0 : 5.0) << "seed " << seed;
    most = std::max(most, (*graph)->nodes.size());
    slowest = std::max(slowest, seconds);
  }
  RecordProperty("most_nodes", static_cast<int>(most));
  RecordProperty("slowest_milliseconds", static_cast<int>(slowest * 1000));
}

TEST(GraphSize, OrderOfDeclarationsChangesNoAnswerAndSizesByLessThanThreeTimes) {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    Dice dice(seed);
    const PolicyText text = make_large_policy(dice, {});
    const Readied policy = made(text);
    const Readied other = made(shuffled(dice, text));
    ASSERT_TRUE(policy.model != nullptr && other.model != nullptr) << "seed " << seed;
    const std::size_t nodes = policy.policy->graph().nodes.size();
    const std::size_t other_nodes = other.policy->graph().nodes.size();
    EXPECT_LE(nodes, 3 * other_nodes) << "seed " << seed;
    EXPECT_LE(other_nodes, 3 * nodes) << "seed " << seed;
    Timeline timeline(dice, *policy.model);
    const auto events = make_history(dice, *policy.model, timeline);
    for (int asked = 0; asked < 20; ++asked) {
      const Request request = make_request(dice, *policy.model, timeline, events);
      EXPECT_EQ(answer(policy, events, request), answer(other, events, request)) << "seed " << seed;
    }
  }
}

TEST(GraphSize, TenThousandRulesCompileInSecondsWithMemoryInProportion) {
  const auto nodes_of = [](std::size_t rules, double& seconds) {
    Dice dice(1);
    LargeShape shape;
    shape.rules = rules;
    shape.conditions = 500;
    shape.purposes = rules / 50;
    shape.actions = 20;
    shape.override_distance = 3;
    const Readied policy = made(make_large_policy(dice, shape));
    if (policy.model == nullptr) return std::size_t{0};
    const auto begin = std::clock();
    const auto graph = graph::build(*policy.model);
    seconds = seconds_since(begin);
    EXPECT_TRUE(graph);
    return graph ? (*graph)->nodes.size() : 0;
  };
  double seconds = 0;
  const std::size_t nodes_of_few = nodes_of(kManyRules / 10, seconds);
  const std::size_t nodes_of_many = nodes_of(kManyRules, seconds);
  ASSERT_GT(nodes_of_few, 0U);
  EXPECT_LE(nodes_of_many, 20 * nodes_of_few);
  EXPECT_LE(seconds, 120.0);
  RecordProperty("nodes", static_cast<int>(nodes_of_many));
  RecordProperty("milliseconds", static_cast<int>(seconds * 1000));
}

}  // namespace
}  // namespace licet::random
