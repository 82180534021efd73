#include <algorithm>
#include <engine/licet/decisions_held.h>
#include <engine/licet/past_decision.h>

namespace licet {

Result<std::optional<RecordedDecisions>> recorded_decisions(const facts::DurableStore& store, const model::Model& model,
                                                            const facts::Holder& holder, Instant until) {
  const auto& rules = model.retentions.list;
  const bool asked =
      std::any_of(rules.begin(), rules.end(), [](const model::Retention& rule) { return rule.decisions; });
  if (!asked) return std::nullopt;
  const auto decisions = store.decisions(holder);
  if (!decisions) return tl::unexpected(decisions.error());
  std::optional<RecordedDecisions> found;
  for (const std::uint64_t number : *decisions) {
    const auto record = store.decision(number);
    if (!record) return tl::unexpected(record.error());
    if (!*record) continue;
    const auto content = decision_content((*record)->content, number);
    if (!content) return tl::unexpected(content.error());
    if (content->recorded > until) break;
    const StandingEvent decision{number, content->recorded, content->recorded};
    if (!found) found = RecordedDecisions{decision, decision};
    found->latest = decision;
  }
  return found;
}

Result<std::optional<decide::DecisionsHeld>> decisions_held(const facts::DurableStore& store, const model::Model& model,
                                                            const facts::Holder& holder, Instant at) {
  const auto found = recorded_decisions(store, model, holder, at);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  return decide::DecisionsHeld{(*found)->first.at, (*found)->latest.at};
}

}  // namespace licet
