#include <algorithm>
#include <engine/base/utf8.h>
#include <grammar/keywords.h>
#include <grammar/match.h>
#include <grammar/recovery.h>
#include <grammar/word.h>
#include <licet/limits.h>
#include <span>

namespace licet::grammar {
namespace {

/// Phrases that can follow a statement's word, or a name behind it, only in a condition or an anchor.
constexpr std::array kBehindConsent = {
    Phrase::kIsValid,    Phrase::kWasWithdrawn,      Phrase::kWasRefused,         Phrase::kIsPending,
    Phrase::kHasExpired, Phrase::kEndOfConsentAfter, Phrase::kStartOfConsentAfter};
constexpr std::array kBehindNotice = {Phrase::kWasGiven};
constexpr std::array kBehindAttribute = {Phrase::kRequestIs, Phrase::kRequestIsWithin};

std::span<const Phrase> condition_words_behind(Phrase statement) {
  switch (statement) {
    case Phrase::kConsent:
      return kBehindConsent;
    case Phrase::kNotice:
      return kBehindNotice;
    default:
      return kBehindAttribute;
  }
}

/// Events of a scenario behind which a name stands.
constexpr std::array kBeforeName = {Phrase::kGranted,   Phrase::kConfirmed, Phrase::kRefused,
                                    Phrase::kWithdrawn, Phrase::kInformed,  Phrase::kCollected};

bool is_name_byte(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value == '_' || value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'a' && value <= 'z') ||
         (value >= 'A' && value <= 'Z');
}

std::string_view first_word(std::string_view phrase) { return phrase.substr(0, phrase.find(' ')); }

bool begins_one_of(std::string_view word, std::span<const Phrase> phrases, Language language) {
  return !word.empty() && std::any_of(phrases.begin(), phrases.end(), [&](Phrase phrase) {
    return is_keyword(word, first_word(spelling(phrase, language)));
  });
}

/// The word at a place and the place behind it and its white space.
struct Step {
  std::string_view word;
  std::size_t behind = 0;
};
Step step(std::string_view text, std::size_t at) {
  const std::string_view word = word_at(text, at);
  return {word, skip_white_space(text, at + word.size())};
}

}  // namespace

bool begins_statement_at(std::string_view text, std::size_t at, Language language) {
  const Step first = step(text, at);
  const auto statement = statement_of(first.word, language);
  if (!statement) return false;
  const auto behind = condition_words_behind(*statement);
  const Step second = step(text, first.behind);
  if (is_reserved_word(second.word, language)) return !begins_one_of(second.word, behind, language);
  const Step third = step(text, second.behind);
  if (*statement != Phrase::kConsent && *statement != Phrase::kNotice) return true;
  const bool asks =
      begins_one_of(second.word, behind, language) && !third.word.empty() && !is_reserved_word(third.word, language);
  return !asks && !begins_one_of(third.word, behind, language);
}

std::size_t StatementSearch::behind_string(std::size_t at) {
  const std::size_t quote = code_point_at(text_, at).length;
  if (at < no_string_before_) return at + quote;
  const std::size_t length = string_length(text_, at);
  if (length > 0) return at + length;
  no_string_before_ = at + limits::kStringBytes;
  return at + quote;
}

bool StatementSearch::begins_line(std::size_t at) const {
  return at == 0 || text_[at - 1] == '\n' || text_[at - 1] == '\r';
}

bool StatementSearch::is_asked_for(std::size_t at) const {
  std::size_t end = at;
  while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
  if (end > 0 && text_[end - 1] == ',') return true;
  std::size_t begin = end;
  while (begin > 0 && is_name_byte(text_[begin - 1])) --begin;
  const std::string_view word = text_.substr(begin, end - begin);
  return !word.empty() && (is_reserved_word(word, language_) || begins_one_of(word, kBeforeName, language_) ||
                           is_keyword(word, "the") || is_keyword(word, "a") || is_keyword(word, "an"));
}

std::size_t StatementSearch::next(std::size_t from) {
  std::size_t at = skip_white_space(text_, std::min(from, text_.size()));
  while (at < text_.size()) {
    const std::string_view word = word_at(text_, at);
    if (!word.empty()) {
      const auto statement = statement_of(word, language_);
      if (statement && begins_statement_at(text_, at, language_)) {
        const std::size_t behind = skip_white_space(text_, at + word.size());
        const std::string_view name = word_at(text_, behind);
        const bool is_named = !name.empty() && !is_reserved_word(name, language_);
        if (begins_line(at) ||
            (*statement == Phrase::kScenario ? begins_string(text_, behind) : is_named && !is_asked_for(at))) {
          return at;
        }
      }
      at += word.size();
    } else if (begins_string(text_, at)) {
      at = behind_string(at);
    } else {
      at += std::max(number_length(text_, at), code_point_at(text_, at).length);
    }
    at = skip_white_space(text_, at);
  }
  return text_.size();
}

}  // namespace licet::grammar
