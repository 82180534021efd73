#include <engine/facts/index_values.h>
#include <engine/record/crc32c.h>
#include <engine/record/little_endian.h>

namespace licet::facts {
namespace {

using record::append_number;
using record::number_at;

constexpr std::size_t kMarkerBytes = 112;
constexpr std::size_t kCrcBytes = 4;
constexpr std::size_t kIdBytes = 24;
constexpr std::size_t kSumBytes = 32;
constexpr std::size_t kTombstoneBytes = 24;

template <class Bytes>
void append_bytes(std::string& out, const Bytes& bytes) {
  out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

/// What is written of a key and its value: the value, their checksum, zeros.
std::string with_checksum(std::string value, const record::KeyedHash& key) {
  append_number(value, record::crc32c(value, record::crc32c(bytes_of(key))));
  append_number(value, std::uint32_t{0});
  return value;
}

}  // namespace

std::string pack(const Marker& marker) {
  std::string rest;
  append_number(rest, kIndexVersion);
  append_bytes(rest, marker.log);
  append_number(rest, marker.records);
  append_number(rest, marker.segment);
  append_number(rest, marker.bytes);
  append_number(rest, marker.recorded.micros);
  append_bytes(rest, marker.root);
  append_number(rest, marker.slots);
  append_bytes(rest, marker.fold_key);
  std::string value;
  append_number(value, record::crc32c(rest));
  return value + rest;
}

std::optional<std::uint32_t> read_version(std::string_view value) {
  if (value.size() < 2 * kCrcBytes) return std::nullopt;
  if (number_at<std::uint32_t>(value, 0) != record::crc32c(value.substr(kCrcBytes))) return std::nullopt;
  return number_at<std::uint32_t>(value, kCrcBytes);
}

std::optional<Marker> read_marker(std::string_view value) {
  if (value.size() != kMarkerBytes || read_version(value) != kIndexVersion) return std::nullopt;
  Marker marker;
  marker.log = number_at<record::LogId>(value, 8);
  marker.records = number_at<std::uint64_t>(value, 24);
  marker.segment = number_at<std::uint64_t>(value, 32);
  marker.bytes = number_at<std::uint64_t>(value, 40);
  marker.recorded = {number_at<std::int64_t>(value, 48)};
  marker.root = number_at<Digest>(value, 56);
  marker.slots = number_at<std::uint64_t>(value, 88);
  marker.fold_key = number_at<FoldKey>(value, 96);
  return marker;
}

std::optional<RowView> read_row(std::string_view value, const record::KeyedHash& key) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  if (reinterpret_cast<std::uintptr_t>(value.data()) % word != 0 || value.size() % word != 0) return std::nullopt;
  return RowView::read({reinterpret_cast<const std::uint64_t*>(value.data()), value.size() / word}, key);
}

std::string pack_known(std::uint64_t number, const record::KeyedHash& key) {
  std::string value;
  append_number(value, number);
  return with_checksum(std::move(value), key);
}

std::optional<std::uint64_t> read_known(std::string_view value, const record::KeyedHash& key) {
  if (value.size() < sizeof(std::uint64_t)) return std::nullopt;
  const auto number = number_at<std::uint64_t>(value, 0);
  if (pack_known(number, key) != value) return std::nullopt;
  return number;
}

void ErasuresSum::add(const record::KeyedHash& key) {
  ++entries;
  for (std::size_t i = 0; i < key.size(); ++i) keys[i] ^= key[i];
}

std::string pack(const ErasuresSum& sum) {
  std::string rest;
  append_number(rest, std::uint32_t{sum.copy_due ? 1U : 0U});
  append_number(rest, sum.entries);
  append_bytes(rest, sum.keys);
  std::string value;
  append_number(value, record::crc32c(rest));
  return value + rest;
}

std::optional<ErasuresSum> read_sum(std::string_view value) {
  if (value.size() != kSumBytes) return std::nullopt;
  const ErasuresSum sum{number_at<std::uint32_t>(value, 4) == 1, number_at<std::uint64_t>(value, 8),
                        number_at<record::KeyedHash>(value, 16)};
  return pack(sum) == value ? std::optional(sum) : std::nullopt;
}

std::string pack_tombstone(const Tombstone& tombstone, const record::KeyedHash& key) {
  std::string value;
  append_number(value, tombstone.at.micros);
  append_number(value, tombstone.record);
  return with_checksum(std::move(value), key);
}

std::optional<Tombstone> read_tombstone(std::string_view value, const record::KeyedHash& key) {
  if (value.size() != kTombstoneBytes) return std::nullopt;
  const Tombstone tombstone{{number_at<std::int64_t>(value, 0)}, number_at<std::uint64_t>(value, 8)};
  return pack_tombstone(tombstone, key) == value ? std::optional(tombstone) : std::nullopt;
}

std::string pack_id(const KnownId& known, const record::KeyedHash& key) {
  std::string value;
  append_number(value, known.record);
  append_bytes(value, known.content);
  return with_checksum(std::move(value), key);
}

std::optional<KnownId> read_id(std::string_view value, const record::KeyedHash& key) {
  // Made of what it says it must come to what it is, to the last zero.
  if (value.size() < kIdBytes) return std::nullopt;
  if (with_checksum(std::string(value.substr(0, kIdBytes)), key) != value) return std::nullopt;
  return KnownId{number_at<std::uint64_t>(value, 0), number_at<record::KeyedHash>(value, 8)};
}

}  // namespace licet::facts
