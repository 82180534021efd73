#include <algorithm>
#include <engine/facts/state_fit.h>
#include <engine/time/civil_days.h>

namespace licet::facts {
namespace {

/// Midnight of the first day lies before the first instant in some time zones, that of the last behind the last.
constexpr std::int64_t kZoneMicros = std::int64_t{2} * 24 * 60 * 60 * 1'000'000;

bool fits(Instant time) {
  if (time == kBeforeAll || time == kNever) return true;
  return time.micros >= time::kFirstInstant.micros - kZoneMicros &&
         time.micros <= time::kLastInstant.micros + kZoneMicros;
}

bool fits(const EventRef& event) { return fits(event.at) && fits(event.recorded); }

bool fits(const GrantEntry& grant) {
  return fits(grant.given) && fits(grant.confirmed) && fits(grant.extended) && fits(grant.narrowed) && fits(grant.end);
}

bool fits(const FactEntry& entry, const model::Fact& fact) {
  switch (entry.kind) {
    case ValueKind::kNone:
      return true;
    case ValueKind::kYesNo:
      return fact.type == model::FactType::kYesNo && (entry.number == 0 || entry.number == 1);
    case ValueKind::kNumber:
      return fact.type == model::FactType::kNumber;
    case ValueKind::kText:
      return fact.type == model::FactType::kText;
    case ValueKind::kInstant:
      return (fact.type == model::FactType::kDate || fact.type == model::FactType::kTime) &&
             fits(Instant{entry.number});
    case ValueKind::kChoice:
      return fact.type == model::FactType::kChoice && entry.number >= 0 &&
             static_cast<std::uint64_t>(entry.number) < fact.choices.size();
  }
  return false;
}

template <class Entry, class Fits>
bool all_fit(std::span<const Entry> entries, Fits fits_one) {
  return std::all_of(entries.begin(), entries.end(), fits_one);
}

bool value_fits(const FactEntry& entry, const model::Model& model, model::FactOwner owner) {
  if (entry.fact >= model.facts.size() || !fits(entry.stated)) return false;
  const model::Fact& fact = model.facts[model::FactId(entry.fact)];
  return fact.owner == owner && fits(entry, fact);
}

bool extension_fits(const HolderView& state, const model::Model& model) {
  return all_fit(state.times(),
                 [&](const TimeEntry& entry) {
                   return entry.time < model.times.size() && fits(entry.since) && fits(entry.event);
                 }) &&
         all_fit(state.grant_facts(),
                 [&](const GrantFactEntry& entry) {
                   return entry.consent < model.consents.size() &&
                          value_fits(entry.value, model, model::FactOwner::kConsent);
                 }) &&
         all_fit(state.item_facts(),
                 [&](const ItemFactEntry& entry) { return value_fits(entry.value, model, model::FactOwner::kItem); }) &&
         all_fit(state.records(), [&](const RecordsEntry& entry) {
           return (entry.kind == RecordsKind::kObjections || entry.consent < model.consents.size()) &&
                  fits(entry.first) && fits(entry.latest) && fits(entry.requested);
         });
}

}  // namespace

bool fits(const HolderView& state, const model::Model& model) {
  const auto mark_fits = [](const DataMarkEntry& mark) { return fits(mark.begun); };
  return fits(state.header().latest_at) && fits(state.header().latest_recorded) &&
         all_fit(state.consents(),
                 [&](const ConsentEntry& entry) {
                   return entry.consent < model.consents.size() && fits(entry.ended) && fits(entry.current) &&
                          fits(entry.waiting) && fits(entry.last_current) && fits(entry.cleared);
                 }) &&
         all_fit(state.facts(),
                 [&](const FactEntry& entry) {
                   return entry.fact < model.facts.size() && fits(entry.stated) &&
                          fits(entry, model.facts[model::FactId(entry.fact)]);
                 }) &&
         all_fit(state.notices(),
                 [&](const NoticeEntry& entry) { return entry.notice < model.notices.size() && fits(entry.given); }) &&
         all_fit(state.objections(), [](const ObjectionEntry& entry) { return fits(entry.objected); }) &&
         all_fit(state.restrictions(), mark_fits) && all_fit(state.erasures(), mark_fits) &&
         all_fit(state.contacts(),
                 [&](const ContactEntry& entry) {
                   return entry.purpose < model.purposes.titles.size() &&
                          entry.channel <= model.channels.titles.size() && fits(entry.contacted);
                 }) &&
         all_fit(state.held(),
                 [&](const HeldEntry& entry) {
                   return entry.data < model.data.titles.size() && fits(entry.first) && fits(entry.latest);
                 }) &&
         extension_fits(state, model);
}

}  // namespace licet::facts
