#pragma once
// The one line that shows how far reading of events has come.
//
// Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace licet::tool {

struct Progress {
  std::uint64_t events = 0;     ///< dealt with
  double seconds = 0;           ///< since the beginning
  std::optional<double> share;  ///< of the input that has been read, 0 to 1; none if its size is unknown
  const char* one = "event";
  const char* many = "events";
};

/// "[#####-----]  50 %  12,345 events  8,100 events/s" in ASCII, without an end of line, in at most `columns`: the bar
/// gives way first, then what stands behind. No rate in the first tenth of a second.
std::string progress_text(const Progress& progress, std::size_t columns);

}  // namespace licet::tool
