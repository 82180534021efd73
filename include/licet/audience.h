#pragma once
// Audience, the other way round: for one customer or device all that is permitted.
//
// Personal data, like the answers that it is made of. Thread rule: values. Its JSON and CSV forms are described in
// docs/permitted.md. Source: language.md section 13 (`licet audience`) and section 4.

#include <cstdint>
#include <licet/decision.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// At least one of `customer` and `device` is set; with both, both are looked at, as by a request. A name narrows what
/// is looked at to what lies within it and has nothing within itself.
struct PermittedRequest {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<std::string> action;
  std::optional<std::string> purpose;
  /// Absent: each channel, and none where the action does not need one.
  std::optional<std::string> channel;
  /// Absent: none, or each where the action needs one.
  std::optional<std::string> recipient;
  std::optional<Instant> at;     ///< the time decided for; absent: now. May lie ahead
  std::optional<Instant> known;  ///< only what was recorded until then; absent: everything
  bool denied = false;           ///< with groups of what is denied, too
};

/// Combinations that have the same answer: each action with each channel, recipient and category of the lists. What is
/// absent in a list stands for a request without channel, recipient or data.
struct PermittedGroup {
  std::string purpose;
  std::vector<std::string> actions;
  std::vector<std::optional<std::string>> channels;
  std::vector<std::optional<std::string>> recipients;
  std::vector<std::optional<std::string>> data;
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;
  Reason reason = Reason::kNothingPermits;
  std::vector<std::string> duties;
  std::vector<std::string> because;  ///< the deciding rule's citations
  Instant until = kNever;            ///< as of Decision

  friend bool operator==(const PermittedGroup&, const PermittedGroup&) = default;
};

/// How many combinations are denied for one reason by one rule.
struct DeniedCount {
  Reason reason = Reason::kNothingPermits;
  std::optional<std::string> rule;
  std::uint64_t combinations = 0;

  friend bool operator==(const DeniedCount&, const DeniedCount&) = default;
};

/// Every combination of an action, a purpose, a channel, a recipient and a category, decided by itself, without facts
/// of a request. A request for several categories is permitted when each of them is: so it can be read off.
struct Permitted {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  Instant at;
  std::optional<Instant> known;
  /// By purpose in source order. Every permitted combination stands in exactly one; with `denied`, every one.
  std::vector<PermittedGroup> groups;
  std::uint64_t permitted = 0;       ///< combinations
  std::vector<DeniedCount> refused;  ///< the rest: the most frequent first
  PolicyStamp policy;

  friend bool operator==(const Permitted&, const Permitted&) = default;
};

}  // namespace licet
