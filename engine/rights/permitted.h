#pragma once
// All that is permitted to one holder: every combination decided by itself, and those alike put together.
//
// Pure function. Source: language.md section 13 (`licet audience`) and section 4.

#include <engine/decide/ready_policy.h>
#include <engine/exchange/combinations.h>
#include <licet/audience.h>
#include <map>
#include <string>
#include <vector>

namespace licet::rights {

/// The events of a holder, and of recipients that may be asked about, each list in order of recording.
struct HolderHistory {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  Instant at;
  Instant known = kNever;
  std::vector<RecordedEvent> of_customer;
  std::vector<RecordedEvent> of_device;
  std::map<std::string, std::vector<RecordedEvent>> of_recipients;
};

/// Whose facts the combinations may look at, each once; none where the policy set asks no facts of recipients.
std::vector<std::string> recipients_of(const model::Model& model, const exchange::Combinations& asked);

/// `denied`: with groups of what is denied. Cost: folding each holder once, and a decision for each combination, with
/// *valid until* where it stands in a group.
Permitted permitted(const decide::ReadyPolicy& policy, const exchange::Combinations& asked,
                    const HolderHistory& history, bool denied);

}  // namespace licet::rights
