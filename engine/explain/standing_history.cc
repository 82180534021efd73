// What a policy set makes of each event of a holder.
#include <algorithm>
#include <engine/exchange/records_named.h>
#include <engine/explain/standing_parts.h>

namespace licet::explain {
namespace {

template <class Declared>
void add_unknown(std::vector<std::string>& unknown, const Declared& declared, const std::string& name) {
  if (!name.empty() && !declared.find(name)) unknown.push_back(name);
}

template <class Declared>
void add_unknown(std::vector<std::string>& unknown, const Declared& declared, const std::vector<std::string>& names) {
  for (const std::string& name : names) add_unknown(unknown, declared, name);
}

bool lists(const std::vector<model::Wording>& wordings, const std::string& wording) {
  return std::any_of(wordings.begin(), wordings.end(), [&](const model::Wording& one) { return one.id == wording; });
}

/// The wording that was shown, if what it belongs to is declared and does not list it.
void add_unknown_wording(std::vector<std::string>& unknown, const model::Model& model, const Event& event) {
  if (!event.wording) return;
  if (const auto consent = model.consents.find(event.consent)) {
    if (!lists(model.consents[*consent].wordings, *event.wording)) unknown.push_back(*event.wording);
  } else if (const auto notice = model.notices.find(event.notice)) {
    const auto& listed = model.notices[*notice].wordings;
    if (!listed.empty() && !lists(listed, *event.wording)) unknown.push_back(*event.wording);
  }
}

bool is_unfit(const model::Model& model, const std::string& name, const RawValue& value) {
  const auto fact = model.facts.find(name);
  return fact && !exchange::fit(model.facts[*fact], value, *model.zone);
}

/// The facts that an event gives a value: its own, or those that a grant states of itself.
std::vector<NamedValue> values_of(const Event& event) {
  std::vector<NamedValue> values = event.facts;
  if (event.value) values.push_back({event.fact, *event.value});
  return values;
}

void add_unfit_choice(std::vector<std::string>& unknown, const model::Model& model, const NamedValue& stated) {
  const auto* choice = std::get_if<std::string>(&stated.value);
  if (choice == nullptr || !is_unfit(model, stated.fact, stated.value)) return;
  if (model.facts[*model.facts.find(stated.fact)].type == model::FactType::kChoice) unknown.push_back(*choice);
}

/// Of a request for erasure the names may be of records, too.
void add_unknown_data(std::vector<std::string>& unknown, const model::Model& model, const Event& event) {
  for (const std::string& name : event.data) {
    const bool known = event.kind == EventKind::kErasureRequested ? exchange::erasure_subject(model, name).is_known()
                                                                  : model.data.find(name).has_value();
    if (!known) unknown.push_back(name);
  }
}

std::vector<std::string> unknown_names(const model::Model& model, const Event& event) {
  std::vector<std::string> unknown;
  add_unknown(unknown, model.consents, event.consent);
  add_unknown(unknown, model.notices, event.notice);
  add_unknown(unknown, model.facts, event.fact);
  add_unknown(unknown, model.purposes, event.purposes);
  add_unknown(unknown, model.channels, event.channels);
  add_unknown_data(unknown, model, event);
  add_unknown_wording(unknown, model, event);
  if (event.recipient) add_unknown(unknown, model.recipients, *event.recipient);
  for (const NamedValue& stated : event.facts) add_unknown(unknown, model.facts, stated.fact);
  for (const NamedValue& stated : values_of(event)) add_unfit_choice(unknown, model, stated);
  return unknown;
}

/// Whose facts they are may have been declared otherwise when the event was recorded.
std::vector<std::string> not_of_consent(const model::Model& model, const Event& event) {
  std::vector<std::string> names;
  for (const NamedValue& stated : event.facts) {
    const auto fact = model.facts.find(stated.fact);
    if (fact && model.facts[*fact].owner != model::FactOwner::kConsent) names.push_back(stated.fact);
  }
  return names;
}

bool is_without_effect(const facts::FoldPlan& plan, const facts::Holder& holder, const RecordedEvent& event) {
  const EventKind kind = event.event.kind;
  // Whatever it voids is told there; its own holder may be another.
  if (kind == EventKind::kVoided) return false;
  // It tells of the customer, and the device is one half of it.
  if (kind == EventKind::kLinked || kind == EventKind::kUnlinked) return false;
  const auto readable = facts::read(plan.model, holder, event);
  if (!readable) return true;
  switch (kind) {
    case EventKind::kConfirmed:
    case EventKind::kRefused:
    case EventKind::kWithdrawn:
      return !has_state(holder, plan.model.consents.list[readable->subject].scope);
    case EventKind::kFact:
      return !has_state(holder, plan.model.facts.list[readable->subject].owner);
    case EventKind::kGranted: {
      const std::vector<std::uint64_t> alone = facts::fold(plan, holder, {&event, 1});
      return facts::HolderView(alone).consents().empty();
    }
    case EventKind::kInformed: {
      const std::vector<std::uint64_t> alone = facts::fold(plan, holder, {&event, 1});
      return facts::HolderView(alone).notices().empty();
    }
    default:
      return false;
  }
}

}  // namespace

std::vector<HistoryEntry> history_of(const facts::FoldPlan& plan, const facts::Holder& holder,
                                     std::span<const RecordedEvent> events, Instant known) {
  std::unordered_map<std::string_view, std::uint64_t> voided;
  for (const RecordedEvent& event : events) {
    if (event.event.kind == EventKind::kVoided && event.recorded <= known) {
      voided.try_emplace(event.event.voids, event.record);
    }
  }
  std::vector<HistoryEntry> history;
  for (const RecordedEvent& event : events) {
    if (event.recorded > known) continue;
    HistoryEntry entry;
    entry.event = event;
    if (event.event.id && event.event.kind != EventKind::kVoided) {
      const auto found = voided.find(*event.event.id);
      if (found != voided.end()) entry.voided_by = found->second;
    }
    entry.unknown_names = unknown_names(plan.model, event.event);
    const std::vector<NamedValue> values = values_of(event.event);
    entry.value_unfit = std::any_of(values.begin(), values.end(), [&](const NamedValue& stated) {
      return is_unfit(plan.model, stated.fact, stated.value);
    });
    entry.facts_not_of_consent = not_of_consent(plan.model, event.event);
    entry.without_effect = is_without_effect(plan, holder, event);
    history.push_back(std::move(entry));
  }
  return history;
}

}  // namespace licet::explain
