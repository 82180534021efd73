#pragma once
// One question answered on the events of its holders: as a decision, or as an explanation that holds the decision.
//
// Private to engine/licet. Thread rule: pure functions of their arguments, which the result does not refer to.

#include <engine/decide/ready_policy.h>
#include <engine/facts/memory_store.h>
#include <licet/explanation.h>
#include <licet/store.h>

namespace licet {

/// `Answer` is Decision or Explanation. `events` name the question's customer or device; `memory` has them by number.
template <class Answer>
tl::expected<Answer, CallError> answer_of(const decide::ReadyPolicy& policy, const exchange::Question& question,
                                          std::span<const RecordedEvent> events, const facts::MemoryStore& memory,
                                          bool until);

template <>
tl::expected<Decision, CallError> answer_of<Decision>(const decide::ReadyPolicy& policy,
                                                      const exchange::Question& question,
                                                      std::span<const RecordedEvent> events,
                                                      const facts::MemoryStore& memory, bool until);

/// A contradiction between graph and formulas is the error: then nothing is answered.
template <>
tl::expected<Explanation, CallError> answer_of<Explanation>(const decide::ReadyPolicy& policy,
                                                            const exchange::Question& question,
                                                            std::span<const RecordedEvent> events,
                                                            const facts::MemoryStore& memory, bool until);

inline Decision& decision_of(Decision& decision) { return decision; }
inline Decision& decision_of(Explanation& explanation) { return explanation.decision; }

}  // namespace licet
