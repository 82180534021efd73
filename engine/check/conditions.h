#pragma once
// Conditions of the text → expressions of the model: every name resolved, every type checked.
//
// Source: language.md section 6. Precondition: declare_names and check_facts have run.

#include <engine/check/checking.h>
#include <optional>

namespace licet::check {

/// Appends the condition to Model::expressions, its parts first. None if something in it was reported; its other parts
/// are checked nevertheless. Recursion is bounded by limits::kConditionDepth, which the grammar keeps.
std::optional<model::ExpressionId> lower(Checking& checking, const syntax::Condition& condition);
std::optional<model::ExpressionId> lower(Checking& checking, const std::optional<syntax::Condition>& condition);

/// Lowers every named condition, those that others use first, and reports circles. Gives out the order in which they
/// were lowered; where there are circles, source order.
std::vector<model::ConditionId> check_conditions(Checking& checking);

}  // namespace licet::check
