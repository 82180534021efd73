#pragma once
// A table of offsets as a compiled zone file in the form that cctz reads. Private to this stage.

#include <optional>
#include <string>

namespace licet::time {

struct OffsetTable;

/// RFC 8536, version 2, without a rule in the footer. Nothing if the table has more than 255 offsets.
std::optional<std::string> make_cctz_image(const OffsetTable& table);

}  // namespace licet::time
