#pragma once
// Where a statement begins, and where the reading goes on behind a mistake. Pure functions but for StatementSearch.

#include <array>
#include <cstddef>
#include <licet/diagnostic.h>
#include <string_view>

namespace licet::grammar {

/// Does a statement begin at this word? Not where the word begins a condition, as in `consent is valid`, or `purpose
/// is`. What follows may be wrong otherwise.
bool begins_statement_at(std::string_view text, std::size_t at, Language language);

/// The search for the next statement. Over all searches, which must go forward, time is proportional to the text.
class StatementSearch {
 public:
  StatementSearch(std::string_view text, Language language) : text_(text), language_(language) {}

  /// The first place at or behind `from` where a statement begins: its word at the beginning of a line, whatever stands
  /// behind it, or elsewhere with a name, or the title of a scenario, but not where the word before it asks for a name,
  /// as in `for purpose newsletter`. Strings and comments are skipped. The end of the text if there is none.
  std::size_t next(std::size_t from);

 private:
  /// Behind the string that begins here, or behind its quote if it does not end.
  std::size_t behind_string(std::size_t at);

  bool begins_line(std::size_t at) const;

  /// Does the word before, on the same line, ask for a name?
  bool is_asked_for(std::size_t at) const;

  std::string_view text_;
  Language language_;
  std::size_t no_string_before_ = 0;  ///< no string that begins before this place ends
};

}  // namespace licet::grammar
