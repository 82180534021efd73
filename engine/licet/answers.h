#pragma once
// One question answered on the states of its holders: as a decision, or as an explanation that holds the decision.
//
// Private to engine/licet. Thread rule: pure functions of their arguments, which the result does not refer to.

#include <engine/decide/ready_policy.h>
#include <engine/explain/explain.h>
#include <licet/explanation.h>
#include <licet/store.h>

namespace licet {

/// `Answer` is Decision or Explanation. `event` finds an event by its number, for explanations.
template <class Answer>
tl::expected<Answer, CallError> answer_of(const decide::ReadyPolicy& policy, const exchange::Question& question,
                                          const decide::States& states, const explain::EventSource& event, bool until);

template <>
tl::expected<Decision, CallError> answer_of<Decision>(const decide::ReadyPolicy& policy,
                                                      const exchange::Question& question, const decide::States& states,
                                                      const explain::EventSource& event, bool until);

/// A contradiction between graph and formulas is the error: then nothing is answered.
template <>
tl::expected<Explanation, CallError> answer_of<Explanation>(const decide::ReadyPolicy& policy,
                                                            const exchange::Question& question,
                                                            const decide::States& states,
                                                            const explain::EventSource& event, bool until);

inline Decision& decision_of(Decision& decision) { return decision; }
inline Decision& decision_of(Explanation& explanation) { return explanation.decision; }

}  // namespace licet
