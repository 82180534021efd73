#include <algorithm>
#include <engine/decide/retention.h>
#include <engine/rights/kept_category.h>
#include <engine/rights/kept_events.h>
#include <engine/rights/retention_reads.h>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace licet::rights {
namespace {

struct Considered {
  std::uint64_t record = 0;
  std::optional<facts::ReadableEvent> readable;
  bool kept = false;
};

/// All but those that void and those that are voided, in order of recording; kept are those from `at` on.
std::vector<Considered> considered(const model::Model& model, const facts::Holder& holder,
                                   std::span<const RecordedEvent> events, Instant at) {
  std::unordered_set<std::string_view> voided;
  for (const RecordedEvent& event : events) {
    if (event.event.kind == EventKind::kVoided) voided.insert(event.event.voids);
  }
  std::vector<Considered> result;
  for (const RecordedEvent& event : events) {
    if (event.event.kind == EventKind::kVoided || (event.event.id && voided.contains(*event.event.id))) continue;
    result.push_back({event.record, facts::read(model, holder, event), *event.event.at >= at});
  }
  return result;
}

bool names(const model::Model& model, const facts::ReadableEvent& event, model::DataId category) {
  return !event.data.stated || model.data.hierarchy.is_within_any(category, event.data.names);
}

/// Does `erased` end what `collected` began, for some category?
bool ends(const model::Model& model, const facts::ReadableEvent& erased, const facts::ReadableEvent& collected) {
  if (erased.kind != EventKind::kErased || collected.kind != EventKind::kCollected) return false;
  if (!erased.ref.later_than(collected.ref)) return false;
  for (std::size_t d = 0; d < model.data.hierarchy.size(); ++d) {
    if (names(model, collected, model::DataId(d)) && names(model, erased, model::DataId(d))) return true;
  }
  return false;
}

/// A kept `collected` may name categories that an `erased` ended: without it they would be taken for held anew.
void keep_what_ends_others(const model::Model& model, std::vector<Considered>& events) {
  for (Considered& erased : events) {
    if (!erased.readable || erased.kept) continue;
    erased.kept = std::any_of(events.begin(), events.end(), [&](const Considered& collected) {
      return collected.kept && collected.readable && ends(model, *erased.readable, *collected.readable);
    });
  }
}

/// There are some, no retention rule says what becomes of them, and no request for erasure names them.
bool objections_stay(const model::Model& model, const std::vector<Considered>& events) {
  const auto& rules = model.retentions.list;
  if (std::any_of(rules.begin(), rules.end(), [](const model::Retention& rule) { return rule.objections; })) {
    return false;
  }
  bool some = false;
  for (const Considered& event : events) {
    if (!event.readable) continue;
    if (event.readable->kind == EventKind::kObjected) some = true;
    if (event.readable->kind == EventKind::kErasureRequested && event.readable->objections) return false;
  }
  return some;
}

}  // namespace

KeptEvents kept_events(const decide::ReadyPolicy& policy, const facts::Holder& holder,
                       std::span<const RecordedEvent> events, const ErasureTimes& times,
                       std::optional<decide::DecisionsHeld> decisions) {
  const model::Model& model = policy.model();
  const facts::FoldBounds bounds{times.now, kNever};
  const std::vector<std::uint64_t> words = facts::fold(policy.fold_plan(), holder, events, bounds);
  const facts::HolderView state(words);
  decide::Workspace workspace = policy.decider().make_workspace();
  const auto held = decide::held_categories(policy.decider(), state, holder.kind == facts::HolderKind::kDevice,
                                            times.now, workspace, decisions);

  KeptEvents result;
  RetentionReads reads(model, holder.kind);
  std::set<std::pair<std::uint32_t, std::optional<std::string>>> kept_data;
  for (const decide::HeldCategory& each : held) {
    if (each.own_due <= times.now) continue;
    switch (each.kind) {
      case decide::HeldCategory::Kind::kData:
        reads.add_category(each.data, each.entry.item);
        kept_data.emplace(each.data.value, each.entry.item);
        break;
      case decide::HeldCategory::Kind::kProof:
        reads.add_proof(each.consent);
        break;
      case decide::HeldCategory::Kind::kObjections:
        reads.add_objections();
        break;
      case decide::HeldCategory::Kind::kDecisions:
        reads.add_decisions();
        result.decisions = true;
        break;
    }
    result.categories.push_back(kept_category(model, each));
  }

  std::vector<Considered> all = considered(model, holder, events, times.at);
  if (objections_stay(model, all)) {
    reads.add_objections();
    KeptCategory kept;
    kept.data = "objections";
    kept.ground = KeptGround::kObjections;
    result.categories.push_back(std::move(kept));
  }
  for (Considered& event : all) event.kept = event.kept || (event.readable && reads.contains(*event.readable));
  keep_what_ends_others(model, all);
  for (const Considered& event : all) {
    if (event.kept) result.records.push_back(event.record);
  }

  std::vector<RecordedEvent> left;
  std::copy_if(events.begin(), events.end(), std::back_inserter(left), [&](const RecordedEvent& event) {
    return std::binary_search(result.records.begin(), result.records.end(), event.record);
  });
  const std::vector<std::uint64_t> left_words = facts::fold(policy.fold_plan(), holder, left, bounds);
  const facts::HolderView left_state(left_words);
  for (const facts::HeldEntry& entry : left_state.held()) {
    std::optional<std::string> item;
    if (entry.item != 0) item = std::string(left_state.item_text(entry.item - 1));
    if (kept_data.contains({entry.data, item})) continue;
    const std::string& name = model.data.titles[entry.data].name;
    if (result.still_listed.empty() || result.still_listed.back() != name) result.still_listed.push_back(name);
  }
  return result;
}

void keep_waiting(KeptEvents& kept, std::span<const RecordedEvent> events, const std::set<std::uint64_t>& waiting) {
  std::vector<std::uint64_t> all;
  for (const RecordedEvent& event : events) {
    if (waiting.contains(event.record)) all.push_back(event.record);
  }
  if (all.empty()) return;
  all.insert(all.end(), kept.records.begin(), kept.records.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  kept.records = std::move(all);
  KeptCategory category;
  category.data = kOutboxName;
  category.ground = KeptGround::kReceivers;
  kept.categories.push_back(std::move(category));
}

}  // namespace licet::rights
