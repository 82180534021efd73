#pragma once
// An event as the record keeps it for one holder.
//
// Pure functions. Source: docs/record_format.md, "Content"; language.md section 11.

#include <engine/exchange/record_content.h>
#include <engine/facts/row.h>
#include <engine/record/log.h>
#include <licet/event.h>
#include <optional>
#include <span>
#include <vector>

namespace licet::facts {

struct StoredEvent {
  /// Names its own holder; in place of another stands the name of the link, or nothing.
  RecordedEvent event;
  std::optional<LinkId> link;
  std::optional<record::KeyedHash> other;  ///< of `linked` and `unlinked`: the other holder
  std::optional<std::uint64_t> voids;      ///< of `voided`: the number of the record that never counted
};

/// Whose record it is.
Holder holder_of(const StoredEvent& event);
record::HolderHash hash_of(const record::StoreKeys& keys, const Holder& holder);

/// kDamaged if the content is not an event's. Precondition: it is an event and not erased.
Result<exchange::EventContent> event_content(const record::OpenedRecord& record);
/// Whom a decision is about; none if the content is not a decision's.
std::optional<Holder> holder_of_decision(const record::OpenedRecord& record);
StoredEvent stored_event(exchange::EventContent content, std::uint64_t record);

/// The links of a customer by all its events, in order of recording: for each device the latest `linked` or `unlinked`
/// in order of `at`, ties in that of recording, that is not voided. Sorted by device.
std::vector<Link> links_of(std::span<const StoredEvent> events);
/// Changes `links` by one more event of the customer, which is not voided.
void add_link(std::vector<Link>& links, const StoredEvent& event);
const Link* find_link(std::span<const Link> links, const record::KeyedHash& device);

/// What folding takes.
std::vector<RecordedEvent> recorded_events(std::span<const StoredEvent> events);

}  // namespace licet::facts
