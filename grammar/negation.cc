#include <algorithm>
#include <array>
#include <engine/base/nearest_name.h>
#include <grammar/building.h>
#include <grammar/codes_of_text.h>
#include <grammar/descriptions.h>
#include <grammar/match.h>
#include <grammar/negation.h>
#include <grammar/word.h>
#include <vector>

namespace licet::grammar {
namespace {

/// English conditions have no such verb, but their negation by other hands does.
constexpr std::array<std::string_view, 3> kAuxiliaries = {"does", "do", "did"};

/// Conditions that are whole phrases, or end with one.
constexpr std::array kPhrases = {Phrase::kIsValid,           Phrase::kWasWithdrawn,       Phrase::kWasRefused,
                                 Phrase::kIsPending,         Phrase::kHasExpired,         Phrase::kObjectionStands,
                                 Phrase::kRestrictionStands, Phrase::kErasureIsRequested, Phrase::kWasGiven};

std::string_view next_word(std::string_view text, std::string_view word) {
  const auto behind = static_cast<std::size_t>(word.data() + word.size() - text.data());
  return word_at(text, skip_white_space(text, behind));
}

bool holds(std::string_view phrase, std::string_view word) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    words.emplace_back(phrase.substr(begin, end - begin));
    begin = end + 1;
  }
  return !word.empty() && !nearest_names(word, words, 1).empty();
}

/// What is left of the phrase that could have gone on here and has the word behind `not`; of a single one whatever
/// that word is.
std::string_view rest_of_phrase(const Matching& matching, std::string_view behind_not) {
  std::vector<std::string_view> rests;
  for (const Expectation& expectation : matching.expected()) {
    if (expectation.wanted != Wanted::kPhrase) continue;
    if (std::find(kPhrases.begin(), kPhrases.end(), expectation.phrase) == kPhrases.end()) continue;
    rests.push_back(words_from(expectation.phrase, expectation.word, matching.language()));
  }
  const auto meant =
      std::find_if(rests.begin(), rests.end(), [&](std::string_view rest) { return holds(rest, behind_not); });
  if (meant != rests.end()) return *meant;
  return rests.size() == 1 ? rests.front() : std::string_view();
}

}  // namespace

std::string affirmed_comparison(const Matching& matching, const char* at_not) {
  const std::string_view text = matching.text();
  const auto begin = static_cast<std::size_t>(matching.term_begin - text.data());
  const auto at = static_cast<std::size_t>(at_not - text.data());
  const std::string_view value = next_word(text, word_at(text, at));
  const auto behind = static_cast<std::size_t>(value.data() + value.size() - text.data());
  const std::size_t end = value.empty() ? at : skip_white_space(text, behind);
  const bool ends = !value.empty() && (end == text.size() || text[end] == ')' || text[end] == ',' ||
                                       is_reserved_word(word_at(text, end), matching.language()));
  std::string_view words = text.substr(begin, at - begin);
  words = words.substr(0, words.find_last_not_of(" \t\r\n") + 1);
  return single_spaced(words) + " " + (ends ? std::string(value) : "…");
}

std::optional<Finding> explain_negation(const Matching& matching) {
  if (matching.term_begin == nullptr || matching.term_begin >= matching.farthest()) return std::nullopt;
  const std::string_view text = matching.text();
  const std::string_view first = word_at(text, static_cast<std::size_t>(matching.farthest() - text.data()));
  const bool is_verb = std::any_of(kAuxiliaries.begin(), kAuxiliaries.end(),
                                   [&](std::string_view verb) { return is_keyword(first, verb); });
  const std::string_view negation = is_verb ? next_word(text, first) : first;
  if (!is_keyword(negation, spelling(Phrase::kNot, matching.language()))) return std::nullopt;
  const std::string_view rest = rest_of_phrase(matching, next_word(text, negation));
  if (rest.empty()) return std::nullopt;
  const std::string_view before(matching.term_begin,
                                static_cast<std::size_t>(matching.behind_previous() - matching.term_begin));
  return Finding{text::kIsNot,
                 matching.range(first.data(), negation.data() + negation.size()),
                 {single_spaced(before) + " " + std::string(rest)},
                 {},
                 {}};
}

}  // namespace licet::grammar
