// What a holder is shown of events in memory.
#include <algorithm>
#include <engine/exchange/record_content.h>
#include <engine/facts/memory_store.h>

namespace licet::facts {
namespace {

bool is_about_link(const Event& event) {
  return event.kind == EventKind::kLinked || event.kind == EventKind::kUnlinked;
}

/// In place of random bytes, which nobody needs in memory: what tells one link from another.
std::string link_name(std::uint64_t number) {
  exchange::LinkNumber name{};
  for (std::size_t i = name.size(); number != 0; number >>= 8U) name[--i] = static_cast<std::uint8_t>(number & 0xFFU);
  return exchange::link_name(name);
}

}  // namespace

void MemoryStore::note_link(const RecordedEvent& event) {
  const Event& named = event.event;
  if (!named.customer || !named.device) return;
  if (!is_about_link(named) && !is_linked(*named.customer, *named.device)) return;
  // The id is that of the first that still counts; without one the event begins another.
  std::uint64_t id = event.record;
  const auto known = links_.find({*named.customer, *named.device});
  if (known != links_.end()) {
    const auto first =
        std::find_if(known->second.begin(), known->second.end(), [&](Place place) { return !voided_[place]; });
    if (first != known->second.end()) id = link_of_.at(events_[*first].record);
  }
  link_of_.insert_or_assign(event.record, id);
}

bool MemoryStore::is_kept_for(const Holder& holder, const Event& event, const model::Model& model) const {
  const Event* kept = &event;
  if (event.kind == EventKind::kVoided) {
    const auto voided = ids_.find(event.voids);
    if (voided != ids_.end()) kept = &events_[voided->second.place].event;
  }
  const Belonging belonging = is_about_link(*kept) ? Belonging{true, true, false} : belonging_of(*kept, model);
  switch (holder.kind) {
    case HolderKind::kCustomer:
      return belonging.to_customer && kept->customer == holder.id;
    case HolderKind::kDevice:
      return belonging.to_device && kept->device == holder.id;
    case HolderKind::kRecipient:
      return belonging.to_recipient && kept->recipient == holder.id;
  }
  return false;
}

std::vector<RecordedEvent> MemoryStore::kept_for(const Holder& holder, const model::Model& model) const {
  // Nobody else stands in an event of a recipient.
  if (holder.kind == HolderKind::kRecipient) return history_of_recipient(holder.id);
  const bool of_customer = holder.kind == HolderKind::kCustomer;
  const std::optional<std::string> id = holder.id;
  std::vector<RecordedEvent> events = of_customer ? history(id, {}) : history({}, id);
  std::erase_if(events, [&](const RecordedEvent& event) { return !is_kept_for(holder, event.event, model); });
  for (RecordedEvent& event : events) {
    (of_customer ? event.event.customer : event.event.device) = id;
    std::optional<std::string>& other = of_customer ? event.event.device : event.event.customer;
    other.reset();
    if (const auto link = link_of_.find(event.record); link != link_of_.end()) other = link_name(link->second);
  }
  return events;
}

}  // namespace licet::facts
