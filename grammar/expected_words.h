#pragma once
// The keywords that could have stood where matching failed, and which of them was probably meant. Pure functions.

#include <cstddef>
#include <grammar/matching.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::grammar {

/// The clauses that may still follow in the statement.
std::vector<Phrase> clauses_ahead(const Matching& matching);

/// Does the statement have all clauses that it must have?
bool statement_may_end(const Matching& matching);

/// A keyword or whole phrase that was probably meant; no keyword if none was.
struct MeantWords {
  std::string keyword;
  std::string_view written;  ///< what stands in its place

  explicit operator bool() const { return !keyword.empty(); }
};

/// The keyword expected at the farthest place that is nearest to the words there.
MeantWords nearest_expected(const Matching& matching);

/// The keyword expected at the farthest place for which people write the words there.
MeantWords meant_by_ordinary_word(const Matching& matching);

/// Is this what says when a notice was given, as it stands behind `was given`?
bool is_timing(std::string_view words, Language language);

/// Do several words stand here that people write in place of a comparison, such as `older than`?
bool stands_for_comparison(std::string_view text, std::size_t at, Language language);

/// The words that begin a condition, or an anchor of a period, and are nearest to those at a place.
MeantWords nearest_condition(std::string_view text, std::size_t at, Language language);
MeantWords nearest_anchor(std::string_view text, std::size_t at, Language language);

}  // namespace licet::grammar
