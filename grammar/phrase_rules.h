#pragma once
// PEGTL rules of phrases and names, by the tables of grammar/keywords.h in the language of the file.

#include <algorithm>
#include <grammar/lexical.h>
#include <optional>

namespace licet::grammar::rules {

// --- phrases ---

inline constexpr std::uint8_t kAllWords = 255;

/// Matches the words of a phrase, with white space between, not behind them. Returns the number of the word that does
/// not match, or kAllWords; the input stands behind the words that did.
template <class Input>
std::uint8_t match_words(Input& input, Matching& matching, Phrase phrase) {
  std::string_view words = spelling(phrase, matching.language());
  for (std::uint8_t number = 0; !words.empty(); ++number) {
    if (number > 0) skip_white_space(input, matching);
    const std::string_view keyword = words.substr(0, words.find(' '));
    const std::string_view here = word_here(input, matching);
    if (!is_keyword(here, keyword)) return number;
    input.bump_in_this_line(here.size());
    words.remove_prefix(std::min(words.size(), keyword.size() + 1));
  }
  return kAllWords;
}

/// A phrase. A `Quiet` one is one of many that may stand here, and is not told as a possibility before its first word.
template <Phrase P, bool Quiet>
struct phrase_leaf {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  static constexpr NodeKind kKind = NodeKind::kPhrase;
  static constexpr Phrase kPhrase = P;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    auto mark = input.template mark<pegtl::rewind_mode::required>();
    const std::uint8_t failed = match_words(input, matching, P);
    if (failed != kAllWords && !(Quiet && failed == 0)) matching.expect(input.current(), {Wanted::kPhrase, P, failed});
    return mark(failed == kAllWords);
  }
};

template <Phrase P>
struct phrase : token<phrase_leaf<P, false>> {};

/// The phrase that tells an alternative from the others.
template <Phrase P>
struct lead : token<phrase_leaf<P, true>> {};

/// A phrase that closes a form and is empty in some languages.
template <Phrase P>
struct closing_phrase_leaf : phrase_leaf<P, false> {
  using rule_t = may_consume_nothing;
};
template <Phrase P>
struct closing_phrase : token<closing_phrase_leaf<P>> {};

/// Never matches; says what all alternatives together would have been.
template <Wanted What, Phrase P = Phrase{}>
struct nothing_but {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    matching.expect(input.current(), {What, P, 0});
    return false;
  }
};

// clang-format off
struct comma : pegtl::sor<pegtl::seq<pegtl::one<','>, spaces>, nothing_but<Wanted::kComma>> {};

template <class Item>
struct list_of : pegtl::seq<Item, pegtl::star<comma, Item>> {};
// clang-format on

// --- names ---

/// A word that is a name: `Kind` says of what.
template <Wanted What, Phrase Kind>
struct name_leaf {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  static constexpr NodeKind kKind = NodeKind::kName;

  static bool allows(std::string_view word, Language language) {
    if (is_reserved_word(word, language)) return false;
    if (What == Wanted::kDeclaredName) return true;
    if (Kind == Phrase::kConsent || Kind == Phrase::kNotice) return may_name_consent(word, language);
    if (Kind == Phrase::kFact) return may_name_fact(word, language);
    return true;
  }

  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    const std::string_view here = word_here(input, matching);
    if (here.empty() || !allows(here, matching.language())) {
      matching.expect(input.current(), {What, Kind, 0});
      return false;
    }
    matching.count_part(here, "A name", limits::kNameBytes);
    input.bump_in_this_line(here.size());
    return true;
  }
};

template <Phrase Kind>
struct name_of : token<name_leaf<Wanted::kName, Kind>> {};
template <Phrase Kind>
struct declared_name : token<name_leaf<Wanted::kDeclaredName, Kind>> {};
struct day_name : token<name_leaf<Wanted::kDay, Phrase{}>> {};
struct device_name : token<name_leaf<Wanted::kDevice, Phrase{}>> {};

/// A word that is a value of a fact, and may be spelled like a keyword.
struct choice_leaf {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  static constexpr NodeKind kKind = NodeKind::kName;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    const std::string_view here = word_here(input, matching);
    if (here.empty()) {
      matching.expect(input.current(), {Wanted::kChoice, {}, 0});
      return false;
    }
    if (is_no_choice(here, matching.language())) {
      matching.stop(text::kNoChoice, here.data(), here.data() + here.size(), {std::string(here)});
    }
    matching.count_part(here, "A name", limits::kNameBytes);
    input.bump_in_this_line(here.size());
    return true;
  }
};
struct choice : token<choice_leaf> {};

// --- durations ---

struct unit_leaf {
  using rule_t = consumes;
  using subs_t = pegtl::type_list<>;
  static constexpr NodeKind kKind = NodeKind::kUnit;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class, class Input,
            class... States>
  static bool match(Input& input, Matching& matching, States&&... /*states*/) {
    const std::string_view here = word_here(input, matching);
    if (here.empty() || !unit_of(here, matching.language())) {
      matching.expect(input.current(), {Wanted::kUnit, {}, 0});
      return false;
    }
    input.bump_in_this_line(here.size());
    return true;
  }
};

// clang-format off
struct amount : token<literal_leaf<NodeKind::kNumber, Wanted::kDuration, number_text>> {};
struct duration : node<NodeKind::kDuration, amount, token<unit_leaf>> {};
// clang-format on

}  // namespace licet::grammar::rules
