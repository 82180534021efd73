#include <algorithm>
#include <engine/exchange/graph_json.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/graph/table_names.h>
#include <engine/graph/wording.h>
#include <set>

namespace licet::exchange {
namespace {

using graph::FrozenRef;

/// A list whose items are appended to `out` one by one.
class ListWriter {
 public:
  explicit ListWriter(std::string& out) : out_(out) { out_ += '['; }
  ListWriter(const ListWriter&) = delete;
  ListWriter& operator=(const ListWriter&) = delete;

  std::string& next() {
    if (!first_) out_ += ',';
    first_ = false;
    return out_;
  }
  void end() { out_ += ']'; }

 private:
  std::string& out_;
  bool first_ = true;
};

std::string_view word_of(model::Effect effect) {
  switch (effect) {
    case model::Effect::kPermit:
      return "permit";
    case model::Effect::kForbid:
      return "forbid";
    case model::Effect::kRefer:
      return "refer";
  }
  return "";
}

class GraphWriter {
 public:
  GraphWriter(const graph::DecisionGraph& graph, const model::Model& model, const GraphPart& part)
      : graph_(graph), model_(model), part_(part), wording_(model, graph), reached_(graph.words.size()) {}

  std::string whole() {
    ObjectWriter object(out_);
    object.name("policy");
    add_policy();
    object.name("tables");
    add_tables();
    if (part_.whole) {
      object.name("levels");
      add_roots("level", graph_.levels, model_.levels.list);
      object.name("retentions");
      add_retentions();
      object.name("consents");
      add_roots("consent", graph_.provided, model_.consents.list);
    }
    // What is reached is known only once the rest is written.
    follow_all();
    object.name("overriders");
    add_overriders();
    object.name("questions");
    add_questions();
    object.name("nodes");
    add_nodes();
    object.end();
    return std::move(out_);
  }

 private:
  void add_policy() {
    ObjectWriter object(out_);
    object.text("name", model_.name);
    object.integer("version", model_.version);
    object.text("digest", model_.digest);
    object.end();
  }

  /// A node's number, or what a leaf says.
  void add_ref(FrozenRef ref) {
    if (!graph::is_leaf(ref)) {
      if (!reached_[ref]) {
        reached_[ref] = true;
        open_.push_back(ref);
      }
      out_ += std::to_string(graph_.number_of(ref));
      return;
    }
    switch (ref) {
      case graph::kLeafFalse:
        out_ += "\"false\"";
        return;
      case graph::kLeafUnknown:
        out_ += "\"unknown\"";
        return;
      case graph::kLeafTrue:
        out_ += "\"true\"";
        return;
      case graph::kLeafNext:
        out_ += "\"next\"";
        return;
      default:
        add_decision(graph::verdict_of(ref));
    }
  }

  void add_decision(const graph::Verdict& verdict) {
    ObjectWriter object(out_);
    object.text("decision", text_of(verdict.reason == Reason::kPermitted ? Outcome::kPermit : Outcome::kDeny));
    object.text("rule", model_.rules[verdict.rule].title.name);
    object.text("reason", text_of(verdict.reason));
    object.end();
  }

  void add_tables() {
    ListWriter list(out_);
    for (const std::size_t i : part_.tables) {
      list.next();
      ObjectWriter object(out_);
      const graph::TableNames names = graph::names_of_table(graph_, model_, i);
      object.texts("purposes", names.purposes);
      object.texts("actions", names.actions);
      if (!part_.rule) {
        object.name("segments");
        add_segments(graph_.tables[i]);
      }
      object.name("rules");
      add_rules(graph_.tables[i]);
      object.end();
    }
    list.end();
  }

  void add_segments(const graph::Table& table) {
    ListWriter list(out_);
    for (const graph::Segment& segment : graph_.segments_of(table)) {
      list.next();
      ObjectWriter object(out_);
      if (segment.rule == graph::Segment::kSeveral) {
        object.null("rule");
      } else {
        object.text("rule", model_.rules.list[segment.rule].title.name);
      }
      object.name("root");
      add_ref(segment.root);
      object.end();
    }
    list.end();
  }

