#include <algorithm>
#include <engine/explain/due_sentences.h>
#include <engine/licet/due_lines.h>
#include <engine/rights/kept_category.h>
#include <iterator>

namespace licet {

Collection collection_of(const facts::HolderView& state, const decide::HeldCategory& held, std::size_t place) {
  // What is held stands first, in the state's order; behind it the records that some retention keeps.
  if (held.kind == decide::HeldCategory::Kind::kData) return {state.held()[place].first, state.held()[place].latest};
  const bool of_proof = held.kind == decide::HeldCategory::Kind::kProof;
  for (const facts::RecordsEntry& entry : state.records()) {
    if (held.kind == decide::HeldCategory::Kind::kDecisions) break;
    if ((entry.kind == facts::RecordsKind::kProof) != of_proof) continue;
    if (of_proof && entry.consent != held.consent.value) continue;
    return {entry.first, entry.latest.is_set() ? entry.latest : entry.first};
  }
  return {};
}

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

std::vector<std::string> DueLines::except(const decide::HeldCategory& erased,
                                          const std::vector<decide::HeldCategory>& all) const {
  std::vector<std::string> names;
  const bool ends_others = erased.kind == decide::HeldCategory::Kind::kData &&
                           erased.entry.action == DueAction::kErase && erased.entry.due <= at_;
  if (!ends_others) return names;
  for (const decide::HeldCategory& each : all) {
    if (&each == &erased || each.kind != decide::HeldCategory::Kind::kData) continue;
    // What is erased without an item ends every piece, else only those of the same.
    if (erased.entry.item && erased.entry.item != each.entry.item) continue;
    if (!policy_.model().data.hierarchy.is_within(each.data, erased.data)) continue;
    const bool goes_too =
        each.own_due <= at_ && (each.own_action == DueAction::kErase || each.own_action == DueAction::kAnonymise);
    if (goes_too || (!names.empty() && names.back() == each.entry.data)) continue;
    names.push_back(each.entry.data);
  }
  return names;
}

void DueLines::add(const facts::Holder& holder, const facts::HolderView& state,
                   const std::optional<decide::DecisionsHeld>& decisions) {
  if (holder.kind == facts::HolderKind::kRecipient) return;
  const bool is_device = holder.kind == facts::HolderKind::kDevice;
  std::vector<HeldLine> lines;
  std::vector<decide::HeldCategory> all =
      decide::held_categories(policy_.ready().decider(), state, is_device, at_, workspace_, decisions);
  for (std::size_t i = 0; i < all.size(); ++i) {
    decide::HeldCategory& held = all[i];
    if (request_.only_due && held.entry.due > at_) continue;
    HeldLine& found = lines.emplace_back();
    const Collection collection = collection_of(state, held, i);
    if (collection.latest.is_set()) found.collected = collection.latest.record;
    found.except = except(held, all);
    DueLine& line = found.line;
    line.why = why(held);
    line.entry = held.entry;
    (is_device ? line.entry.device : line.entry.customer) = holder.id;
  }
  if (!lines.empty()) found_.emplace_back(holder, std::move(lines));
}

HeldLines DueLines::finish_held() {
  std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  HeldLines list;
  list.at = at_;
  for (auto& [holder, lines] : found_) std::move(lines.begin(), lines.end(), std::back_inserter(list.lines));
  return list;
}

DueList DueLines::finish() {
  HeldLines held = finish_held();
  DueList list;
  list.at = held.at;
  list.lines.reserve(held.lines.size());
  for (HeldLine& each : held.lines) list.lines.push_back(std::move(each.line));
  return list;
}

}  // namespace licet
