#include <algorithm>
#include <engine/graph/diagram_check.h>
#include <engine/graph/effect.h>
#include <engine/graph/rule_reach.h>
#include <engine/graph/validate.h>
#include <fmt/format.h>
#include <unordered_map>

namespace licet::graph {
namespace {

class GraphCheck {
 public:
  GraphCheck(const DecisionGraph& graph, const model::Model& model) : graph_(graph), model_(model) {}

  std::optional<std::string> run() {
    if (auto found = violation_of_nodes(graph_, model_)) return found;
    ends_ = ends_of_nodes(graph_, model_);
    begins_ = beginnings_of_nodes(graph_);
    reached_.resize(graph_.words.size());
    if (auto found = roots()) return found;
    if (auto found = classes()) return found;
    if (auto found = tables()) return found;
    return unreached();
  }

 private:
  /// Notes the root, and says what it ends in besides what it may.
  std::optional<std::string> root(FrozenRef ref, std::uint8_t may_end_in, std::size_t overriders,
                                  const std::string& name) {
    if (is_leaf(ref)) {
      if (auto found = violation_of_leaf(model_, ref)) return fmt::format("{}: {}", name, *found);
    } else {
      if (ref >= begins_.size() || !begins_[ref]) return fmt::format("{}: its root does not exist", name);
      reached_[ref] = true;
    }
    const Ends ends = ends_of(model_, ends_, ref);
    if ((ends.kinds & ~may_end_in) != 0) return fmt::format("{}: it ends in leaves of another kind", name);
    if (ends.overriders > overriders) return fmt::format("{}: it asks an overrider that it may not", name);
    return std::nullopt;
  }

  template <class List>
  std::optional<std::string> roots_by_id(const std::vector<FrozenRef>& roots, const List& list, std::string_view kind) {
    if (roots.size() != list.size()) return fmt::format("there is not a root for each {}", kind);
    for (std::size_t i = 0; i < roots.size(); ++i) {
      const std::string name = fmt::format("{} {}", kind, list[i].title.name);
      if (auto found = root(roots[i], kEndsInTruth, 0, name)) return found;
    }
    return std::nullopt;
  }

  std::optional<std::string> roots() {
    if (auto found = roots_by_id(graph_.levels, model_.levels.list, "level")) return found;
    if (auto found = roots_by_id(graph_.whiles, model_.retentions.list, "retention")) return found;
    if (auto found = roots_by_id(graph_.whens, model_.retentions.list, "retention")) return found;
    if (auto found = roots_by_id(graph_.provided, model_.consents.list, "consent")) return found;
    for (std::size_t i = 0; i < graph_.overriders.size(); ++i) {
      if (auto found = root(graph_.overriders[i], kEndsInTruth, i, fmt::format("overrider {}", i))) return found;
    }
    const std::size_t all = graph_.overriders.size();
    for (std::size_t i = 0; i < graph_.segments.size(); ++i) {
      const Segment& segment = graph_.segments[i];
      const bool several = segment.rule == Segment::kSeveral;
      const std::uint8_t may = several ? kEndsNext | kEndsDecided : kEndsInTruth;
      if (auto found = root(segment.root, may, all, fmt::format("segment {}", i))) return found;
      if (!several && !decides_as_its_rule(segment)) return fmt::format("segment {}: its rule does not decide so", i);
    }
    for (std::size_t i = 0; i < graph_.rules.size(); ++i) {
      const RuleRoots& rule = graph_.rules[i];
      if (rule.rule.value >= model_.rules.size()) return fmt::format("rule {} of the tables does not exist", i);
      // A permit whose condition is unknown does not apply.
      const bool uncertain = applies_when_unknown(model_.rules[rule.rule].effect);
      const std::uint8_t may = uncertain ? kEndsInTruth : kEndsFalse | kEndsTrue;
      const std::string name = fmt::format("rule {}", model_.rules[rule.rule].title.name);
      if (auto found = root(rule.applies, may, 0, name)) return found;
      if (auto found = root(rule.effective, may, all, name)) return found;
    }
    return std::nullopt;
  }

  bool decides_as_its_rule(const Segment& segment) const {
    if (segment.rule >= model_.rules.size()) return false;
    return EffectReasons{segment.when_unknown, segment.when_true} == reasons_of(model_.rules.list[segment.rule].effect);
  }

  static bool sound(const ClassesOfKind& classes, std::size_t names) {
    if (classes.of_name.size() != names || classes.representative.size() != classes.count) return false;
    for (const std::uint32_t of_name : classes.of_name) {
      if (of_name < classes.none_asked || of_name >= classes.count) return false;
    }
    for (std::uint32_t i = classes.none_asked; i < classes.count; ++i) {
      if (classes.representative[i] >= names || classes.of_name[classes.representative[i]] != i) return false;
    }
    return true;
  }

  std::optional<std::string> classes() const {
    const RequestClasses& classes = graph_.variables.classes();
    if (!sound(classes.purposes, model_.purposes.titles.size())) return "the classes of purposes are not sound";
    if (!sound(classes.actions, model_.actions.titles.size())) return "the classes of actions are not sound";
    if (!sound(classes.channels, model_.channels.titles.size())) return "the classes of channels are not sound";
    if (!sound(classes.recipients, model_.recipients.titles.size())) return "the classes of recipients are not sound";
    if (!sound(classes.data, model_.data.titles.size())) return "the classes of data are not sound";
    return std::nullopt;
  }

