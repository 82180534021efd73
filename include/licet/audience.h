#pragma once
// Audience: to which customers something is permitted; and the other way round, all that is permitted to one.
//
// Personal data, like the answers that it is made of. Thread rule: values. Its JSON and CSV forms are described in
// docs/audience.md and docs/permitted.md. Source: language.md section 13 (`licet audience`) and section 4.

#include <cstdint>
#include <functional>
#include <licet/decision.h>
#include <licet/instant.h>
#include <licet/request.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

/// How far a run over all customers has come.
struct AudienceProgress {
  std::uint64_t customers = 0;
  double share = 0;  ///< of the whole: 0 to 1
};

struct AudienceOptions {
  bool record = true;    ///< not with Access::kRead
  bool until = true;     ///< otherwise it is not known until when; faster
  unsigned threads = 0;  ///< at most limits::kAudienceThreads; 0: as many as there are cores
  /// Is told now and then, by one thread at a time, none of which may call the store; may be empty.
  std::function<void(const AudienceProgress&)> progress = {};
};

/// Customers who have the same answer, but for `until`.
struct AudienceGroup {
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;
  Reason reason = Reason::kNothingPermits;
  std::vector<CategoryDecision> categories;  ///< as of Decision
  std::vector<std::string> duties;
  std::vector<std::string> because;
  std::uint64_t customers = 0;

  friend bool operator==(const AudienceGroup&, const AudienceGroup&) = default;
};

/// The customers to whom something is permitted, in the order of the bytes of their identifiers. Memory: identifiers
/// and 32 bytes each; copies share it.
class PermittedCustomers {
 public:
  struct Customer {
    std::string_view id;     ///< valid as long as this list, or a copy, is there
    std::size_t group = 0;   ///< in Audience::groups
    Instant until = kNever;  ///< as of Decision
  };
  struct Kept;

  PermittedCustomers() = default;
  explicit PermittedCustomers(std::shared_ptr<const Kept> kept) : kept_(std::move(kept)) {}

  std::size_t size() const;
  /// Precondition: `place` is less than size().
  Customer operator[](std::size_t place) const;

 private:
  std::shared_ptr<const Kept> kept_;
};

/// One request decided for every customer of a store.
struct Audience {
  Instant at;
  std::optional<Instant> known;
  std::uint64_t customers = 0;  ///< in all
  PermittedCustomers permitted;
  /// Permitted ones first, then denied ones, the most frequent first.
  std::vector<AudienceGroup> groups;
  bool until_known = true;  ///< as AudienceOptions::until
  PolicyStamp policy;
  /// Of what was recorded: its number, and the hash that commits to every outcome (`sha256:` and 64 digits).
  std::optional<std::uint64_t> record;
  std::string root;
};

/// What a recorded run says of one customer.
struct AudienceOutcome {
  std::uint64_t record = 0;
  std::string customer;
  Request request;  ///< of the run; it names nobody
  AudienceGroup group;
  bool until_known = true;
  Instant until = kNever;
  std::uint64_t index = 0;        ///< of the outcome in the run's tree
  std::uint64_t customers = 0;    ///< outcomes in the tree
  std::string root;               ///< as of Audience
  std::string salt;               ///< 32 hexadecimal digits
  std::string outcome;            ///< likewise: the bytes that were committed to
  std::vector<std::string> path;  ///< to the root, each 64 hexadecimal digits
};

}  // namespace licet
