#pragma once
// PEGTL rules of words, white space and literals. Source: language.md section 1.
//
// A rule that ends in a word or literal also eats the white space behind it, never any before it. Rules that read a
// table or count against a limit match by hand; their `rule_t` tells PEGTL's analysis that they consume (`any`) or may
// consume nothing (`success`).

#include <grammar/codes_of_text.h>
#include <grammar/matching.h>
#include <grammar/parse_node.h>
#include <grammar/word.h>
#include <string_view>
#include <tao/pegtl.hpp>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

namespace pegtl = tao::pegtl;

using consumes = pegtl::any::rule_t;
using may_consume_nothing = pegtl::success::rule_t;

// --- white space and words ---

// clang-format off
/// Control characters count as white space, so that the one finding about them is the only one.
struct blank : pegtl::sor<pegtl::ranges<'\0', ' ', '\x7f'>, pegtl::utf8::one<0xA0, 0x202F>> {};
struct comment : pegtl::seq<pegtl::one<'#'>, pegtl::star<pegtl::not_one<'\n', '\r'>>> {};
struct white_space : pegtl::star<pegtl::sor<blank, comment>> {};

struct letter : pegtl::utf8::ranges<U'a', U'z', U'A', U'Z', 0xAA, 0xAA, 0xB5, 0xB5, 0xBA, 0xBA, 0xC0, 0xD6, 0xD8, 0xF6,
                                    0xF8, 0x17F> {};
struct name_character : pegtl::sor<letter, pegtl::digit, pegtl::one<'_'>> {};
struct word : pegtl::seq<letter, pegtl::star<name_character>> {};
// clang-format on

using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

/// Matches a rule without nodes, expectations or state.
template <class Rule>
bool scan(Input& input) {
  return pegtl::match<Rule, pegtl::apply_mode::nothing, pegtl::rewind_mode::required, pegtl::nothing, pegtl::normal>(
      input);
}

inline void skip_white_space(Input& input, Matching& matching) {
  if (matching.last_space_begin == input.current()) {
    input.iterator() = matching.last_space_end;
    return;
  }
  matching.last_space_begin = input.current();
  static_cast<void>(scan<white_space>(input));
  matching.last_space_end = input.current();
}

/// The word that begins here, not consumed; empty if none does.
inline std::string_view word_here(Input& input, Matching& matching) {
  const char* const begin = input.current();
  if (matching.last_word.data() != begin) {
    static_cast<void>(scan<word>(input));
    matching.last_word = {begin, static_cast<std::size_t>(input.current() - begin)};
    input.iterator() = begin;
  }
  return matching.last_word;
}

// --- rules matched by hand ---

/// A rule that is matched by `bool Rule::read(Input&, Matching&)`.
template <class Rule, class Consumption>
struct by_hand {
  using rule_t = Consumption;
  using subs_t = pegtl::type_list<>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    const char* const begin = input.current();
    if (Rule::read(input, matching)) return true;
    input.iterator() = begin;
    return false;
  }
};

/// A word, phrase or literal, and a leaf of the parse tree; eats the white space behind it.
template <class Rule, NodeKind Kind, class Consumption = consumes>
struct token : by_hand<token<Rule, Kind, Consumption>, Consumption> {
  static constexpr NodeKind kKind = Kind;
  static bool read(Input& input, Matching& matching) {
    if (!Rule::read(input, matching)) return false;
    matching.token_end = input.current();
    skip_white_space(input, matching);
    return true;
  }
};

/// Matches without consuming anything, after `void Rule::note(const char* here, Matching&)`.
template <class Rule>
struct note : by_hand<note<Rule>, may_consume_nothing> {
  static bool read(Input& input, Matching& matching) {
    Rule::note(input, matching);
    return true;
  }
};

// --- nodes ---

template <NodeKind Kind, class... Rules>
struct node : pegtl::seq<Rules...> {
  static constexpr NodeKind kKind = Kind;
};

/// A literal: one that does not match says what was wanted.
template <Wanted What, class Rule>
struct literal {
  static bool read(Input& input, Matching& matching) {
    const char* const begin = input.current();
    if (!scan<Rule>(input)) {
      matching.expect(begin, {What, {}, 0});
      return false;
    }
    matching.count_part({begin, static_cast<std::size_t>(input.current() - begin)}, Limit::kNumber);
    return true;
  }
};

// clang-format off
struct number_end : pegtl::not_at<pegtl::sor<name_character, pegtl::seq<pegtl::one<'-', ':', '.', '/'>, pegtl::digit>>> {};
struct number_text : pegtl::seq<pegtl::opt<pegtl::one<'-'>>, pegtl::plus<pegtl::digit>, number_end> {};
struct date_text : pegtl::seq<pegtl::rep<4, pegtl::digit>, pegtl::one<'-'>, pegtl::rep<2, pegtl::digit>,
                              pegtl::one<'-'>, pegtl::rep<2, pegtl::digit>, number_end> {};
/// Digits with colons between; whether they are a time of day is seen when the tree is built, so that several wrong
/// ones in a condition are all reported.
struct clock_text : pegtl::seq<pegtl::plus<pegtl::digit>, pegtl::plus<pegtl::one<':'>, pegtl::plus<pegtl::digit>>,
                               number_end> {};
struct time_zone_text : pegtl::plus<pegtl::sor<pegtl::alnum, pegtl::one<'_', '/', '+', '-'>>> {};

struct number : token<literal<Wanted::kNumber, number_text>, NodeKind::kNumber> {};
struct date : token<literal<Wanted::kDate, date_text>, NodeKind::kDate> {};
struct clock : token<literal<Wanted::kClock, clock_text>, NodeKind::kClock> {};

/// A date, or a date and a time of day.
struct when : node<NodeKind::kWhen, date, pegtl::opt<clock>> {};
// clang-format on

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
