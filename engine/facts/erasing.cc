#include <algorithm>
#include <engine/facts/durable_state.h>
#include <engine/facts/erasing.h>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

using exchange::ErasureContent;
using exchange::HolderNumber;

/// Of `kept` and `ids` together, in one record.
constexpr std::size_t kEntries = 65'536;

HolderNumber number_of(const record::HolderHash& hash) {
  HolderNumber number{};
  std::copy(hash.row.begin(), hash.row.end(), number.begin());
  std::copy(hash.known.begin(), hash.known.end(), number.begin() + hash.row.size());
  return number;
}

record::HolderHash hash_of(const HolderNumber& number) {
  record::HolderHash hash;
  std::copy_n(number.begin(), hash.row.size(), hash.row.begin());
  std::copy_n(number.begin() + hash.row.size(), hash.known.size(), hash.known.begin());
  return hash;
}

Failure no_erasure(std::uint64_t number) {
  return {FailureKind::kDamaged, "Record " + std::to_string(number) + " does not hold an erasure."};
}

bool is_same(const FoundErasure& begun, const ErasureContent& content) {
  return begun.holder == hash_of(content.holder) && begun.slot == record::Slot{content.slot} &&
         begun.into == record::Slot{content.into} && begun.at == content.at && begun.recorded == content.recorded;
}

}  // namespace

Result<std::optional<FoundErasure>> ErasureUnit::take(const record::OpenedRecord& record) {
  const auto content = exchange::read_erasure_content(record.content);
  if (!content || (begun_ && !is_same(*begun_, *content))) return tl::unexpected(no_erasure(record.number));
  if (!begun_) {
    begun_.emplace();
    begun_->holder = hash_of(content->holder);
    begun_->slot = record::Slot{content->slot};
    begun_->into = record::Slot{content->into};
    begun_->at = content->at;
    begun_->recorded = content->recorded;
  }
  begun_->record = record.number;
  begun_->kept.insert(begun_->kept.end(), content->kept.begin(), content->kept.end());
  for (const HolderNumber& id : content->ids) begun_->ids.push_back(hash_of(id));
  if (!content->done) return std::nullopt;
  return std::exchange(begun_, std::nullopt);
}

std::vector<ErasureContent> contents_of(const FoundErasure& erasure) {
  std::vector<ErasureContent> contents;
  std::size_t kept = 0;
  std::size_t ids = 0;
  do {
    ErasureContent& content = contents.emplace_back();
    content.recorded = erasure.recorded;
    content.holder = number_of(erasure.holder);
    content.slot = static_cast<std::uint64_t>(erasure.slot);
    content.at = erasure.at;
    content.into = static_cast<std::uint64_t>(erasure.into);
    while (kept < erasure.kept.size() && content.kept.size() < kEntries) content.kept.push_back(erasure.kept[kept++]);
    while (ids < erasure.ids.size() && content.kept.size() + content.ids.size() < kEntries) {
      content.ids.push_back(number_of(erasure.ids[ids++]));
    }
    content.done = kept == erasure.kept.size() && ids == erasure.ids.size();
  } while (!contents.back().done);
  return contents;
}

Result<FoundErasure> read_erasure(const record::Log& log, std::uint64_t last) {
  // Its first record comes after one that is none, or the last of another.
  std::uint64_t first = last;
  while (first > 0) {
    const auto before = log.read(first - 1);
    if (!before) return tl::unexpected(before.error());
    if (before->kind != record::RecordKind::kErasure) break;
    const auto content = exchange::read_erasure_content(before->content);
    if (!content) return tl::unexpected(no_erasure(first - 1));
    if (content->done) break;
    --first;
  }
  ErasureUnit unit;
  for (std::uint64_t number = first; number <= last; ++number) {
    const auto record = log.read(number);
    if (!record) return tl::unexpected(record.error());
    if (record->kind != record::RecordKind::kErasure) break;
    auto found = unit.take(*record);
    if (!found) return tl::unexpected(std::move(found.error()));
    if (*found && number == last) return std::move(**found);
  }
  return tl::unexpected(no_erasure(last));
}

Result<void> forget_erased(DurableState& state, const FoundErasure& erasure) {
  TouchedHolder left;
  left.hash = erasure.holder;
  left.slot = erasure.into;
  std::vector<StoredEvent> events;
  for (const ErasureContent::Kept& kept : erasure.kept) {
    const auto record = state.log.read(kept.record);
    if (!record) return tl::unexpected(record.error());
    if (!record->erased && record->is_decision()) {
      if (auto holder = holder_of_decision(*record)) left.holder = std::move(*holder);
      continue;
    }
    left.earlier.push_back(kept.record);
    // By a later erasure of the same holder.
    if (record->erased) continue;
    auto content = event_content(*record);
    if (!content) return tl::unexpected(std::move(content.error()));
    if (content->content && content->event.id) {
      state.overlay.ids.insert_or_assign(state.log.keys().event_id_hash(*content->event.id),
                                         KnownId{kept.record, *content->content});
    }
    events.push_back(stored_event(std::move(*content), kept.original));
  }
  if (!events.empty()) {
    left.holder = holder_of(events.front());
    left.links = links_of(events);
  }
  for (const record::HolderHash& id : erasure.ids) {
    state.overlay.ids.insert_or_assign(id, KnownId{erasure.record, {}});
  }
  state.overlay.holders.insert_or_assign(erasure.holder.row, std::move(left));
  state.overlay.erased.insert_or_assign(erasure.holder.row, erasure.tombstone());
  state.overlay.erased_slots.insert(erasure.slot);
  state.overlay.unexplained.erase(erasure.slot);
  state.overlay.erased_until = std::max(state.overlay.erased_until, erasure.record + 1);
  state.kept.add(erasure);
  return {};
}

std::vector<IndexChange::Erased> index_entries(std::span<const FoundErasure> erasures) {
  std::map<record::HolderHash, Tombstone> latest;
  for (const FoundErasure& erasure : erasures) latest.insert_or_assign(erasure.holder, erasure.tombstone());
  std::vector<IndexChange::Erased> entries;
  entries.reserve(latest.size());
  for (const auto& [holder, tombstone] : latest) entries.push_back({holder, tombstone});
  return entries;
}

void KeptEvents::note(const FoundErasure& erasure) {
  for (const ErasureContent::Kept& kept : erasure.kept) {
    std::uint64_t& record = records_[kept.original];
    record = std::max(record, kept.record);
  }
}

void KeptEvents::add(const FoundErasure& erasure) {
  const std::lock_guard lock(guard_);
  note(erasure);
}

void KeptEvents::begin_anew() {
  const std::lock_guard lock(guard_);
  ++beginnings_;
  complete_ = false;
}

Result<std::optional<std::uint64_t>> KeptEvents::find(const DurableState& state, std::uint64_t original) {
  const auto known = [&] {
    const auto found = records_.find(original);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
  };
  std::uint64_t beginnings = 0;
  {
    const std::lock_guard lock(guard_);
    if (complete_ || records_.contains(original)) return known();
    beginnings = beginnings_;
  }
  std::vector<std::uint64_t> erasures;
  {
    const std::shared_lock lock(state.guard);
    for (const auto& [holder, tombstone] : state.overlay.erased) erasures.push_back(tombstone.record);
  }
  const std::lock_guard lock(guard_);
  for (const std::uint64_t last : erasures) {
    const auto erasure = read_erasure(state.log, last);
    if (!erasure) return tl::unexpected(erasure.error());
    note(*erasure);
  }
  complete_ = beginnings == beginnings_;
  return known();
}

}  // namespace licet::facts
