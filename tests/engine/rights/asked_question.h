#pragma once
// Questions about random histories, as a store hands them to what is asked of a request.

#include <engine/decide/recipient_chain.h>
#include <engine/rights/asked_states.h>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <tests/random/compared/readied.h>
#include <vector>

namespace licet::rights {

/// The events that name the holder, and those that void one of them.
inline std::vector<RecordedEvent> history_of(const std::vector<RecordedEvent>& all, facts::HolderKind kind,
                                             const std::string& id) {
  std::set<std::string> ids;
  std::vector<RecordedEvent> events;
  for (const RecordedEvent& event : all) {
    const auto& named = kind == facts::HolderKind::kCustomer ? event.event.customer
                        : kind == facts::HolderKind::kDevice ? event.event.device
                                                             : event.event.recipient;
    const bool voids = event.event.kind == EventKind::kVoided && ids.contains(event.event.voids);
    if (named != id && !voids) continue;
    if (event.event.id) ids.insert(*event.event.id);
    events.push_back(event);
  }
  return events;
}

inline AskedHistory asked(const random::Readied& policy, const std::vector<RecordedEvent>& all,
                          const Request& request) {
  AskedHistory history;
  history.question = *exchange::resolve(request, *policy.model, Instant{});
  if (request.customer) history.person = history_of(all, facts::HolderKind::kCustomer, *request.customer);
  if (request.device) history.device = history_of(all, facts::HolderKind::kDevice, *request.device);
  for (const std::string& name : decide::recipients_asked(*policy.model, history.question)) {
    history.recipients.push_back(history_of(all, facts::HolderKind::kRecipient, name));
  }
  return history;
}

}  // namespace licet::rights
