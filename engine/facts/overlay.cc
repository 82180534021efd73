#include <algorithm>
#include <engine/facts/durable_state.h>
#include <iterator>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

/// Who recorded a decision; none if it cannot be read.

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
  Holder holder = holder_of(event);
  const record::HolderHash hash = hash_of(keys, holder);
  auto place = overlay.holders.find(hash.row);
  if (place == overlay.holders.end()) {
    auto touched = touch(reader, holder, hash);
    if (!touched) return tl::unexpected(std::move(touched.error()));
    place = overlay.holders.emplace(hash.row, std::move(*touched)).first;
  }
  if (place->second.slot == record::kStoreSlot) place->second.holder = std::move(holder);
  place->second.slot = record.slot;
  return add_event(state.log, place->second, std::move(event));
}

/// A holder of whom only a decision is recorded has a key, which must be found again.
Result<void> extend_by_decision(const DurableState& state, const IndexReader& reader, Overlay& overlay,
                                const record::OpenedRecord& record) {
  auto holder = holder_of_decision(record);
  if (!holder) return tl::unexpected(wrong_record(record.number, "a decision"));
  const record::HolderHash hash = hash_of(state.log.keys(), *holder);
  const auto known = overlay.holders.find(hash.row);
  if (known != overlay.holders.end()) {
    // Someone who was erased, and comes back.
    if (known->second.slot != record::kStoreSlot) return {};
    known->second.holder = std::move(*holder);
    known->second.slot = record.slot;
    return {};
  }
  auto touched = touch(reader, *holder, hash);
  if (!touched) return tl::unexpected(std::move(touched.error()));
  if (touched->slot != record::kStoreSlot) return {};
  touched->slot = record.slot;
  overlay.holders.emplace(hash.row, std::move(*touched));
  return {};
}

Result<void> extend_by_erasure(DurableState& state, const record::OpenedRecord& record) {
  auto erasure = state.unit.take(record);
  if (!erasure) return tl::unexpected(std::move(erasure.error()));
  if (!*erasure) return {};
  if (auto forgotten = forget_erased(state, **erasure); !forgotten) return forgotten;
  if (state.writable) state.unfinished.push_back(std::move(**erasure));
  return {};
}

}  // namespace

Failure failed_before() {
  return {FailureKind::kNotWritable, "An earlier write to the store failed: it must be opened again."};
}

Failure erased_meanwhile() {
  return {FailureKind::kBusy, "A person was erased between asking and recording: ask again."};
}

Failure erased_and_named() { return {FailureKind::kDamaged, "An event that the index of the store names is erased."}; }

Failure erasure_unfinished() {
  return {FailureKind::kNotWritable, "An erasure could not be finished: the store must be opened again."};
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
    // Where some are erased, the erasure is still to be read, and takes all of them.
    const auto all = load_events(log, holder.earlier, holder.events);
    if (!all) return tl::unexpected(all.error());
    holder.links = links_of(all->events);
  }
  return {};
}

Result<LoadedEvents> load_events(const record::Log& log, std::span<const std::uint64_t> records) {
  LoadedEvents loaded;
  loaded.events.reserve(records.size());
  for (const std::uint64_t number : records) {
    const auto record = log.read(number);
    if (!record) return tl::unexpected(record.error());
    if (record->erased) {
      loaded.erased = true;
      continue;
    }
    if (record->kind != record::RecordKind::kEvent && record->kind != record::RecordKind::kKept) {
      return tl::unexpected(wrong_record(number, "an event"));
    }
    auto content = event_content(*record);
    if (!content) return tl::unexpected(std::move(content.error()));
    loaded.events.push_back(stored_event(std::move(*content), record->kept_from.value_or(number)));
  }
  return loaded;
}

Result<LoadedEvents> load_events(const record::Log& log, std::span<const std::uint64_t> earlier,
                                 std::span<const StoredEvent> later) {
  auto loaded = load_events(log, earlier);
  if (loaded) std::copy(later.begin(), later.end(), std::back_inserter(loaded->events));
  return loaded;
}

