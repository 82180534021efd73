#pragma once
// The keywords that could have stood where matching failed, and which of them was probably meant. Pure functions.

#include <grammar/matching.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::grammar {

/// The clauses that may still follow in the statement.
std::vector<Phrase> clauses_ahead(const Matching& matching);

/// Does the statement have all clauses that it must have?
bool statement_may_end(const Matching& matching);

/// The keyword expected at the farthest place that is nearest to the word there; empty if none is near.
std::string nearest_expected(const Matching& matching, std::string_view word);

/// The word that begins a condition and is nearest to this one, which is no keyword; empty if none is near.
std::string nearest_condition_word(std::string_view word, Language language);

}  // namespace licet::grammar
