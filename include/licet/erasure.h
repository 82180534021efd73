#pragma once
// A person's erasure (Art. 17 GDPR): for whom, and what a retention rule keeps of them.
//
// Thread rule: values. Source: language.md section 7, "Licet's own records of a holder"; section 13, `licet erase`.

#include <cstdint>
#include <licet/due.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// Exactly one of `customer` and `device` is set.
struct ErasureRequest {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  /// As of when: what happened before it is erased, and refused from then on; what an earlier erasure refuses stays
  /// refused. Default: now. Up to 5 minutes ahead of now it is taken as now; further ahead it is refused.
  std::optional<Instant> at;
};

/// Why a category that is held is not due.
enum class KeptGround : std::uint8_t {
  kUntilDue,      ///< its date has not come
  kOpen,          ///< the period of `rule` has no end for as long as things stand as they do
  kUndetermined,  ///< the period of `rule` runs from a fact that has no value
  kNotBegun,      ///< nothing has happened from which a period of `rule` would run
  kNoRule,        ///< no retention rule keeps it, so nothing sets a date
  kSuspended,     ///< a `hold` stands
  kObjections,    ///< an objection outlasts its erasure, unless the request for erasure names `objections`
  kReceivers,     ///< events of which receivers have still to be told (outbox.h): until all have confirmed
};

struct KeptCategory {
  std::string data;  ///< as in DueEntry, `item` too
  std::optional<std::string> item;
  KeptGround ground = KeptGround::kUntilDue;
  Instant due = kNever;                   ///< kNever except with kUntilDue
  std::optional<DueAction> action;        ///< what is due then; set with kUntilDue
  std::optional<std::string> rule;        ///< the retention rule that keeps it; only with the first four
  std::vector<std::string> because;       ///< the rule's citations
  std::vector<std::string> undetermined;  ///< names of the missing facts

  friend bool operator==(const KeptCategory&, const KeptCategory&) = default;
};

/// What was done.
struct Erasure {
  std::uint64_t record = 0;  ///< the erasure's number in the record
  Instant recorded;
  Instant at;                             ///< what happened before it is erased, and refused from then on
  std::vector<KeptCategory> kept;         ///< in source order
  std::uint64_t kept_events = 0;          ///< how many events of the holder stay, those from `at` on included
  std::vector<std::string> still_listed;  ///< due, and yet held: a `collected` event that stays names them too

  friend bool operator==(const Erasure&, const Erasure&) = default;
};

}  // namespace licet
