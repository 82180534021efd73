#include <engine/explain/explain.h>
#include <engine/licet/answers.h>

namespace licet {

template <>
tl::expected<Decision, CallError> answer_of<Decision>(const decide::ReadyPolicy& policy,
                                                      const exchange::Question& question,
                                                      std::span<const RecordedEvent> events,
                                                      const facts::MemoryStore& /*memory*/, bool until) {
  const decide::FoldedStates folded(policy.fold_plan(), events, question);
  decide::Workspace workspace = policy.decider().make_workspace();
  return policy.decider().answer(question, folded.states(), workspace, {until});
}

template <>
tl::expected<Explanation, CallError> answer_of<Explanation>(const decide::ReadyPolicy& policy,
                                                            const exchange::Question& question,
                                                            std::span<const RecordedEvent> events,
                                                            const facts::MemoryStore& memory, bool until) {
  const decide::FoldedStates folded(policy.fold_plan(), events, question);
  decide::Workspace workspace = policy.decider().make_workspace();
  const auto event = [&memory](std::uint64_t record) { return memory.find(record); };
  auto explanation =
      explain::explain(policy.decider(), question, folded.states(), policy.sources(), event, workspace, {until});
  if (explanation) return std::move(*explanation);
  return tl::unexpected(CallError(Failure{
      FailureKind::kContradiction, "Decision and explanation disagree, so neither is given: " + explanation.error()}));
}

}  // namespace licet
