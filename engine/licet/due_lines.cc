#include <algorithm>
#include <engine/explain/due_sentences.h>
#include <engine/licet/due_lines.h>
#include <engine/rights/kept_category.h>
#include <iterator>

namespace licet {

DueLines::DueLines(const PolicySet& policy, const DueRequest& request, Instant at)
    : policy_(policy), request_(request), at_(at), workspace_(policy.ready().decider().make_workspace()) {}

std::vector<std::string> DueLines::why(const decide::HeldCategory& held) const {
  std::vector<std::string> sentences;
  if (request_.languages.empty()) return sentences;
  const KeptCategory kept = rights::kept_category(policy_.model(), held);
  for (const Language language : request_.languages) {
    std::string& said = sentences.emplace_back();
    for (const std::string& sentence :
         explain::held_sentences(held, at_, kept, policy_.model(), policy_.ready().sources(), language)) {
      said += (said.empty() ? "" : " ") + sentence;
    }
  }
  return sentences;
}

void DueLines::add(const facts::Holder& holder, const facts::HolderView& state,
                   const std::optional<decide::DecisionsHeld>& decisions) {
  if (holder.kind == facts::HolderKind::kRecipient) return;
  const bool is_device = holder.kind == facts::HolderKind::kDevice;
  std::vector<DueLine> lines;
  for (decide::HeldCategory& held :
       decide::held_categories(policy_.ready().decider(), state, is_device, at_, workspace_, decisions)) {
    if (request_.only_due && held.entry.due > at_) continue;
    DueLine& line = lines.emplace_back();
    line.why = why(held);
    line.entry = std::move(held.entry);
    (is_device ? line.entry.device : line.entry.customer) = holder.id;
  }
  if (!lines.empty()) found_.emplace_back(holder, std::move(lines));
}

DueList DueLines::finish() {
  std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  DueList list;
  list.at = at_;
  for (auto& [holder, lines] : found_) std::move(lines.begin(), lines.end(), std::back_inserter(list.lines));
  return list;
}

}  // namespace licet
