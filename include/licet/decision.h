#pragma once
// The answer to a request.
//
// Thread rule: values. Source: language.md sections 4 and 12.

#include <cstdint>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

enum class Outcome : std::uint8_t { kPermit, kDeny };

enum class Reason : std::uint8_t {
  kPermitted,
  kForbidden,         ///< a forbid whose condition is true
  kCannotBeRuledOut,  ///< a forbid whose condition is unknown
  kNothingPermits,
  kNeedsReview,  ///< a refer: a person must weigh it
};

/// The outcome for one data category that was asked.
struct CategoryDecision {
  std::string data;
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;
  Reason reason = Reason::kNothingPermits;

  friend bool operator==(const CategoryDecision&, const CategoryDecision&) = default;
};

/// The policy set that an answer rests on.
struct PolicyStamp {
  std::string name;
  std::int64_t version = 0;  ///< 0 if the set states none
  std::string digest;        ///< "sha256:" and 64 hexadecimal digits
  std::string tz;            ///< version of the time-zone data, such as "2026a"

  friend bool operator==(const PolicyStamp&, const PolicyStamp&) = default;
};

/// `until` is the earliest instant after `at` at which, with the events known up to `at` and no others, outcome
/// or rule differ; kNever if they never do. It is exact.
struct Decision {
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;  ///< the deciding rule, or none
  Reason reason = Reason::kNothingPermits;
  std::vector<std::string> duties;
  std::vector<std::string> because;  ///< the deciding rule's citations
  std::vector<CategoryDecision> categories;
  std::vector<std::string> levels;
  Instant until = kNever;
  Instant at;
  PolicyStamp policy;
  std::optional<std::uint64_t> record;  ///< its number in the record, if it was recorded

  friend bool operator==(const Decision&, const Decision&) = default;
};

}  // namespace licet