  void add_rules(const graph::Table& table) {
    ListWriter list(out_);
    for (const graph::RuleRoots& rule : graph_.rules_of(table)) {
      if (part_.rule && *part_.rule != rule.rule) continue;
      list.next();
      ObjectWriter object(out_);
      object.text("rule", model_.rules[rule.rule].title.name);
      object.text("effect", word_of(model_.rules[rule.rule].effect));
      object.name("applies");
      add_ref(rule.applies);
      object.name("effective");
      add_ref(rule.effective);
      object.end();
    }
    list.end();
  }

  template <class Entries>
  void add_roots(std::string_view kind, const std::vector<FrozenRef>& roots, const Entries& entries) {
    ListWriter list(out_);
    for (std::size_t i = 0; i < roots.size(); ++i) {
      list.next();
      ObjectWriter object(out_);
      object.text(kind, entries[i].title.name);
      object.name("root");
      add_ref(roots[i]);
      object.end();
    }
    list.end();
  }

  void add_retentions() {
    ListWriter list(out_);
    for (std::size_t i = 0; i < model_.retentions.size(); ++i) {
      const model::Retention& retention = model_.retentions.list[i];
      list.next();
      ObjectWriter object(out_);
      object.text("retention", retention.title.name);
      object.name("root");
      add_ref(graph_.whiles[i]);
      if (retention.when) {
        object.name("when");
        add_ref(graph_.whens[i]);
      }
      object.end();
    }
    list.end();
  }

  /// Marks all that the open nodes lead to, overriders included.
  void follow_all() {
    const auto meet = [&](FrozenRef ref) {
      if (graph::is_leaf(ref) || reached_[ref]) return;
      reached_[ref] = true;
      open_.push_back(ref);
    };
    while (!open_.empty()) {
      const FrozenRef node = open_.back();
      open_.pop_back();
      const graph::VariableKey& key = graph_.variables[graph_.variable_of(node)].key;
      if (key.kind == graph::VariableKind::kOverrides && overriders_.emplace(key.subject).second) {
        meet(graph_.overriders[key.subject]);
      }
      for (const FrozenRef child : graph_.children_of(node)) meet(child);
    }
  }

  void add_overriders() {
    ListWriter list(out_);
    for (const std::uint32_t overrider : overriders_) {
      list.next();
      ObjectWriter object(out_);
      object.number("overrider", overrider);
      object.text("rule", wording_.overrider(overrider));
      object.name("root");
      add_ref(graph_.overriders[overrider]);
      object.end();
    }
    list.end();
  }

  void add_questions() {
    std::set<graph::VariableId> asked;
    for (const FrozenRef node : graph_.nodes) {
      if (reached_[node]) asked.insert(graph_.variable_of(node));
    }
    ListWriter list(out_);
    for (const graph::VariableId variable : asked) {
      list.next();
      ObjectWriter object(out_);
      object.number("question", variable.value);
      object.text("text", wording_.question(variable));
      const graph::Variable& about = graph_.variables[variable];
      if (about.key.kind == graph::VariableKind::kOverrides) object.number("overrider", about.key.subject);
      std::vector<std::string> values;
      for (std::uint32_t value = 0; value < about.domain; ++value) values.push_back(wording_.value(variable, value));
      object.texts("values", values);
      object.end();
    }
    list.end();
  }

  void add_nodes() {
    ListWriter list(out_);
    for (const FrozenRef node : graph_.nodes) {
      if (!reached_[node]) continue;
      list.next();
      ObjectWriter object(out_);
      object.number("node", graph_.number_of(node));
      object.number("question", graph_.variable_of(node).value);
      object.name("children");
      ListWriter children(out_);
      for (const FrozenRef child : graph_.children_of(node)) {
        children.next();
        add_ref(child);
      }
      children.end();
      object.end();
    }
    list.end();
  }

  const graph::DecisionGraph& graph_;
  const model::Model& model_;
  const GraphPart& part_;
  graph::Wording wording_;
  std::string out_;
  std::vector<bool> reached_;
  std::vector<FrozenRef> open_;
  std::set<std::uint32_t> overriders_;
};

}  // namespace

std::string write_graph(const graph::DecisionGraph& graph, const model::Model& model, const GraphPart& part) {
  return GraphWriter(graph, model, part).whole();
}

}  // namespace licet::exchange
