#pragma once
// A Zone whose look-ups cctz does. Private to this stage.

#include <engine/time/zone.h>
#include <memory>
#include <string>

namespace licet::time {

struct OffsetTable;

/// The zone of this name and these bytes, which `table` was made from; nothing if cctz refuses the table (its changes
/// of the clock cross one another). Any number of threads may call.
///
/// cctz keeps every zone for the life of the process, by name: the name it is given is the digest of the bytes, so that
/// other bytes are another zone.
std::shared_ptr<const Zone> make_cctz_zone(std::string name, std::string bytes, const OffsetTable& table);

}  // namespace licet::time
