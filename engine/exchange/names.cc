#include <algorithm>
#include <array>
#include <engine/exchange/names.h>

namespace licet::exchange {
namespace {

/// Each table stands in the order of its enumeration.
constexpr std::array<std::string_view, kEventKindCount> kEventKinds = {"granted",
                                                                       "confirmed",
                                                                       "refused",
                                                                       "withdrawn",
                                                                       "objected",
                                                                       "objection_lifted",
                                                                       "restricted",
                                                                       "restriction_lifted",
                                                                       "erasure_requested",
                                                                       "erased",
                                                                       "informed",
                                                                       "collected",
                                                                       "contacted",
                                                                       "fact",
                                                                       "hold",
                                                                       "hold_lifted",
                                                                       "linked",
                                                                       "unlinked",
                                                                       "voided"};
constexpr std::array<std::string_view, 2> kOutcomes = {"permit", "deny"};
constexpr std::array<std::string_view, 5> kReasons = {"permitted", "forbidden", "cannot_be_ruled_out",
                                                      "nothing_permits", "needs_review"};
constexpr std::array<std::string_view, 4> kDueActions = {"erase", "anonymise", "restrict", "review"};
constexpr std::array<std::string_view, 8> kKeptGrounds = {"until_due", "open",      "undetermined", "not_begun",
                                                          "no_rule",   "suspended", "objections",   "receivers"};
constexpr std::array<std::string_view, 2> kSeverities = {"error", "warning"};

template <class Enumeration>
std::string_view word_of(std::span<const std::string_view> words, Enumeration value) {
  return words[static_cast<std::size_t>(value)];
}

template <class Enumeration>
std::optional<Enumeration> value_of(std::span<const std::string_view> words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enumeration>(found - words.begin());
}

}  // namespace

std::string_view text_of(EventKind kind) { return word_of(kEventKinds, kind); }
std::string_view text_of(Outcome outcome) { return word_of(kOutcomes, outcome); }
std::string_view text_of(Reason reason) { return word_of(kReasons, reason); }
std::string_view text_of(DueAction action) { return word_of(kDueActions, action); }
std::string_view text_of(KeptGround ground) { return word_of(kKeptGrounds, ground); }
std::string_view text_of(Severity severity) { return word_of(kSeverities, severity); }

std::optional<EventKind> event_kind_of(std::string_view word) { return value_of<EventKind>(kEventKinds, word); }
std::optional<Outcome> outcome_of(std::string_view word) { return value_of<Outcome>(kOutcomes, word); }
std::optional<Reason> reason_of(std::string_view word) { return value_of<Reason>(kReasons, word); }
std::optional<DueAction> due_action_of(std::string_view word) { return value_of<DueAction>(kDueActions, word); }

std::span<const std::string_view> event_kind_words() { return kEventKinds; }

}  // namespace licet::exchange
