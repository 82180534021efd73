#include <gtest/gtest.h>
#include <tests/random/compared/triples.h>

namespace licet::random {
namespace {

// Of 50 requests each; under sanitizers a part of them.
constexpr std::uint64_t kPolicies = LICET_SANITIZED ? 60 : 400;

TEST(RandomTriples, GraphAndSlowEvaluatorAgreeInEveryFieldOfTwentyThousandAnswers) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    std::string wrong_policy;
    const auto found = run_policy(1, number, tally, wrong_policy);
    ASSERT_EQ(wrong_policy, "") << "policy " << number;
    ASSERT_FALSE(found) << "policy " << number << " differs in: " << found->part << "\n"
                        << found->smallest.policy << "graph: " << found->sides.graph
                        << "\nevaluator: " << found->sides.evaluator;
  }
  ASSERT_EQ(tally.triples, kPolicies * kRequestsPerPolicy);
  EXPECT_GT(tally.permitted, tally.triples / 20) << "the triples do not reach enough";
  EXPECT_GT(tally.forbidden, tally.triples / 20) << "the triples do not reach enough";
  EXPECT_GT(tally.not_ruled_out, tally.triples / 50) << "the triples do not reach enough";
  EXPECT_GT(tally.to_review, tally.triples / 100) << "the triples do not reach enough";
  EXPECT_GT(tally.with_until, tally.triples / 20) << "the triples do not reach enough";
  EXPECT_GT(tally.rules_overridden, tally.triples / 50) << "the triples do not reach enough";
  EXPECT_GT(tally.due_some_day, tally.triples / 20) << "the triples do not reach enough";
  EXPECT_GT(tally.due_pieces, tally.triples / 20) << "the triples do not reach enough";
  EXPECT_GT(tally.due_records, tally.triples / 20) << "the triples do not reach enough";
  EXPECT_GT(tally.undetermined, tally.triples / 20) << "the triples do not reach enough";
}

TEST(RandomTriples, SameNumbersMakeTheSameTriples) {
  Tally first;
  Tally second;
  std::string wrong_policy;
  run_policy(7, 3, first, wrong_policy);
  run_policy(7, 3, second, wrong_policy);
  EXPECT_EQ(first.permitted, second.permitted);
  EXPECT_EQ(first.with_until, second.with_until);
  EXPECT_EQ(first.rules_applied, second.rules_applied);
  EXPECT_EQ(first.due_some_day, second.due_some_day);
}

}  // namespace
}  // namespace licet::random
