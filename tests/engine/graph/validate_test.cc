// A sound graph, damaged in each way that the validator knows, is refused.

#include <algorithm>
#include <engine/graph/validate.h>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

constexpr const char* kPolicy = R"(policy club
purpose news purpose events
action send needs channel
action show
channel email channel post
fact member is yes or no
fact blocked is yes or no
fact settled is yes or no
data contact
retention all keep contact at most 1 year after collection then erase
consent news_consent for news provided member
level none
level members when member
rule news permit send for news by email when member and consent is valid
rule blocked_member forbid send by post when blocked or not settled
rule restricted forbid send when restriction stands
rule settled_dispute permit send for news when settled overrides blocked_member
rule settled_event permit show for events when member and settled
rule blocked_event permit show for events when member and blocked
)";

/// A node with a child that is a node.
FrozenRef inner_node(const DecisionGraph& graph) {
  for (const FrozenRef node : graph.nodes) {
    for (const FrozenRef child : graph.children_of(node)) {
      if (!is_leaf(child)) return node;
    }
  }
  ADD_FAILURE() << "no node has a node below it";
  return 0;
}

std::size_t segment_of_several(const DecisionGraph& graph) {
  for (std::size_t i = 0; i < graph.segments.size(); ++i) {
    if (graph.segments[i].rule == Segment::kSeveral) return i;
  }
  ADD_FAILURE() << "no segment holds several rules";
  return 0;
}

void set_variable(DecisionGraph& graph, FrozenRef node, VariableId variable) { graph.words[node] = variable.value; }

/// A node behind all others, with children that are leaves.
void append(DecisionGraph& graph, VariableId variable, const std::vector<FrozenRef>& children) {
  graph.nodes.push_back(static_cast<FrozenRef>(graph.words.size()));
  graph.words.push_back(variable.value);
  graph.words.insert(graph.words.end(), children.begin(), children.end());
}

/// The table with the most rules.
Table& largest(DecisionGraph& graph) {
  return *std::max_element(graph.tables.begin(), graph.tables.end(),
                           [](const Table& a, const Table& b) { return a.rule_count < b.rule_count; });
}

struct Damage {
  const char* name;
  std::function<void(DecisionGraph&)> inflict;
  const char* expected;  ///< part of what is said
};

