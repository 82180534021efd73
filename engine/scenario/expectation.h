#pragma once
// What an expectation demands and what was found, in the words of the language.
//
// Thread rule: pure functions. Source: language.md section 10; language-additions.md.

#include <engine/check/model.h>
#include <engine/check/scenarios.h>
#include <licet/decision.h>
#include <licet/due.h>
#include <optional>
#include <string>

namespace licet::scenario {

/// Both sides of one expectation.
struct Comparison {
  bool holds = false;
  std::string expected;  ///< set only if it does not hold
  std::string found;
};

Comparison compare(const model::Model& model, const model::ExpectDecision& expected, const Decision& found);
/// Exactly these; the order does not matter.
Comparison compare(const model::Model& model, const model::ExpectDuties& expected, const Decision& found);
Comparison compare(const model::Model& model, const model::ExpectLevels& expected, const Decision& found);
Comparison compare(const model::Model& model, const model::ExpectUntil& expected, const Decision& found);

/// `found` is absent if the customer does not hold the category, the piece or the records: they then never fall due.
/// What is suspended or not determined counts as never, and the text says so.
Comparison compare(const model::Model& model, const model::ExpectDue& expected, const std::optional<DueEntry>& found);

/// "permit by R", "deny by R, as it cannot be ruled out", "review by R", "deny because nothing permits".
std::string decision_text(const Decision& decision);

}  // namespace licet::scenario
