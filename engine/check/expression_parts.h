#pragma once
// The conditions that a condition consists of.

#include <engine/check/model.h>
#include <vector>

namespace licet::model {

/// Of `and`, `or` and `not` their parts, in the order of the text; of a named condition what it means; else none. Pure.
std::vector<ExpressionId> parts_of(const Model& model, ExpressionId id);

}  // namespace licet::model
