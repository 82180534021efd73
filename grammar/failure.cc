#include <algorithm>
#include <array>
#include <engine/base/nearest_name.h>
#include <engine/base/utf8.h>
#include <grammar/building.h>
#include <grammar/clauses.h>
#include <grammar/codes_of_text.h>
#include <grammar/descriptions.h>
#include <grammar/expected_words.h>
#include <grammar/failure.h>
#include <grammar/match.h>
#include <grammar/negation.h>
#include <grammar/recovery.h>
#include <grammar/word.h>

namespace licet::grammar {
namespace {

constexpr std::size_t kShownCodePoints = 40;

/// Quotation marks that open no text in this language, though they do elsewhere.
constexpr auto kOtherMarks =
    std::to_array<std::string_view>({"'", "`", "´", "‘", "’", "‚", "‛", "‹", "›", "”", "″", "〝"});

constexpr std::array kTimeWords = {Phrase::kIs, Phrase::kOn, Phrase::kWordingIn, Phrase::kFrom, Phrase::kUntil};

/// What stands where matching failed.
struct Found {
  std::size_t begin = 0;
  std::string_view text;  ///< empty at the end of the file
  bool is_word = false;
  bool is_string = false;
  bool on_later_line = false;
  bool begins_statement = false;
};

Found find_found(const Matching& matching) {
  const std::string_view text = matching.text();
  Found found;
  found.begin = static_cast<std::size_t>(matching.farthest() - text.data());
  const auto previous = static_cast<std::size_t>(matching.behind_previous() - text.data());
  found.on_later_line = text.substr(previous, found.begin - previous).find('\n') != std::string_view::npos;
  if (found.begin == text.size()) return found;
  found.text = word_at(text, found.begin);
  found.is_word = !found.text.empty();
  found.is_string = begins_string(text, found.begin);
  found.begins_statement = begins_statement_at(text, found.begin, matching.language());
  if (found.text.empty()) found.text = text.substr(found.begin, number_length(text, found.begin));
  if (found.text.empty()) found.text = text.substr(found.begin, code_point_at(text, found.begin).length);
  return found;
}

std::string describe_found(const Found& found, Language language) {
  if (found.text.empty()) return std::string(end_of_file(language));
  if (found.is_string) return std::string(a_string(language));
  std::size_t end = 0;
  for (std::size_t points = 0; points < kShownCodePoints && end < found.text.size(); ++points) {
    end += code_point_at(found.text, end).length;
  }
  return quoted(std::string(found.text.substr(0, end)) + (end < found.text.size() ? "…" : ""));
}

bool wants(const Matching& matching, Wanted wanted) {
  const auto& expected = matching.expected();
  return std::any_of(expected.begin(), expected.end(), [&](const Expectation& e) { return e.wanted == wanted; });
}

bool wants_phrase(const Matching& matching, Phrase phrase) {
  const auto& expected = matching.expected();
  return std::any_of(expected.begin(), expected.end(),
                     [&](const Expectation& e) { return e.wanted == Wanted::kPhrase && e.phrase == phrase; });
}

/// A noun before a name, where the name alone is written, as in `for purpose newsletter`.
bool repeats_noun(const Matching& matching, const Found& found) {
  const auto noun = statement_of(found.text, matching.language());
  if (!noun) return false;
  const std::string_view text = matching.text();
  const std::string_view name = word_at(text, skip_white_space(text, found.begin + found.text.size()));
  if (name.empty() || is_reserved_word(name, matching.language())) return false;
  const auto& expected = matching.expected();
  return std::any_of(expected.begin(), expected.end(), [&](const Expectation& e) {
    return (e.wanted == Wanted::kName && e.phrase == *noun) ||
           (e.wanted == Wanted::kCondition && (*noun == Phrase::kFact || *noun == Phrase::kCondition)) ||
           ((e.wanted == Wanted::kTime || e.wanted == Wanted::kAnchor) && *noun == Phrase::kFact);
  });
}

/// Told as a possibility only where nothing else could stand.
bool is_optional(Wanted wanted) { return wanted == Wanted::kTitle || wanted == Wanted::kClock; }

/// What may stand there, in words.
std::vector<std::string> describe_expected(const Matching& matching) {
  const Language language = matching.language();
  std::vector<std::string> items;
  const auto add = [&](std::string item) {
    if (!item.empty() && std::find(items.begin(), items.end(), item) == items.end()) items.push_back(std::move(item));
  };
  const auto& expected = matching.expected();
  for (const Expectation& expectation : expected) {
    if (expectation.wanted == Wanted::kClause) {
      for (const Phrase clause : clauses_ahead(matching)) add(quoted(spelling(clause, language)));
      if (statement_may_end(matching)) add(std::string(next_declaration(language)));
    } else if (!is_optional(expectation.wanted) || expected.size() == 1) {
      for (std::string& item : describe_expectation(expectation, language)) add(std::move(item));
    }
  }
  return items;
}

/// Digits with two of the same separators, such as `1.4.2026`.
bool looks_like_date(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  const std::size_t first = text.find_first_of("-./");
  return first != std::string_view::npos && text.find(text[first], first + 1) != std::string_view::npos;
}

/// The line of a string, behind its first, that begins with a reserved word: then its closing quote was forgotten.
bool swallows_statement(std::string_view string, Language language) {
  for (std::size_t at = string.find('\n'); at != std::string_view::npos; at = string.find('\n', at + 1)) {
    const std::string_view word = word_at(string, skip_white_space(string, at));
    if (!word.empty() && is_reserved_word(word, language)) return true;
  }
  return false;
}

/// The name that a statement declares.
std::string_view declared_name(const Matching& matching) {
  const auto begin = static_cast<std::size_t>(matching.statement_begin() - matching.text().data());
  return word_at(matching.text(), skip_white_space(matching.text(), begin + word_at(matching.text(), begin).size()));
}

/// What stands where a name stands that a condition, or an anchor, took for a fact, though what follows it fits none,
/// such as `consnt` of `consnt c is valid`.
MeantWords meant_in_place_of_fact(const Matching& matching) {
  const std::string_view text = matching.text();
  const auto place_of = [&](const char* at) { return static_cast<std::size_t>(at - text.data()); };
  const auto is_phrase = [](const MeantWords& meant) { return meant.keyword.find(' ') != std::string::npos; };
  if (matching.term_begin != nullptr && matching.term_begin < matching.farthest()) {
    MeantWords meant = nearest_condition(text, place_of(matching.term_begin), matching.language());
    if (wants(matching, Wanted::kComparison) || is_phrase(meant)) return meant;
  }
  const bool is_last = matching.term_begin == nullptr || matching.time_begin > matching.term_begin;
  if (matching.time_begin != nullptr && is_last && matching.time_begin < matching.farthest()) {
    MeantWords meant = nearest_anchor(text, place_of(matching.time_begin), matching.language());
    if (is_phrase(meant)) return meant;
  }
  return {};
}

/// Words that begin what has a time, though no timing of a notice begins with them.
bool begins_time(std::string_view word, Language language) {
  return std::any_of(kTimeWords.begin(), kTimeWords.end(),
                     [&](Phrase phrase) { return is_keyword(word, spelling(phrase, language)); });
}

/// What stands behind `was given` on the same line, such as `in the past`: up to a sign or a word that ends it.
std::string_view written_as_timing(const Matching& matching, const Found& found) {
  const std::string_view text = matching.text();
  std::size_t end = found.begin + found.text.size();
  while (true) {
    const std::size_t next = skip_white_space(text, end);
    if (text.substr(end, next - end).find('\n') != std::string_view::npos) break;
    const std::string_view word = word_at(text, next);
    const std::size_t length = word.empty() ? number_length(text, next) : word.size();
    const bool ends = is_reserved_word(word, matching.language()) && !begins_time(word, matching.language());
    if (length == 0 || ends || next + length - found.begin > kShownCodePoints) break;
    end = next + length;
  }
  return text.substr(found.begin, end - found.begin);
}

/// Was something to say when a notice was given, though nothing that can stand there was meant?
bool is_wrong_timing(const Matching& matching, const Found& found, const MeantWords& nearest) {
  if (!wants(matching, Wanted::kTiming) || found.text.empty() || found.on_later_line) return false;
  const Language language = matching.language();
  if (nearest) return is_timing(nearest.keyword, language);
  const bool is_number = found.text.front() >= '0' && found.text.front() <= '9';
  if (!found.is_word) return is_number;
  return !is_reserved_word(found.text, language) || begins_time(found.text, language);
}

SourceRange range_of(const Matching& matching, std::string_view part) {
  return matching.range(part.data(), part.data() + part.size());
}

bool opens_in_another_way(std::string_view character) {
  return std::find(kOtherMarks.begin(), kOtherMarks.end(), character) != kOtherMarks.end();
}

}  // namespace

Finding explain_failure(const Matching& matching) {
  const Language language = matching.language();
  const Found found = find_found(matching);
  const char* const begin = matching.farthest();
  const SourceRange place = matching.range(begin, begin + found.text.size());
  const std::string shown = describe_found(found, language);
  const auto finding = [&](Code code, SourceRange where, std::vector<std::string> arguments) {
    return Finding{code, where, std::move(arguments), {}, {}};
  };

  const std::string_view string = matching.last_string;
  const bool behind_string = !string.empty() && string.data() + string.size() == matching.behind_previous();
  if (behind_string && swallows_statement(string, language)) {
    const std::size_t quote = code_point_at(string, 0).length;
    return finding(text::kStringNotClosed, matching.range(string.data(), string.data() + quote),
                   {std::string(string.substr(0, quote))});
  }
  const char* const gap = matching.behind_previous();
  const bool is_gap = found.text.empty() || (found.on_later_line && found.begins_statement);
  if (!is_gap && repeats_noun(matching, found)) {
    return finding(text::kNounRepeated, place, {std::string(found.text)});
  }
  if (wants(matching, Wanted::kCitation) && !found.on_later_line && is_reserved_word(found.text, language)) {
    return finding(text::kCitationEnds, place, {std::string(found.text)});
  }
  if (const auto negation = is_gap ? std::nullopt : explain_negation(matching)) return *negation;
  if (const MeantWords meant = is_gap ? MeantWords{} : meant_by_ordinary_word(matching)) {
    return finding(text::kOrdinaryWord, range_of(matching, meant.written),
                   {single_spaced(meant.written), meant.keyword});
  }
  const bool joins = is_keyword(found.text, spelling(Phrase::kAnd, language)) ||
                     is_keyword(found.text, spelling(Phrase::kOr, language));
  if (wants(matching, Wanted::kComma) && joins) {
    return finding(text::kOrdinaryWord, place, {std::string(found.text), ","});
  }
  if (wants_phrase(matching, Phrase::kMeans)) {
    const std::string_view name = declared_name(matching);
    return finding(
        text::kClauseMissing, matching.range(matching.statement_begin(), name.data() + name.size()),
        {std::string(spelling(matching.statement(), language)), std::string(name),
         quoted(spelling(Phrase::kMeans, language)), std::string(describe_clause(Phrase::kMeans, language))});
  }
  if (looks_like_date(found.text) && (wants(matching, Wanted::kDate) || wants(matching, Wanted::kValue))) {
    return finding(text::kDateMisspelt, place, {std::string(found.text)});
  }
  if (wants(matching, Wanted::kClock) && found.text.find(':') != std::string_view::npos) {
    return finding(text::kTimeOfDay, place, {std::string(found.text)});
  }
  if (wants(matching, Wanted::kDeclaredName) && !found.on_later_line && is_reserved_word(found.text, language)) {
    return finding(text::kReservedName, place,
                   {std::string(found.text), std::string(describe_statement(matching.statement(), language))});
  }

  if (opens_in_another_way(found.text) && (wants(matching, Wanted::kTitle) || wants(matching, Wanted::kString) ||
                                           wants(matching, Wanted::kValue) || wants(matching, Wanted::kChoice))) {
    return finding(text::kOtherQuotationMark, place, {std::string(found.text)});
  }
  const bool may_end =
      wants(matching, Wanted::kClause) || wants(matching, Wanted::kStep) || wants_phrase(matching, Phrase::kAnd);
  if (found.text == ")" && matching.unclosed() == nullptr && may_end) {
    return finding(text::kParenthesisNotOpened, place, {});
  }
  const bool is_reserved = is_reserved_word(found.text, language);
  const MeantWords nearest = found.is_word && !is_reserved ? nearest_expected(matching) : MeantWords{};
  if (is_wrong_timing(matching, found, nearest)) {
    const std::string_view written = nearest ? nearest.written : written_as_timing(matching, found);
    Finding result = finding(text::kTimingOfNotice, range_of(matching, written), {single_spaced(written)});
    result.nearest = nearest.keyword;
    return result;
  }
  if (matching.unclosed() != nullptr && !nearest && (found.text.empty() || is_reserved_word(found.text, language))) {
    Finding result = finding(text::kParenthesisNotClosed, is_gap ? matching.range(gap, gap) : place, {shown});
    result.notes.push_back(
        {matching.range(matching.unclosed(), matching.unclosed() + 1), text::kParenthesisOpensHere, {}});
    return result;
  }
  if (!nearest) {
    if (const MeantWords meant = meant_in_place_of_fact(matching)) {
      Finding result = finding(text::kMisspelt, range_of(matching, meant.written), {single_spaced(meant.written)});
      result.nearest = meant.keyword;
      return result;
    }
  }

  const std::string expected = any_of_these(describe_expected(matching), language);
  if (is_gap) return finding(text::kMissing, matching.range(gap, gap), {expected});
  const bool behind_clause = wants(matching, Wanted::kClause) && !matching.clauses().empty();
  const SourceRange where = nearest ? range_of(matching, nearest.written) : place;
  const std::string stands = nearest ? quoted(single_spaced(nearest.written)) : shown;
  Finding result = behind_clause
                       ? finding(text::kAfterClause, where,
                                 {std::string(describe_clause(matching.last_clause(), language)),
                                  std::string(describe_statement(matching.statement(), language)), expected, stands})
                       : finding(text::kExpected, where, {expected, stands});
  result.nearest = nearest.keyword;
  return result;
}

}  // namespace licet::grammar
