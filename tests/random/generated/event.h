#pragma once
// One generated event. A few are ones that a store refuses.

#include <engine/check/model.h>
#include <licet/event.h>
#include <string>
#include <tests/random/generated/timeline.h>
#include <vector>

namespace licet::random {

/// The `number`-th of a history, from 1; it may void one before it. `at` is not set.
Event make_event(Dice& dice, const model::Model& model, const Timeline& timeline, std::size_t number);

/// A value that fits the fact.
RawValue make_value(Dice& dice, const model::Fact& fact, const time::Zone& zone, const Timeline& timeline);

/// Values of some of the facts that belong to a grant, by their names.
std::vector<NamedValue> some_grant_facts(Dice& dice, const model::Model& model, const Timeline& timeline);

/// Up to `most` names of the vocabulary, each once.
std::vector<std::string> some_titles(Dice& dice, const std::vector<model::Title>& titles, std::size_t most);

}  // namespace licet::random
