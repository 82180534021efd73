#pragma once
// Times that a clock shows twice, when it is set back. Pure function.

#include <engine/time/zone.h>
#include <licet/instant.h>
#include <optional>
#include <string>

namespace licet::time {

/// "+2", "-3:30": what the local clock is ahead of UTC at `t`, where it shows that local time twice; else none.
std::optional<std::string> offset_of_repeated(Instant t, const Zone& zone);

}  // namespace licet::time
