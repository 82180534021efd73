#pragma once
// From when until when a request was permitted, and will be: in the past by the events, ahead by time alone.
//
// Personal data, like the answers that it is made of. Thread rule: values. Its JSON form is described in
// docs/timeline.md. Source: language.md section 13 (`licet timeline`) and section 4 (valid until).

#include <cstddef>
#include <licet/decision.h>
#include <licet/explanation.h>
#include <licet/instant.h>
#include <licet/limits.h>
#include <licet/request.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

struct TimelineRequest {
  /// Its `at` is as of when one looks; absent: now. Before it the events that happened up to each moment count, after
  /// it those up to it. `known` as in every request, for all moments.
  Request request;
  std::optional<Instant> from;                 ///< absent: from the beginning of time
  std::optional<Instant> to;                   ///< absent: for good; else later than `from`
  bool explain = false;                        ///< with an explanation of each span's first moment
  std::size_t spans = limits::kTimelineSpans;  ///< at most; at least one
};

/// [from, to), in which outcome, rule and reason are the same. The rest is as at its first moment; of several
/// categories the duties of those that do not decide may change within it.
struct TimelineSpan {
  Instant from = kBeforeAll;
  Instant to = kNever;
  Outcome outcome = Outcome::kDeny;
  std::optional<std::string> rule;  ///< the deciding rule, or none
  Reason reason = Reason::kNothingPermits;
  std::vector<std::string> duties;
  std::vector<std::string> because;
  /// Without *valid until*: the next span says what comes.
  std::optional<Explanation> explanation;

  friend bool operator==(const TimelineSpan&, const TimelineSpan&) = default;
};

/// Spans without gaps from `from` on. Neighbours differ in outcome, rule or reason. Exact: what decide() says of a
/// moment within a span is what the span says. What lies before the year 1 is as at its beginning.
struct Timeline {
  Instant at;                           ///< as of when
  std::optional<Instant> known;         ///< only what was recorded until then counts; absent: everything
  std::vector<TimelineSpan> spans;      ///< the last ends at `to`, unless there are more
  std::optional<Instant> continues_at;  ///< the limit was reached: the next span begins here; ask again `from` it
  PolicyStamp policy;

  friend bool operator==(const Timeline&, const Timeline&) = default;
};

}  // namespace licet
