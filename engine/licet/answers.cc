#include <engine/licet/answers.h>

namespace licet {

template <>
tl::expected<Decision, CallError> answer_of<Decision>(const decide::ReadyPolicy& policy,
                                                      const exchange::Question& question, const decide::States& states,
                                                      const explain::EventSource& /*event*/, bool until) {
  decide::Workspace workspace = policy.decider().make_workspace();
  return policy.decider().answer(question, states, workspace, {until});
}

template <>
tl::expected<Explanation, CallError> answer_of<Explanation>(const decide::ReadyPolicy& policy,
                                                            const exchange::Question& question,
                                                            const decide::States& states,
                                                            const explain::EventSource& event, bool until) {
  decide::Workspace workspace = policy.decider().make_workspace();
  auto explanation = explain::explain(policy.decider(), question, states, policy.sources(), event, workspace, {until});
  if (explanation) return std::move(*explanation);
  return tl::unexpected(CallError(Failure{
      FailureKind::kContradiction, "Decision and explanation disagree, so neither is given: " + explanation.error()}));
}

}  // namespace licet
