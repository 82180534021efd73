#pragma once
// PEGTL rules for looking at a text word by word, behind a mistake.

#include <grammar/string_rules.h>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

template <class Quotes>
struct closed_string : pegtl::seq<typename Quotes::opening,
                                  pegtl::until<typename Quotes::closing, pegtl::sor<escape, pegtl::utf8::any>>> {};
struct any_closed_string
    : pegtl::sor<closed_string<straight_quotes>, closed_string<english_quotes>, closed_string<german_quotes>,
                 closed_string<inward_quotes>, closed_string<outward_quotes>> {};
struct number_run
    : pegtl::seq<pegtl::digit,
                 pegtl::star<pegtl::sor<name_character, pegtl::seq<pegtl::one<'-', ':', '.', '/'>, pegtl::digit>>>> {};

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
