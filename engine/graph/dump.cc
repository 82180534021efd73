#include <engine/graph/branches.h>
#include <engine/graph/dump.h>
#include <engine/graph/table_names.h>
#include <engine/graph/wording.h>
#include <fmt/format.h>

namespace licet::graph {
namespace {

class GraphDump {
 public:
  GraphDump(const DecisionGraph& graph, const model::Model& model)
      : graph_(graph), model_(model), wording_(model, graph) {}

  std::string whole() {
    for (std::size_t i = 0; i < graph_.tables.size(); ++i) add_table(i);
    for (std::size_t i = 0; i < graph_.overriders.size(); ++i) {
      add("overrider {}: {}\n", i, place(graph_.overriders[i]));
    }
    for (std::size_t i = 0; i < graph_.levels.size(); ++i) {
      add("level {}: {}\n", model_.levels.list[i].title.name, place(graph_.levels[i]));
    }
    for (std::size_t i = 0; i < graph_.whiles.size(); ++i) {
      add("retention {} while: {}\n", model_.retentions.list[i].title.name, place(graph_.whiles[i]));
      if (graph_.whens[i] == kLeafTrue) continue;
      add("retention {} when: {}\n", model_.retentions.list[i].title.name, place(graph_.whens[i]));
    }
    for (std::size_t i = 0; i < graph_.provided.size(); ++i) {
      add("consent {} provided: {}\n", model_.consents.list[i].title.name, place(graph_.provided[i]));
    }
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) add_node(i);
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  std::string place(FrozenRef ref) const {
    switch (ref) {
      case kLeafFalse:
        return "false";
      case kLeafUnknown:
        return "unknown";
      case kLeafTrue:
        return "true";
      case kLeafNext:
        return "next";
      default:
        return is_leaf(ref) ? wording_.decision(verdict_of(ref)) : fmt::format("node {}", graph_.number_of(ref));
    }
  }

  void add_table(std::size_t index) {
    const Table& table = graph_.tables[index];
    const TableNames names = names_of_table(graph_, model_, index);
    add("table {} for {}\n", fmt::join(names.actions, ", "), fmt::join(names.purposes, ", "));
    for (const Segment& segment : graph_.segments_of(table)) {
      if (segment.rule == Segment::kSeveral) {
        add("  segment: {}\n", place(segment.root));
      } else {
        add("  segment of {}: {}\n", model_.rules.list[segment.rule].title.name, place(segment.root));
      }
    }
    for (const RuleRoots& rule : graph_.rules_of(table)) {
      add("  rule {}: applies {}", model_.rules[rule.rule].title.name, place(rule.applies));
      if (rule.effective != rule.applies) add(", effective {}", place(rule.effective));
      text_ += '\n';
    }
  }

  void add_node(std::size_t number) {
    const FrozenRef node = graph_.nodes[number];
    const VariableId variable = graph_.variable_of(node);
    add("node {}: {}\n", number, wording_.question(variable));
    for (const Branch& branch : branches_of(graph_, node)) {
      add("  {} -> {}\n", wording_.values(variable, branch.values, branch.values.size()), place(branch.child));
    }
  }

  const DecisionGraph& graph_;
  const model::Model& model_;
  Wording wording_;
  std::string text_;
};

}  // namespace

std::string dump(const DecisionGraph& graph, const model::Model& model) { return GraphDump(graph, model).whole(); }

}  // namespace licet::graph
