#pragma once
// Does a rule reach what a request asks? Source: language.md section 4, "Target". Pure functions.

#include <engine/check/model.h>
#include <engine/exchange/question.h>
#include <optional>

namespace licet::reference {

/// For one category of the request, or none if it names no data.
bool reaches(const model::Model& model, const model::Rule& rule, const exchange::Question& asked,
             std::optional<model::DataId> category);

}  // namespace licet::reference
