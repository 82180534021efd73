#pragma once
// Matching one statement against the PEGTL grammar. Only match.cc knows PEGTL.
//
// Thread rule: calls with different Matching objects are independent.

#include <cstddef>
#include <grammar/matching.h>
#include <grammar/parse_node.h>
#include <memory>
#include <string_view>

namespace licet::grammar {

/// What was matched; without a tree nothing was, and `matching` knows why.
struct Matched {
  std::unique_ptr<Node> tree;  ///< the kStatement node
  std::size_t end = 0;         ///< the offset behind it and its white space
};

/// The header, or the statement of the kind that `matching` was begun with, at `begin`. Throws Stopped.
Matched match_header(std::string_view text, std::size_t begin, Matching& matching);
Matched match_statement(std::string_view text, std::size_t begin, Matching& matching);

/// The offset behind the white space and comments that begin at `begin`.
std::size_t skip_white_space(std::string_view text, std::size_t begin);

/// The word that begins at `begin`; empty if none does.
std::string_view word_at(std::string_view text, std::size_t begin);

/// How many bytes of letters, digits, `_` and what joins digits in dates and times begin with the digit at `begin`; 0
/// without a digit.
std::size_t number_length(std::string_view text, std::size_t begin);

/// Does a string begin at `begin`?
bool begins_string(std::string_view text, std::size_t begin);

/// How many bytes the string at `begin` has, with its quotes; 0 if none begins there, or it does not end within
/// limits::kStringBytes.
std::size_t string_length(std::string_view text, std::size_t begin);

}  // namespace licet::grammar
