#include <algorithm>
#include <engine/decide/next_due.h>
#include <engine/decide/ready_policy.h>
#include <engine/decide/retention_key.h>
#include <engine/licet/due_dates.h>
#include <memory>
#include <optional>

namespace licet {
namespace {

/// With memory of its own for deciding, from the first time it is asked.
class Dates {
 public:
  explicit Dates(const PolicySet& policy) : policy_(policy) {}

  Instant next(facts::HolderKind kind, const facts::HolderView& state) {
    if (kind == facts::HolderKind::kRecipient) return kNever;
    const decide::Decider& decider = policy_.ready().decider();
    if (!workspace_) workspace_.emplace(decider.make_workspace());
    return decide::next_due(decider, state, kind == facts::HolderKind::kDevice, state.header().latest_at, *workspace_);
  }

 private:
  PolicySet policy_;
  std::optional<decide::Workspace> workspace_;
};

}  // namespace

facts::DueRules due_dates(const PolicySet& policy) {
  const auto& rules = policy.model().retentions.list;
  const bool of_decisions =
      std::any_of(rules.begin(), rules.end(), [](const model::Retention& rule) { return rule.decisions; });
  if (of_decisions) return {};
  auto dates = std::make_shared<Dates>(policy);
  return {decide::retention_key_of(policy.model()),
          [dates](facts::HolderKind kind, const facts::HolderView& state) { return dates->next(kind, state); }};
}

}  // namespace licet