  std::optional<std::string> tables() {
    const RequestClasses& classes = graph_.variables.classes();
    const std::size_t columns = classes.actions.count;
    if (graph_.tables.size() != classes.purposes.count * columns) return "there is not a table for each class";
    std::size_t segments = 0;
    std::size_t rules = 0;
    std::vector<model::RuleId> of_purpose;
    for (std::size_t i = 0; i < graph_.tables.size(); ++i) {
      const Table& table = graph_.tables[i];
      if (table.first_segment != segments || table.first_rule != rules) {
        return fmt::format("table {}: its segments or rules do not stand in their place", i);
      }
      segments += table.segment_count;
      rules += table.rule_count;
      if (segments > graph_.segments.size() || rules > graph_.rules.size()) {
        return fmt::format("table {}: its segments or rules do not exist", i);
      }
      const model::PurposeId purpose(classes.purposes.representative[i / columns]);
      const model::ActionId action(classes.actions.representative[i % columns]);
      if (i % columns == 0) of_purpose = rules_for_purpose(model_, purpose);
      if (auto found = rules_of(table, rules_for_action(model_, of_purpose, action))) {
        return fmt::format("table {}: {}", i, *found);
      }
      if (auto found = segments_of(table)) return fmt::format("table {}: {}", i, *found);
    }
    if (segments != graph_.segments.size() || rules != graph_.rules.size()) {
      return "there are segments or rules of no table";
    }
    return std::nullopt;
  }

  std::optional<std::string> rules_of(const Table& table, const std::vector<model::RuleId>& expected) const {
    const auto rules = graph_.rules_of(table);
    const bool equal = std::equal(rules.begin(), rules.end(), expected.begin(), expected.end(),
                                  [](const RuleRoots& one, model::RuleId id) { return one.rule == id; });
    if (!equal) return "its rules are not those that reach it, in source order";
    return std::nullopt;
  }

  std::optional<std::string> segments_of(const Table& table) {
    std::uint64_t decided = 0;
    const auto rules = graph_.rules_of(table);
    const auto rule_of = [&](model::RuleId id) -> const RuleRoots* {
      const auto found = std::lower_bound(rules.begin(), rules.end(), id,
                                          [](const RuleRoots& one, model::RuleId other) { return one.rule < other; });
      return found == rules.end() || found->rule != id ? nullptr : &*found;
    };
    for (const Segment& segment : graph_.segments_of(table)) {
      Ends ends = ends_of(model_, ends_, segment.root);
      if (segment.rule != Segment::kSeveral) {
        const model::RuleId id(segment.rule);
        const RuleRoots* rule = rule_of(id);
        if (rule == nullptr || rule->effective != segment.root) return "a segment is not that of its rule";
        ends.first = ends.last = place_in_list(model_, id);
      } else {
        if ((ends.kinds & kEndsDecided) == 0) return "a segment decides nothing";
        for (const model::RuleId id : deciding_in(segment.root)) {
          if (rule_of(id) != nullptr) continue;
          return fmt::format("it is decided by {}, which does not reach it", model_.rules[id].title.name);
        }
      }
      if (ends.first <= decided) return "its segments do not follow the decision list";
      decided = ends.last;
    }
    return std::nullopt;
  }

  /// The rules that decide in a segment; looked up once for all tables that share it.
  const std::vector<model::RuleId>& deciding_in(FrozenRef segment) {
    const auto [found, fresh] = deciding_.try_emplace(segment);
    if (!fresh) return found->second;
    visited_.resize(graph_.words.size());
    ++visit_;
    std::vector<FrozenRef> open{segment};
    while (!open.empty()) {
      const FrozenRef top = open.back();
      open.pop_back();
      if (is_leaf(top)) {
        if (is_verdict(top)) found->second.push_back(verdict_of(top).rule);
        continue;
      }
      if (visited_[top] == visit_) continue;
      visited_[top] = visit_;
      for (const FrozenRef child : graph_.children_of(top)) open.push_back(child);
    }
    std::sort(found->second.begin(), found->second.end());
    found->second.erase(std::unique(found->second.begin(), found->second.end()), found->second.end());
    return found->second;
  }

  /// Parents stand before their children, so one pass finds what the roots reach.
  std::optional<std::string> unreached() {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      const FrozenRef node = graph_.nodes[i];
      if (!reached_[node]) return fmt::format("node {}: no root reaches it", i);
      for (const FrozenRef child : graph_.children_of(node)) {
        if (!is_leaf(child)) reached_[child] = true;
      }
    }
    return std::nullopt;
  }

  const DecisionGraph& graph_;
  const model::Model& model_;
  std::vector<Ends> ends_;
  std::vector<bool> begins_;   ///< by place: does a node begin here?
  std::vector<bool> reached_;  ///< by place
  std::unordered_map<FrozenRef, std::vector<model::RuleId>> deciding_;
  std::vector<std::uint32_t> visited_;
  std::uint32_t visit_ = 0;
};

}  // namespace

std::optional<std::string> violation(const DecisionGraph& graph, const model::Model& model) {
  return GraphCheck(graph, model).run();
}

}  // namespace licet::graph
