#include <algorithm>
#include <tests/random/compared/difference.h>
#include <tests/random/compared/rule_values.h>

namespace licet::random {
namespace {

std::string word_of(graph::FrozenRef leaf) {
  if (leaf == graph::kLeafFalse) return "false";
  if (leaf == graph::kLeafUnknown) return "unknown";
  return leaf == graph::kLeafTrue ? "true" : "no truth";
}

std::string word_of(Truth truth) {
  if (truth == Truth::kFalse) return "false";
  return truth == Truth::kTrue ? "true" : "unknown";
}

/// As a rule's root must state it: a permit that does not apply is false, whatever kept it from being certain.
std::string applies_as_traced(const reference::RuleTrace* traced) {
  return traced == nullptr || !traced->applies ? "false" : word_of(traced->condition);
}

std::string effective_as_traced(const reference::RuleTrace* traced) {
  return traced != nullptr && traced->overridden_by.empty() ? applies_as_traced(traced) : "false";
}

}  // namespace

std::string differing_rule(const decide::Decider& decider, const exchange::Question& question,
                           const decide::States& states, const std::vector<reference::CategoryTrace>& trace,
                           decide::Workspace& workspace, Sides& sides) {
  const graph::DecisionGraph& graph = decider.graph();
  const auto rules = graph.rules_of(graph.table_of(question.purpose, question.action));
  decide::Observation observation(decider.model(), graph, question, states, workspace);
  observation.begin_walks();
  for (const reference::CategoryTrace& category : trace) {
    observation.set_category(category.data);
    std::size_t met = 0;
    for (const graph::RuleRoots& roots : rules) {
      const auto traced = std::find_if(category.rules.begin(), category.rules.end(),
                                       [&](const reference::RuleTrace& one) { return one.rule == roots.rule; });
      const reference::RuleTrace* const found = traced == category.rules.end() ? nullptr : &*traced;
      met += found != nullptr ? 1U : 0U;
      const std::string& name = decider.model().rules[roots.rule].title.name;
      sides = {word_of(observation.walk(roots.applies)), applies_as_traced(found)};
      if (sides.graph != sides.evaluator) return "whether " + name + " applies";
      sides = {word_of(observation.walk(roots.effective)), effective_as_traced(found)};
      if (sides.graph != sides.evaluator) return "whether " + name + " is effective";
    }
    if (met != category.rules.size()) {
      sides = {std::to_string(met), std::to_string(category.rules.size())};
      return "the rules reached";
    }
  }
  return {};
}

}  // namespace licet::random
