#pragma once
// Which clauses each kind of statement has, and in what order.
//
// Source: language.md sections 1 to 4, 7 and 8, language-additions.md. Thread rule: pure functions of constant tables.

#include <cstdint>
#include <grammar/keywords.h>
#include <span>

namespace licet::grammar {

/// A clause that a kind of statement may have.
struct ClauseForm {
  Phrase clause{};
  std::uint8_t place = 0;     ///< a clause stands behind those of a lower place; where order is free all have place 0
  Phrase alike{};             ///< of clauses that are alike a statement has only one; mostly the clause itself
  bool repeats = false;       ///< may stand several times
  bool ends_citation = true;  ///< not of words that citations of version 1 may hold
};

/// The clauses of a kind of statement, in the order in which they stand or are usually written.
std::span<const ClauseForm> clauses_of(Phrase statement);

/// Can a statement have only one of the two? Two of the same clause are not meant.
bool exclude_each_other(const ClauseForm& one, const ClauseForm& other);

/// Is the order of the clauses fixed?
bool has_clause_order(Phrase statement);

}  // namespace licet::grammar
