#include <algorithm>
#include <grammar/keywords.h>
#include <grammar/word.h>

namespace licet::grammar {
namespace {

constexpr auto kEnglishReserved = std::to_array<std::string_view>(
    {"above",     "action",    "allows",  "and",       "ask",    "at",     "because",  "by",      "channel",
     "condition", "consent",   "data",    "duty",      "expect", "fact",   "for",      "forbid",  "from",
     "given",     "in",        "is",      "keep",      "level",  "means",  "needs",    "not",     "notice",
     "of",        "on",        "or",      "overrides", "permit", "policy", "provided", "purpose", "recipient",
     "require",   "retention", "rule",    "scenario",  "scope",  "then",   "to",       "unless",  "until",
     "use",       "valid",     "version", "when",      "while",  "with",   "within",   "wording"});
static_assert(std::is_sorted(kEnglishReserved.begin(), kEnglishReserved.end()));

constexpr auto kEnglishUnits =
    std::to_array<std::string_view>({"minutes", "hours", "days", "weeks", "months", "years"});
constexpr auto kEnglishSingularUnits =
    std::to_array<std::string_view>({"minute", "hour", "day", "week", "month", "year"});
constexpr auto kEnglishWeekdays =
    std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
constexpr auto kEnglishNoChoice = std::to_array<std::string_view>({"known", "one"});
constexpr auto kEnglishNoFact =
    std::to_array<std::string_view>({"objection", "restriction", "erasure", "last", "local", "day"});
constexpr auto kEnglishNoConsent = std::to_array<std::string_view>({"is", "was", "has"});

struct Words {
  Language language;
  std::span<const std::string_view> reserved;
  std::span<const std::string_view> units;
  std::span<const std::string_view> singular_units;
  std::span<const std::string_view> weekdays;
  std::string_view yes;
  std::string_view no;
  std::string_view none;
  std::string_view objections;
  std::string_view decisions;
  std::span<const std::string_view> no_choice;
  std::span<const std::string_view> no_fact;
  std::span<const std::string_view> no_consent;
};

constexpr std::array kLanguages = {
    Words{Language::kEnglish, kEnglishReserved, kEnglishUnits, kEnglishSingularUnits, kEnglishWeekdays, "yes", "no",
          "none", "objections", "decisions", kEnglishNoChoice, kEnglishNoFact, kEnglishNoConsent},
};

const Words& words_of(Language language) {
  const auto* const found = std::find_if(kLanguages.begin(), kLanguages.end(),
                                         [&](const Words& words) { return words.language == language; });
  return found == kLanguages.end() ? kLanguages.front() : *found;
}

std::optional<std::size_t> place_in(std::string_view word, std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_keyword(word, words[i])) return i;
  }
  return std::nullopt;
}

}  // namespace

std::span<const std::string_view> reserved_words(Language language) { return words_of(language).reserved; }

bool is_reserved_word(std::string_view word, Language language) {
  return place_in(word, words_of(language).reserved).has_value();
}

std::optional<Phrase> statement_of(std::string_view word, Language language) {
  for (std::size_t i = 0; i < kStatementPhrases; ++i) {
    const auto phrase = static_cast<Phrase>(i);
    if (is_keyword(word, spelling(phrase, language))) return phrase;
  }
  return std::nullopt;
}

std::optional<time::PeriodUnit> unit_of(std::string_view word, Language language) {
  const Words& words = words_of(language);
  auto place = place_in(word, words.units);
  if (!place) place = place_in(word, words.singular_units);
  if (!place) return std::nullopt;
  return static_cast<time::PeriodUnit>(*place);
}

std::span<const std::string_view> units(Language language) { return words_of(language).units; }

std::optional<std::uint8_t> weekday_of(std::string_view word, Language language) {
  const auto place = place_in(word, words_of(language).weekdays);
  if (!place) return std::nullopt;
  return static_cast<std::uint8_t>(*place);
}

