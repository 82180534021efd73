#include <algorithm>
#include <engine/decide/first_stage.h>
#include <engine/exchange/records_named.h>
#include <engine/explain/standing.h>
#include <engine/explain/standing_parts.h>
#include <engine/explain/stated_value.h>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace licet::explain {
namespace {

std::vector<std::string> levels_of(const decide::Decider& decider, decide::Observation& observation) {
  const auto& levels = decider.model().levels.list;
  std::vector<bool> below(levels.size());
  std::vector<bool> reached(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    reached[i] = decider.level_reached(observation, model::LevelId(i));
    if (!reached[i]) continue;
    for (const model::LevelId lower : levels[i].all_below) below[lower.value] = true;
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (reached[i] && !below[i]) names.push_back(levels[i].title.name);
  }
  return names;
}

}  // namespace

HolderRecord::HolderRecord(const model::Model& model, const facts::Holder& holder,
                           std::span<const RecordedEvent> events, const facts::HolderView& state,
                           const facts::FoldBounds& bounds)
    : model_(model), holder_(holder), state_(state) {
  std::unordered_set<std::string_view> voided;
  for (const RecordedEvent& event : events) {
    by_record_.emplace(event.record, &event);
    if (event.event.kind == EventKind::kVoided && event.recorded <= bounds.known) voided.insert(event.event.voids);
  }
  for (const RecordedEvent& event : events) {
    const bool counts = event.recorded <= bounds.known && *event.event.at <= bounds.at;
    if (event.event.kind != EventKind::kErased || !counts) continue;
    if (event.event.item || (event.event.id && voided.contains(*event.event.id))) continue;
    if (auto erased = facts::read(model, holder, event)) erased_.push_back(std::move(*erased));
  }
}

bool HolderRecord::erased_after(const facts::EventRef& event, model::DataId category) const {
  return std::any_of(erased_.begin(), erased_.end(), [&](const facts::ReadableEvent& erased) {
    return erased.ref.later_than(event) &&
           (!erased.data.stated || model_.data.hierarchy.is_within_any(category, erased.data.names));
  });
}

bool has_state(const facts::Holder& holder, model::ConsentScope scope) {
  const bool of_device = scope == model::ConsentScope::kDevice;
  return holder.kind == (of_device ? facts::HolderKind::kDevice : facts::HolderKind::kCustomer);
}

bool has_state(const facts::Holder& holder, model::FactOwner owner) {
  switch (owner) {
    case model::FactOwner::kCustomer:
    case model::FactOwner::kItem:
      return holder.kind == facts::HolderKind::kCustomer;
    case model::FactOwner::kDevice:
      return holder.kind == facts::HolderKind::kDevice;
    case model::FactOwner::kRecipient:
      return holder.kind == facts::HolderKind::kRecipient;
    case model::FactOwner::kRequest:
    case model::FactOwner::kConsent:
      break;
  }
  return false;
}

FactStanding fact_of(const HolderRecord& record, const facts::FactEntry& entry) {
  const model::Fact& fact = record.model().facts.list[entry.fact];
  FactStanding standing{fact.title.name, std::nullopt, standing_event(entry.stated), std::nullopt};
  if (entry.kind != facts::ValueKind::kNone) {
    standing.value = raw_value(fact, entry, record.state(), *record.model().zone);
  }
  return standing;
}

