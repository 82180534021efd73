// What is left of the graph where some variables cannot change.

#include <algorithm>
#include <engine/graph/residual.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

class ResidualGraph : public testing::Test {
 protected:
  /// All values are 0 today (no consent, notice or value, nothing stands), but those of these kinds, which are 1.
  Residual left(const std::vector<VariableKind>& open, const std::vector<VariableKind>& standing = {}) const {
    const auto has = [](const std::vector<VariableKind>& kinds, VariableKind kind) {
      return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    const VariableSet& variables = built_.graph->variables;
    std::vector<bool> may_change;
    for (std::size_t i = 0; i < variables.size(); ++i) {
      may_change.push_back(has(open, variables[VariableId(i)].key.kind));
    }
    const auto value = [&](VariableId variable) -> std::uint32_t {
      const VariableKind kind = variables[variable].key.kind;
      EXPECT_NE(kind, VariableKind::kOverrides);
      return kind == VariableKind::kInForce || has(standing, kind) ? 1U : 0U;
    };
    const Table& table =
        built_.graph->table_of(*built_.model->purposes.find("news"), *built_.model->actions.find("send"));
    return residual(*built_.graph, table, value, may_change);
  }
  bool is_open(const Residual& residual, VariableKind kind) const {
    return std::any_of(residual.open.begin(), residual.open.end(),
                       [&](VariableId variable) { return built_.graph->variables[variable].key.kind == kind; });
  }

  const tests::BuiltGraph built_ = tests::graph_of(R"(policy shop
purpose news
purpose billing
action send
fact member is yes or no
fact paid is yes or no
notice shown
consent wanted for news
rule objection forbid anything for news when objection stands
rule by_consent permit send for news when consent is valid and notice shown was given
rule bills permit send for billing when paid
rule members permit send for news when member
rule not_members forbid send for news when not paid
rule exception permit send for news when member overrides not_members
)");
};

TEST_F(ResidualGraph, HoldsOnlyWhatMayChangeAndCanStillBeMet) {
  const Residual residual =
      left({VariableKind::kConsentStatus, VariableKind::kGrantCovers, VariableKind::kNotice, VariableKind::kYesNo});
  EXPECT_TRUE(is_open(residual, VariableKind::kConsentStatus));
  EXPECT_TRUE(is_open(residual, VariableKind::kNotice));
  EXPECT_TRUE(is_open(residual, VariableKind::kYesNo));
  EXPECT_FALSE(is_open(residual, VariableKind::kObjectionReaches));
  ASSERT_TRUE(residual.least_changes);
  EXPECT_GE(*residual.least_changes, 1U);
  EXPECT_GE(residual.segments, 1U);
}

TEST_F(ResidualGraph, HasNoWayWhereWhatForbidsCannotChange) {
  const Residual residual = left({VariableKind::kNotice, VariableKind::kYesNo}, {VariableKind::kObjectionReaches});
  EXPECT_FALSE(residual.least_changes);
}

TEST_F(ResidualGraph, DoesNotHoldWhatStandsBehindWhatCannotChange) {
  // Without a grant that covers the request nobody asks for the notice.
  const Residual residual = left({VariableKind::kConsentStatus, VariableKind::kNotice, VariableKind::kYesNo});
  EXPECT_FALSE(is_open(residual, VariableKind::kNotice));
}

TEST_F(ResidualGraph, HasNoWayWhereNothingMayChange) {
  const Residual residual = left({});
  EXPECT_FALSE(residual.least_changes);
  EXPECT_TRUE(residual.open.empty());
}

TEST_F(ResidualGraph, LooksIntoTheWalksOfOverriders) {
  // Whether the exception overrides rests on `member` alone.
  const Residual residual = left({VariableKind::kYesNo});
  std::size_t open = 0;
  for (const VariableId variable : residual.open) {
    if (built_.graph->variables[variable].key.kind == VariableKind::kYesNo) ++open;
  }
  EXPECT_EQ(open, 2U) << "member and paid";
}

}  // namespace
}  // namespace licet::graph
