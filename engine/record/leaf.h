#pragma once
// The canonical envelope of a record: the leaf of the Merkle tree, and all of a record that others may see.
//
// Pure functions. Format: docs/record_format.md, "Leaf".

#include <array>
#include <cstdint>
#include <engine/base/digest.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

enum class RecordKind : std::uint8_t { kEvent = 1, kDecision = 2, kErasure = 3, kKept = 4, kOutbox = 5, kAudience = 6 };

/// One of them? A number read from a file may be none.
bool is_kind(RecordKind kind);

/// Is it recorded under a policy set?
constexpr bool has_policy(RecordKind kind) {
  return kind == RecordKind::kEvent || kind == RecordKind::kDecision || kind == RecordKind::kOutbox ||
         kind == RecordKind::kAudience;
}

using RecordId = std::array<std::uint8_t, 16>;

struct Leaf {
  RecordKind kind = RecordKind::kEvent;
  std::uint64_t number = 0;
  Instant batch_time;
  Digest policy{};
  RecordId id{};
  Digest commitment{};

  friend bool operator==(const Leaf&, const Leaf&) = default;
};

/// Appends kLeafBytes.
void append_leaf(std::string& out, const Leaf& leaf);
/// None if a byte is not as the format has it.
std::optional<Leaf> read_leaf(std::string_view bytes);

}  // namespace licet::record
