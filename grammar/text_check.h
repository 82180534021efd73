#pragma once
// What is wrong with a policy text before its words are read: its size, its encoding, its characters. Pure function.

#include <engine/base/finding.h>
#include <string>
#include <string_view>

namespace licet::grammar {

struct TextCheck {
  std::size_t begin = 0;   ///< where the words begin: behind a byte-order mark
  bool readable = true;    ///< false: longer than limits::kPolicyFileBytes
  bool malformed = false;  ///< not UTF-8: whatever else seems wrong is a consequence
  std::string mended;      ///< of a malformed text: the same, each malformed byte replaced by one of ASCII
  Findings findings;       ///< at most one of a kind
};

/// O(length of the text).
TextCheck check_text(SourceId source, std::string_view text);

}  // namespace licet::grammar
