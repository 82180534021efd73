#include <algorithm>
#include <engine/facts/durable_state.h>
#include <engine/record/log_creation.h>
#include <iterator>
#include <utility>

namespace licet::facts {
namespace {

constexpr const char* kIndexName = "facts";
/// A reader's overlay begins anew at so many holders.
constexpr std::size_t kMostTouched = 20'000;

/// An index may not know more than the record.
Result<void> check_marker(const record::Log& log, const Marker& marker) {
  const auto damaged = [](const char* message) { return tl::unexpected(Failure{FailureKind::kDamaged, message}); };
  if (marker.records > log.end().records) {
    return damaged("The index of the store knows more records than the record has: records are missing.");
  }
  if (marker.records == 0) return {};
  const auto root = log.root_at(marker.records);
  if (!root) return tl::unexpected(root.error());
  if (*root && **root != marker.root) return damaged("The index of the store was made from another record.");
  return {};
}

/// The overlay begins where the index ends.
Result<void> begin_overlay(DurableState& state, const IndexReader& reader) {
  const auto marker = reader.marker();
  if (!marker) return tl::unexpected(marker.error());
  if (auto checked = check_marker(state.log, *marker); !checked) return checked;
  const auto tombstones = reader.tombstones();
  if (!tombstones) return tl::unexpected(tombstones.error());
  Overlay& overlay = state.overlay;
  overlay.holders.clear();
  overlay.ids.clear();
  overlay.erased.clear();
  overlay.erased.insert(tombstones->begin(), tombstones->end());
  overlay.erased_slots.clear();
  overlay.unexplained.clear();
  overlay.end.records = marker->records;
  overlay.begins = marker->records;
  state.unit = {};
  state.kept.begin_anew();
  return {};
}

}  // namespace

bool is_beyond(const record::Log& log, std::span<const std::uint64_t> records) {
  return !records.empty() && records.back() >= log.end().records;
}

DurableStore::DurableStore(std::unique_ptr<DurableState> state) : state_(std::move(state)) {}
DurableStore::DurableStore(DurableStore&&) noexcept = default;
DurableStore& DurableStore::operator=(DurableStore&&) noexcept = default;
DurableStore::~DurableStore() = default;

Result<DurableStore> DurableStore::open(const std::filesystem::path& directory, const DurableOptions& options,
                                        record::FileSystem& files) {
  auto log = record::Log::open(directory, options.log, files);
  if (!log) return tl::unexpected(std::move(log.error()));
  const bool writable = options.log.access != record::LogAccess::kRead;
  auto index = FactIndex::open(
      directory / kIndexName, log->keys().log(),
      {.writable = writable, .first_map_bytes = options.first_map_bytes, .files = &files, .may_be_missing = !writable});
  if (!index) return tl::unexpected(std::move(index.error()));
  auto state = std::make_unique<DurableState>(directory, files, std::move(*log), std::move(*index));
  state->writable = writable;
  const std::filesystem::path key = record::master_key_path(directory, options.log);
  // A line is written after its erasure: whoever reads the lines first finds their erasures in the record.
  auto list = record::ErasedList::open(record::erased_list_path(key), state->log.keys().log(), writable, files);
  if (!list) return tl::unexpected(std::move(list.error()));
  state->list = std::move(*list);
  if (writable) {
    if (auto begun = state->list->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  }
  auto reader = state->index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  if (!writable) {
    // The writer may have gone on, and the index must not know more than the record.
    if (auto refreshed = state->log.refresh(); !refreshed) return tl::unexpected(std::move(refreshed.error()));
  }
  if (auto begun = begin_overlay(*state, *reader); !begun) return tl::unexpected(std::move(begun.error()));
  auto extended = writable ? catch_up(*state, *reader, options.portion_records) : extend(*state, *reader);
  if (!extended) return tl::unexpected(std::move(extended.error()));
  reader->end();
  auto settled = writable ? settle_erasures(*state) : check_erasures(*state);
  if (!settled) return tl::unexpected(std::move(settled.error()));
  return DurableStore(std::move(state));
}

const record::Log& DurableStore::log() const { return state_->log; }

bool DurableStore::made_index() const { return state_->index.was_made(); }

std::uint64_t DurableStore::index_bytes() const { return state_->index.map_bytes(); }

record::LogEnd DurableStore::visible() const {
  const std::shared_lock lock(state_->guard);
  return state_->overlay.end;
}

std::size_t DurableStore::touched() const {
  const std::shared_lock lock(state_->guard);
  return state_->overlay.holders.size();
}

Result<std::optional<StoredEvent>> DurableStore::event(std::uint64_t record) const {
  return find_event(*state_, record);
}

Result<std::optional<record::OpenedRecord>> DurableStore::decision(std::uint64_t record) const {
  return find_decision(*state_, record);
}

Result<std::optional<record::Slot>> DurableStore::slot(const Holder& holder) const {
  const record::HolderHash hash = hash_of(state_->log.keys(), holder);
  {
    const std::shared_lock lock(state_->guard);
    if (const TouchedHolder* const touched = state_->overlay.find(hash)) {
      return touched->slot == record::kStoreSlot ? std::nullopt : std::optional(touched->slot);
    }
  }
  auto reader = state_->index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  const auto row = reader->find(hash);
  if (!row) return tl::unexpected(row.error());
  return *row ? std::optional((*row)->slot()) : std::nullopt;
}

Result<std::vector<std::uint64_t>> DurableStore::decisions(const Holder& holder) const {
  const auto slot = this->slot(holder);
  if (!slot) return tl::unexpected(slot.error());
  std::vector<std::uint64_t> decisions;
  if (!*slot) return decisions;
  const auto numbers = state_->log.records_of(**slot);
  if (!numbers) return tl::unexpected(numbers.error());
  for (const std::uint64_t number : *numbers) {
    const auto record = state_->log.read(number);
    if (!record) return tl::unexpected(record.error());
    if (!record->erased && record->is_decision()) decisions.push_back(record->kept_from.value_or(number));
  }
  std::sort(decisions.begin(), decisions.end());
  return decisions;
}

Result<std::vector<StoredEvent>> DurableStore::history(const Holder& holder, std::uint64_t basis) const {
  const record::HolderHash hash = hash_of(state_->log.keys(), holder);
  auto reader = state_->index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  for (int looks = 0; looks < kMostLooks; ++looks) {
    std::optional<TouchedHolder> known;
    {
      const std::shared_lock lock(state_->guard);
      if (const TouchedHolder* const touched = state_->overlay.find(hash)) known = *touched;
    }
    if (!known) {
      if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
      auto from_row = touch(*reader, holder, hash);
      reader->end();
      if (!from_row) return tl::unexpected(std::move(from_row.error()));
      known = std::move(*from_row);
    }
    if (!state_->writable && is_beyond(state_->log, known->earlier)) {
      // The writer has put more into the index than this process has seen of the record.
      if (auto refreshed = facts::refresh(*state_); !refreshed) return tl::unexpected(std::move(refreshed.error()));
    }
    auto loaded = load_events(state_->log, known->earlier, known->events);
    if (!loaded) return tl::unexpected(std::move(loaded.error()));
    if (!loaded->erased) {
      // What is kept counts with the number it had.
      std::erase_if(loaded->events, [&](const StoredEvent& event) { return event.event.record >= basis; });
      return std::move(loaded->events);
    }
    if (state_->writable) continue;
    if (auto refreshed = facts::refresh(*state_); !refreshed) return tl::unexpected(std::move(refreshed.error()));
  }
  return tl::unexpected(erased_and_named());
}

Result<void> refresh(DurableState& state) {
  const std::lock_guard refreshing(state.refreshing);
  if (auto followed = state.index.follow(); !followed) return followed;
  auto reader = state.index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return begun;
  if (auto refreshed = state.log.refresh(); !refreshed) return refreshed;
  const std::unique_lock lock(state.guard);
  if (state.overlay.holders.size() >= kMostTouched || state.overlay.ids.size() >= kMostTouched) {
    // What the writer has put into the index since need not stand in memory too.
    const auto marker = reader->marker();
    if (!marker) return tl::unexpected(marker.error());
    if (marker->records > state.overlay.begins) {
      if (auto begun = begin_overlay(state, *reader); !begun) return begun;
    }
  }
  return extend(state, *reader);
}

Result<void> DurableStore::refresh() { return facts::refresh(*state_); }

Result<void> DurableStore::archive(const Digest& policy, const record::ArchivedPolicy& set,
                                   std::string_view zone_bytes) {
  if (auto done = record::archive_policy(state_->directory, policy, set, state_->files); !done) return done;
  return record::archive_zone(state_->directory, sha256(zone_bytes), zone_bytes, state_->files);
}

Result<record::ArchivedPolicy> DurableStore::archived_policy(const Digest& policy) const {
  return record::read_archived_policy(state_->directory, policy, state_->files);
}

Result<std::string> DurableStore::archived_zone(const Digest& zone) const {
  return record::read_archived_zone(state_->directory, zone, state_->files);
}

void DurableStore::give_up() {
  const std::unique_lock lock(state_->guard);
  state_->failed = true;
}

Result<void> DurableStore::close() { return state_->log.close(); }

}  // namespace licet::facts
