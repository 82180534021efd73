#include <algorithm>
#include <engine/graph/build.h>
#include <engine/graph/decision_list.h>
#include <engine/graph/diagram.h>
#include <engine/graph/effect.h>
#include <engine/graph/formula.h>
#include <engine/graph/freeze.h>
#include <engine/graph/rule_reach.h>
#include <engine/graph/validate.h>
#include <map>
#include <numeric>

namespace licet::graph {
namespace {

/// A table before it is frozen.
struct OpenTable {
  std::vector<OpenSegment> segments;
  std::vector<std::pair<model::RuleId, std::pair<NodeRef, NodeRef>>> rules;  ///< applies, effective
};

class Builder {
 public:
  Builder(const model::Model& model, const GraphOptions& options)
      : model_(model),
        options_(options),
        variables_(model),
        formulas_(model, variables_,
                  {[this](const VariableKey& key) { return variables_.intern(key); },
                   [this](const TimePair& pair) { return variables_.pair(pair); }},
                  options.rule_values),
        order_(override_order(model)),
        depends_on_request_(rules_that_depend_on_request()) {}

  tl::expected<std::shared_ptr<const DecisionGraph>, OverBudget> run() {
    const RequestClasses& classes = variables_.classes();
    tables_.resize(std::size_t{classes.purposes.count} * classes.actions.count);
    for (const std::uint32_t row : by_name(classes.purposes, model_.purposes.titles)) {
      const auto of_purpose = rules_for_purpose(model_, model::PurposeId(classes.purposes.representative[row]));
      for (const std::uint32_t column : by_name(classes.actions, model_.actions.titles)) {
        const RequestContext request{model::PurposeId(classes.purposes.representative[row]),
                                     model::ActionId(classes.actions.representative[column])};
        tables_[std::size_t{row} * classes.actions.count + column] = make_table(request, of_purpose);
        if (failure_) return tl::unexpected(*failure_);
      }
    }
    for (std::size_t i = 0; i < model_.levels.size(); ++i) {
      const model::Level& level = model_.levels.list[i];
      levels_.push_back(condition_root(formulas_.level(model::LevelId(i)), level.title));
    }
    for (const model::Retention& retention : model_.retentions.list) {
      const auto root = [&](const std::optional<model::ExpressionId>& condition) {
        return condition ? condition_root(formulas_.condition(*condition, {}), retention.title) : Forest::kTrue;
      };
      whiles_.push_back(root(retention.while_condition));
      whens_.push_back(root(retention.when));
    }
    for (std::size_t i = 0; i < model_.consents.size(); ++i) {
      provided_.push_back(condition_root(formulas_.provided(model::ConsentId(i)), model_.consents.list[i].title));
    }
    if (failure_) return tl::unexpected(*failure_);
    return finish();
  }

 private:
  /// Classes in order of their members' first names. Tables number the variables that they meet, so the order in which
  /// names are declared must not be the order in which tables are made.
  static std::vector<std::uint32_t> by_name(const ClassesOfKind& classes, const std::vector<model::Title>& titles) {
    std::vector<const std::string*> first(classes.count, nullptr);
    for (std::size_t name = 0; name < titles.size(); ++name) {
      const std::string*& least = first[classes.of_name[name]];
      if (least == nullptr || titles[name].name < *least) least = &titles[name].name;
    }
    std::vector<std::uint32_t> order(classes.count);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return *first[a] < *first[b]; });
    return order;
  }

  /// Which rules' conditions read differently for other purposes or actions?
  std::vector<bool> rules_that_depend_on_request() const {
    std::vector<bool> expression(model_.expressions.size());
    for (std::size_t i = 0; i < expression.size(); ++i) {
      const auto& node = model_.expressions[i].node;
      if (const auto* all = std::get_if<model::AllOf>(&node)) {
        for (const auto part : all->parts) expression[i] = expression[i] || expression[part.value];
      } else if (const auto* any = std::get_if<model::AnyOf>(&node)) {
        for (const auto part : any->parts) expression[i] = expression[i] || expression[part.value];
      } else if (const auto* negation = std::get_if<model::Not>(&node)) {
        expression[i] = expression[negation->part.value];
      } else if (const auto* named = std::get_if<model::NamedCondition>(&node)) {
        expression[i] = expression[model_.conditions[named->condition].expression.value];
      } else if (const auto* consent = std::get_if<model::ConsentIs>(&node)) {
        expression[i] = !consent->consent;
      } else if (const auto* asked = std::get_if<model::RequestIs>(&node)) {
        expression[i] = asked->attribute == model::Attribute::kPurpose || asked->attribute == model::Attribute::kAction;
      } else {
        expression[i] = std::holds_alternative<model::ObjectionStands>(node);
      }
    }
    std::vector<bool> result;
    for (const model::Rule& rule : model_.rules.list) {
      result.push_back((rule.when && expression[rule.when->value]) || (rule.unless && expression[rule.unless->value]));
    }
    return result;
  }

