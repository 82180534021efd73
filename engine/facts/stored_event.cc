#include <algorithm>
#include <engine/facts/stored_event.h>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

bool is_before(const Link& link, const record::KeyedHash& device) { return link.device < device; }

}  // namespace

Holder holder_of(const StoredEvent& event) {
  const Event& what = event.event.event;
  const bool stands_in = event.link && what.customer == exchange::link_name(*event.link);
  if (what.recipient) return {HolderKind::kRecipient, *what.recipient};
  if (what.customer && !stands_in) return {HolderKind::kCustomer, *what.customer};
  return {HolderKind::kDevice, what.device.value_or("")};
}

record::HolderHash hash_of(const record::StoreKeys& keys, const Holder& holder) {
  return keys.holder_hash(letter_of(holder.kind), holder.id);
}

Result<exchange::EventContent> event_content(const record::OpenedRecord& record) {
  if (auto content = exchange::read_event_content(record.content)) return std::move(*content);
  return tl::unexpected(
      Failure{FailureKind::kDamaged, "Record " + std::to_string(record.number) + " does not hold an event."});
}

std::optional<Holder> holder_of_decision(const record::OpenedRecord& record) {
  const auto content = exchange::read_decision_content(record.content);
  if (!content) return std::nullopt;
  if (content->request.customer) return Holder{HolderKind::kCustomer, *content->request.customer};
  return Holder{HolderKind::kDevice, content->request.device.value_or("")};
}

StoredEvent stored_event(exchange::EventContent content, std::uint64_t record) {
  return {{std::move(content.event), content.recorded, record}, content.link, content.other, content.voids};
}

const Link* find_link(std::span<const Link> links, const record::KeyedHash& device) {
  const auto found = std::lower_bound(links.begin(), links.end(), device, is_before);
  return found == links.end() || found->device != device ? nullptr : &*found;
}

void add_link(std::vector<Link>& links, const StoredEvent& event) {
  const Event& what = event.event.event;
  const bool about_link = what.kind == EventKind::kLinked || what.kind == EventKind::kUnlinked;
  if (!about_link || !event.other || !event.link) return;
  auto place = std::lower_bound(links.begin(), links.end(), *event.other, is_before);
  if (place == links.end() || place->device != *event.other) {
    place = links.insert(place, Link{*event.other, *event.link, {}, false});
  }
  const EventRef ref{*what.at, event.event.recorded, event.event.record};
  if (place->since.is_set() && !ref.later_than(place->since)) return;
  place->since = ref;
  place->linked = what.kind == EventKind::kLinked;
}

std::vector<Link> links_of(std::span<const StoredEvent> events) {
  std::vector<std::uint64_t> voided;
  for (const StoredEvent& event : events) {
    if (event.voids) voided.push_back(*event.voids);
  }
  std::sort(voided.begin(), voided.end());
  std::vector<Link> links;
  for (const StoredEvent& event : events) {
    if (!std::binary_search(voided.begin(), voided.end(), event.event.record)) add_link(links, event);
  }
  return links;
}

std::vector<RecordedEvent> recorded_events(std::span<const StoredEvent> events) {
  std::vector<RecordedEvent> plain;
  plain.reserve(events.size());
  for (const StoredEvent& event : events) plain.push_back(event.event);
  return plain;
}

}  // namespace licet::facts
