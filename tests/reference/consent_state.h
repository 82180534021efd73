#pragma once
// The state of each consent declaration for one question: the current grant, the waiting one, the last end.
//
// Source: language.md section 3. Plain data and pure functions.

#include <engine/check/model.h>
#include <map>
#include <optional>
#include <span>
#include <tests/reference/past_events.h>
#include <vector>

namespace licet::reference {

/// What a grant covers of purposes and channels: what the declaration covers, narrowed by the grant and by withdrawals.
struct Coverage {
  std::vector<bool> purposes;    ///< by PurposeId
  std::vector<bool> channels;    ///< by ChannelId
  bool without_channel = false;  ///< a request that has no channel
  bool limits_channels = false;  ///< the declaration or the grant names channels

  bool covers(model::PurposeId purpose, std::optional<model::ChannelId> channel) const {
    return purposes[purpose.value] && (channel ? channels[channel->value] : without_channel);
  }
};

struct Grant {
  Moment given;
  std::optional<Instant> confirmed;
  Coverage coverage;
  /// The facts of this grant: as `granted` stated them, and `confirmed` added or replaced. None: it did not fit.
  std::map<model::FactId, std::optional<exchange::FactValue>> facts;
  Instant period_end = kNever;  ///< of a current grant: expired from here on
  Instant lapse = kNever;       ///< of a waiting grant: lapsed from here on
};

enum class ConsentStatus : std::uint8_t { kNone, kPending, kGranted, kRefused, kWithdrawn, kExpired };

struct ConsentState {
  std::optional<Grant> current;
  std::optional<Grant> waiting;
  ConsentStatus last_end = ConsentStatus::kNone;  ///< kNone, kRefused or kWithdrawn

  /// The last grant that was current, and when it was cleared by a withdrawal or refusal; for retention (section 7).
  std::optional<Grant> last_current;
  std::optional<Instant> cleared;

  /// Events as folded, periods as at `clock`.
  ConsentStatus status(Instant clock) const;

  /// `consent C starts`: the time of its last grant that was current, also after its end.
  std::optional<Instant> starts() const;
  /// `consent C ends`: when that grant was withdrawn, refused or expired, whichever came first, if that is not after
  /// `clock`.
  std::optional<Instant> ends(Instant clock) const;
};

/// By ConsentId: the states for the view's holders, from its events (past_events).
std::vector<ConsentState> consent_states(const model::Model& model, std::span<const PastEvent> events);

}  // namespace licet::reference
