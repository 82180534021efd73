#pragma once
// Texts over a limit: which, and how it is told. Source: licet/limits.h. Pure functions.

#include <cstddef>
#include <cstdint>
#include <licet/diagnostic.h>
#include <string>
#include <vector>

namespace licet::grammar {

enum class Limit : std::uint8_t {
  kFile,
  kDeclarations,
  kParts,
  kName,
  kNumber,
  kString,
  kCitation,
  kTerms,
  kDepth,
};

/// The greatest number that is within the limit.
std::size_t greatest(Limit limit);

/// The arguments of text::kOverLimit: what is too long, the limit, what it counts.
std::vector<std::string> describe_limit(Limit limit, Language language);

}  // namespace licet::grammar
