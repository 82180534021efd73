#pragma once
// What has a time: facts, events, consents, and what conditions say of them.
//
// Source: language-additions.md, "Times of events"; language.md sections 5 and 6. Follows the page source by source, on
// the events themselves. Thread rule: pure functions.

#include <tests/reference/situation.h>
#include <tests/reference/truth.h>
#include <tests/reference/viewpoint.h>
#include <vector>

namespace licet::reference {

/// The times of a source. Most have one; of a notice each event that counts is one, because it is enough that one of
/// them fulfils a condition.
struct Times {
  std::vector<Instant> all;
  bool unknown = false;  ///< a fact without a value; of everything else without a time conditions are false
};

Times times_of(const Situation& situation, const model::TimeSource& source, const Viewpoint& from);

/// The source that is meant where no request is asked about, or the same.
const model::TimeSource& source_of(const Situation& situation, model::TimeId time, const Viewpoint& from);

Truth time_is(const Situation& situation, const model::TimeIs& condition, const Viewpoint& from);
Truth times_compared(const Situation& situation, const model::TimesCompared& condition, const Viewpoint& from);

/// The latest `objected` that overlaps the purpose and was not lifted, up to `until`.
std::optional<Instant> latest_objection(const Situation& situation, model::PurposeId purpose, Instant until);

}  // namespace licet::reference
