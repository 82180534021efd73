// Events of a holder that a retention keeps, and requests to erase them.
#include <algorithm>
#include <engine/facts/fold_parts.h>
#include <map>
#include <utility>

namespace licet::facts {
namespace {

bool concerns(const ReadableEvent& request, const RecordsEntry& entry) {
  if (entry.first.later_than(request.ref)) return false;
  if (entry.kind == RecordsKind::kObjections) return request.objections;
  return !request.data.stated || std::find(request.proofs.begin(), request.proofs.end(),
                                           model::ConsentId(entry.consent)) != request.proofs.end();
}

/// The first that stands; what is `erased` without a name ends those before it, as of every category.
EventRef request_for(const RecordsEntry& entry, Events events) {
  EventRef first;
  for (const ReadableEvent& event : events) {
    if (event.kind == EventKind::kErased && !event.data.stated && !event.item) first = {};
    if (event.kind == EventKind::kErasureRequested && !first.is_set() && concerns(event, entry)) first = event.ref;
  }
  return first;
}

}  // namespace

std::optional<RecordsEvent> read_for_records(const model::Model& model, const Holder& holder,
                                             const RecordedEvent& recorded) {
  const Event& event = recorded.event;
  RecordsEvent result;
  result.ref = {*event.at, recorded.recorded, recorded.record};
  switch (event.kind) {
    case EventKind::kGranted:
    case EventKind::kConfirmed:
    case EventKind::kRefused:
    case EventKind::kWithdrawn: {
      const auto consent = model.consents.find(event.consent);
      if (!consent) return std::nullopt;
      const bool of_device = model.consents[*consent].scope == model::ConsentScope::kDevice;
      if (of_device && holder.kind != HolderKind::kDevice) return std::nullopt;
      result.consent = consent->value;
      result.begins = event.kind == EventKind::kGranted;
      return result;
    }
    case EventKind::kObjected:
    case EventKind::kObjectionLifted:
      result.kind = RecordsKind::kObjections;
      result.begins = event.kind == EventKind::kObjected;
      return result;
    default:
      return std::nullopt;
  }
}

void fold_records(std::span<const RecordsEvent> records, Events events, StateBuilder& builder) {
  std::map<std::pair<RecordsKind, std::uint32_t>, RecordsEntry> entries;
  for (const RecordsEvent& event : records) {
    RecordsEntry& entry = entries[{event.kind, event.consent}];
    entry.kind = event.kind;
    entry.consent = event.consent;
    if (!entry.first.is_set()) entry.first = event.ref;
    if (event.begins) entry.latest = event.ref;
  }
  for (auto& [key, entry] : entries) {
    entry.requested = request_for(entry, events);
    builder.records.push_back(entry);
  }
}

}  // namespace licet::facts
