#pragma once
// What is looked at when all that is permitted to one holder is asked for, in numbers of one model.
//
// Plain data; valid as long as the model it was made from. Source: language.md sections 12 and 13.

#include <engine/check/model.h>
#include <licet/audience.h>
#include <licet/input_error.h>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace licet::exchange {

/// One action, and what a request for it may name besides; none stands for a request without.
struct ActionCombinations {
  model::ActionId action;
  std::vector<std::optional<model::ChannelId>> channels;
  std::vector<std::optional<model::RecipientId>> recipients;
  std::vector<std::optional<model::DataId>> data;
};

/// All in source order; names that have nothing within themselves.
struct Combinations {
  std::vector<model::PurposeId> purposes;
  std::vector<ActionCombinations> actions;
};

/// The error names the field and the nearest names; `action` if there are more combinations than
/// limits::kPermittedCombinations.
tl::expected<Combinations, InputError> combinations(const PermittedRequest& request, const model::Model& model);

}  // namespace licet::exchange