std::span<const std::string_view> weekdays(Language language) { return words_of(language).weekdays; }

std::optional<bool> yes_or_no(std::string_view word, Language language) {
  const Words& words = words_of(language);
  if (is_keyword(word, words.yes)) return true;
  if (is_keyword(word, words.no)) return false;
  return std::nullopt;
}

std::array<std::string_view, 2> yes_and_no(Language language) {
  return {words_of(language).yes, words_of(language).no};
}

bool is_none(std::string_view word, Language language) { return is_keyword(word, words_of(language).none); }

bool is_any(std::string_view word, Language language) {
  const std::string_view any_data = spelling(Phrase::kAnyData, language);
  return is_keyword(word, any_data.substr(0, any_data.find(' ')));
}

bool is_collection(std::string_view word, Language language) {
  return is_keyword(word, spelling(Phrase::kCollection, language));
}

bool is_objections(std::string_view word, Language language) { return is_keyword(word, words_of(language).objections); }

bool is_decisions(std::string_view word, Language language) { return is_keyword(word, words_of(language).decisions); }

bool is_no_choice(std::string_view word, Language language) {
  return place_in(word, words_of(language).no_choice).has_value();
}

bool may_begin_comparison(std::string_view word, Language language) {
  for (std::size_t i = static_cast<std::size_t>(Phrase::kIsWithin); i <= static_cast<std::size_t>(Phrase::kIsLessThan);
       ++i) {
    const std::string_view words = spelling(static_cast<Phrase>(i), language);
    const std::size_t space = words.find(' ');
    if (space == std::string_view::npos) continue;
    const std::string_view rest = words.substr(space + 1);
    if (is_keyword(word, rest.substr(0, rest.find(' ')))) return true;
  }
  return false;
}

bool may_name_fact(std::string_view word, Language language) {
  return !place_in(word, words_of(language).no_fact).has_value();
}

bool may_name_consent(std::string_view word, Language language) {
  return !place_in(word, words_of(language).no_consent).has_value();
}

std::optional<Language> language_of(std::string_view first_word) {
  for (const Words& words : kLanguages) {
    if (is_keyword(first_word, spelling(Phrase::kPolicy, words.language))) return words.language;
  }
  return std::nullopt;
}

std::optional<EventKind> event_of(Phrase phrase) {
  switch (phrase) {
    case Phrase::kGranted:
      return EventKind::kGranted;
    case Phrase::kConfirmed:
      return EventKind::kConfirmed;
    case Phrase::kRefused:
      return EventKind::kRefused;
    case Phrase::kWithdrawn:
      return EventKind::kWithdrawn;
    case Phrase::kObjected:
      return EventKind::kObjected;
    case Phrase::kObjectionLifted:
      return EventKind::kObjectionLifted;
    case Phrase::kRestricted:
      return EventKind::kRestricted;
    case Phrase::kRestrictionLifted:
      return EventKind::kRestrictionLifted;
    case Phrase::kErasureRequested:
      return EventKind::kErasureRequested;
    case Phrase::kErased:
      return EventKind::kErased;
    case Phrase::kInformed:
      return EventKind::kInformed;
    case Phrase::kCollected:
      return EventKind::kCollected;
    case Phrase::kContacted:
      return EventKind::kContacted;
    case Phrase::kHold:
      return EventKind::kHold;
    case Phrase::kHoldLifted:
      return EventKind::kHoldLifted;
    default:
      return std::nullopt;
  }
}

std::string_view word_of_event(EventKind kind, Language language) {
  for (std::size_t i = static_cast<std::size_t>(Phrase::kGranted); i <= static_cast<std::size_t>(Phrase::kHoldLifted);
       ++i) {
    const auto phrase = static_cast<Phrase>(i);
    if (event_of(phrase) == kind) return spelling(phrase, language);
  }
  return {};
}

}  // namespace licet::grammar
