#include <algorithm>
#include <tests/reference/kept.h>

namespace licet::reference {
namespace {

void add_piece(const Situation& situation, const Piece& piece, std::vector<Held>& all) {
  const auto collected = holding(situation, piece);
  if (collected.empty()) return;
  Held& held = all.emplace_back();
  held.category = piece.category;
  held.item = piece.item;
  held.device = piece.device;
  held.first = collected.front()->moment;
  held.collection = collected.back()->moment.at;
}

bool is_record(const PastEvent& event, const Held& held) {
  if (held.kind == KeptKind::kProof) return event.consent == held.consent;
  return event.kind == EventKind::kObjected || event.kind == EventKind::kObjectionLifted;
}

/// Proofs and objections: held from the first such event; *collection* is the latest `granted` (`objected`).
void add_events(const Situation& situation, Held held, std::vector<Held>& all) {
  const EventKind collects = held.kind == KeptKind::kProof ? EventKind::kGranted : EventKind::kObjected;
  bool some = false;
  for (const PastEvent& event : situation.events) {
    if (!belongs_to(event, held.device) || !is_record(event, held)) continue;
    if (!some) held.first = event.moment;
    some = true;
    if (event.kind == collects) held.collection = event.moment.at;
  }
  if (some) all.push_back(std::move(held));
}

/// Does an event that names data, records among them, or nothing at all, concern it?
bool concerns(const model::Model& model, const PastEvent& event, const Held& held) {
  switch (held.kind) {
    case KeptKind::kCategory:
      return !event.names_data || model.data.hierarchy.is_within_any(held.category, event.data);
    case KeptKind::kProof:
      return !event.names_data ||
             std::find(event.names_proofs.begin(), event.names_proofs.end(), held.consent) != event.names_proofs.end();
    case KeptKind::kObjections:
      // A request for erasure concerns them only if it says so.
      return event.names_objections || (!event.names_data && event.kind != EventKind::kErasureRequested);
    case KeptKind::kDecisions:
      return !event.names_data;
  }
  return false;
}

}  // namespace

std::vector<Held> everything_held(const Situation& situation, bool device, std::span<const Instant> decisions) {
  const model::Model& model = situation.model;
  std::vector<Held> all;
  for (std::size_t i = 0; i < model.data.hierarchy.size(); ++i) {
    const model::DataId category(i);
    if (!model.by_item[i]) {
      add_piece(situation, {category, std::nullopt, device}, all);
      continue;
    }
    for (std::string& item : items_of(situation, category, device)) {
      add_piece(situation, {category, std::move(item), device}, all);
    }
  }
  std::vector<Held> records;
  for (std::size_t i = 0; i < model.consents.size(); ++i) {
    Held proof;
    proof.kind = KeptKind::kProof;
    proof.consent = model::ConsentId(i);
    proof.device = device;
    add_events(situation, std::move(proof), records);
  }
  Held objections;
  objections.kind = KeptKind::kObjections;
  objections.device = device;
  add_events(situation, std::move(objections), records);
  Held decided;
  decided.kind = KeptKind::kDecisions;
  decided.device = device;
  for (const Instant at : decisions) {
    if (at > situation.view.at) continue;
    if (!decided.collection) decided.first = {at, at};
    decided.collection = at;
  }
  if (decided.collection) records.push_back(std::move(decided));
  for (Held& record : records) {
    const auto& rules = model.retentions.list;
    const bool kept = std::any_of(rules.begin(), rules.end(),
                                  [&](const model::Retention& retention) { return keeps(model, retention, record); });
    if (kept) all.push_back(std::move(record));
  }
  return all;
}

bool keeps(const model::Model& model, const model::Retention& retention, const Held& held) {
  switch (held.kind) {
    case KeptKind::kCategory:
      return model.data.hierarchy.is_within_any(held.category, retention.data);
    case KeptKind::kProof:
      return std::find(retention.proofs.begin(), retention.proofs.end(), held.consent) != retention.proofs.end();
    case KeptKind::kObjections:
      return retention.objections;
    case KeptKind::kDecisions:
      return retention.decisions;
  }
  return false;
}

bool suspended(const Situation& situation, const Held& held) {
  bool hold = false;
  for (const PastEvent& event : situation.events) {
    if (!belongs_to(event, held.device) || !concerns(situation.model, event, held)) continue;
    if (event.kind == EventKind::kHold) hold = true;
    if (event.kind == EventKind::kHoldLifted) hold = false;
  }
  return hold;
}

std::optional<Instant> erasure_requested_of(const Situation& situation, const Held& held) {
  std::optional<Instant> first;
  for (const PastEvent& event : situation.events) {
    if (!belongs_to(event, held.device) || !concerns(situation.model, event, held)) continue;
    // One piece erased is not what was asked for.
    if (event.kind == EventKind::kErased && !event.item) first.reset();
    // Data collected only after the request are not what it was about.
    if (event.kind == EventKind::kErasureRequested && !first && held.first < event.moment) first = event.moment.at;
  }
  return first;
}

std::string name_of(const model::Model& model, const Held& held) {
  switch (held.kind) {
    case KeptKind::kCategory:
      return model.data.titles[held.category.value].name;
    case KeptKind::kProof:
      return "proof of " + model.consents[held.consent].title.name;
    case KeptKind::kObjections:
      return "objections";
    case KeptKind::kDecisions:
      return "decisions";
  }
  return {};
}

}  // namespace licet::reference
