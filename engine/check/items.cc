#include <algorithm>
#include <engine/check/items.h>
#include <grammar/codes_of_meaning.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

bool is_by_item(const model::Model& model, model::DataId category) { return model.by_item[category.value]; }

/// Is one of the categories by item, or contains one? A name that was reported is not judged.
bool any_touches_items(const Checking& checking, const syntax::Names& names) {
  return std::any_of(names.begin(), names.end(), [&](const syntax::Name& name) {
    const auto category = checking.model->data.find(name.text);
    return !category || checking.by_item_within[category->value] > 0;
  });
}

/// Can an item stand in this line?
bool may_name_item(const Checking& checking, const syntax::GivenEvent& given) {
  const model::Model& model = *checking.model;
  switch (given.kind) {
    case EventKind::kFact: {
      const auto fact = model.facts.find(given.subject->text);
      return !fact || model.facts[*fact].owner == model::FactOwner::kItem;
    }
    case EventKind::kCollected:
      return any_touches_items(checking, given.data);
    case EventKind::kErased:
      return given.data.empty() ? std::find(model.by_item.begin(), model.by_item.end(), true) != model.by_item.end()
                                : any_touches_items(checking, given.data);
    default:
      return false;
  }
}

bool report_nothing_by_item(Checking& checking, const syntax::Text& item) {
  if (checking.data_are_sure) checking.report.add(kNothingByItem, item.range);
  return false;
}

bool report_item_needed(Checking& checking, Code code, const syntax::Name& name, model::DataId category) {
  checking.report.add(code, name.range, {name.text},
                      {{checking.model->data.titles[category.value].range, kDeclaredHere, {name.text}}});
  return false;
}

}  // namespace

bool check_item_of_event(Checking& checking, const syntax::GivenEvent& given) {
  if (given.item) return may_name_item(checking, given) || report_nothing_by_item(checking, *given.item);
  if (given.kind != EventKind::kCollected) return true;
  for (const syntax::Name& name : given.data) {
    const auto category = checking.model->data.find(name.text);
    if (category && is_by_item(*checking.model, *category)) {
      return report_item_needed(checking, kCollectedNeedsItem, name, *category);
    }
  }
  return true;
}

bool check_item_of_due(Checking& checking, const syntax::ExpectDue& expect, const KeptThing& thing) {
  const auto* const category = std::get_if<model::DataId>(&thing);
  const bool by_item = category != nullptr && is_by_item(*checking.model, *category);
  if (expect.item && !by_item) return report_nothing_by_item(checking, *expect.item);
  if (!expect.item && by_item) return report_item_needed(checking, kDueNeedsItem, expect.kept.name, *category);
  return true;
}

}  // namespace licet::check
