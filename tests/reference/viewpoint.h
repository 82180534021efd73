#pragma once
// From where a condition, or a time, looks at the situation. Plain data.

#include <engine/check/model.h>
#include <optional>
#include <string>
#include <tests/reference/consent_state.h>

namespace licet::reference {

struct Viewpoint {
  Instant clock;                          ///< periods, the wall clock, and notices up to it
  std::optional<Instant> at_grant;        ///< set: facts and events as they were at that grant
  const Grant* grant = nullptr;           ///< whose facts `of consent` are meant: in `provided`; borrowed
  std::optional<model::DataId> category;  ///< the data category being decided
  bool request_counts = true;             ///< false in levels, `provided` and retentions

  /// In a retention: the *collection* of what is kept, and of a retention by item the piece.
  std::optional<Instant> own_collection;
  std::optional<std::string> item;
};

/// Where no request is asked about.
inline Viewpoint apart_from_request(Instant clock) {
  Viewpoint from;
  from.clock = clock;
  from.request_counts = false;
  return from;
}

}  // namespace licet::reference
