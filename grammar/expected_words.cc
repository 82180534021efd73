#include <algorithm>
#include <engine/base/nearest_name.h>
#include <grammar/clauses.h>
#include <grammar/expected_words.h>
#include <grammar/match.h>
#include <grammar/ordinary_words.h>
#include <grammar/word.h>
#include <optional>

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
                                        Phrase::kObjectionTo,
                                        Phrase::kCollectionOf,
                                        Phrase::kLastRestriction,
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
constexpr std::array kStepWords = {
    Phrase::kGivenOn,      Phrase::kAskOn,        Phrase::kOn,           Phrase::kExpectPermit, Phrase::kExpectDeny,
    Phrase::kExpectReview, Phrase::kExpectDuties, Phrase::kExpectLevels, Phrase::kExpectUntil,  Phrase::kExpectDue};
constexpr std::array kComparisonWords = {Phrase::kIs};
constexpr std::array kTimeWords = {Phrase::kEndOfConsent, Phrase::kLastContact, Phrase::kCollectionOf,
                                   Phrase::kObjectionTo, Phrase::kLastRestriction};
constexpr std::array kAnchorWords = {Phrase::kEndOfConsent,   Phrase::kLastContact, Phrase::kCollection,
                                     Phrase::kObjectionTo,    Phrase::kEndOfYearOf, Phrase::kCollectionOf,
                                     Phrase::kLastRestriction};
constexpr std::array kTimings = {Phrase::kWasGivenOnOrBefore, Phrase::kWasGivenOnOrAfter,  Phrase::kWasGivenBefore,
                                 Phrase::kWasGivenAfter,      Phrase::kWasGivenWithin,     Phrase::kWasGivenMoreThanAgo,
                                 Phrase::kWasGivenAtLeastAgo, Phrase::kWasGivenLessThanAgo};

std::string_view behind_given(Phrase timing, Language language) {
  return words_from(timing, shared_words(timing, Phrase::kWasGiven, language), language);
}

/// What could stand at a place: a phrase, or what is left of it, or a unit or a day, which are no phrases.
struct Candidate {
  std::string_view words;
  std::optional<Phrase> phrase;
};
using Candidates = std::vector<Candidate>;

std::string_view first_word(std::string_view phrase) { return phrase.substr(0, phrase.find(' ')); }

std::size_t count_words(std::string_view phrase) {
  return static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
}

void add_phrases(std::span<const Phrase> phrases, Language language, Candidates& candidates) {
  for (const Phrase phrase : phrases) candidates.push_back({spelling(phrase, language), phrase});
}

void add_statements(Language language, Candidates& candidates) {
  for (std::size_t i = 1; i < kStatementPhrases; ++i) {
    const auto phrase = static_cast<Phrase>(i);
    candidates.push_back({spelling(phrase, language), phrase});
  }
}

void add_candidates(const Expectation& expectation, const Matching& matching, Candidates& candidates) {
  const Language language = matching.language();
  switch (expectation.wanted) {
    case Wanted::kPhrase:
      candidates.push_back({words_from(expectation.phrase, expectation.word, language), expectation.phrase});
      break;
    case Wanted::kClause:
      for (const ClauseForm& form : clauses_of(matching.statement())) {
        candidates.push_back({spelling(form.clause, language), form.clause});
      }
      add_statements(language, candidates);
      break;
    case Wanted::kCondition:
      add_phrases(kConditionWords, language, candidates);
      break;
    case Wanted::kComparison:
      add_phrases(kComparisonWords, language, candidates);
      break;
    case Wanted::kTime:
      add_phrases(kTimeWords, language, candidates);
      break;
    case Wanted::kTiming:
      for (const Phrase timing : kTimings) candidates.push_back({behind_given(timing, language), timing});
      break;
    case Wanted::kAnchor:
      add_phrases(kAnchorWords, language, candidates);
      break;
    case Wanted::kEvent:
      add_phrases(kEventWords, language, candidates);
      break;
    case Wanted::kStep:
      add_phrases(kStepWords, language, candidates);
      add_statements(language, candidates);
      break;
    case Wanted::kUnit:
      for (const std::string_view unit : units(language)) candidates.push_back({unit, std::nullopt});
      break;
    case Wanted::kDay:
      for (const std::string_view day : weekdays(language)) candidates.push_back({day, std::nullopt});
      break;
    default:
      break;
  }
}

