#pragma once
// Lines that only lengthen a citation, though they look as if something else should begin there: a misspelt `rule`
// behind a citation is no error by language.md section 4, but the rule would be missing without a word.
//
// Pure function; time is proportional to the citations.

#include <grammar/building.h>

namespace licet::grammar {

/// A warning for each citation of the statement that holds a word, at the beginning of a line, near one that begins a
/// statement or a clause; that goes on behind an empty line; or that has a string on a later line, or behind a name
/// and a word near one that begins a statement. Another for a clause that follows a citation
/// on its line, and begins with a preposition.
Findings check_citations(const Node& statement, const Building& building);

}  // namespace licet::grammar
