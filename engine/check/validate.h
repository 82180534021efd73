#pragma once
// Is a model consistent in itself? What check() promises, as questions to the result.
//
// For tests and for check() in debug builds: an empty list means that every id is in range, parts stand before what
// uses them, hierarchies have tops, lists that belong together agree, and `overridden_by` is the converse of
// `overrides`. Pure; linear in the model, but for levels. Thread rule: calls are independent.

#include <engine/check/model.h>
#include <string>
#include <vector>

namespace licet::check {

/// A sentence for each thing that is wrong.
std::vector<std::string> validate(const model::Model& model);

}  // namespace licet::check