Candidates candidates_of(const Matching& matching) {
  Candidates candidates;
  for (const Expectation& expectation : matching.expected()) add_candidates(expectation, matching, candidates);
  std::erase_if(candidates, [](const Candidate& candidate) { return candidate.words.empty(); });
  return candidates;
}

/// The words that stand at a place, one after another.
class WordsHere {
 public:
  WordsHere(std::string_view text, std::size_t at) : text_(text), begin_(at) {
    for (std::size_t number = 0; number < kMostWords; ++number) {
      const std::string_view word = word_at(text, at);
      if (word.empty()) break;
      words_.push_back(word);
      at = skip_white_space(text, at + word.size());
    }
  }

  bool empty() const { return words_.empty(); }
  std::size_t size() const { return words_.size(); }
  std::string_view first() const { return words_.front(); }

  /// The first words with one space between them.
  std::string joined(std::size_t count) const {
    std::string joined(words_.front());
    for (std::size_t i = 1; i < count; ++i) joined.append(" ").append(words_[i]);
    return joined;
  }

  /// The first words as they stand in the text.
  std::string_view written(std::size_t count) const {
    const std::string_view last = words_[count - 1];
    return text_.substr(begin_, static_cast<std::size_t>(last.data() + last.size() - text_.data()) - begin_);
  }

 private:
  static constexpr std::size_t kMostWords = 6;  ///< as many as the longest phrase has

  std::string_view text_;
  std::size_t begin_;
  std::vector<std::string_view> words_;
};

bool is_near(std::string_view word, std::string_view keyword) {
  return !nearest_names(word, std::vector<std::string>{std::string(keyword)}, 1).empty();
}

/// Does one of the two words begin with the other, three letters or more? `whenever` is too far from `when` to be a
/// slip of the pen, but was meant.
bool extends(std::string_view word, std::string_view keyword) {
  const std::size_t shared = std::min(word.size(), keyword.size());
  return shared >= 3 && is_keyword(word.substr(0, shared), keyword.substr(0, shared));
}

/// The one candidate that begins with a word; none if several do, because half a phrase says nothing.
const Candidate* only_one_that_begins(const Candidates& candidates, std::string_view word) {
  const Candidate* only = nullptr;
  for (const Candidate& candidate : candidates) {
    if (first_word(candidate.words) != word) continue;
    if (only != nullptr && only->words != candidate.words) return nullptr;
    only = &candidate;
  }
  return only;
}

/// Candidates of as many words as they are compared with come first, the longest first; then one word, which may be a
/// phrase written as one word; then the first word of a phrase.
MeantWords nearest(const WordsHere& here, const Candidates& candidates) {
  if (here.empty()) return {};
  const auto nearest_of = [&](std::size_t count, const auto& chosen) {
    std::vector<std::string> words;
    for (const Candidate& candidate : candidates) {
      if (chosen(candidate)) words.emplace_back(candidate.words);
    }
    const std::vector<std::string> near = nearest_names(here.joined(count), words, 1);
    return near.empty() ? MeantWords{} : MeantWords{near.front(), here.written(count)};
  };
  for (std::size_t count = here.size(); count > 1; --count) {
    MeantWords meant = nearest_of(count, [&](const Candidate& candidate) {
      return count_words(candidate.words) == count && is_near(here.first(), first_word(candidate.words));
    });
    if (meant) return meant;
  }
  if (MeantWords meant = nearest_of(1, [](const Candidate& /*candidate*/) { return true; })) return meant;
  std::vector<std::string> first_words;
  for (const Candidate& candidate : candidates) first_words.emplace_back(first_word(candidate.words));
  const std::vector<std::string> near = nearest_names(here.first(), first_words, 1);
  const Candidate* meant = near.empty() ? nullptr : only_one_that_begins(candidates, near.front());
  for (auto word = first_words.begin(); meant == nullptr && word != first_words.end(); ++word) {
    if (extends(here.first(), *word)) meant = only_one_that_begins(candidates, *word);
  }
  return meant == nullptr ? MeantWords{} : MeantWords{std::string(meant->words), here.written(1)};
}

