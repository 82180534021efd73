#include <engine/facts/due_values.h>
#include <engine/record/crc32c.h>
#include <engine/record/little_endian.h>

namespace licet::facts {
namespace {

using record::append_number;
using record::number_at;

constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeadBytes = 96;
constexpr std::size_t kBucketBytes = 40;
constexpr std::size_t kDayBytes = 8;

template <class Bytes>
void append_bytes(std::string& out, const Bytes& bytes) {
  out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

/// Of a key and its value, behind the value; then zeros.
void append_checksum(std::string& value, std::string_view key) {
  append_number(value, record::crc32c(value, record::crc32c(key)));
  append_number(value, std::uint32_t{0});
}

}  // namespace

void KeySum::mix(const record::KeyedHash& key) {
  for (std::size_t i = 0; i < key.size(); ++i) keys[i] ^= key[i];
}
void KeySum::add(const record::KeyedHash& key) {
  ++count;
  mix(key);
}
void KeySum::remove(const record::KeyedHash& key) {
  --count;
  mix(key);
}
void KeySum::add(const KeySum& other) {
  count += other.count;
  mix(other.keys);
}

std::string pack(const DueHead& head) {
  std::string rest;
  append_number(rest, kVersion);
  append_number(rest, head.records);
  append_bytes(rest, head.key);
  append_number(rest, std::uint64_t{head.complete ? 1U : 0U});
  append_bytes(rest, head.cursor);
  append_number(rest, head.floor.micros);
  append_number(rest, std::uint64_t{static_cast<std::uint32_t>(head.first)});
  append_number(rest, head.rows.count);
  append_bytes(rest, head.rows.keys);
  std::string value;
  append_number(value, record::crc32c(rest));
  return value + rest;
}

std::optional<DueHead> read_due_head(std::string_view value) {
  if (value.size() != kHeadBytes) return std::nullopt;
  DueHead head;
  head.records = number_at<std::uint64_t>(value, 8);
  head.key = number_at<RetentionKey>(value, 16);
  head.complete = number_at<std::uint64_t>(value, 32) == 1;
  head.cursor = number_at<record::KeyedHash>(value, 40);
  head.floor = {number_at<std::int64_t>(value, 56)};
  head.first = static_cast<DueDay>(number_at<std::uint64_t>(value, 64));
  head.rows.count = number_at<std::uint64_t>(value, 72);
  head.rows.keys = number_at<record::KeyedHash>(value, 80);
  // Made of what it says it must come to what it is, to the last zero.
  return pack(head) == value ? std::optional(head) : std::nullopt;
}

std::string due_key(DueDay day, const record::KeyedHash& row) {
  std::string key;
  const std::uint64_t number = static_cast<std::uint32_t>(day);
  for (std::size_t i = kDayBytes; i-- > 0;) key.push_back(static_cast<char>(number >> (8 * i) & 0xFFU));
  append_bytes(key, row);
  return key;
}

std::optional<DuePlace> read_due_key(std::string_view key) {
  DuePlace place;
  if (key.size() != kDayBytes + place.row.size()) return std::nullopt;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kDayBytes; ++i) number = number << 8U | static_cast<unsigned char>(key[i]);
  place.day = static_cast<DueDay>(number);
  place.row = number_at<record::KeyedHash>(key, kDayBytes);
  return due_key(place.day, place.row) == key ? std::optional(place) : std::nullopt;
}

std::string pack_bucket(const DueBucket& bucket, std::string_view key) {
  std::string value;
  append_number(value, bucket.rows.count);
  append_bytes(value, bucket.rows.keys);
  append_number(value, std::uint64_t{static_cast<std::uint32_t>(bucket.next)});
  append_checksum(value, key);
  return value;
}

std::optional<DueBucket> read_bucket(std::string_view value, std::string_view key) {
  if (value.size() != kBucketBytes) return std::nullopt;
  DueBucket bucket;
  bucket.rows.count = number_at<std::uint64_t>(value, 0);
  bucket.rows.keys = number_at<record::KeyedHash>(value, 8);
  bucket.next = static_cast<DueDay>(number_at<std::uint64_t>(value, 24));
  return pack_bucket(bucket, key) == value ? std::optional(bucket) : std::nullopt;
}

std::string pack_due_entry(std::string_view key) {
  std::string value;
  append_checksum(value, key);
  return value;
}

bool is_due_entry(std::string_view value, std::string_view key) { return value == pack_due_entry(key); }

}  // namespace licet::facts
