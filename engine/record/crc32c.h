#pragma once
// CRC-32C (Castagnoli), as in RFC 3720, appendix B.4; by the processor's instruction where it has one.

#include <cstdint>
#include <string_view>

namespace licet::record {

/// `before` is the CRC of the bytes before these, so that a sum can be made in parts.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0);
/// The same, as it is made where the processor has no instruction.
std::uint32_t crc32c_by_table(std::string_view bytes, std::uint32_t before = 0);

}  // namespace licet::record