  void fail(const model::RuleId rule) {
    const model::Title& title = model_.rules[rule].title;
    failure_ = OverBudget{rule, title.range, title.name, options_.rule_nodes, {}};
  }

  /// What is made on the way to a diagram and left behind may be several times the diagram.
  void begin_rule() {
    forest_.limit(8 * options_.rule_nodes);
    formula_exceeded_ = false;
  }
  NodeRef diagram(const Formula& formula) {
    formula_exceeded_ = formula_exceeded_ || formula.exceeded;
    return formula_exceeded_ ? Forest::kFalse : diagram_of(forest_, formula);
  }
  bool is_over_budget(NodeRef root) const {
    return formula_exceeded_ || forest_.exceeded() || forest_.count(root) > options_.rule_nodes;
  }

  NodeRef condition_root(const Formula& formula, const model::Title& title) {
    begin_rule();
    const NodeRef root = diagram(formula);
    if (is_over_budget(root) && !failure_) {
      failure_ = OverBudget{std::nullopt, title.range, title.name, options_.rule_nodes, {}};
    }
    return root;
  }

  /// Target, time and condition of a rule; true or unknown where it applies.
  NodeRef applies(model::RuleId id, const RequestContext& request) {
    if (!depends_on_request_[id.value]) {
      const auto found = applies_.find(id);
      if (found != applies_.end()) return found->second;
    }
    const model::Rule& rule = model_.rules[id];
    begin_rule();
    NodeRef result = diagram(formulas_.rule_target(rule));
    if (rule.in_force.from != kBeforeAll || rule.in_force.until != kNever) {
      const VariableKey span{VariableKind::kInForce, variables_.span(rule.in_force), {}, AgeBoundary::kEnd, {}, false};
      result = forest_.both(result, forest_.node(variables_.intern(span), {Forest::kFalse, Forest::kTrue}));
    }
    result = forest_.both(result, diagram(formulas_.rule_condition(rule, request)));
    if (!applies_when_unknown(rule.effect)) {
      result = forest_.map(result, {Forest::kFalse, Forest::kFalse, Forest::kTrue});
    }
    if (is_over_budget(result)) fail(id);
    if (!depends_on_request_[id.value]) applies_.emplace(id, result);
    return result;
  }

  /// A rule's root where no effective overrider stands against it. One whose tests would multiply with the rule's
  /// becomes a variable of its own, so that nodes add up however long the chain of exceptions is.
  NodeRef unless_overridden(NodeRef root, NodeRef overrider) {
    if (root == Forest::kFalse || overrider == Forest::kFalse) return root;
    const std::size_t most = forest_.count(root) + 8;
    forest_.limit(2 * most);
    const NodeRef joined = forest_.unless(root, overrider);
    if (!forest_.exceeded() && forest_.count(joined) <= most) return joined;
    const auto number = static_cast<std::uint32_t>(overriders_.size());
    const auto [found, fresh] = overrider_numbers_.try_emplace(overrider, number);
    if (fresh) overriders_.push_back(overrider);
    const VariableKey key{VariableKind::kOverrides, found->second, {}, AgeBoundary::kEnd, {}, false};
    forest_.limit(2 * most);
    return forest_.both(root, forest_.node(variables_.intern(key), {Forest::kTrue, Forest::kFalse}));
  }

  OpenTable make_table(const RequestContext& request, const std::vector<model::RuleId>& of_purpose) {
    const std::vector<model::RuleId> rules = rules_for_action(model_, of_purpose, request.action);
    // Variables are numbered as the decision list meets them.
    const std::vector<model::RuleId> decision_list = in_turn(model_, rules);
    std::map<model::RuleId, NodeRef> own;
    for (const model::RuleId id : decision_list) {
      own.emplace(id, applies(id, request));
      if (failure_) return {};
    }
    std::vector<model::RuleId> settled = rules;
    std::sort(settled.begin(), settled.end(),
              [&](model::RuleId a, model::RuleId b) { return order_[a.value] < order_[b.value]; });
    std::map<model::RuleId, NodeRef> effective;
    for (const model::RuleId id : settled) {
      NodeRef root = own.at(id);
      for (const model::RuleId overrider : model_.rules[id].overridden_by) {
        const auto found = effective.find(overrider);
        if (found != effective.end()) root = unless_overridden(root, found->second);
      }
      effective.emplace(id, root);
    }
    OpenTable table;
    for (const model::RuleId id : rules) table.rules.push_back({id, {own.at(id), effective.at(id)}});
    DecisionList list;
    for (const model::RuleId id : decision_list) {
      if (effective.at(id) != Forest::kFalse) list.emplace_back(id, effective.at(id));
    }
    table.segments = segments_.of(list);
    return table;
  }

