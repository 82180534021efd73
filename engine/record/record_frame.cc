#include <algorithm>
#include <cstring>
#include <engine/record/crc32c.h>
#include <engine/record/little_endian.h>
#include <engine/record/record_frame.h>

namespace licet::record {
namespace {

constexpr std::size_t kCrcPlace = 4;
constexpr std::size_t kLengthPlace = 8;
constexpr std::size_t kFlagsPlace = 12;
constexpr std::size_t kBatchPlace = 16;
constexpr std::size_t kKeyPlace = 24;
constexpr std::size_t kNumberPlace = kRecordHeaderBytes + 8;
constexpr std::size_t kPayloadOverhead = kSaltBytes + 4;

bool is_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

bool has_whole_head(std::string_view bytes) {
  if (bytes.size() < kRecordHeadBytes || !bytes.starts_with(kRecordMagic)) return false;
  const std::string_view checked = bytes.substr(kLengthPlace, kRecordHeadBytes - kLengthPlace);
  return number_at<std::uint32_t>(bytes, kCrcPlace) == crc32c(checked);
}

/// A record of which all is right but, perhaps, the payload and its CRC.
std::optional<StoredRecord> framed_record(std::string_view bytes) {
  const auto head = read_record_head(bytes);
  if (!head || bytes.size() < head->bytes()) return std::nullopt;
  if (number_at<std::uint32_t>(bytes, kRecordHeadBytes + head->payload_bytes + 4) != 0) return std::nullopt;
  StoredRecord record;
  record.head = *head;
  record.leaf = bytes.substr(kRecordHeaderBytes, kLeafBytes);
  record.payload = bytes.substr(kRecordHeadBytes, head->payload_bytes);
  return record;
}

}  // namespace

std::uint64_t record_bytes(RecordKind kind, std::size_t content_bytes) {
  const std::size_t plain = kPayloadOverhead + content_bytes;
  const std::size_t alignment = payload_alignment(kind);
  const std::size_t padded = (plain + alignment - 1) / alignment * alignment;
  return kRecordHeadBytes + padded + kRecordTrailerBytes;
}

void append_record(std::string& out, const RecordHead& head, std::string_view payload) {
  const std::size_t begin = out.size();
  out.append(kRecordMagic);
  append_number(out, std::uint32_t{0});
  append_number(out, head.payload_bytes);
  append_number(out, head.ends_unit ? kEndsUnit : 0U);
  append_number(out, head.batch);
  out.append(reinterpret_cast<const char*>(head.key.data()), head.key.size());
  append_leaf(out, head.leaf);
  const std::string_view checked = std::string_view(out).substr(begin + kLengthPlace);
  put_number(out, begin + kCrcPlace, crc32c(checked));
  out.append(payload);
  append_number(out, crc32c(payload));
  append_number(out, std::uint32_t{0});
}

std::optional<RecordHead> read_record_head(std::string_view bytes) {
  if (!has_whole_head(bytes)) return std::nullopt;
  const auto leaf = read_leaf(bytes.substr(kRecordHeaderBytes, kLeafBytes));
  if (!leaf) return std::nullopt;
  RecordHead head;
  head.leaf = *leaf;
  head.payload_bytes = number_at<std::uint32_t>(bytes, kLengthPlace);
  if (head.payload_bytes == 0 || head.payload_bytes > kPayloadBytes || head.payload_bytes % kPayloadAlignment != 0) {
    return std::nullopt;
  }
  const auto flags = number_at<std::uint32_t>(bytes, kFlagsPlace);
  if ((flags & ~kEndsUnit) != 0) return std::nullopt;
  head.ends_unit = (flags & kEndsUnit) != 0;
  head.batch = number_at<std::uint64_t>(bytes, kBatchPlace);
  if (head.batch > head.leaf.number) return std::nullopt;
  std::memcpy(head.key.data(), bytes.data() + kKeyPlace, head.key.size());
  return head;
}

bool is_newer_record_head(std::string_view bytes, std::uint64_t number) {
  if (!has_whole_head(bytes) || number_at<std::uint64_t>(bytes, kNumberPlace) != number) return false;
  const bool known_flags = (number_at<std::uint32_t>(bytes, kFlagsPlace) & ~kEndsUnit) == 0;
  return !known_flags || !read_leaf(bytes.substr(kRecordHeaderBytes, kLeafBytes));
}

std::optional<StoredRecord> read_record(std::string_view bytes) {
  auto record = framed_record(bytes);
  if (!record) return std::nullopt;
  const auto crc = number_at<std::uint32_t>(bytes, kRecordHeadBytes + record->payload.size());
  if (crc == crc32c(record->payload)) return record;
  // The CRC of zeros is never zero, so this is nothing but an erasure.
  record->erased = crc == 0 && is_zero(record->payload);
  if (!record->erased) return std::nullopt;
  return record;
}

std::optional<StoredRecord> read_half_erased_record(std::string_view bytes) {
  auto record = framed_record(bytes);
  if (record) record->erased = record->half_erased = true;
  return record;
}

}  // namespace licet::record
