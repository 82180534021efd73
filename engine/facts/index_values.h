#pragma once
// The values of the index that are no rows: the marker, what is known, ids. Private to engine/facts.
//
// Pure. What is not as it was written reads as none. Format: docs/store_format.md.

#include <engine/facts/fact_index.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::facts {

inline constexpr std::string_view kMarkerKey = "marker";
inline constexpr std::string_view kErasuresKey = "erasures";
inline constexpr std::uint32_t kIndexVersion = 1;

std::string pack(const Marker& marker);
/// The version of a marker whose checksum is right.
std::optional<std::uint32_t> read_version(std::string_view value);
std::optional<Marker> read_marker(std::string_view value);

/// A row where it lies in the map.
std::optional<RowView> read_row(std::string_view value, const record::KeyedHash& key);

/// What `known` has of a row, its slot, or of an id, the number of its record.
std::string pack_known(std::uint64_t number, const record::KeyedHash& key);
std::optional<std::uint64_t> read_known(std::string_view value, const record::KeyedHash& key);

/// The sum of erasures.
struct ErasuresSum {
  bool copy_due = false;
  std::uint64_t entries = 0;
  record::KeyedHash keys{};  ///< exclusive or of them all

  void add(const record::KeyedHash& key);
  friend bool operator==(const ErasuresSum&, const ErasuresSum&) = default;
};

std::string pack(const ErasuresSum& sum);
std::optional<ErasuresSum> read_sum(std::string_view value);

std::string pack_tombstone(const Tombstone& tombstone, const record::KeyedHash& key);
std::optional<Tombstone> read_tombstone(std::string_view value, const record::KeyedHash& key);

std::string pack_id(const KnownId& known, const record::KeyedHash& key);
std::optional<KnownId> read_id(std::string_view value, const record::KeyedHash& key);

inline std::string_view bytes_of(const record::KeyedHash& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

}  // namespace licet::facts
