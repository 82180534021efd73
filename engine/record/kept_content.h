#pragma once
// What a record of kind kKept holds: the number of the original record and its plain payload. Private to engine/record.
//
// Pure functions. Format: docs/record_format.md, "Payload".

#include <cstdint>
#include <engine/record/leaf.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

/// Refers to the bytes it was read from.
struct KeptContent {
  std::uint64_t number = 0;  ///< of the original
  std::string_view plain;    ///< its payload, salt included
};

std::string kept_content_of(std::uint64_t number, std::string_view plain);
/// None if no record can have kept this.
std::optional<KeptContent> read_kept_content(std::string_view content);
/// Is this what the original record with this leaf held?
bool keeps(const KeptContent& kept, const Leaf& original);

}  // namespace licet::record
