#pragma once
// The content of a compiled zone file, checked.
//
// Source: RFC 8536 (version 2 to 4 of the format; a file of version 1 lacks the rule for the years ahead).
// Pure functions. Private to this stage.

#include <cstdint>
#include <engine/time/posix_rule.h>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::time {

/// From `at` on (seconds since 1970 UTC) clocks are `offset` seconds east of UTC.
struct OffsetChange {
  std::int64_t at = 0;
  std::int32_t offset = 0;

  friend bool operator==(const OffsetChange&, const OffsetChange&) = default;
};

/// As recorded: changes that leave the offset as it was are included. Offsets are less than 26 hours.
struct CompiledZone {
  std::int32_t initial_offset = 0;    ///< before the first change
  std::vector<OffsetChange> changes;  ///< strictly ascending
  std::optional<PosixRule> rule;      ///< goes on after the last change; none: the last offset goes on
};

/// Reads and checks the whole of `bytes`. The error is half a sentence that says what is wrong with them.
/// O(length); untrusted input.
tl::expected<CompiledZone, std::string> read_compiled_zone(std::string_view bytes);

}  // namespace licet::time
