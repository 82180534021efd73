#pragma once
// Where the time comes from: the only seam to the clock of the machine.

#include <functional>
#include <licet/instant.h>

namespace licet {

/// Gives the current moment. A store asks it once for each call, from the thread of that call; it need not be
/// monotonic, for a store keeps its own order.
using Clock = std::function<Instant()>;

/// The clock of the system, to the microsecond.
Clock system_clock();

}  // namespace licet
