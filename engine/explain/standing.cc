#include <algorithm>
#include <engine/explain/standing.h>
#include <engine/explain/standing_parts.h>
#include <engine/explain/stated_value.h>

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
                           std::span<const RecordedEvent> events, const facts::HolderView& state)
    : model_(model), holder_(holder), state_(state) {
  for (const RecordedEvent& event : events) by_record_.emplace(event.record, &event);
}

bool has_state(const facts::Holder& holder, model::ConsentScope scope) {
  return (holder.kind == facts::HolderKind::kDevice) == (scope == model::ConsentScope::kDevice);
}

bool has_state(const facts::Holder& holder, model::FactOwner owner) {
  return owner == (holder.kind == facts::HolderKind::kDevice ? model::FactOwner::kDevice : model::FactOwner::kCustomer);
}

std::vector<FactStanding> facts_of(const HolderRecord& record) {
  std::vector<FactStanding> facts;
  const auto entries = record.state().facts();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const facts::FactEntry& entry = entries[i];
    const bool is_last = i + 1 == entries.size() || entries[i + 1].fact != entry.fact;
    const model::Fact& fact = record.model().facts.list[entry.fact];
    if (!is_last || !has_state(record.holder(), fact.owner)) continue;
    FactStanding standing{fact.title.name, std::nullopt, standing_event(entry.stated)};
    if (entry.kind != facts::ValueKind::kNone) {
      standing.value = raw_value(fact, entry, record.state(), *record.model().zone);
    }
    facts.push_back(std::move(standing));
  }
  return facts;
}

Standing standing_of(const decide::Decider& decider, const facts::Holder& holder, std::span<const RecordedEvent> events,
                     Instant at, Instant known) {
  const model::Model& model = decider.model();
  const facts::FoldPlan plan(model);
  const std::vector<std::uint64_t> words = facts::fold(plan, holder, events, {at, known});
  const facts::HolderView state(words);
  const HolderRecord record(model, holder, events, state);

  decide::States states;
  (record.is_customer() ? states.person : states.device) = state;
  (record.is_customer() ? states.has_person : states.has_device) = true;
  decide::Workspace workspace = decider.make_workspace();
  decide::Observation observation(model, decider.graph(), states, workspace);
  observation.set_clock(at);

  Standing standing;
  (record.is_customer() ? standing.customer : standing.device) = holder.id;
  standing.at = at;
  standing.known = known;
  standing.levels = levels_of(decider, observation);
  standing.consents = consents_of(record, observation);
  standing.objections = objections_of(record);
  standing.restrictions = restrictions_of(record);
  standing.erasure_requests = erasure_requests_of(record);
  for (const facts::NoticeEntry& notice : state.notices()) {
    standing.notices.push_back({model.notices.list[notice.notice].title.name, standing_event(notice.given)});
  }
  standing.facts = facts_of(record);
  for (const facts::ContactEntry& contact : state.contacts()) {
    standing.contacts.push_back({model.purposes.titles[contact.purpose].name, standing_event(contact.contacted)});
  }
  for (const facts::HeldEntry& held : state.held()) {
    standing.held.push_back({model.data.titles[held.data].name, standing_event(held.latest)});
  }
  standing.suspended = state.header().suspended != 0;
  standing.history = history_of(plan, holder, events, known);
  return standing;
}

}  // namespace licet::explain
