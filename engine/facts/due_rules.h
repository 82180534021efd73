#pragma once
// When what a holder holds falls due, as whoever knows retention tells it to the index.
//
// The index keeps dates and knows nothing of retention. Thread rule: `next` by one thread at a time, whoever writes the
// index. Source: docs/store_format.md, "Due".

#include <array>
#include <cstdint>
#include <engine/facts/fact_store.h>
#include <engine/facts/holder_state.h>
#include <functional>
#include <licet/instant.h>

namespace licet::facts {

/// A digest of all that dates read of a policy set; zero: of none.
using RetentionKey = std::array<std::uint8_t, 16>;

struct DueRules {
  RetentionKey key{};
  /// An instant before which nothing of the holder is due as of any time that its state answers, while nothing more
  /// happens; kNever if nothing ever is. Of equal keys it says the same of the same state. Empty: not known.
  std::function<Instant(HolderKind kind, const HolderView& state)> next = {};

  bool are_known() const { return next != nullptr && key != RetentionKey{}; }
};

}  // namespace licet::facts
