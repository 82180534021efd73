#pragma once
// PEGTL rules of strings and citations. Source: language.md sections 1 and 4.

#include <grammar/clauses.h>
#include <grammar/lexical.h>
#include <grammar/phrase_rules.h>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

// clang-format off
template <char32_t Opening, char32_t... Closings>
struct quotes {
  struct opening : pegtl::utf8::one<Opening> {};
  struct closing : pegtl::utf8::one<Closings...> {};
};
using straight_quotes = quotes<U'"', U'"'>;
using english_quotes = quotes<0x201C, 0x201D>;
using german_quotes = quotes<0x201E, 0x201C, 0x201D>;
using inward_quotes = quotes<0xBB, 0xAB>;
using outward_quotes = quotes<0xAB, 0xBB>;

struct opening_quote : pegtl::sor<straight_quotes::opening, english_quotes::opening, german_quotes::opening,
                                  inward_quotes::opening, outward_quotes::opening> {};
struct escape : pegtl::seq<pegtl::one<'\\'>, pegtl::one<'"', '\\'>> {};
// clang-format on

/// The rest of a string behind its opening quote. Stops at an unknown escape, and if the string is not closed within
/// limits::kStringBytes.
template <class Quotes>
void finish_string(Input& input, Matching& matching, const char* begin, const char* behind_quote) {
  while (!scan<typename Quotes::closing>(input)) {
    const char* const at = input.current();
    matching.last_string = {begin, static_cast<std::size_t>(at - begin)};
    if (static_cast<std::size_t>(at - begin) > greatest(Limit::kString)) {
      matching.stop_over(Limit::kString, begin, behind_quote);
    }
    if (scan<escape>(input)) continue;
    if (!scan<pegtl::utf8::any>(input)) {
      matching.stop(text::kStringNotClosed, begin, behind_quote, {std::string(begin, behind_quote)});
    }
    if (*at == '\\') {
      static_cast<void>(scan<pegtl::utf8::any>(input));
      matching.stop(text::kUnknownEscape, at, input.current(), {std::string(at, input.current())});
    }
  }
}

/// A string with its quotes, if one begins here.
inline bool match_string(Input& input, Matching& matching) {
  const char* const begin = input.current();
  const auto rest_of = [&]<class Quotes>(Quotes /*quotes*/) {
    if (!scan<typename Quotes::opening>(input)) return false;
    finish_string<Quotes>(input, matching, begin, input.current());
    matching.last_string = {begin, static_cast<std::size_t>(input.current() - begin)};
    matching.count_part(matching.last_string, Limit::kString);
    return true;
  };
  return rest_of(straight_quotes{}) || rest_of(english_quotes{}) || rest_of(german_quotes{}) ||
         rest_of(inward_quotes{}) || rest_of(outward_quotes{});
}

template <Wanted What>
struct string_of : token<string_of<What>, NodeKind::kString> {
  static bool read(Input& input, Matching& matching) {
    if (match_string(input, matching)) return true;
    matching.expect(input.current(), {What, {}, 0});
    return false;
  }
};
using string = string_of<Wanted::kString>;
using title = string_of<Wanted::kTitle>;

/// Does a citation of this statement end here? At every word that begins a statement or one of its clauses; `in`, which
/// many citations have, only as part of its phrase.
inline bool citation_ends(Input& input, Matching& matching) {
  const std::string_view here = word_here(input, matching);
  if (here.empty()) return false;
  if (statement_of(here, matching.language())) return true;
  for (const ClauseForm& form : clauses_of(matching.statement())) {
    if (!form.ends_citation) continue;
    const std::string_view phrase = spelling(form.clause, matching.language());
    if (form.clause == Phrase::kInForce) {
      if (stands_here(input, matching, form.clause)) return true;
    } else if (is_keyword(here, phrase.substr(0, phrase.find(' ')))) {
      return true;
    }
  }
  return false;
}

struct citation : token<citation, NodeKind::kCitation> {
  static bool read(Input& input, Matching& matching) {
    const char* const begin = input.current();
    const char* end = begin;
    std::size_t parentheses = 0;
    while (!input.empty()) {
      const char here = *input.current();
      if (here == ',' && parentheses == 0) break;
      if (citation_ends(input, matching)) break;
      if (scan<pegtl::sor<blank, comment>>(input)) continue;
      if (here == '(') ++parentheses;
      if (here == ')' && parentheses > 0) --parentheses;
      if (!match_string(input, matching) && !scan<pegtl::plus<name_character>>(input)) {
        static_cast<void>(scan<pegtl::utf8::any>(input));
      }
      end = input.current();
    }
    input.iterator() = end;
    if (end == begin) {
      matching.expect(begin, {Wanted::kCitation, {}, 0});
      return false;
    }
    matching.count_part({begin, static_cast<std::size_t>(end - begin)}, Limit::kCitation);
    return true;
  }
};

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