const std::vector<Damage>& damages() {
  static const std::vector<Damage> all{
      {"NodeWithoutVariable", [](auto& g) { g.words.front() = 9'999; }, "it has no variable"},
      {"OverriderThatDoesNotExist",
       [](auto& g) {
         const auto key = VariableKey{VariableKind::kOverrides, 77, {}, AgeBoundary::kEnd, std::nullopt};
         set_variable(g, g.nodes.back(), g.variables.intern(key));
       },
       "its overrider does not exist"},
      {"NodeOutOfPlace", [](auto& g) { g.nodes.back() += 1; }, "does not stand in its place"},
      {"NodeBehindAllWords", [](auto& g) { g.nodes.push_back(static_cast<FrozenRef>(g.words.size())); },
       "it does not exist"},
      {"ChildMissing", [](auto& g) { g.words.pop_back(); }, "not a child for each value"},
      {"ChildTooMany", [](auto& g) { g.words.push_back(kLeafTrue); }, "children of no node"},
      {"ChildOutOfBounds", [](auto& g) { g.words[inner_node(g) + 1] = static_cast<FrozenRef>(g.words.size()); },
       "does not exist"},
      {"ChildWithinANode", [](auto& g) { g.words[inner_node(g) + 1] = g.nodes.back() + 1; }, "does not exist"},
      {"ChildBeforeItsParent", [](auto& g) { g.words[inner_node(g) + 1] = 0; }, "does not stand behind it"},
      {"DecisionOfNoRule",
       [](auto& g) {
         g.words.back() = leaf_of({model::RuleId(99U), Reason::kForbidden});
       },
       "the rule that decides does not exist"},
      {"PermitByAForbid",
       [](auto& g) {
         g.words.back() = leaf_of({model::RuleId(2U), Reason::kPermitted});
       },
       "does not decide so"},
      {"DecisionWithoutAReason",
       [](auto& g) {
         g.words.back() = leaf_of({model::RuleId(2U), Reason::kNothingPermits});
       },
       "does not decide so"},
      {"RootThatDecidesByNoRule",
       [](auto& g) {
         g.segments.front().root = leaf_of({model::RuleId(99U), Reason::kForbidden});
       },
       "the rule that decides does not exist"},
      {"VariableNotAfterItsParents",
       [](auto& g) {
         // The first variable again, one level down, with as many values as the old one has.
         const FrozenRef top = inner_node(g);
         const auto children = g.children_of(top);
         const auto below = *std::find_if(children.begin(), children.end(), [](FrozenRef c) { return !is_leaf(c); });
         const auto count = g.variables[g.variable_of(below)].domain;
         for (std::uint32_t i = 0; i < g.variables.size(); ++i) {
           if (g.variables[VariableId(i)].domain == count && !(g.variable_of(top) < VariableId(i))) {
             set_variable(g, below, VariableId(i));
             return;
           }
         }
         // No smaller variable has as many values: the parent takes the largest instead.
         for (std::uint32_t i = 0; i < g.variables.size(); ++i) {
           const VariableId id(i);
           if (g.variables[id].domain == g.variables[g.variable_of(top)].domain) set_variable(g, top, id);
         }
       },
       "does not come after its own"},
      {"OnlyEqualChildren", [](auto& g) { std::fill(g.words.begin() + g.nodes.back() + 1, g.words.end(), kLeafTrue); },
       "all its children are equal"},
      {"EqualNodes",
       [](auto& g) {
         const FrozenRef last = g.nodes.back();
         const auto children = g.children_of(last);
         append(g, g.variable_of(last), {children.begin(), children.end()});
       },
       "it equals node"},
      {"LevelMissing", [](auto& g) { g.levels.pop_back(); }, "not a root for each level"},
      {"WhileMissing", [](auto& g) { g.whiles.clear(); }, "not a root for each retention"},
      {"WhenMissing", [](auto& g) { g.whens.clear(); }, "not a root for each retention"},
      {"ConsentMissing", [](auto& g) { g.provided.clear(); }, "not a root for each consent"},
      {"RootWithinANode", [](auto& g) { g.levels.back() = g.nodes.back() + 1; }, "its root does not exist"},
      {"RootThatDoesNotExist", [](auto& g) { g.levels.back() = static_cast<FrozenRef>(g.words.size()); },
       "its root does not exist"},
      {"LevelThatDecides", [](auto& g) { g.levels.back() = g.segments[segment_of_several(g)].root; },
       "leaves of another kind"},
      {"LevelThatPassesOn", [](auto& g) { g.levels.back() = kLeafNext; }, "leaves of another kind"},
      {"SegmentThatEndsInTruth", [](auto& g) { g.segments[segment_of_several(g)].root = kLeafTrue; },
       "leaves of another kind"},
      {"PermitOnTheUnknown",
       [](auto& g) {
         for (RuleRoots& rule : g.rules) {
           if (rule.rule == model::RuleId(0U)) rule.applies = kLeafUnknown;
         }
       },
       "leaves of another kind"},
      {"SegmentOfTheWrongReason",
       [](auto& g) {
         g.segments.front().rule = 1;
         g.segments.front().root = kLeafTrue;
         g.segments.front().when_true = Reason::kPermitted;
       },
       "its rule does not decide so"},
      {"RuleThatDoesNotExist", [](auto& g) { g.rules.front().rule = model::RuleId(99U); }, "does not exist"},
      {"RuleForgotten",
       [](auto& g) {
         const Table& table = largest(g);
         g.rules.erase(g.rules.begin() + table.first_rule);
         for (Table& one : g.tables) {
           if (one.first_rule > table.first_rule) --one.first_rule;
         }
         --largest(g).rule_count;
       },
       "not those that reach it"},
      {"RulesInAnotherOrder",
       [](auto& g) {
         const Table& table = largest(g);
         std::swap(g.rules[table.first_rule], g.rules[table.first_rule + 1]);
       },
       "not those that reach it"},
      {"TableMissing", [](auto& g) { g.tables.pop_back(); }, "not a table for each class"},
      {"SegmentsOutOfPlace", [](auto& g) { g.tables.back().first_segment += 1; }, "do not stand in their place"},
      {"SegmentsOutOfBounds", [](auto& g) { g.tables.back().segment_count += 1; }, "do not exist"},
      {"SegmentOfNoTable", [](auto& g) { g.segments.push_back(g.segments.front()); }, "segments or rules of no table"},
      {"SegmentsInAnotherOrder",
       [](auto& g) {
         const Table& table =
             *std::find_if(g.tables.begin(), g.tables.end(), [](const Table& one) { return one.segment_count > 1; });
         std::swap(g.segments[table.first_segment], g.segments[table.first_segment + 1]);
       },
       "do not follow the decision list"},
      {"SegmentThatIsNotItsRules",
       [](auto& g) {
         const auto single = std::find_if(g.segments.begin(), g.segments.end(),
                                          [](const Segment& one) { return one.rule != Segment::kSeveral; });
         single->root = kLeafTrue;
       },
       "not that of its rule"},
      {"NodeThatNothingReaches",
       [](auto& g) {
         const VariableId variable = g.variable_of(g.nodes.back());
         std::vector<FrozenRef> children(g.variables[variable].domain, kLeafUnknown);
         children.front() = kLeafNext;
         append(g, variable, children);
       },
       "no root reaches it"},
  };
  return all;
}

class DamagedGraph : public testing::TestWithParam<Damage> {};

void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }

TEST_P(DamagedGraph, IsRefused) {
  const tests::BuiltGraph built = tests::graph_of(kPolicy);
  ASSERT_TRUE(built.graph);
  ASSERT_EQ(violation(*built.graph, *built.model), std::nullopt);
  DecisionGraph damaged = *built.graph;
  GetParam().inflict(damaged);
  const std::optional<std::string> found = violation(damaged, *built.model);
  ASSERT_TRUE(found.has_value());
  EXPECT_THAT(*found, testing::HasSubstr(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(Damages, DamagedGraph, testing::ValuesIn(damages()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Validation, KnowsAnOverriderThatAsksALaterOne) {
  const tests::BuiltGraph built = tests::graph_of(kPolicy);
  DecisionGraph damaged = *built.graph;
  const VariableKey key{VariableKind::kOverrides, 0, {}, AgeBoundary::kEnd, std::nullopt};
  append(damaged, damaged.variables.intern(key), {kLeafFalse, kLeafTrue});
  damaged.overriders.assign(1, damaged.nodes.back());
  const std::optional<std::string> found = violation(damaged, *built.model);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(*found, "overrider 0: it asks an overrider that it may not");
}

}  // namespace
}  // namespace licet::graph
