#include <algorithm>
#include <engine/licet/last_decision.h>
#include <engine/licet/past_decision.h>

namespace licet {

Result<std::optional<Instant>> last_decision(const facts::DurableStore& store, const model::Model& model,
                                             const facts::Holder& holder) {
  const auto& rules = model.retentions.list;
  const bool asked =
      std::any_of(rules.begin(), rules.end(), [](const model::Retention& rule) { return rule.decisions; });
  if (!asked) return std::nullopt;
  const auto decisions = store.decisions(holder);
  if (!decisions) return tl::unexpected(decisions.error());
  if (decisions->empty()) return std::nullopt;
  const auto record = store.decision(decisions->back());
  if (!record) return tl::unexpected(record.error());
  if (!*record) return std::nullopt;
  const auto content = decision_content((*record)->content, decisions->back());
  if (!content) return tl::unexpected(content.error());
  return std::optional(content->recorded);
}

}  // namespace licet
