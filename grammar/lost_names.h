#pragma once
// What the statements that could not be read may have declared, so that names of theirs are not told as unknown.
//
// Thread rule: plain data.

#include <array>
#include <grammar/keywords.h>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace licet::grammar {

struct LostNames {
  std::set<std::pair<Phrase, std::string>> names;  ///< by the word that begins the statement
  std::set<std::string> names_of_any_kind;         ///< behind a word that begins a line and means nothing
  std::array<bool, kStatementPhrases> kinds{};     ///< of which a declaration lacks even its name
  bool anything = false;                           ///< a file, or a part of one, is missing

  /// Could a declaration of this kind be missing: of this name, or of any?
  bool may_declare(Phrase kind, std::string_view name) const;
  bool may_declare(Phrase kind) const;

  void add(const LostNames& others);
};

}  // namespace licet::grammar
