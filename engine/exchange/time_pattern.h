#pragma once
// Times as another system writes them.
//
// Immutable; any thread. The zone must outlive it.

#include <cstdint>
#include <engine/time/zone.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

class TimePattern {
 public:
  /// `rfc3339`, `date` (YYYY-MM-DD), `unix` (seconds), `unix_ms`, or a pattern of `%Y %m %d %H %M %S %f %z` and other
  /// characters as they stand; `%f` is a fraction of one to six digits, `%z` an offset (`Z`, `+01:00`, `+0100`). Gives
  /// what is wrong with it, or nothing.
  static std::optional<std::string> check(std::string_view pattern);

  /// Precondition: check() passes it. Without an offset the time is that of the zone; without a time of day it is the
  /// start of the day. A local time that occurs twice is the first, one that is skipped is moved forward.
  TimePattern(std::string pattern, const time::Zone& zone) : pattern_(std::move(pattern)), zone_(&zone) {}

  std::optional<Instant> instant(std::string_view text) const;
  /// The day alone, whatever stands behind it.
  std::optional<Date> date(std::string_view text) const;

 private:
  std::string pattern_;
  const time::Zone* zone_;
};

}  // namespace licet::exchange
