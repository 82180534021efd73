#pragma once
// Words that people write in place of a keyword, such as `if` for `when`.
//
// They are no part of the language: each is told as a mistake, with the keyword to write. Thread rule: pure functions
// of constant tables.

#include <grammar/keywords.h>
#include <span>
#include <string>
#include <string_view>

namespace licet::grammar {

struct OrdinaryWord {
  std::string_view words;  ///< in lower case, with one space between
  Phrase meant{};
};

/// A word with several meanings stands several times: what can stand at the place is meant.
std::span<const OrdinaryWord> ordinary_words(Language language);

/// The keyword meant by a name that no action has, such as `everything` for `anything`; empty if none is.
std::string meant_by_action(std::string_view name, Language language);

}  // namespace licet::grammar
