#include <tests/reference/conditions.h>
#include <tests/reference/times.h>
#include <tests/reference/undetermined.h>
#include <utility>

namespace licet::reference {
namespace {

struct Open {
  model::ExpressionId condition;
  Viewpoint from;
};

class Search {
 public:
  explicit Search(const Situation& situation) : situation_(situation), conditions_(situation) {}

  std::vector<model::FactId> run(model::ExpressionId condition, const Viewpoint& from) {
    open_.push_back({condition, from});
    while (!open_.empty()) {
      const Open next = std::move(open_.back());
      open_.pop_back();
      if (conditions_.value(next.condition, next.from) != Truth::kUnknown) continue;
      std::visit([&](const auto& node) { look(node, next.from); }, situation_.model[next.condition].node);
    }
    return std::move(facts_);
  }

 private:
  void look(const model::AllOf& node, const Viewpoint& from) { open(node.parts, from); }
  void look(const model::AnyOf& node, const Viewpoint& from) { open(node.parts, from); }
  void look(const model::Not& node, const Viewpoint& from) { open({node.part}, from); }
  void look(const model::NamedCondition& node, const Viewpoint& from) {
    open({situation_.model.conditions[node.condition].expression}, from);
  }
  void look(const model::ConsentIs& node, const Viewpoint& from) {
    const auto& provided = situation_.model.consents[*node.consent].provided;
    open({*provided}, conditions_.within_provided(*node.consent, from.clock));
  }
  void look(const model::TimeIs& node, const Viewpoint& from) { time(node.subject, from); }
  void look(const model::TimesCompared& node, const Viewpoint& from) {
    time(node.left, from);
    time(node.right, from);
  }
  void look(const model::FactIsYes& node, const Viewpoint& from) { fact(node.fact, from); }
  void look(const model::FactIsChoice& node, const Viewpoint& from) { fact(node.fact, from); }
  void look(const model::FactIsText& node, const Viewpoint& from) { fact(node.fact, from); }
  void look(const model::FactIsNumber& node, const Viewpoint& from) { fact(node.fact, from); }
  void look(const model::FactCompared& node, const Viewpoint& from) { fact(node.fact, from); }
  template <class NeverUnknown>
  void look(const NeverUnknown&, const Viewpoint&) {}

  /// What stands first in the text is looked at first.
  void open(const std::vector<model::ExpressionId>& parts, const Viewpoint& from) {
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) open_.push_back({*part, from});
  }
  void time(model::TimeId id, const Viewpoint& from) {
    const model::TimeSource& source = source_of(situation_, id, from);
    if (source.kind == model::TimeSourceKind::kFact) fact(model::FactId(source.subject), from);
  }
  void fact(model::FactId id, const Viewpoint& from) {
    if (!situation_.value(id, from)) facts_.push_back(id);
  }

  const Situation& situation_;
  const Conditions conditions_;
  std::vector<Open> open_;
  std::vector<model::FactId> facts_;
};

}  // namespace

std::vector<model::FactId> undetermined_facts(const Situation& situation, model::ExpressionId condition,
                                              const Viewpoint& from) {
  return Search(situation).run(condition, from);
}

}  // namespace licet::reference
