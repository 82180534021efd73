#pragma once
// All that is known of one customer, device or recipient, with what it comes to: how it stands, what falls due when and
// why, what happened in its order, and what was decided.
//
// It is personal data. Thread rule: values. Its JSON form is described in docs/show_format.md.
// Source: language.md section 13 (`licet show`).

#include <cstddef>
#include <cstdint>
#include <licet/diagnostic.h>
#include <licet/due.h>
#include <licet/export.h>
#include <licet/standing.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

struct OverviewRequest {
  StandingRequest of;
  std::vector<Language> languages;       ///< in which each line of `data` says why
  std::optional<std::size_t> decisions;  ///< at most so many, the newest; absent: all
};

enum class HappeningKind : std::uint8_t {
  kEvent,    ///< an event of Standing::history
  kExpired,  ///< a grant ended by time alone
  kLapsed,   ///< likewise one that waited for its confirmation
  kDecided,  ///< a decision of Overview::decisions
};

struct Happening {
  HappeningKind kind = HappeningKind::kEvent;
  Instant at;                ///< when it happened; of a decision when it was made
  std::uint64_t record = 0;  ///< of the event, the decision, or the grant that ended
  std::string consent = {};  ///< of a grant that ended

  friend bool operator==(const Happening&, const Happening&) = default;
};

struct Overview {
  Standing standing;
  std::vector<DueLine> data;  ///< everything held, in the order of `licet due`
  /// What happened until the standing's `at`, in its order: first what ended by time alone, then by record.
  std::vector<Happening> timeline;
  std::vector<ExportedDecision> decisions;  ///< in order of recording, without sentences
  std::uint64_t decisions_in_all = 0;       ///< made until `at` and recorded until `known`; erased ones are not counted
};

}  // namespace licet
