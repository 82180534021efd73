#include <algorithm>
#include <engine/facts/durable_state.h>
#include <iterator>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

/// Who recorded a decision; none if it cannot be read.
std::optional<Holder> holder_of_decision(const record::OpenedRecord& record) {
  const auto content = exchange::read_decision_content(record.content);
  if (!content) return std::nullopt;
  if (content->request.customer) return Holder{HolderKind::kCustomer, *content->request.customer};
  return Holder{HolderKind::kDevice, content->request.device.value_or("")};
}

Failure wrong_record(std::uint64_t number, const char* what) {
  return {FailureKind::kDamaged, "Record " + std::to_string(number) + " does not hold " + what + "."};
}

Result<void> extend_by_event(const DurableState& state, const IndexReader& reader, Overlay& overlay,
                             const record::OpenedRecord& record) {
  auto content = event_content(record);
  if (!content) return tl::unexpected(std::move(content.error()));
  const record::StoreKeys& keys = state.log.keys();
  if (content->content && content->event.id) {
    overlay.ids.insert_or_assign(keys.event_id_hash(*content->event.id), KnownId{record.number, *content->content});
  }
  StoredEvent event = stored_event(std::move(*content), record.number);
  const Holder holder = holder_of(event);
  const record::HolderHash hash = hash_of(keys, holder);
  auto place = overlay.holders.find(hash.row);
  if (place == overlay.holders.end()) {
    auto touched = touch(reader, holder, hash);
    if (!touched) return tl::unexpected(std::move(touched.error()));
    place = overlay.holders.emplace(hash.row, std::move(*touched)).first;
  }
  place->second.slot = record.slot;
  return add_event(state.log, place->second, std::move(event));
}

/// A holder of whom only a decision is recorded has a key, which must be found again.
Result<void> extend_by_decision(const DurableState& state, const IndexReader& reader, Overlay& overlay,
                                const record::OpenedRecord& record) {
  const auto holder = holder_of_decision(record);
  if (!holder) return tl::unexpected(wrong_record(record.number, "a decision"));
  const record::HolderHash hash = hash_of(state.log.keys(), *holder);
  if (overlay.holders.contains(hash.row)) return {};
  auto touched = touch(reader, *holder, hash);
  if (!touched) return tl::unexpected(std::move(touched.error()));
  if (touched->slot != record::kStoreSlot) return {};
  touched->slot = record.slot;
  overlay.holders.emplace(hash.row, std::move(*touched));
  return {};
}

}  // namespace

Failure failed_before() {
  return {FailureKind::kNotWritable, "An earlier write to the store failed: it must be opened again."};
}

Failure erased_meanwhile() {
  return {FailureKind::kBusy, "A person was erased between asking and recording: ask again."};
}

Result<TouchedHolder> touch(const IndexReader& reader, const Holder& holder, const record::HolderHash& hash) {
  TouchedHolder touched;
  touched.holder = holder;
  touched.hash = hash;
  const auto row = reader.find(hash);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return touched;
  touched.slot = (*row)->slot();
  touched.earlier.assign((*row)->events().begin(), (*row)->events().end());
  touched.links = (*row)->links();
  return touched;
}

Result<void> add_event(const record::Log& log, TouchedHolder& holder, StoredEvent event) {
  if (!holder.earlier.empty() && holder.earlier.back() >= event.event.record) return {};
  if (!holder.events.empty() && holder.events.back().event.record >= event.event.record) return {};
  holder.folded.reset();
  const bool voids = event.voids.has_value();
  if (!voids) add_link(holder.links, event);
  holder.events.push_back(std::move(event));
  if (voids && !holder.links.empty()) {
    const auto all = load_events(log, holder.earlier, holder.events);
    if (!all) return tl::unexpected(all.error());
    holder.links = links_of(*all);
  }
  return {};
}

Result<std::vector<StoredEvent>> load_events(const record::Log& log, std::span<const std::uint64_t> numbers) {
  std::vector<StoredEvent> events;
  events.reserve(numbers.size());
  for (const std::uint64_t number : numbers) {
    const auto record = log.read(number);
    if (!record) return tl::unexpected(record.error());
    if (record->erased) continue;
    if (record->kind != record::RecordKind::kEvent) return tl::unexpected(wrong_record(number, "an event"));
    auto content = event_content(*record);
    if (!content) return tl::unexpected(std::move(content.error()));
    events.push_back(stored_event(std::move(*content), number));
  }
  return events;
}

Result<std::vector<StoredEvent>> load_events(const record::Log& log, std::span<const std::uint64_t> earlier,
                                             std::span<const StoredEvent> later) {
  auto events = load_events(log, earlier);
  if (events) std::copy(later.begin(), later.end(), std::back_inserter(*events));
  return events;
}

std::vector<std::uint64_t> fold_all(const FoldRules& rules, const Holder& holder, std::span<const StoredEvent> events,
                                    const FoldBounds& bounds) {
  return fold(*rules.plan, holder, recorded_events(events), bounds);
}

Result<void> extend(DurableState& state, const IndexReader& reader) {
  const record::LogEnd end = state.log.end();
  auto visited =
      state.log.visit(state.overlay.end.records, end.records, [&](const record::OpenedRecord& record) -> Result<void> {
        if (record.erased) return {};
        if (record.kind == record::RecordKind::kEvent) return extend_by_event(state, reader, state.overlay, record);
        if (record.kind == record::RecordKind::kDecision) {
          return extend_by_decision(state, reader, state.overlay, record);
        }
        return {};
      });
  if (visited) state.overlay.end = end;
  return visited;
}

}  // namespace licet::facts
