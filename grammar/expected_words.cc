#include <algorithm>
#include <engine/base/nearest_name.h>
#include <grammar/clauses.h>
#include <grammar/expected_words.h>
#include <grammar/word.h>

namespace licet::grammar {
namespace {

constexpr std::array kConditionWords = {Phrase::kConsent,
                                        Phrase::kNotice,
                                        Phrase::kLevelIsAtLeast,
                                        Phrase::kPurpose,
                                        Phrase::kAction,
                                        Phrase::kChannel,
                                        Phrase::kData,
                                        Phrase::kRecipient,
                                        Phrase::kObjectionStands,
                                        Phrase::kRestrictionStands,
                                        Phrase::kErasureIsRequested,
                                        Phrase::kLastContact,
                                        Phrase::kLocalTimeIsBetween,
                                        Phrase::kDayIs,
                                        Phrase::kNot};
constexpr std::array kEventWords = {Phrase::kGranted,          Phrase::kConfirmed,
                                    Phrase::kRefused,          Phrase::kWithdrawn,
                                    Phrase::kObjected,         Phrase::kObjectionLifted,
                                    Phrase::kRestricted,       Phrase::kRestrictionLifted,
                                    Phrase::kErasureRequested, Phrase::kErased,
                                    Phrase::kInformed,         Phrase::kCollected,
                                    Phrase::kContacted,        Phrase::kHold,
                                    Phrase::kHoldLifted};
constexpr std::array kStepWords = {Phrase::kGivenOn, Phrase::kAskOn, Phrase::kExpectPermit};
constexpr std::array kComparisonWords = {Phrase::kIs};
constexpr std::array kAnchorWords = {Phrase::kEndOfConsent, Phrase::kLastContact, Phrase::kCollection,
                                     Phrase::kObjectionTo, Phrase::kEndOfYearOf};

std::string_view first_word(std::string_view phrase) { return phrase.substr(0, phrase.find(' ')); }

void add_first_words(std::span<const Phrase> phrases, Language language, std::vector<std::string>& words) {
  for (const Phrase phrase : phrases) words.emplace_back(first_word(spelling(phrase, language)));
}

void add_statements(Language language, std::vector<std::string>& words) {
  for (std::size_t i = 1; i < kStatementPhrases; ++i) words.emplace_back(spelling(static_cast<Phrase>(i), language));
}

void add_words_of(const Expectation& expectation, const Matching& matching, std::vector<std::string>& words) {
  const Language language = matching.language();
  switch (expectation.wanted) {
    case Wanted::kPhrase: {
      const std::string_view rest = words_from(expectation.phrase, expectation.word, language);
      words.emplace_back(first_word(rest));
      words.emplace_back(rest);
      break;
    }
    case Wanted::kClause:
      for (const ClauseForm& form : clauses_of(matching.statement())) {
        words.emplace_back(first_word(spelling(form.clause, language)));
      }
      add_statements(language, words);
      break;
    case Wanted::kCondition:
      add_first_words(kConditionWords, language, words);
      break;
    case Wanted::kComparison:
      add_first_words(kComparisonWords, language, words);
      break;
    case Wanted::kAnchor:
      add_first_words(kAnchorWords, language, words);
      break;
    case Wanted::kEvent:
      add_first_words(kEventWords, language, words);
      break;
    case Wanted::kStep:
      add_first_words(kStepWords, language, words);
      add_statements(language, words);
      break;
    case Wanted::kUnit:
      for (const std::string_view unit : units(language)) words.emplace_back(unit);
      break;
    case Wanted::kDay:
      for (const std::string_view day : weekdays(language)) words.emplace_back(day);
      break;
    default:
      break;
  }
}

/// Does one of the two words begin with the other, three letters or more? `whenever` is too far from `when` to be a
/// slip of the pen, but was meant.
bool extends(std::string_view word, std::string_view keyword) {
  const std::size_t shared = std::min(word.size(), keyword.size());
  return shared >= 3 && is_keyword(word.substr(0, shared), keyword.substr(0, shared));
}

std::string nearest(std::string_view word, const std::vector<std::string>& words) {
  const std::vector<std::string> near = nearest_names(word, words, 1);
  if (!near.empty()) return near.front();
  const auto longer =
      std::find_if(words.begin(), words.end(), [&](const std::string& keyword) { return extends(word, keyword); });
  return longer == words.end() ? std::string() : *longer;
}

}  // namespace

std::vector<Phrase> clauses_ahead(const Matching& matching) {
  const auto forms = clauses_of(matching.statement());
  const auto form_of = [&](Phrase clause) {
    return *std::find_if(forms.begin(), forms.end(), [&](const ClauseForm& form) { return form.clause == clause; });
  };
  std::vector<Phrase> ahead;
  for (const ClauseForm& form : forms) {
    const bool possible =
        std::all_of(matching.clauses().begin(), matching.clauses().end(), [&](const BegunClause& begun) {
          const ClauseForm other = form_of(begun.clause);
          return form.place >= other.place && (form.alike != other.alike || form.repeats);
        });
    if (possible) ahead.push_back(form.clause);
  }
  return ahead;
}

bool statement_may_end(const Matching& matching) {
  const auto has = [&](Phrase clause) {
    return std::any_of(matching.clauses().begin(), matching.clauses().end(),
                       [&](const BegunClause& begun) { return begun.clause == clause; });
  };
  switch (matching.statement()) {
    case Phrase::kConsent:
      return has(Phrase::kFor);
    case Phrase::kRule:
      return has(Phrase::kForbid) || (has(Phrase::kPermit) && has(Phrase::kFor));
    case Phrase::kRetention:
      return has(Phrase::kKeep) && has(Phrase::kThen);
    case Phrase::kFact:
      return !matching.clauses().empty();
    default:
      return true;
  }
}

std::string nearest_expected(const Matching& matching, std::string_view word) {
  std::vector<std::string> words;
  for (const Expectation& expectation : matching.expected()) add_words_of(expectation, matching, words);
  return nearest(word, words);
}

std::string nearest_condition_word(std::string_view word, Language language) {
  if (word.empty() || is_reserved_word(word, language)) return {};
  std::vector<std::string> words;
  add_first_words(kConditionWords, language, words);
  const std::vector<std::string> near = nearest_names(word, words, 1);
  return near.empty() ? std::string() : near.front();
}

}  // namespace licet::grammar
