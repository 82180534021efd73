#pragma once
// The values of the index by date: its head, its days, its entries. Private to engine/facts.
//
// Pure. What is not as it was written reads as none. Format: docs/store_format.md, "Due".

#include <cstdint>
#include <engine/facts/due_day.h>
#include <engine/facts/due_rules.h>
#include <engine/record/store_keys.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::facts {

inline constexpr std::string_view kDueHeadKey = "due";

/// Keys of rows, without their order.
struct KeySum {
  std::uint64_t count = 0;
  record::KeyedHash keys{};  ///< exclusive or of them all

  void add(const record::KeyedHash& key);
  void remove(const record::KeyedHash& key);
  void add(const KeySum& other);
  friend bool operator==(const KeySum&, const KeySum&) = default;

 private:
  void mix(const record::KeyedHash& key);
};

/// What is true of all entries.
struct DueHead {
  std::uint64_t records = 0;  ///< the marker's, when it was written
  /// By which the days of rows were found; zero: by none, each is kAlways.
  RetentionKey key{};
  bool complete = false;       ///< the days of all rows were; else of those before `cursor`
  record::KeyedHash cursor{};  ///< of a row
  Instant floor = kBeforeAll;  ///< no row whose day was found has an event that happened later
  DueDay first = DueDay::kNever;
  KeySum rows;  ///< all, or those before `cursor`

  bool covers(const record::KeyedHash& row) const { return complete || row < cursor; }
  friend bool operator==(const DueHead&, const DueHead&) = default;
};

std::string pack(const DueHead& head);
std::optional<DueHead> read_due_head(std::string_view value);

/// A day that has entries.
struct DueBucket {
  KeySum rows;
  DueDay next = DueDay::kNever;  ///< the next such day; kNever: it is the last

  friend bool operator==(const DueBucket&, const DueBucket&) = default;
};

/// Of a row, or of the day itself, where `row` is all zeros. Keys are sorted by day, then row; a day stands before its
/// rows.
std::string due_key(DueDay day, const record::KeyedHash& row = {});
struct DuePlace {
  DueDay day = DueDay::kNever;
  record::KeyedHash row{};

  bool is_bucket() const { return row == record::KeyedHash{}; }
};
std::optional<DuePlace> read_due_key(std::string_view key);

std::string pack_bucket(const DueBucket& bucket, std::string_view key);
std::optional<DueBucket> read_bucket(std::string_view value, std::string_view key);
std::string pack_due_entry(std::string_view key);
bool is_due_entry(std::string_view value, std::string_view key);

}  // namespace licet::facts
