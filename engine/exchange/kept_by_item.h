#pragma once
// Whether a category is kept piece by piece. Pure function.

#include <engine/check/model.h>

namespace licet::exchange {

/// Declared so, or within one that is.
inline bool is_kept_by_item(const model::Model& model, model::DataId category) {
  return category.value < model.by_item.size() && model.by_item[category.value];
}

}  // namespace licet::exchange