Result<std::vector<StoredEvent>> load_whole(const record::Log& log, std::span<const std::uint64_t> earlier,
                                            std::span<const StoredEvent> later) {
  auto loaded = load_events(log, earlier, later);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  if (!loaded->erased) return std::move(loaded->events);
  return tl::unexpected(erased_and_named());
}

Result<std::optional<StoredEvent>> find_event(const DurableState& state, std::uint64_t number) {
  auto record = state.log.read(number);
  if (!record) return tl::unexpected(std::move(record.error()));
  if (record->kind != record::RecordKind::kEvent) return std::nullopt;
  if (record->erased) {
    const auto kept = state.kept.find(state, number);
    if (!kept) return tl::unexpected(kept.error());
    if (!*kept) return std::nullopt;
    record = state.log.read(**kept);
    if (!record) return tl::unexpected(std::move(record.error()));
    if (record->erased) return std::nullopt;
  }
  auto content = event_content(*record);
  if (!content) return tl::unexpected(std::move(content.error()));
  return stored_event(std::move(*content), number);
}

Result<std::optional<record::OpenedRecord>> find_decision(const DurableState& state, std::uint64_t number) {
  auto record = state.log.read(number);
  if (!record) return tl::unexpected(std::move(record.error()));
  if (record->kind != record::RecordKind::kDecision) return std::nullopt;
  if (!record->erased) return std::optional(std::move(*record));
  const auto kept = state.kept.find(state, number);
  if (!kept) return tl::unexpected(kept.error());
  if (!*kept) return std::nullopt;
  record = state.log.read(**kept);
  if (!record) return tl::unexpected(std::move(record.error()));
  if (record->erased) return std::nullopt;
  record->place = **kept;
  record->number = number;
  record->kind = record::RecordKind::kDecision;
  record->policy = record->kept_policy;
  return std::optional(std::move(*record));
}

std::vector<std::uint64_t> fold_all(const FoldRules& rules, const Holder& holder, std::span<const StoredEvent> events,
                                    const FoldBounds& bounds) {
  return fold(*rules.plan, holder, recorded_events(events), bounds);
}

Result<void> extend(DurableState& state, const IndexReader& reader) {
  record::LogEnd end = state.log.end();
  if (auto extended = extend_until(state, reader, end.records); !extended) return extended;
  state.overlay.end = end;
  if (state.writable || state.overlay.unexplained.empty()) return {};
  // An erasure overwrites only what stands before it, once it is durable: the writer has gone on since.
  if (auto refreshed = state.log.refresh(); !refreshed) return refreshed;
  end = state.log.end();
  if (auto extended = extend_until(state, reader, end.records); !extended) return extended;
  state.overlay.end = end;
  if (state.overlay.unexplained.empty()) return {};
  return tl::unexpected(Failure{FailureKind::kDamaged, "Records are erased, and no erasure is recorded that did it."});
}

Result<void> extend_until(DurableState& state, const IndexReader& reader, std::uint64_t until) {
  Overlay& overlay = state.overlay;
  auto visited = state.log.visit(overlay.end.records, until, [&](const record::OpenedRecord& record) -> Result<void> {
    if (record.erased) {
      if (!overlay.erased_slots.contains(record.slot)) overlay.unexplained.insert(record.slot);
      return {};
    }
    switch (record.kind) {
      case record::RecordKind::kEvent:
        return extend_by_event(state, reader, overlay, record);
      case record::RecordKind::kDecision:
        return extend_by_decision(state, reader, overlay, record);
      case record::RecordKind::kErasure:
        return extend_by_erasure(state, record);
      case record::RecordKind::kAudience:
        break;  // it is about nobody
      case record::RecordKind::kKept:
        break;  // counts once an erasure names it
      case record::RecordKind::kOutbox:
        break;  // changes nobody's state
    }
    return {};
  });
  if (visited) overlay.end.records = until;
  return visited;
}

}  // namespace licet::facts
