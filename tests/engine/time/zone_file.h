#pragma once
// Compiled zone files (RFC 8536) to order, and the zones that tests ask for by name.

#include <cstdint>
#include <engine/time/civil.h>
#include <engine/time/zone.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace licet::time {

struct FileChange {
  std::int64_t at = 0;
  std::uint8_t type = 0;
};

struct FileType {
  std::int32_t offset = 0;
  std::uint8_t is_summer = 0;
  std::uint8_t abbreviation = 0;
};

/// The second part of a file and its footer; each member can be made wrong.
struct ZoneFile {
  std::string version = "2";
  std::vector<FileType> types{{0, 0, 0}};
  std::vector<FileChange> changes;
  std::string abbreviations = std::string("LMT\0", 4);
  std::string standard_indicators;
  std::string ut_indicators;
  std::uint32_t leap_seconds = 0;
  std::string footer = "\n\n";
};

inline void append_big_endian(std::string& bytes, std::uint64_t value, unsigned count) {
  for (unsigned i = count; i-- > 0;) bytes.push_back(static_cast<char>(static_cast<std::uint8_t>(value >> (8 * i))));
}

inline std::string to_bytes(const ZoneFile& file) {
  std::string bytes = "TZif" + file.version + std::string(15 + 24, '\0');
  bytes += "TZif" + file.version + std::string(15, '\0');
  append_big_endian(bytes, file.ut_indicators.size(), 4);
  append_big_endian(bytes, file.standard_indicators.size(), 4);
  append_big_endian(bytes, file.leap_seconds, 4);
  append_big_endian(bytes, file.changes.size(), 4);
  append_big_endian(bytes, file.types.size(), 4);
  append_big_endian(bytes, file.abbreviations.size(), 4);
  for (const FileChange& change : file.changes) append_big_endian(bytes, static_cast<std::uint64_t>(change.at), 8);
  for (const FileChange& change : file.changes) append_big_endian(bytes, change.type, 1);
  for (const FileType& type : file.types) {
    append_big_endian(bytes, static_cast<std::uint32_t>(type.offset), 4);
    append_big_endian(bytes, type.is_summer, 1);
    append_big_endian(bytes, type.abbreviation, 1);
  }
  bytes += file.abbreviations;
  bytes.append(std::size_t{12} * file.leap_seconds, '\0');
  return bytes + file.standard_indicators + file.ut_indicators + file.footer;
}

/// A zone without recorded changes that follows the rule of a footer for all years.
inline std::shared_ptr<const Zone> zone_by_rule(const std::string& rule) {
  ZoneFile file;
  file.footer = "\n" + rule + "\n";
  const auto zone = Zone::from_bytes("Test/Rule", to_bytes(file));
  EXPECT_TRUE(zone.has_value()) << rule;
  return zone ? *zone : nullptr;
}

/// A zone of the installed database, which must have it.
inline const Zone& installed(std::string_view name) {
  const auto zone = Zone::by_name(name);
  EXPECT_TRUE(zone.has_value()) << name;
  if (!zone) std::abort();
  return **zone;
}

/// An instant as text; the text must be one.
inline Instant utc(std::string_view text) {
  const auto instant = parse_rfc3339(text);
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(kNever);
}

inline Date day(std::string_view text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

inline std::string shown(Instant t) {
  if (t == kNever) return "never";
  if (t == kBeforeAll) return "before all";
  return format_rfc3339(t);
}

/// "2026-04-01T14:30:05".
inline std::string wall_clock(const Zone& zone, Instant t) {
  const LocalTime local = zone.local(t);
  std::string text = format_date(local.date) + 'T';
  for (const std::uint32_t part : {local.seconds / 3600, local.seconds / 60 % 60, local.seconds % 60}) {
    if (text.back() != 'T') text += ':';
    if (part < 10) text += '0';
    text += std::to_string(part);
  }
  return text;
}

}  // namespace licet::time
