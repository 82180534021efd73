#include <engine/exchange/records_named.h>
#include <engine/facts/belonging.h>
#include <engine/facts/readable_event.h>

namespace licet::facts {
namespace {

/// Events that prohibit something: one whose list names something unknown counts as naming nothing there, and so
/// touches everything.
bool prohibits(EventKind kind) {
  return kind == EventKind::kObjected || kind == EventKind::kRestricted || kind == EventKind::kErasureRequested ||
         kind == EventKind::kWithdrawn;
}

template <class IdType>
NamedList<IdType> read_list(const model::Vocabulary<IdType>& vocabulary, const std::vector<std::string>& names,
                            EventKind kind) {
  NamedList<IdType> list;
  list.stated = !names.empty();
  for (const std::string& name : names) {
    const auto id = vocabulary.find(name);
    if (id) {
      list.names.push_back(*id);
    } else if (prohibits(kind)) {
      return {};
    }
  }
  return list;
}

/// The number of a declared name; none if the set does not declare it. 0 for an event without such a name.
template <class Declared>
bool find_subject(const Declared& declarations, const std::string& name, std::uint32_t& subject) {
  if (name.empty()) return true;
  const auto id = declarations.find(name);
  if (id) subject = id->value;
  return id.has_value();
}

/// A request for erasure that names something unknown touches everything, like all that prohibits; what the law keeps
/// in the face of such a request, `objections`, it touches only where it says so.
void read_erasure_request(const model::Model& model, const std::vector<std::string>& names, ReadableEvent& into) {
  into.data.stated = !names.empty();
  for (const std::string& name : names) {
    const exchange::ErasureSubject subject = exchange::erasure_subject(model, name);
    if (subject.category) into.data.names.push_back(*subject.category);
    if (subject.proof) into.proofs.push_back(*subject.proof);
    into.objections = into.objections || subject.objections;
    if (!subject.is_known()) into.data.stated = false;
  }
  if (into.data.stated) return;
  into.data.names.clear();
  into.proofs.clear();
}

std::vector<GrantFact> read_grant_facts(const model::Model& model, const std::vector<NamedValue>& stated) {
  std::vector<GrantFact> facts;
  for (const NamedValue& one : stated) {
    const auto id = model.facts.find(one.fact);
    if (!id || model.facts[*id].owner != model::FactOwner::kConsent) continue;
    facts.push_back({*id, exchange::fit(model.facts[*id], one.value, *model.zone)});
  }
  return facts;
}

/// Does a fact's event state it of what the set says it is of: an item, or none?
bool states_as_declared(const model::Fact& fact, const Event& event) {
  return (fact.owner == model::FactOwner::kItem) == event.item.has_value();
}

}  // namespace

bool belongs_to(const model::Model& model, const Holder& holder, const Event& event) {
  const Belonging belonging = belonging_of(event, model);
  switch (holder.kind) {
    case HolderKind::kCustomer:
      return belonging.to_customer && event.customer == holder.id;
    case HolderKind::kDevice:
      return belonging.to_device && event.device == holder.id;
    case HolderKind::kRecipient:
      return belonging.to_recipient && event.recipient == holder.id;
  }
  return false;
}

std::optional<ReadableEvent> read(const model::Model& model, const Holder& holder, const RecordedEvent& recorded) {
  const Event& event = recorded.event;
  if (!belongs_to(model, holder, event)) return std::nullopt;
  ReadableEvent result;
  result.kind = event.kind;
  result.ref = {*event.at, recorded.recorded, recorded.record};
  result.wording = event.wording;
  if (!find_subject(model.consents, event.consent, result.subject) ||
      !find_subject(model.notices, event.notice, result.subject) ||
      !find_subject(model.facts, event.fact, result.subject)) {
    return std::nullopt;
  }
  if (event.kind == EventKind::kFact && event.value) {
    const model::Fact& fact = model.facts.list[result.subject];
    if (!states_as_declared(fact, event)) return std::nullopt;
    result.value = exchange::fit(fact, *event.value, *model.zone);
  }
  result.grant_facts = read_grant_facts(model, event.facts);
  result.item = event.item;
  result.purposes = read_list(model.purposes, event.purposes, event.kind);
  result.channels = read_list(model.channels, event.channels, event.kind);
  if (event.kind == EventKind::kErasureRequested) {
    read_erasure_request(model, event.data, result);
    return result;
  }
  result.data = read_list(model.data, event.data, event.kind);
  const bool lost_a_list =
      result.purposes.stated == event.purposes.empty() || result.channels.stated == event.channels.empty();
  if (event.kind == EventKind::kWithdrawn && lost_a_list) {
    // What one list names adds to what the other does; one that touches everything leaves nothing to the other.
    result.purposes = {};
    result.channels = {};
  }
  const bool nothing_left =
      (result.purposes.stated && result.purposes.names.empty()) || (result.data.stated && result.data.names.empty()) ||
      (result.channels.stated && result.channels.names.empty() && event.kind == EventKind::kGranted);
  if (nothing_left) return std::nullopt;
  return result;
}

}  // namespace licet::facts