  Segment closed(const OpenSegment& segment, FrozenRef root) const {
    if (!segment.only) return {root, Segment::kSeveral, Reason::kNothingPermits, Reason::kNothingPermits};
    const EffectReasons reasons = reasons_of(model_.rules[*segment.only].effect);
    return {root, segment.only->value, reasons.when_unknown, reasons.when_true};
  }

  /// An engine that has broken its own invariants decides nothing.
  OverBudget defective(std::string defect) const {
    OverBudget failure;
    failure.name = model_.name;
    failure.defect = std::move(defect);
    return failure;
  }

  tl::expected<std::shared_ptr<const DecisionGraph>, OverBudget> finish() {
#ifndef NDEBUG
    if (auto broken = violation(forest_, variables_)) return tl::unexpected(defective(std::move(*broken)));
#endif
    auto graph = std::make_shared<DecisionGraph>(std::move(variables_));
    std::vector<NodeRef> roots;
    for (const OpenTable& table : tables_) {
      for (const OpenSegment& segment : table.segments) roots.push_back(segment.root);
      for (const auto& [rule, pair] : table.rules) {
        roots.push_back(pair.first);
        roots.push_back(pair.second);
      }
    }
    roots.insert(roots.end(), overriders_.begin(), overriders_.end());
    roots.insert(roots.end(), levels_.begin(), levels_.end());
    roots.insert(roots.end(), whiles_.begin(), whiles_.end());
    roots.insert(roots.end(), whens_.begin(), whens_.end());
    roots.insert(roots.end(), provided_.begin(), provided_.end());
    const std::vector<FrozenRef> places = freeze(forest_, roots, *graph);
    auto next = places.begin();
    for (const OpenTable& table : tables_) {
      Table frozen;
      frozen.first_segment = static_cast<std::uint32_t>(graph->segments.size());
      frozen.segment_count = static_cast<std::uint32_t>(table.segments.size());
      for (const OpenSegment& segment : table.segments) graph->segments.push_back(closed(segment, *next++));
      frozen.first_rule = static_cast<std::uint32_t>(graph->rules.size());
      frozen.rule_count = static_cast<std::uint32_t>(table.rules.size());
      for (const auto& [rule, pair] : table.rules) {
        const FrozenRef own = *next++;
        graph->rules.push_back({rule, own, *next++});
      }
      graph->tables.push_back(frozen);
    }
    const auto take = [&](std::vector<FrozenRef>& frozen, const std::vector<NodeRef>& open) {
      const auto end = next + static_cast<std::ptrdiff_t>(open.size());
      frozen.assign(next, end);
      next = end;
    };
    take(graph->overriders, overriders_);
    take(graph->levels, levels_);
    take(graph->whiles, whiles_);
    take(graph->whens, whens_);
    take(graph->provided, provided_);
    if (auto broken = violation(*graph, model_)) return tl::unexpected(defective(std::move(*broken)));
    return graph;
  }

  const model::Model& model_;
  GraphOptions options_;
  VariableSet variables_;
  FormulaMaker formulas_;
  Forest forest_;
  std::vector<std::uint32_t> order_;
  std::vector<bool> depends_on_request_;
  std::map<model::RuleId, NodeRef> applies_;
  Segments segments_{model_, options_, forest_};
  std::map<NodeRef, std::uint32_t> overrider_numbers_;
  std::vector<NodeRef> overriders_;
  std::vector<OpenTable> tables_;
  std::vector<NodeRef> levels_;
  std::vector<NodeRef> whiles_;
  std::vector<NodeRef> whens_;
  std::vector<NodeRef> provided_;
  bool formula_exceeded_ = false;  ///< since begin_rule()
  std::optional<OverBudget> failure_;
};

}  // namespace

tl::expected<std::shared_ptr<const DecisionGraph>, OverBudget> build(const model::Model& model,
                                                                     const GraphOptions& options) {
  return Builder(model, options).run();
}

}  // namespace licet::graph
