#pragma once
// The syntax tree as text, for tests and for people who want to see what was read. Pure function.
//
// A line for each declaration and, indented, for each of its clauses and steps. Conditions stand in prefix form, so
// that what joins what can be seen: `(and (or a b) (not c))`. Strings are quoted with escapes; places are left out.

#include <grammar/syntax_tree.h>
#include <string>

namespace licet::grammar {

std::string dump(const syntax::File& file);

}  // namespace licet::grammar
