#pragma once
// PEGTL rules of phrases and names, by the tables of grammar/keywords.h in the language of the file.

#include <algorithm>
#include <grammar/lexical.h>

namespace licet::grammar::rules {

// NOLINTBEGIN(readability-identifier-naming): grammar rules have lower-case names, as PEGTL's own do

// --- phrases ---

inline constexpr std::uint8_t kAllWords = 255;

/// Matches the words of a phrase, with white space between, not behind them. Returns the number of the word that does
/// not match, or kAllWords; the text then stands behind the words that did.
inline std::uint8_t match_words(Input& input, Matching& matching, Phrase phrase) {
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

/// Does the phrase stand here? Consumes nothing.
inline bool stands_here(Input& input, Matching& matching, Phrase phrase) {
  const char* const begin = input.current();
  const bool stands = match_words(input, matching, phrase) == kAllWords;
  input.iterator() = begin;
  return stands;
}

/// A `quiet` phrase is one of many that may stand here, and is not told as a possibility before its first word.
inline bool match_phrase(Input& input, Matching& matching, Phrase phrase, bool quiet) {
  const std::uint8_t failed = match_words(input, matching, phrase);
  if (failed == kAllWords) return true;
  if (!quiet || failed > 0) matching.expect(input.current(), {Wanted::kPhrase, phrase, failed});
  return false;
}

template <Phrase P>
struct phrase : token<phrase<P>, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = P;
  static bool read(Input& input, Matching& matching) { return match_phrase(input, matching, P, false); }
};

/// The phrase that tells an alternative from the others.
template <Phrase P>
struct lead : token<lead<P>, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = P;
  static bool read(Input& input, Matching& matching) { return match_phrase(input, matching, P, true); }
};

/// The same, and never told as a possibility, not even behind its first word.
template <Phrase P>
struct silent_lead : token<silent_lead<P>, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = P;
  static bool read(Input& input, Matching& matching) { return match_words(input, matching, P) == kAllWords; }
};

/// The same of a phrase that goes on where another may end: what they share is told as that other one.
template <Phrase P, Phrase Shorter>
struct longer_lead : token<longer_lead<P, Shorter>, NodeKind::kPhrase> {
  static constexpr Phrase kPhrase = P;
  static bool read(Input& input, Matching& matching) {
    const std::uint8_t failed = match_words(input, matching, P);
    if (failed == kAllWords) return true;
    if (failed > shared_words(P, Shorter, matching.language())) {
      matching.expect(input.current(), {Wanted::kPhrase, P, failed});
    }
    return false;
  }
};

/// A phrase that closes a form and is empty in some languages.
template <Phrase P>
struct closing_phrase : token<closing_phrase<P>, NodeKind::kPhrase, may_consume_nothing> {
  static constexpr Phrase kPhrase = P;
  static bool read(Input& input, Matching& matching) { return match_phrase(input, matching, P, false); }
};

/// Never matches; says what all alternatives together would have been.
template <Wanted What>
struct nothing_but : by_hand<nothing_but<What>, consumes> {
  static bool read(Input& input, Matching& matching) {
    matching.expect(input.current(), {What, {}, 0});
    return false;
  }
};

struct comma : by_hand<comma, consumes> {
  static bool read(Input& input, Matching& matching) {
    if (!scan<pegtl::one<','>>(input)) {
      matching.expect(input.current(), {Wanted::kComma, {}, 0});
      return false;
    }
    skip_white_space(input, matching);
    return true;
  }
};

template <class Item>
struct list_of : pegtl::seq<Item, pegtl::star<comma, Item>> {};

// --- names ---

inline bool may_be_name(std::string_view word, Phrase kind, Language language) {
  if (is_reserved_word(word, language)) return false;
  if (kind == Phrase::kConsent || kind == Phrase::kNotice) return may_name_consent(word, language);
  if (kind == Phrase::kFact) return may_name_fact(word, language);
  return true;
}

/// A word that is a name: `kind` says of what.
inline bool match_name(Input& input, Matching& matching, Wanted wanted, Phrase kind) {
  const std::string_view here = word_here(input, matching);
  if (here.empty() || !may_be_name(here, kind, matching.language())) {
    matching.expect(input.current(), {wanted, kind, 0});
    return false;
  }
  matching.count_part(here, Limit::kName);
  input.bump_in_this_line(here.size());
  return true;
}

template <Phrase Kind>
struct name_of : token<name_of<Kind>, NodeKind::kName> {
  static bool read(Input& input, Matching& matching) { return match_name(input, matching, Wanted::kName, Kind); }
};

/// The name of a fact where something else may stand as well, which begins with a word that is no fact's name.
struct fact_name : token<fact_name, NodeKind::kName> {
  static bool read(Input& input, Matching& matching) {
    const std::string_view here = word_here(input, matching);
    return !here.empty() && may_be_name(here, Phrase::kFact, matching.language()) &&
           match_name(input, matching, Wanted::kName, Phrase::kFact);
  }
};

/// A name where it is declared; one that such a declaration may not have is reported when the tree is built.
struct declared_name : token<declared_name, NodeKind::kName> {
  static bool read(Input& input, Matching& matching) {
    const std::string_view here = word_here(input, matching);
    if (here.empty() || is_reserved_word(here, matching.language())) {
      matching.expect(input.current(), {Wanted::kDeclaredName, matching.statement(), 0});
      return false;
    }
    matching.count_part(here, Limit::kName);
    input.bump_in_this_line(here.size());
    return true;
  }
};

struct day_name : token<day_name, NodeKind::kName> {
  static bool read(Input& input, Matching& matching) { return match_name(input, matching, Wanted::kDay, Phrase{}); }
};
struct device_name : token<device_name, NodeKind::kName> {
  static bool read(Input& input, Matching& matching) { return match_name(input, matching, Wanted::kDevice, Phrase{}); }
};

/// A word that is a value of a fact, and may be spelled like a keyword.
struct choice : token<choice, NodeKind::kName> {
  static bool read(Input& input, Matching& matching) {
    const std::string_view here = word_here(input, matching);
    if (here.empty()) {
      matching.expect(input.current(), {Wanted::kChoice, {}, 0});
      return false;
    }
    if (is_no_choice(here, matching.language())) {
      matching.stop(text::kNoChoice, here.data(), here.data() + here.size(), {std::string(here)});
    }
    matching.count_part(here, Limit::kName);
    input.bump_in_this_line(here.size());
    return true;
  }
};

/// The name of a time zone, no keyword unless more follows without a space.
struct time_zone : token<time_zone, NodeKind::kTimeZone> {
  static bool read(Input& input, Matching& matching) {
    const std::string_view here = word_here(input, matching);
    const char* const begin = input.current();
    const bool matched = scan<time_zone_text>(input);
    const std::string_view zone(begin, static_cast<std::size_t>(input.current() - begin));
    if (!matched || (zone == here && is_reserved_word(here, matching.language()))) {
      matching.expect(begin, {Wanted::kTimeZone, {}, 0});
      return false;
    }
    matching.count_part(zone, Limit::kName);
    return true;
  }
};

template <Phrase P>
struct names : list_of<name_of<P>> {};

// --- durations ---

struct unit : token<unit, NodeKind::kUnit> {
  static bool read(Input& input, Matching& matching) {
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
struct amount : token<literal<Wanted::kDuration, number_text>, NodeKind::kNumber> {};
struct duration : node<NodeKind::kDuration, amount, unit> {};
// clang-format on

// NOLINTEND(readability-identifier-naming)

}  // namespace licet::grammar::rules
