#include <algorithm>
#include <engine/facts/fold.h>
#include <engine/facts/fold_consents.h>
#include <engine/facts/fold_parts.h>
#include <map>
#include <unordered_set>
#include <utility>

namespace licet::facts {
namespace {

/// Events that count for the holder within the bounds, in order of `at`, ties in the order of recording.
struct Counted {
  std::vector<ReadableEvent> events;
  std::vector<RecordsEvent> records;
};

template <class Event>
void put_in_order(std::vector<Event>& events) {
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return b.ref.later_than(a.ref); });
}

Counted counting(const FoldPlan& plan, const Holder& holder, std::span<const RecordedEvent> events,
                 const FoldBounds& bounds, StateHeader& header) {
  std::unordered_set<std::string_view> voided;
  for (const RecordedEvent& event : events) {
    if (event.recorded > bounds.known) continue;
    header.latest_recorded = std::max(header.latest_recorded, event.recorded);
    if (event.event.kind == EventKind::kVoided) voided.insert(event.event.voids);
  }
  Counted result;
  for (const RecordedEvent& event : events) {
    if (event.recorded > bounds.known || *event.event.at > bounds.at) continue;
    if (event.event.kind == EventKind::kVoided || (event.event.id && voided.contains(*event.event.id))) continue;
    header.latest_at = std::max(header.latest_at, *event.event.at);
    if (auto readable = read(plan.model, holder, event)) result.events.push_back(std::move(*readable));
    if (!plan.records || !belongs_to(plan.model, holder, event.event)) continue;
    if (const auto kept = read_for_records(plan.model, holder, event)) result.records.push_back(*kept);
  }
  put_in_order(result.events);
  put_in_order(result.records);
  return result;
}

void fold_consents(const FoldPlan& plan, const Holder& holder, std::span<const ReadableEvent> events,
                   StateBuilder& builder) {
  const model::ConsentScope scope =
      holder.kind == HolderKind::kCustomer ? model::ConsentScope::kPerson : model::ConsentScope::kDevice;
  std::map<std::uint32_t, ConsentFold> folds;
  for (const ReadableEvent& event : events) {
    const bool of_consent = event.kind == EventKind::kGranted || event.kind == EventKind::kConfirmed ||
                            event.kind == EventKind::kRefused || event.kind == EventKind::kWithdrawn;
    if (of_consent && plan.model.consents.list[event.subject].scope == scope) {
      folds.try_emplace(event.subject, plan.model, model::ConsentId(event.subject)).first->second.take(event);
    }
    if (event.kind == EventKind::kContacted) {
      for (auto& [consent, fold] : folds) fold.take(event);
    }
  }
  for (const auto& [consent, fold] : folds) {
    if (auto entry = fold.finish(builder)) builder.consents.push_back(*entry);
  }
}

void fold_facts(const FoldPlan& plan, std::span<const ReadableEvent> events, StateBuilder& builder) {
  std::map<std::uint32_t, std::vector<const ReadableEvent*>> stated;
  for (const ReadableEvent& event : events) {
    if (event.kind != EventKind::kFact || event.item) continue;
    auto& values = stated[event.subject];
    if (!plan.whole_history[event.subject]) values.clear();
    values.push_back(&event);
  }
  for (const auto& [fact, values] : stated) {
    for (const ReadableEvent* value : values) {
      builder.facts.push_back(value_entry(fact, value->value, value->ref, builder));
    }
  }
}

void fold_notices(const model::Model& model, std::span<const ReadableEvent> events, StateBuilder& builder) {
  std::map<std::uint32_t, EventRef> given;
  for (const ReadableEvent& event : events) {
    if (event.kind != EventKind::kInformed) continue;
    if (counts_as_given(model, event)) given.try_emplace(event.subject, event.ref);
  }
  for (const auto& [notice, ref] : given) builder.notices.push_back({notice, 0, ref});
}

void fold_objections(const model::Model& model, std::span<const ReadableEvent> events, StateBuilder& builder) {
  const auto& purposes = model.purposes.hierarchy;
  const auto& channels = model.channels.hierarchy;
  for (std::size_t i = events.size(); i-- > 0;) {
    const ReadableEvent& objection = events[i];
    if (objection.kind != EventKind::kObjected) continue;
    std::vector<bool> stands(purposes.size());
    for (std::size_t p = 0; p < stands.size(); ++p) {
      stands[p] = !objection.purposes.stated || purposes.overlaps_any(model::PurposeId(p), objection.purposes.names);
    }
    for (std::size_t later = i + 1; later < events.size(); ++later) {
      const ReadableEvent& lift = events[later];
      if (lift.kind != EventKind::kObjectionLifted) continue;
      for (std::size_t p = 0; p < stands.size(); ++p) {
        if (!lift.purposes.stated || purposes.is_within_any(model::PurposeId(p), lift.purposes.names)) {
          stands[p] = false;
        }
      }
    }
    if (std::find(stands.begin(), stands.end(), true) == stands.end()) continue;
    ObjectionEntry entry;
    entry.objected = objection.ref;
    entry.purposes = builder.add_bits(stands);
    if (objection.channels.stated) {
      std::vector<bool> touched(channels.size());
      for (std::size_t c = 0; c < touched.size(); ++c) {
        touched[c] = channels.overlaps_any(model::ChannelId(c), objection.channels.names);
      }
      entry.channels = builder.add_bits(touched);
    }
    builder.objections.push_back(entry);
  }
}

