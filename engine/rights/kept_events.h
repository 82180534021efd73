#pragma once
// What an erasure must leave: the events that the due dates of categories still to be kept rest on.
//
// Pure functions of their arguments. Source: language.md section 7; Art. 17(3)(b) GDPR: what a law obliges to keep is
// not erased before its date.

#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/facts/fact_store.h>
#include <licet/erasure.h>
#include <set>
#include <span>
#include <vector>

namespace licet::rights {

/// As what the events are listed for which receivers wait.
inline constexpr const char* kOutboxName = "outbox";

struct KeptEvents {
  std::vector<std::uint64_t> records;     ///< numbers of the events to keep, rising
  bool decisions = false;                 ///< recorded decisions stay, too
  std::vector<KeptCategory> categories;   ///< what is kept, and why, in source order
  std::vector<std::string> still_listed;  ///< as licet::Erasure::still_listed
};

/// As of when someone is erased.
struct ErasureTimes {
  Instant at;   ///< what happened from here on is not concerned, and stays
  Instant now;  ///< what is due by now goes
};

/// A category is kept that is held and not due: one whose date is to come, is open, undetermined or suspended, or that
/// has none; whatever its rule's action. With the events kept alone, and with whatever is recorded after them, what is
/// due of these categories is the same at `now` and ever after. An event that voids is not kept, nor one that is
/// voided.
/// `events` are all of the holder's, in order of recording; none happened after `now`. `decisions` as of
/// decide::held_categories. Cost: two foldings.
KeptEvents kept_events(const decide::ReadyPolicy& policy, const facts::Holder& holder,
                       std::span<const RecordedEvent> events, const ErasureTimes& times,
                       std::optional<decide::DecisionsHeld> decisions = std::nullopt);

/// Keeps, of these events of the holder, those for which receivers of the outbox wait.
void keep_waiting(KeptEvents& kept, std::span<const RecordedEvent> events, const std::set<std::uint64_t>& waiting);

}  // namespace licet::rights
