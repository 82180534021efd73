#pragma once
// What a retention that says `then restrict` as its first stage restricts. Pure functions.
//
// Source: language-additions.md, "Retention that follows the statute".

#include <functional>
#include <optional>
#include <tests/reference/kept.h>
#include <vector>

namespace licet::reference {

/// Has the category asked, or one within it, of either holder, reached the end of a first stage that counts at
/// `clock`? Without a category: no.
bool first_stage_stands(const Situation& situation, std::optional<model::DataId> category, Instant clock);

/// One first stage for what a holder holds.
struct FirstStage {
  const Situation& own;  ///< of the holder alone
  const model::Retention& retention;
  const Held& held;
};

/// Calls `look` for every first stage whose rule keeps something that a holder of the request holds.
void for_each_first_stage(const Situation& situation, const std::function<void(const FirstStage&)>& look);

}  // namespace licet::reference
