#include <engine/check/coverage.h>
#include <engine/check/from_the_top.h>
#include <engine/check/names.h>
#include <engine/check/relation_graph.h>
#include <engine/check/vocabulary.h>
#include <grammar/codes_of_meaning.h>
#include <string_view>
#include <type_traits>

namespace licet::check {
namespace {

using namespace grammar::meaning;

/// The parents of one kind, without circles.
template <class IdType>
std::vector<std::optional<IdType>> parents_of(Checking& checking, const std::vector<model::Title>& titles,
                                              const std::vector<const syntax::TermDeclaration*>& terms) {
  std::vector<std::optional<IdType>> parents(terms.size());
  RelationGraph within(terms.size());
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    if (!terms[i]->within) continue;
    parents[i] = resolve<IdType>(checking, *terms[i]->within);
    if (parents[i]) {
      within.add(i, parents[i]->value);
    } else if (std::is_same_v<IdType, model::DataId>) {
      checking.data_are_sure = false;
    }
  }
  for (const std::vector<std::uint32_t>& circle : within.cycles()) {
    const std::uint32_t first = circle.front();
    const std::string spelled =
        spell_circle(circle, "within", [&](std::uint32_t i) -> const std::string& { return titles[i].name; });
    checking.report.add(kWithinCycle, titles[first].range, {titles[first].name, spelled});
    parents[first].reset();
    if (std::is_same_v<IdType, model::DataId>) checking.data_are_sure = false;
  }
  return parents;
}

/// The grammar lets no other words through than these three, in whatever case.
/// The parser gives the words in their one spelling, whatever the language of the file.
void take_need(model::ActionNeeds& needs, std::string_view word) {
  needs.channel = needs.channel || word == "channel";
  needs.recipient = needs.recipient || word == "recipient";
  needs.data = needs.data || word == "data";
}

void take_needs(Checking& checking) {
  const auto& actions = checking.declared.terms[static_cast<std::size_t>(syntax::Attribute::kAction)];
  std::vector<model::ActionNeeds>& all = checking.model->action_needs;
  for (const syntax::TermDeclaration* action : actions) {
    all.emplace_back();
    for (const syntax::Name& need : action->needs) take_need(all.back(), need.text);
  }
  from_the_top(checking.model->actions.hierarchy, [&](std::uint32_t child, std::uint32_t parent) {
    all[child].channel = all[child].channel || all[parent].channel;
    all[child].recipient = all[child].recipient || all[parent].recipient;
    all[child].data = all[child].data || all[parent].data;
  });
}

/// What is declared of a category holds for everything within it.
std::vector<bool> handed_down(const Checking& checking, bool syntax::TermDeclaration::*mark) {
  std::vector<bool> marked;
  for (const auto* category : checking.declared.terms[static_cast<std::size_t>(syntax::Attribute::kData)]) {
    marked.push_back(category->*mark);
  }
  from_the_top(checking.model->data.hierarchy, [&](std::uint32_t child, std::uint32_t parent) {
    if (marked[parent]) marked[child] = true;
  });
  return marked;
}

}  // namespace

void check_vocabulary(Checking& checking) {
  using syntax::Attribute;
  for (const Attribute kind :
       {Attribute::kPurpose, Attribute::kAction, Attribute::kChannel, Attribute::kData, Attribute::kRecipient}) {
    const auto& terms = checking.declared.terms[static_cast<std::size_t>(kind)];
    with_vocabulary(*checking.model, kind, [&]<class IdType>(model::Vocabulary<IdType>& vocabulary) {
      vocabulary.hierarchy = model::Hierarchy<IdType>(parents_of<IdType>(checking, vocabulary.titles, terms));
    });
  }
  take_needs(checking);
  checking.model->special = handed_down(checking, &syntax::TermDeclaration::special);
  model::count_special_tops(*checking.model);
  checking.model->by_item = handed_down(checking, &syntax::TermDeclaration::by_item);
  checking.by_item_within = checking.model->data.hierarchy.count_within(checking.model->by_item);
}

}  // namespace licet::check
