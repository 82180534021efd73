#include <engine/decide/ready_policy.h>
#include <engine/decide/recipient_chain.h>

namespace licet::decide {

tl::expected<std::shared_ptr<const ReadyPolicy>, graph::OverBudget> ReadyPolicy::make(
    const std::shared_ptr<const model::Model>& model, SourceFiles sources, const graph::GraphOptions& options,
    check::SetArchive archive) {
  auto graph = graph::build(*model, options);
  if (!graph) return tl::unexpected(std::move(graph.error()));
  return std::shared_ptr<const ReadyPolicy>(
      new ReadyPolicy(model, std::move(*graph), std::move(sources), std::move(archive)));
}

FoldedStates::FoldedStates(const facts::FoldPlan& plan, std::span<const RecordedEvent> events,
                           const exchange::Question& question) {
  const facts::FoldBounds bounds{question.at, question.known};
  if (question.customer) {
    person_ = facts::fold(plan, {facts::HolderKind::kCustomer, *question.customer}, events, bounds);
    states_.person = facts::HolderView(person_);
    states_.has_person = true;
  }
  if (question.device) {
    device_ = facts::fold(plan, {facts::HolderKind::kDevice, *question.device}, events, bounds);
    states_.device = facts::HolderView(device_);
    states_.has_device = true;
  }
  for (const std::string& name : recipients_asked(plan.model, question)) {
    recipients_.push_back(facts::fold(plan, {facts::HolderKind::kRecipient, name}, events, bounds));
  }
  for (const auto& words : recipients_) views_.emplace_back(words);
  states_.recipients = views_;
}

}  // namespace licet::decide
