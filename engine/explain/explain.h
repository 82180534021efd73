#pragma once
// Decides and explains: the same variables' values, the same formulas, in words of the policy.
//
// Thread rule: pure functions; one Workspace a thread. Allocates. Cost: in proportion to the rules of the request's
// purpose and action and the words of those reached, for each category. Source: language.md section 12;
// architecture.md.

#include <engine/base/source.h>
#include <engine/decide/decider.h>
#include <functional>
#include <licet/explanation.h>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace licet::explain {

/// The event with this number in the record; none if it is not at hand (then the evidence has number and times only).
using EventSource = std::function<std::optional<RecordedEvent>(std::uint64_t record)>;

/// Explains the decision of `question` on `states`. `sources` are the files of the policy set, for quoting conditions;
/// without them conditions have no text. Every rule's stated value is evaluated from the variables' values that the
/// decision was walked with, and compared with what the rule's own diagrams come to; should the two, or the decision,
/// disagree, that is a fault of the engine and the result is its description (names of the policy, no personal data).
tl::expected<Explanation, std::string> explain(const decide::Decider& decider, const exchange::Question& question,
                                               const decide::States& states, const SourceFiles& sources,
                                               const EventSource& events, decide::Workspace& workspace,
                                               decide::DecideOptions options = {});

}  // namespace licet::explain
