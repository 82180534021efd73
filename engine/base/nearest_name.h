#pragma once
// Names that were probably meant: the smallest number of letters to insert, delete, replace or swap.
//
// Pure functions; O(length²) a candidate. Words and candidates of more than limits::kNameBytes code points are no
// names: they are near nothing.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet {

/// At most `most` of the candidates that differ little enough from `word` (at most a third of its letters, and at least
/// one), nearest first, ties in the order given, none twice. Case counts little.
std::vector<std::string> nearest_names(std::string_view word, std::span<const std::string> candidates,
                                       std::size_t most = 3);

}  // namespace licet
