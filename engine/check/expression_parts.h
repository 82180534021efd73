#pragma once
// The conditions that a condition consists of, and the facts and times that they read.

#include <engine/check/model.h>
#include <functional>
#include <optional>
#include <vector>

namespace licet::model {

/// Of `and`, `or` and `not` their parts, in the order of the text; of a named condition what it means; else none. Pure.
std::vector<ExpressionId> parts_of(const Model& model, ExpressionId id);

/// Calls `visit` for these, what they consist of, what that consists of, and so on, but for what `seen` has already,
/// by ExpressionId; what was visited is in it afterwards. In no order. `visit` may walk on with the same `seen`.
void walk(const Model& model, std::vector<ExpressionId> begin, std::vector<bool>& seen,
          const std::function<void(const Expression&)>& visit);

/// The fact whose value the expression asks about by itself; none of one that asks about a time or something else, or
/// only has parts. Pure.
std::optional<FactId> fact_of(const Expression& expression);

/// The times that the expression asks about by itself, as they stand in it. Pure.
std::vector<TimeId> times_of(const Expression& expression);

}  // namespace licet::model
