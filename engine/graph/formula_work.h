#pragma once
// A formula under construction, with what was made for which condition. Private to the making of formulas.

#include <engine/graph/formula.h>
#include <map>
#include <tuple>

namespace licet::graph {

/// A condition seen from somewhere, within one formula.
struct SeenCondition {
  model::ExpressionId expression;
  std::optional<model::ConsentId> at_grant;
  std::optional<model::ConsentId> grant;
  bool request_counts = false;

  friend auto operator<=>(const SeenCondition&, const SeenCondition&) = default;
};

inline SeenCondition seen_from(model::ExpressionId expression, const Viewpoint& from) {
  return {expression, from.at_grant, from.grant, from.request.has_value()};
}

struct FormulaMaker::Work {
  Formula formula;
  std::map<SeenCondition, FormulaNodeId> made;
  std::size_t values = 0;  ///< of all tests of the formula

  std::optional<FormulaNodeId> known(const SeenCondition& seen) const {
    const auto found = made.find(seen);
    if (found == made.end()) return std::nullopt;
    return found->second;
  }
  void remember(const SeenCondition& seen, FormulaNodeId node) { made.emplace(seen, node); }

  FormulaNodeId add(FormulaNode node) {
    formula.nodes.push_back(std::move(node));
    return static_cast<FormulaNodeId>(formula.nodes.size() - 1);
  }
  FormulaNodeId constant(Truth truth) {
    FormulaNode node;
    node.constant = truth;
    return add(std::move(node));
  }
  /// Of no parts: true for kAll, false for kAny.
  FormulaNodeId join(FormulaKind kind, std::vector<FormulaNodeId> parts) {
    if (parts.empty()) return constant(truth_of(kind == FormulaKind::kAll));
    if (parts.size() == 1) return parts.front();
    FormulaNode node;
    node.kind = kind;
    node.parts = std::move(parts);
    return add(std::move(node));
  }
  FormulaNodeId negate(FormulaNodeId part) {
    FormulaNode node;
    node.kind = FormulaKind::kNot;
    node.parts.push_back(part);
    return add(std::move(node));
  }
};

/// A truth for each value of a variable: that of the first, which stands for "no value", and that of the rest.
inline std::vector<Truth> without_or(Truth none, std::size_t domain, Truth rest) {
  std::vector<Truth> by_value(domain, rest);
  by_value.front() = none;
  return by_value;
}

}  // namespace licet::graph
