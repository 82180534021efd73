#include <algorithm>
#include <engine/facts/durable_state.h>
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
  state.overlay.holders.clear();
  state.overlay.ids.clear();
  state.overlay.end.records = marker->records;
  state.overlay.begins = marker->records;
  return {};
}

}  // namespace

DurableStore::DurableStore(std::unique_ptr<DurableState> state) : state_(std::move(state)) {}
DurableStore::DurableStore(DurableStore&&) noexcept = default;
DurableStore& DurableStore::operator=(DurableStore&&) noexcept = default;
DurableStore::~DurableStore() = default;

Result<DurableStore> DurableStore::open(const std::filesystem::path& directory, const DurableOptions& options,
                                        record::FileSystem& files) {
  auto log = record::Log::open(directory, options.log, files);
  if (!log) return tl::unexpected(std::move(log.error()));
  const bool writable = options.log.access != record::LogAccess::kRead;
  auto index =
      FactIndex::open(directory / kIndexName, log->keys().log(),
                      {.writable = writable, .first_map_bytes = options.first_map_bytes, .may_be_missing = !writable});
  if (!index) return tl::unexpected(std::move(index.error()));
  auto state = std::make_unique<DurableState>(directory, files, std::move(*log), std::move(*index));
  state->writable = writable;
  auto reader = state->index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  if (!writable) {
    // The writer may have gone on, and the index must not know more than the record.
    if (auto refreshed = state->log.refresh(); !refreshed) return tl::unexpected(std::move(refreshed.error()));
  }
  if (auto begun = begin_overlay(*state, *reader); !begun) return tl::unexpected(std::move(begun.error()));
  if (auto extended = extend(*state, *reader); !extended) return tl::unexpected(std::move(extended.error()));
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
  const auto opened = state_->log.read(record);
  if (!opened) return tl::unexpected(opened.error());
  if (opened->erased || opened->kind != record::RecordKind::kEvent) return std::nullopt;
  auto content = event_content(*opened);
  if (!content) return tl::unexpected(std::move(content.error()));
  return stored_event(std::move(*content), record);
}

Result<std::vector<StoredEvent>> DurableStore::history(const Holder& holder, std::uint64_t basis) const {
  const record::HolderHash hash = hash_of(state_->log.keys(), holder);
  std::optional<TouchedHolder> known;
  {
    const std::shared_lock lock(state_->guard);
    if (const TouchedHolder* const touched = state_->overlay.find(hash)) known = *touched;
  }
  if (!known) {
    auto reader = state_->index.reader();
    if (!reader) return tl::unexpected(std::move(reader.error()));
    if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
    auto from_row = touch(*reader, holder, hash);
    if (!from_row) return tl::unexpected(std::move(from_row.error()));
    known = std::move(*from_row);
  }
  std::erase_if(known->earlier, [&](std::uint64_t number) { return number >= basis; });
  std::erase_if(known->events, [&](const StoredEvent& event) { return event.event.record >= basis; });
  return load_events(state_->log, known->earlier, known->events);
}

Result<void> DurableStore::visit(const FoldRules& rules, const FoldBounds& bounds, const Visit& visit) const {
  std::vector<Holder> touched;
  std::vector<record::KeyedHash> keys;
  std::uint64_t basis = 0;
  {
    const std::shared_lock lock(state_->guard);
    basis = state_->overlay.end.records;
    for (const auto& [key, holder] : state_->overlay.holders) {
      touched.push_back(holder.holder);
      keys.push_back(key);
    }
  }
  std::sort(keys.begin(), keys.end());
  const auto fold_and_visit = [&](const Holder& holder,
                                  const Result<std::vector<StoredEvent>>& events) -> Result<void> {
    if (!events) return tl::unexpected(events.error());
    const std::vector<std::uint64_t> words = fold_all(rules, holder, *events, bounds);
    return visit(holder, HolderView(words));
  };
  for (const Holder& holder : touched) {
    if (auto visited = fold_and_visit(holder, history(holder, basis)); !visited) return visited;
  }
  auto reader = state_->index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return begun;
  return reader->visit([&](const record::KeyedHash& key, const RowView& row) -> Result<void> {
    if (std::binary_search(keys.begin(), keys.end(), key)) return {};
    const Holder holder{row.kind(), std::string(row.id())};
    const StateHeader& header = row.state().header();
    const auto visible = row.events().first(static_cast<std::size_t>(
        std::lower_bound(row.events().begin(), row.events().end(), basis) - row.events().begin()));
    const bool answers = row.fold_key() == rules.key && header.latest_at <= bounds.at &&
                         header.latest_recorded <= bounds.known && visible.size() == row.events().size();
    return answers ? visit(holder, row.state()) : fold_and_visit(holder, load_events(state_->log, visible));
  });
}

Result<void> refresh(DurableState& state) {
  const std::lock_guard refreshing(state.refreshing);
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
