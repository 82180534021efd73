#pragma once
// One record as it stands in a segment: header, leaf, payload as stored, checksums. Private to engine/record.
//
// Pure functions. Format: docs/record_format.md, "Record".

#include <cstddef>
#include <cstdint>
#include <engine/record/key_slots.h>
#include <engine/record/layout.h>
#include <engine/record/leaf.h>
#include <engine/record/payload.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

inline constexpr std::size_t kRecordHeadBytes = kRecordHeaderBytes + kLeafBytes;
/// Every record begins at a multiple of it.
inline constexpr std::size_t kRecordAlignment = 8;

/// What stands before the payload.
struct RecordHead {
  std::uint32_t payload_bytes = 0;
  bool ends_unit = true;
  std::uint64_t batch = 0;  ///< number of its first record
  KeyReference key{};
  Leaf leaf;

  /// Of the whole record.
  std::uint64_t bytes() const { return kRecordHeadBytes + payload_bytes + kRecordTrailerBytes; }
};

/// Refers to the bytes it was read from.
struct StoredRecord {
  RecordHead head;
  bool erased = false;
  bool half_erased = false;  ///< then `erased` as well
  std::string_view leaf;     ///< kLeafBytes
  std::string_view payload;  ///< as stored
};

/// Bytes of a record of this kind with so much content.
std::uint64_t record_bytes(RecordKind kind, std::size_t content_bytes);

/// Appends a record. Precondition: `payload` has head.payload_bytes.
void append_record(std::string& out, const RecordHead& head, std::string_view payload);

/// None if a byte of the first kRecordHeadBytes is not as the format has it, or there are fewer.
std::optional<RecordHead> read_record_head(std::string_view bytes);
/// Are they the head of a record with this number, whole, but of a version, kind or flag that is not known here?
bool is_newer_record_head(std::string_view bytes, std::uint64_t number);
/// The record that begins the bytes; none if a byte of it is not as the format has it, or some are missing. Whether the
/// payload fits the leaf's commitment is not asked. A payload that is neither whole nor erased makes no record here:
/// where an erasure was interrupted, who knows of the erasure tells it from damage.
std::optional<StoredRecord> read_record(std::string_view bytes);
/// The record that begins the bytes, whose payload is taken to be half erased; none if a byte of the rest is not as the
/// format has it, or some are missing.
std::optional<StoredRecord> read_half_erased_record(std::string_view bytes);

}  // namespace licet::record
