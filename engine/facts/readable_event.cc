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

bool of_holder(const model::Model& model, const Holder& holder, const Event& event) {
  const Belonging belonging = belonging_of(event, model);
  if (holder.kind == HolderKind::kCustomer) return belonging.to_customer && event.customer == holder.id;
  return belonging.to_device && event.device == holder.id;
}

/// The number of a declared name; none if the set does not declare it. 0 for an event without such a name.
template <class Declared>
bool find_subject(const Declared& declarations, const std::string& name, std::uint32_t& subject) {
  if (name.empty()) return true;
  const auto id = declarations.find(name);
  if (id) subject = id->value;
  return id.has_value();
}

}  // namespace

std::optional<ReadableEvent> read(const model::Model& model, const Holder& holder, const RecordedEvent& recorded) {
  const Event& event = recorded.event;
  if (!of_holder(model, holder, event)) return std::nullopt;
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
    result.value = exchange::fit(model.facts.list[result.subject], *event.value, *model.zone);
  }
  result.purposes = read_list(model.purposes, event.purposes, event.kind);
  result.channels = read_list(model.channels, event.channels, event.kind);
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
