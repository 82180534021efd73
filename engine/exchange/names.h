#pragma once
// How enumerations are spelled in JSON and wherever else their words are shown.
//
// Pure functions of constant tables; any thread. Source: language.md sections 7, 11 and 12.

#include <cstdint>
#include <licet/decision.h>
#include <licet/diagnostic.h>
#include <licet/due.h>
#include <licet/erasure.h>
#include <licet/event.h>
#include <optional>
#include <span>
#include <string_view>

namespace licet::exchange {

/// `objection_lifted`.
std::string_view text_of(EventKind kind);
/// `permit`, `deny`.
std::string_view text_of(Outcome outcome);
/// `cannot_be_ruled_out`.
std::string_view text_of(Reason reason);
/// `anonymise`.
std::string_view text_of(DueAction action);
/// `until_due`.
std::string_view text_of(KeptGround ground);
/// `error`, `warning`.
std::string_view text_of(Severity severity);

/// The enumerator of a word, spelled exactly; none if there is no such word.
std::optional<EventKind> event_kind_of(std::string_view word);
std::optional<Outcome> outcome_of(std::string_view word);
std::optional<Reason> reason_of(std::string_view word);
std::optional<DueAction> due_action_of(std::string_view word);

/// Every kind of event, in the order of EventKind.
std::span<const std::string_view> event_kind_words();

}  // namespace licet::exchange
