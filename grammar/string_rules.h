#pragma once
// PEGTL rules of strings and citations. Source: language.md sections 1 and 4.

#include <grammar/clauses.h>
#include <grammar/lexical.h>
#include <grammar/phrase_rules.h>

namespace licet::grammar::rules {

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
template <class Quotes, class Input>
void finish_string(Input& input, const Matching& matching, const char* begin, const char* behind_quote) {
  while (!scan<typename Quotes::closing>(input)) {
    const char* const at = input.current();
    if (static_cast<std::size_t>(at - begin) > limits::kStringBytes) {
      matching.stop(text::kOverLimit, begin, behind_quote, {"A string", std::to_string(limits::kStringBytes), "bytes"});
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
template <class Input>
bool match_string(Input& input, Matching& matching) {
  const char* const begin = input.current();
  const auto rest_of = [&]<class Quotes>(Quotes /*quotes*/) {
    if (!scan<typename Quotes::opening>(input)) return false;
    finish_string<Quotes>(input, matching, begin, input.current());
    matching.last_string = {begin, static_cast<std::size_t>(input.current() - begin)};
    matching.count_part(matching.last_string, "A string", limits::kStringBytes);
    return true;
  };
  return rest_of(straight_quotes{}) || rest_of(english_quotes{}) || rest_of(german_quotes{}) ||
         rest_of(inward_quotes{}) || rest_of(outward_quotes{});
}

template <Wanted What>
struct string_leaf {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  static constexpr NodeKind kKind = NodeKind::kString;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    if (match_string(input, matching)) return true;
    matching.expect(input.current(), {What, {}, 0});
    return false;
  }
};

struct string : token<string_leaf<Wanted::kString>> {};
struct title : token<string_leaf<Wanted::kTitle>> {};

/// Does a citation of this statement end here? At every word that begins a statement or one of its clauses; `in`, which
/// many citations have, only as part of its phrase.
template <class Input>
bool citation_ends(Input& input, Matching& matching) {
  const std::string_view here = word_here(input, matching);
  if (here.empty()) return false;
  if (statement_of(here, matching.language())) return true;
  for (const ClauseForm& form : clauses_of(matching.statement())) {
    const std::string_view phrase = spelling(form.clause, matching.language());
    if (form.clause == Phrase::kInForce) {
      const auto mark = input.template mark<pegtl::rewind_mode::required>();
      if (match_words(input, matching, form.clause) == kAllWords) return true;
    } else if (is_keyword(here, phrase.substr(0, phrase.find(' ')))) {
      return true;
    }
  }
  return false;
}

struct citation_leaf {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  static constexpr NodeKind kKind = NodeKind::kCitation;

  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
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
    matching.count_part({begin, static_cast<std::size_t>(end - begin)}, "A citation", limits::kStringBytes);
    return true;
  }
};

struct citation : token<citation_leaf> {};

}  // namespace licet::grammar::rules
