#pragma once
// Which single conditions are responsible for the value of a combined one.
//
// Pure functions; no recursion, however deep named conditions use one another; each condition is looked at once.
// Source: language.md section 6.

#include <engine/check/model.h>
#include <engine/decide/evaluate.h>
#include <span>
#include <vector>

namespace licet::scenario {

/// The single conditions (no `and`, `or`, `not`, no named one) that make the rule's `when C unless D` what it is, in
/// the order of the text: of a false `and` the false parts, of a true one all, of an unknown one the unknown parts; of
/// `or` the other way round.
std::vector<decide::ConditionTrace> decisive_conditions(const model::Model& model, const decide::RuleTrace& trace);

/// The facts that the value of `expression` can depend on, through named conditions, `provided` and levels, in source
/// order. `consent is valid` without a name depends on the declarations for `purpose`.
std::vector<model::FactId> facts_behind(const model::Model& model, model::ExpressionId expression,
                                        model::PurposeId purpose);

}  // namespace licet::scenario