/// Categories that the holder has only from events later than this one: a request for erasure does not concern them.
std::vector<bool> held_only_since(const EventRef& event, std::span<const HeldEntry> held, std::size_t categories) {
  std::vector<bool> later(categories);
  std::vector<bool> earlier(categories);
  for (const HeldEntry& entry : held) (entry.first.later_than(event) ? later : earlier)[entry.data] = true;
  for (std::size_t i = 0; i < categories; ++i) later[i] = later[i] && !earlier[i];
  return later;
}

/// Folds `restricted` with `restriction_lifted`, or `erasure_requested` with `erased`. The held categories must be
/// folded.
void fold_marks(const model::Model& model, std::span<const ReadableEvent> events, EventKind begin, EventKind end,
                StateBuilder& builder, std::vector<DataMarkEntry>& marks) {
  const auto& data = model.data.hierarchy;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const ReadableEvent& begun = events[i];
    if (begun.kind != begin) continue;
    std::vector<bool> touched(data.size());
    std::vector<bool> whole(data.size());
    bool without_category = !begun.data.stated;
    for (std::size_t d = 0; d < touched.size(); ++d) {
      touched[d] = !begun.data.stated || data.overlaps_any(model::DataId(d), begun.data.names);
      whole[d] = names_whole(model, begun, model::DataId(d));
    }
    for (std::size_t later = i + 1; later < events.size(); ++later) {
      const ReadableEvent& ended = events[later];
      // What is erased of a category piece by piece leaves it asked for.
      if (ended.kind != end || ended.item) continue;
      without_category = without_category && ended.data.stated;
      for (std::size_t d = 0; d < touched.size(); ++d) {
        if (names_whole(model, ended, model::DataId(d))) touched[d] = whole[d] = false;
      }
    }
    if (begin == EventKind::kErasureRequested) {
      const std::vector<bool> later = held_only_since(begun.ref, builder.held, data.size());
      for (std::size_t d = 0; d < touched.size(); ++d) {
        if (later[d]) touched[d] = whole[d] = false;
      }
    }
    if (!without_category && std::find(touched.begin(), touched.end(), true) == touched.end()) continue;
    DataMarkEntry entry;
    entry.begun = begun.ref;
    entry.without_category = without_category ? 1 : 0;
    entry.touched = builder.add_bits(touched);
    entry.whole = builder.add_bits(whole);
    marks.push_back(entry);
  }
}

void fold_contacts(const FoldPlan& plan, std::span<const ReadableEvent> events, StateBuilder& builder) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, EventRef> latest;
  for (const ReadableEvent& event : events) {
    if (event.kind != EventKind::kContacted) continue;
    for (const model::PurposeId purpose : event.purposes.names) {
      if (!plan.contacts_by_channel || event.channels.names.empty()) latest[{purpose.value, 0}] = event.ref;
      if (!plan.contacts_by_channel) continue;
      for (const model::ChannelId channel : event.channels.names)
        latest[{purpose.value, channel.value + 1}] = event.ref;
    }
  }
  for (const auto& [named, ref] : latest) builder.contacts.push_back({named.first, named.second, ref});
}

}  // namespace

FactEntry value_entry(std::uint32_t fact, const std::optional<exchange::FactValue>& value, const EventRef& stated,
                      StateBuilder& builder) {
  FactEntry entry;
  entry.fact = fact;
  entry.stated = stated;
  if (!value) return entry;
  if (const auto* yes = std::get_if<bool>(&*value)) {
    entry.kind = ValueKind::kYesNo;
    entry.number = *yes ? 1 : 0;
  } else if (const auto* number = std::get_if<std::int64_t>(&*value)) {
    entry.kind = ValueKind::kNumber;
    entry.number = *number;
  } else if (const auto* instant = std::get_if<Instant>(&*value)) {
    entry.kind = ValueKind::kInstant;
    entry.number = instant->micros;
  } else if (const auto* choice = std::get_if<exchange::ChoiceNumber>(&*value)) {
    entry.kind = ValueKind::kChoice;
    entry.number = choice->value;
  } else {
    const auto& text = std::get<std::string>(*value);
    entry.kind = ValueKind::kText;
    entry.text_first = static_cast<std::uint32_t>(builder.text.size());
    entry.text_bytes = static_cast<std::uint32_t>(text.size());
    builder.text += text;
  }
  return entry;
}

bool names_whole(const model::Model& model, const ReadableEvent& event, model::DataId category) {
  return !event.data.stated || model.data.hierarchy.is_within_any(category, event.data.names);
}

bool counts_as_given(const model::Model& model, const ReadableEvent& event) {
  const auto& listed = model.notices.list[event.subject].wordings;
  return listed.empty() || std::any_of(listed.begin(), listed.end(),
                                       [&](const model::Wording& wording) { return event.wording == wording.id; });
}

std::vector<std::uint64_t> fold(const FoldPlan& plan, const Holder& holder, std::span<const RecordedEvent> events,
                                const FoldBounds& bounds) {
  StateBuilder builder;
  const Counted counted = counting(plan, holder, events, bounds, builder.header);
  const std::vector<ReadableEvent>& in_order = counted.events;
  fold_consents(plan, holder, in_order, builder);
  fold_facts(plan, in_order, builder);
  fold_notices(plan.model, in_order, builder);
  fold_objections(plan.model, in_order, builder);
  fold_held(plan.model, in_order, builder);
  fold_marks(plan.model, in_order, EventKind::kRestricted, EventKind::kRestrictionLifted, builder,
             builder.restrictions);
  fold_marks(plan.model, in_order, EventKind::kErasureRequested, EventKind::kErased, builder, builder.erasures);
  fold_contacts(plan, in_order, builder);
  fold_suspension(plan.model, in_order, builder);
  fold_times(plan, in_order, builder);
  fold_records(counted.records, in_order, builder);
  return builder.pack();
}

}  // namespace licet::facts
