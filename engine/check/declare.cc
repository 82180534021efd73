#include <engine/check/declare.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/keywords.h>
#include <utility>
#include <variant>

namespace licet::check {
namespace {

using namespace grammar::meaning;

template <class Node>
model::Title title_of(const Node& node) {
  return {node.name.text, node.title ? node.title->text : std::string(), node.name.range};
}

class Declarer {
 public:
  explicit Declarer(Checking& checking) : checking_(checking), model_(*checking.model) {}

  void operator()(const syntax::TermDeclaration& term) {
    checking_.declared.terms[static_cast<std::size_t>(term.kind)].push_back(&term);
    if (term.kind == syntax::Attribute::kData &&
        grammar::is_any(term.name.text, language_at(checking_, term.name.range))) {
      checking_.report.add(kAnyIsNoData, term.name.range);
    }
    with_vocabulary(model_, term.kind, [&](auto& vocabulary) {
      enter(vocabulary.index, term.name, vocabulary.titles.size(),
            [&](std::uint32_t first) { return vocabulary.titles[first].range; });
      vocabulary.titles.push_back(title_of(term));
    });
  }
  void operator()(const syntax::FactDeclaration& fact) {
    declare_beside(model_.conditions, model_.facts, fact);
    add(model_.facts, checking_.declared.facts, fact);
  }
  void operator()(const syntax::ConditionDeclaration& condition) {
    declare_beside(model_.facts, model_.conditions, condition);
    add(model_.conditions, checking_.declared.conditions, condition);
  }
  void operator()(const syntax::NoticeDeclaration& notice) { both(model_.notices, checking_.declared.notices, notice); }
  void operator()(const syntax::DutyDeclaration& duty) { both(model_.duties, checking_.declared.duties, duty); }
  void operator()(const syntax::ConsentDeclaration& consent) {
    both(model_.consents, checking_.declared.consents, consent);
  }
  void operator()(const syntax::RuleDeclaration& rule) { both(model_.rules, checking_.declared.rules, rule); }

  void operator()(const syntax::RetentionDeclaration& retention) {
    both(model_.retentions, checking_.declared.retentions, retention);
  }
  void operator()(const syntax::LevelDeclaration& level) { both(model_.levels, checking_.declared.levels, level); }
  void operator()(const syntax::ScenarioDeclaration& scenario) { checking_.declared.scenarios.push_back(&scenario); }

 private:
  template <class PlaceOfFirst>
  void enter(model::NameIndex& index, const syntax::Name& name, std::size_t place, PlaceOfFirst place_of_first) {
    const auto [entry, is_new] = index.emplace(name.text, static_cast<std::uint32_t>(place));
    if (is_new) return;
    checking_.report.add(kDeclaredTwice, name.range, {name.text},
                         {{place_of_first(entry->second), kDeclaredFirstHere, {}}});
  }

  template <class Declarations, class Node>
  void declare(Declarations& declarations, const Node& node) {
    enter(declarations.index, node.name, declarations.list.size(),
          [&](std::uint32_t first) { return declarations.list[first].title.range; });
  }

  template <class Declarations, class Node>
  static void add(Declarations& declarations, std::vector<const Node*>& nodes, const Node& node) {
    nodes.push_back(&node);
    declarations.list.emplace_back();
    declarations.list.back().title = title_of(node);
  }

  template <class Declarations, class Node>
  void both(Declarations& declarations, std::vector<const Node*>& nodes, const Node& node) {
    declare(declarations, node);
    add(declarations, nodes, node);
  }

  /// Facts and conditions share one name space. A name of both means both, lest its uses be reported too.
  template <class Others, class Declarations, class Node>
  void declare_beside(const Others& others, Declarations& declarations, const Node& node) {
    const auto other = others.find(node.name.text);
    if (!other) return declare(declarations, node);
    declarations.index.emplace(node.name.text, static_cast<std::uint32_t>(declarations.list.size()));
    checking_.report.add(kFactAndCondition, node.name.range, {node.name.text},
                         {{others[*other].title.range, kDeclaredFirstHere, {}}});
  }

  Checking& checking_;
  model::Model& model_;
};

}  // namespace

void declare_names(Checking& checking) {
  Declarer declarer(checking);
  for (const syntax::File& file : checking.set.files) {
    for (const syntax::Declaration& declaration : file.declarations) {
      std::visit(declarer, declaration.node);
      if (std::holds_alternative<syntax::RuleDeclaration>(declaration.node)) {
        checking.declared.rule_ranges.push_back(declaration.range);
      }
    }
  }
}

}  // namespace licet::check
