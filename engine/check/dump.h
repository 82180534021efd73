#pragma once
// The model and the scenarios as text, for tests and for people who look for a mistake.
//
// Deterministic; one declaration a line, its parts indented, names instead of numbers, conditions as `all(…)`,
// `any(…)`, `not(…)`. Not a format to read back. Pure.

#include <engine/check/model.h>
#include <engine/check/scenarios.h>
#include <string>
#include <vector>

namespace licet::check {

std::string dump(const model::Model& model);
std::string dump(const model::Model& model, const std::vector<model::Scenario>& scenarios);

/// One expression; named conditions by their names.
std::string dump(const model::Model& model, model::ExpressionId expression);

/// What has a time.
std::string dump(const model::Model& model, model::TimeId time);

std::string dump(time::Period period);

}  // namespace licet::check
