#include <algorithm>
#include <engine/check/expression_parts.h>
#include <engine/facts/fold.h>
#include <engine/facts/fold_consents.h>
#include <engine/facts/readable_event.h>
#include <map>
#include <unordered_set>
#include <utility>

namespace licet::facts {
namespace {

/// Events that count for the holder within the bounds, in order of `at`, ties in the order of recording.
std::vector<ReadableEvent> counting(const model::Model& model, const Holder& holder,
                                    std::span<const RecordedEvent> events, const FoldBounds& bounds,
                                    StateHeader& header) {
  std::unordered_set<std::string_view> voided;
  for (const RecordedEvent& event : events) {
    if (event.recorded > bounds.known) continue;
    header.latest_recorded = std::max(header.latest_recorded, event.recorded);
    if (event.event.kind == EventKind::kVoided) voided.insert(event.event.voids);
  }
  std::vector<ReadableEvent> result;
  for (const RecordedEvent& event : events) {
    if (event.recorded > bounds.known || *event.event.at > bounds.at) continue;
    if (event.event.kind == EventKind::kVoided || (event.event.id && voided.contains(*event.event.id))) continue;
    header.latest_at = std::max(header.latest_at, *event.event.at);
    if (auto readable = read(model, holder, event)) result.push_back(std::move(*readable));
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const ReadableEvent& a, const ReadableEvent& b) { return b.ref.later_than(a.ref); });
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

FactEntry value_entry(const ReadableEvent& event, StateBuilder& builder) {
  FactEntry entry;
  entry.fact = event.subject;
  entry.stated = event.ref;
  if (!event.value) return entry;
  if (const auto* yes = std::get_if<bool>(&*event.value)) {
    entry.kind = ValueKind::kYesNo;
    entry.number = *yes ? 1 : 0;
  } else if (const auto* number = std::get_if<std::int64_t>(&*event.value)) {
    entry.kind = ValueKind::kNumber;
    entry.number = *number;
  } else if (const auto* instant = std::get_if<Instant>(&*event.value)) {
    entry.kind = ValueKind::kInstant;
    entry.number = instant->micros;
  } else if (const auto* choice = std::get_if<exchange::ChoiceNumber>(&*event.value)) {
    entry.kind = ValueKind::kChoice;
    entry.number = choice->value;
  } else {
    const auto& text = std::get<std::string>(*event.value);
    entry.kind = ValueKind::kText;
    entry.text_first = static_cast<std::uint32_t>(builder.text.size());
    entry.text_bytes = static_cast<std::uint32_t>(text.size());
    builder.text += text;
  }
  return entry;
}

void fold_facts(const FoldPlan& plan, std::span<const ReadableEvent> events, StateBuilder& builder) {
  std::map<std::uint32_t, std::vector<const ReadableEvent*>> stated;
  for (const ReadableEvent& event : events) {
    if (event.kind != EventKind::kFact) continue;
    auto& values = stated[event.subject];
    if (!plan.whole_history[event.subject]) values.clear();
    values.push_back(&event);
  }
  for (const auto& [fact, values] : stated) {
    for (const ReadableEvent* value : values) builder.facts.push_back(value_entry(*value, builder));
  }
}

void fold_notices(const model::Model& model, std::span<const ReadableEvent> events, StateBuilder& builder) {
  std::map<std::uint32_t, EventRef> given;
  for (const ReadableEvent& event : events) {
    if (event.kind != EventKind::kInformed) continue;
    const auto& listed = model.notices.list[event.subject].wordings;
    const bool counts = listed.empty() || std::any_of(listed.begin(), listed.end(), [&](const model::Wording& wording) {
                          return event.wording == wording.id;
                        });
    if (counts) given.try_emplace(event.subject, event.ref);
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

/// Does an event that names data, or none, name the category as a whole?
bool names_whole(const model::Model& model, const ReadableEvent& event, model::DataId category) {
  return !event.data.stated || model.data.hierarchy.is_within_any(category, event.data.names);
}

void fold_held(const model::Model& model, std::span<const ReadableEvent> events, StateBuilder& builder) {
  for (std::size_t i = 0; i < model.data.hierarchy.size(); ++i) {
    const model::DataId category(i);
    HeldEntry entry;
    entry.data = category.value;
    for (const ReadableEvent& event : events) {
      if (event.kind == EventKind::kErased && names_whole(model, event, category)) {
        entry.first = entry.latest = EventRef{};
      }
      if (event.kind == EventKind::kCollected && names_whole(model, event, category)) {
        if (!entry.first.is_set()) entry.first = event.ref;
        entry.latest = event.ref;
      }
    }
    if (entry.latest.is_set()) builder.held.push_back(entry);
  }
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
      if (ended.kind != end) continue;
      without_category = without_category && ended.data.stated;
      for (std::size_t d = 0; d < touched.size(); ++d) {
        if (names_whole(model, ended, model::DataId(d))) touched[d] = whole[d] = false;
      }
    }
    if (begin == EventKind::kErasureRequested) {
      // It does not concern what the holder has only from events later than it.
      for (const HeldEntry& held : builder.held) {
        if (held.first.later_than(begun.ref)) touched[held.data] = whole[held.data] = false;
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

void fold_contacts(std::span<const ReadableEvent> events, StateBuilder& builder) {
  std::map<std::uint32_t, EventRef> latest;
  for (const ReadableEvent& event : events) {
    if (event.kind != EventKind::kContacted) continue;
    for (const model::PurposeId purpose : event.purposes.names) latest[purpose.value] = event.ref;
  }
  for (const auto& [purpose, ref] : latest) builder.contacts.push_back({purpose, 0, ref});
}

std::uint32_t fold_suspension(std::span<const ReadableEvent> events) {
  std::uint32_t suspended = 0;
  for (const ReadableEvent& event : events) {
    if (event.kind == EventKind::kHold) suspended = 1;
    if (event.kind == EventKind::kHoldLifted) suspended = 0;
  }
  return suspended;
}

}  // namespace

FoldPlan::FoldPlan(const model::Model& policy) : model(policy), whole_history(policy.facts.size()) {
  std::vector<model::ExpressionId> conditions;
  for (const model::Consent& consent : policy.consents.list) {
    if (consent.provided && consent.provided_at_grant) conditions.push_back(*consent.provided);
  }
  std::vector<bool> seen(policy.expressions.size());
  model::walk(policy, std::move(conditions), seen, [this](const model::Expression& expression) {
    if (const auto fact = model::fact_of(expression)) whole_history[fact->value] = true;
  });
}

std::vector<std::uint64_t> fold(const FoldPlan& plan, const Holder& holder, std::span<const RecordedEvent> events,
                                const FoldBounds& bounds) {
  StateBuilder builder;
  const std::vector<ReadableEvent> counted = counting(plan.model, holder, events, bounds, builder.header);
  fold_consents(plan, holder, counted, builder);
  fold_facts(plan, counted, builder);
  fold_notices(plan.model, counted, builder);
  fold_objections(plan.model, counted, builder);
  fold_held(plan.model, counted, builder);
  fold_marks(plan.model, counted, EventKind::kRestricted, EventKind::kRestrictionLifted, builder, builder.restrictions);
  fold_marks(plan.model, counted, EventKind::kErasureRequested, EventKind::kErased, builder, builder.erasures);
  fold_contacts(counted, builder);
  builder.header.suspended = fold_suspension(counted);
  return builder.pack();
}

}  // namespace licet::facts