namespace {

void name_holder(Standing& standing, const facts::Holder& holder) {
  switch (holder.kind) {
    case facts::HolderKind::kCustomer:
      standing.customer = holder.id;
      break;
    case facts::HolderKind::kDevice:
      standing.device = holder.id;
      break;
    case facts::HolderKind::kRecipient:
      standing.recipient = holder.id;
      break;
  }
}

std::optional<std::string> piece_of(const facts::HolderView& state, const facts::HeldEntry& held) {
  if (held.item == 0) return std::nullopt;
  return std::string(state.item_text(held.item - 1));
}

std::vector<StageStanding> first_stages_of(const HolderRecord& record, const decide::Decider& decider,
                                           const decide::States& states, Instant at) {
  const model::Model& model = record.model();
  std::vector<StageStanding> stages;
  if (std::none_of(model.retentions.list.begin(), model.retentions.list.end(),
                   [](const model::Retention& rule) { return rule.first_stage; })) {
    return stages;
  }
  decide::Workspace workspace = decider.make_workspace();
  for (const facts::HeldEntry& held : record.state().held()) {
    const auto stage = decide::stage_of(model, decider.graph(), states, model::DataId(held.data),
                                        {held.item, held.latest.at}, at, workspace);
    if (!stage) continue;
    stages.push_back({model.data.titles[held.data].name, piece_of(record.state(), held),
                      model.retentions[stage->rule].title.name, stage->since});
  }
  return stages;
}

std::vector<RecordsStanding> records_of(const HolderRecord& record) {
  std::vector<RecordsStanding> all;
  for (const facts::RecordsEntry& entry : record.state().records()) {
    RecordsStanding one;
    one.data = entry.kind == facts::RecordsKind::kObjections
                   ? std::string(exchange::kObjectionsName)
                   : exchange::proof_name(record.model().consents.list[entry.consent].title.name);
    one.first = standing_event(entry.first);
    if (entry.latest.is_set()) one.latest = standing_event(entry.latest);
    if (entry.requested.is_set()) one.erasure_requested = standing_event(entry.requested);
    all.push_back(std::move(one));
  }
  return all;
}

/// A request for everything that is not older than the first of them concerns them.
RecordsStanding told_decisions(const HolderRecord& record, RecordsStanding decisions) {
  decisions.data = std::string(exchange::kDecisionsName);
  const auto requests = record.state().erasures();
  const auto concerns = [&](const facts::DataMarkEntry& request) {
    return request.without_category != 0 && request.begun.at >= decisions.first.at;
  };
  const auto request = std::find_if(requests.begin(), requests.end(), concerns);
  if (request != requests.end()) decisions.erasure_requested = standing_event(request->begun);
  return decisions;
}

void tell_suspension(Standing& standing, const HolderRecord& record) {
  const auto& data = record.model().data;
  const facts::ExtensionHeader* extension = record.state().extension();
  standing.suspended = record.state().header().suspended != 0;
  if (extension == nullptr || extension->has_suspended == 0) return;
  std::vector<bool> suspended(data.titles.size());
  for (std::size_t i = 0; i < suspended.size(); ++i) suspended[i] = record.state().is_suspended(model::DataId(i));
  standing.suspended_data = outermost(data, suspended);
  standing.suspended = standing.suspended || !standing.suspended_data.empty();
}

}  // namespace

std::vector<FactStanding> facts_of(const HolderRecord& record) {
  std::vector<FactStanding> facts;
  const auto entries = record.state().facts();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const facts::FactEntry& entry = entries[i];
    const bool is_last = i + 1 == entries.size() || entries[i + 1].fact != entry.fact;
    const model::Fact& fact = record.model().facts.list[entry.fact];
    if (is_last && has_state(record.holder(), fact.owner)) facts.push_back(fact_of(record, entry));
  }
  for (const facts::ItemFactEntry& entry : record.state().item_facts()) {
    facts.push_back(fact_of(record, entry.value));
    facts.back().item = std::string(record.state().item_text(entry.item));
  }
  return facts;
}

Standing standing_of(const decide::Decider& decider, const facts::Holder& holder, std::span<const RecordedEvent> events,
                     Instant at, Instant known, std::optional<RecordsStanding> decisions) {
  const model::Model& model = decider.model();
  const facts::FoldPlan plan(model);
  const std::vector<std::uint64_t> words = facts::fold(plan, holder, events, {at, known});
  const facts::HolderView state(words);
  const HolderRecord record(model, holder, events, state, {at, known});

  decide::States states;
  if (holder.kind != facts::HolderKind::kRecipient) {
    (record.is_customer() ? states.person : states.device) = state;
    (record.is_customer() ? states.has_person : states.has_device) = true;
  }
  decide::Workspace workspace = decider.make_workspace();
  decide::Observation observation(model, decider.graph(), states, workspace);
  observation.set_clock(at);

  Standing standing;
  name_holder(standing, holder);
  standing.at = at;
  standing.known = known;
  if (holder.kind != facts::HolderKind::kRecipient) standing.levels = levels_of(decider, observation);
  standing.consents = consents_of(record, observation);
  standing.objections = objections_of(record);
  standing.restrictions = restrictions_of(record);
  standing.erasure_requests = erasure_requests_of(record);
  for (const facts::NoticeEntry& notice : state.notices()) {
    standing.notices.push_back({model.notices.list[notice.notice].title.name, standing_event(notice.given)});
  }
  standing.facts = facts_of(record);
  for (const facts::ContactEntry& contact : state.contacts()) {
    std::optional<std::string> channel;
    if (contact.channel != 0) channel = model.channels.titles[contact.channel - 1].name;
    standing.contacts.push_back(
        {model.purposes.titles[contact.purpose].name, standing_event(contact.contacted), std::move(channel)});
  }
  for (const facts::HeldEntry& held : state.held()) {
    standing.held.push_back({model.data.titles[held.data].name, standing_event(held.latest), piece_of(state, held)});
  }
  standing.first_stages = first_stages_of(record, decider, states, at);
  standing.records = records_of(record);
  if (decisions) standing.records.push_back(told_decisions(record, std::move(*decisions)));
  tell_suspension(standing, record);
  standing.history = history_of(plan, holder, events, known);
  return standing;
}

}  // namespace licet::explain
