#include <algorithm>
#include <engine/check/coverage.h>

namespace licet::model {
namespace {

/// The tops of what is special: declared so, and within nothing special.
bool is_special_top(const Model& model, DataId category) {
  if (!model.special[category.value]) return false;
  const auto parent = model.data.hierarchy.parent(category);
  return !parent || !model.special[parent->value];
}

}  // namespace

bool clause_covers(const Model& model, const DataClause& clause, DataId category) {
  const auto& hierarchy = model.data.hierarchy;
  if (model.special[category.value]) {
    return std::any_of(clause.names.begin(), clause.names.end(),
                       [&](DataId name) { return model.special[name.value] && hierarchy.is_within(category, name); });
  }
  if (!clause.any && !hierarchy.is_within_any(category, clause.names)) return false;
  // What lies above a special top is not special, so that only its own name covers it; a clause names it once.
  const std::size_t tops = model.special_tops.empty() ? 0 : model.special_tops[category.value];
  if (tops == 0) return true;
  const auto named = std::count_if(clause.names.begin(), clause.names.end(), [&](DataId name) {
    return is_special_top(model, name) && hierarchy.is_within(name, category);
  });
  return static_cast<std::size_t>(named) == tops;
}

bool clause_touches(const Model& model, const DataClause& clause, DataId category) {
  const auto& hierarchy = model.data.hierarchy;
  if (!clause.any) return hierarchy.overlaps_any(category, clause.names);
  // All within something special is special, so that only what it lies within can be otherwise.
  for (std::optional<DataId> above = category; above; above = hierarchy.parent(*above)) {
    if (!model.special[above->value]) return true;
  }
  return false;
}

void count_special_tops(Model& model) {
  std::vector<bool> is_top(model.special.size());
  for (std::uint32_t i = 0; i < is_top.size(); ++i) is_top[i] = is_special_top(model, DataId(i));
  model.special_tops = model.data.hierarchy.count_within(is_top);
}

}  // namespace licet::model
