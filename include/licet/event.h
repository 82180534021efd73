#pragma once
// What happened to a customer or a device: the events that decisions rest on.
//
// Names stand as strings: an event outlives the policy set it was recorded under (language.md section 11).
// Thread rule: values.

#include <cstdint>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace licet {

enum class EventKind : std::uint8_t {
  kGranted,
  kConfirmed,
  kRefused,
  kWithdrawn,
  kObjected,
  kObjectionLifted,
  kRestricted,
  kRestrictionLifted,
  kErasureRequested,
  kErased,
  kInformed,
  kCollected,
  kContacted,
  kFact,
  kHold,
  kHoldLifted,
  kLinked,
  kUnlinked,
  kVoided,
};
inline constexpr std::size_t kEventKindCount = 19;

/// The value of a fact as the sender wrote it. Dates and times are strings here; the type that the policy set in
/// use declares says what they mean.
using RawValue = std::variant<bool, std::int64_t, std::string>;

/// A fact and its value, as a grant states it.
struct NamedValue {
  std::string fact;
  RawValue value;

  friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

/// One event. An empty list means that the field was absent (an empty list is refused when read), likewise an
/// empty string for `consent`, `notice`, `fact` and `voids`. At least one of `customer` and `device` is set, or else
/// `recipient`.
struct Event {
  EventKind kind = EventKind::kGranted;
  std::optional<std::string> customer;   ///< 1 to 256 bytes, opaque
  std::optional<std::string> device;     ///< 1 to 256 bytes, opaque
  std::optional<std::string> recipient;  ///< in place of customer and device: of a recipient's fact
  std::optional<Instant> at;             ///< when it happened; absent: when it is recorded
  std::optional<std::string> id;         ///< the sender's key, unique in the store

  std::string consent;
  std::optional<std::string> wording;
  std::vector<std::string> purposes;
  std::vector<std::string> channels;
  std::vector<std::string> data;
  std::string notice;
  std::string fact;
  std::optional<RawValue> value;
  std::optional<std::string> item;  ///< the piece, 1 to 256 bytes, opaque
  std::vector<NamedValue> facts;    ///< of a grant, in order of names
  std::string voids;                ///< the `id` of the event that never counted

  /// Kept and proven, never interpreted: each the JSON text as sent, or empty.
  std::string source;
  std::string actor;
  std::string evidence;

  friend bool operator==(const Event&, const Event&) = default;
};

/// An event that a store has taken. `event.at` is always set.
struct RecordedEvent {
  Event event;
  Instant recorded;          ///< when the store took it; strictly increasing within a store
  std::uint64_t record = 0;  ///< its number in the record, from 0
};

}  // namespace licet