MeantWords nearest_of_phrases(std::string_view text, std::size_t at, std::span<const Phrase> phrases,
                              Language language) {
  Candidates candidates;
  add_phrases(phrases, language, candidates);
  const WordsHere here(text, at);
  if (here.empty() || is_reserved_word(here.first(), language) || !may_name_fact(here.first(), language)) return {};
  MeantWords meant = nearest(here, candidates);
  // A fact may well be called as a keyword begins, or have a longer name than it.
  const bool is_beginning = is_keyword(here.first(), first_word(meant.keyword));
  const bool is_slip =
      !is_beginning && (is_near(here.first(), first_word(meant.keyword)) || is_near(here.first(), meant.keyword));
  return meant && is_slip ? meant : MeantWords{};
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
          const bool again = form.clause == other.clause && !form.repeats;
          return form.place >= other.place && !again && !exclude_each_other(form, other);
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
      return has(Phrase::kForbid) || ((has(Phrase::kPermit) || has(Phrase::kRefer)) && has(Phrase::kFor));
    case Phrase::kRetention:
      return has(Phrase::kKeep) && has(Phrase::kThen);
    case Phrase::kFact:
      return !matching.clauses().empty();
    default:
      return true;
  }
}

MeantWords nearest_expected(const Matching& matching) {
  const auto at = static_cast<std::size_t>(matching.farthest() - matching.text().data());
  return nearest(WordsHere(matching.text(), at), candidates_of(matching));
}

MeantWords meant_by_ordinary_word(const Matching& matching) {
  const std::string_view text = matching.text();
  const auto at = static_cast<std::size_t>(matching.farthest() - text.data());
  const WordsHere here(text, at);
  const Candidates candidates = candidates_of(matching);
  MeantWords meant;
  std::size_t longest = 0;
  for (const OrdinaryWord& ordinary : ordinary_words(matching.language())) {
    const std::size_t count = count_words(ordinary.words);
    const bool is_sign = here.empty() && text.substr(at, ordinary.words.size()) == ordinary.words;
    const bool stands = is_sign || (count <= here.size() && is_keyword(here.joined(count), ordinary.words));
    if (!stands || count <= longest) continue;
    const auto candidate = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const Candidate& possible) { return possible.phrase == ordinary.meant; });
    if (candidate == candidates.end()) continue;
    longest = count;
    meant = {std::string(candidate->words), is_sign ? text.substr(at, ordinary.words.size()) : here.written(count)};
  }
  return meant;
}

bool is_timing(std::string_view words, Language language) {
  return std::any_of(kTimings.begin(), kTimings.end(),
                     [&](Phrase timing) { return behind_given(timing, language) == words; });
}

bool stands_for_comparison(std::string_view text, std::size_t at, Language language) {
  const WordsHere here(text, at);
  const auto words = ordinary_words(language);
  return std::any_of(words.begin(), words.end(), [&](const OrdinaryWord& ordinary) {
    const std::size_t count = count_words(ordinary.words);
    return ordinary.meant >= Phrase::kIsWithin && ordinary.meant <= Phrase::kIsLessThan && count > 1 &&
           count <= here.size() && is_keyword(here.joined(count), ordinary.words);
  });
}

MeantWords nearest_condition(std::string_view text, std::size_t at, Language language) {
  return nearest_of_phrases(text, at, kConditionWords, language);
}

MeantWords nearest_anchor(std::string_view text, std::size_t at, Language language) {
  return nearest_of_phrases(text, at, kAnchorWords, language);
}

}  // namespace licet::grammar
