#include <algorithm>
#include <engine/facts/durable_state.h>
#include <utility>

namespace licet::facts {
namespace {

/// What one transaction may hold in memory before it is committed.
constexpr std::size_t kPortionWords = std::size_t{8} << 20U;
constexpr std::size_t kPortionRows = 256;

/// How far an index reaches, whether it has rows, and whose dates.
struct Present {
  Marker marker;
  std::optional<DueHead> due;
  bool has_rows = false;

  /// The fold key of all rows, once rows of `key` stand beside those that are there.
  FoldKey with_rows_of(const FoldKey& key) const { return marker.fold_key == key || !has_rows ? key : FoldKey{}; }
};

Result<Present> present(const FactIndex& index) {
  auto reader = index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  const auto marker = reader->marker();
  if (!marker) return tl::unexpected(marker.error());
  const auto keys = reader->keys_from({}, 1);
  if (!keys) return tl::unexpected(keys.error());
  const auto due = reader->due_head();
  if (!due) return tl::unexpected(due.error());
  return Present{*marker, *due, !keys->empty()};
}

/// One pass over the touched holders. Rows may come to know events behind the marker: whoever reads the record from the
/// marker on passes those over.
class IndexPass {
 public:
  IndexPass(DurableState& state, const FoldRules& rules, const DueRules& due) : state_(state), rules_{rules, due} {}

  Result<void> run() {
    std::vector<record::KeyedHash> keys;
    {
      const std::shared_lock lock(state_.guard);
      end_ = state_.overlay.end;
      keys.reserve(state_.overlay.holders.size());
      for (const auto& [key, holder] : state_.overlay.holders) keys.push_back(key);
      for (const auto& [id, known] : state_.overlay.ids) change_.ids.push_back({id, known});
    }
    const auto before = present(state_.index);
    if (!before) return tl::unexpected(before.error());
    if (keys.empty() && before->marker.records == end_.records) return {};
    const FoldKey fold_key = keys.empty() ? before->marker.fold_key : before->with_rows_of(rules_.fold.key);
    rules_.dated = RowRules::of(rules_.fold, rules_.due, before->due).dated;
    change_.retention = rules_.retention();
    change_.marker = before->marker;
    change_.marker.fold_key = fold_key;
    for (const record::KeyedHash& key : keys) {
      if (auto taken = take(key); !taken) return taken;
    }
    change_.marker = marker_of(state_, end_, fold_key);
    if (auto committed = commit(); !committed) return committed;
    forget();
    return {};
  }

 private:
  struct Taken {
    record::KeyedHash key;
    std::size_t events;
  };

  Result<void> take(const record::KeyedHash& key) {
    std::optional<TouchedHolder> holder;
    {
      const std::shared_lock lock(state_.guard);
      const auto place = state_.overlay.holders.find(key);
      if (place != state_.overlay.holders.end()) holder = place->second;
    }
    if (!holder) return {};
    auto row = fold_row(state_.log, *holder, rules_);
    if (!row) return tl::unexpected(std::move(row.error()));
    words_ += row->words.size();
    change_.rows.push_back(std::move(*row));
    taken_.push_back({key, holder->events.size()});
    return words_ < kPortionWords ? Result<void>() : commit();
  }

  Result<void> commit() {
    if (auto committed = state_.index.commit(change_); !committed) return committed;
    change_.rows.clear();
    change_.ids.clear();
    words_ = 0;
    return {};
  }

  /// What the rows know, unless it has grown meanwhile.
  void forget() {
    const std::unique_lock lock(state_.guard);
    for (const Taken& taken : taken_) {
      const auto place = state_.overlay.holders.find(taken.key);
      if (place != state_.overlay.holders.end() && place->second.events.size() == taken.events) {
        state_.overlay.holders.erase(place);
      }
    }
    std::erase_if(state_.overlay.ids, [&](const auto& entry) { return entry.second.record < end_.records; });
  }

  DurableState& state_;
  RowRules rules_;
  record::LogEnd end_;
  IndexChange change_;
  std::size_t words_ = 0;
  std::vector<Taken> taken_;
};

/// The rows of these keys whose fold key is another one, folded anew.
Result<std::vector<IndexChange::Row>> fold_anew(const DurableState& state, const RowRules& rules,
                                                std::span<const record::KeyedHash> keys, IndexReader& reader) {
  std::vector<IndexChange::Row> rows;
  for (const record::KeyedHash& key : keys) {
    const auto found = reader.row(key);
    if (!found) return tl::unexpected(found.error());
    if (!*found || (*found)->fold_key() == rules.fold.key) continue;
    auto folded = fold_row(state.log, holder_of_row(state.log.keys(), **found), rules);
    if (!folded) return tl::unexpected(std::move(folded.error()));
    rows.push_back(std::move(*folded));
    rows.back().is_known = true;
  }
  return rows;
}

}  // namespace

Marker marker_of(const DurableState& state, const record::LogEnd& end, const FoldKey& key) {
  Marker marker;
  marker.log = state.log.keys().log();
  marker.records = end.records;
  marker.segment = end.segment;
  marker.bytes = end.bytes;
  marker.recorded = end.recorded;
  marker.root = end.root;
  marker.slots = end.slots;
  marker.fold_key = key;
  return marker;
}

record::KeyedHash after(record::KeyedHash key) {
  for (std::size_t i = key.size(); i-- > 0;) {
    if (++key[i] != 0) break;
  }
  return key;
}

RowRules RowRules::of(const FoldRules& fold, const DueRules& due, const std::optional<DueHead>& head) {
  const bool dated = due.are_known() && head && (head->key == due.key || head->key == RetentionKey{});
  return {fold, due, dated};
}

DueDay RowRules::day_of(HolderKind kind, const HolderView& state) const {
  return dated ? due_day_of(due.next(kind, state)) : DueDay::kAlways;
}

Result<IndexChange::Row> fold_row(const record::Log& log, const TouchedHolder& holder, const RowRules& rules) {
  const auto row = [&](std::vector<std::uint64_t> words) {
    const DueDay due = rules.day_of(holder.holder.kind, HolderView(words));
    return make_row(holder, rules.fold.key, std::move(words), due);
  };
  if (holder.folded && holder.folded->key == rules.fold.key) return row(holder.folded->words);
  const auto events = load_whole(log, holder.earlier, holder.events);
  if (!events) return tl::unexpected(events.error());
  return row(fold_all(rules.fold, holder.holder, *events, {}));
}

TouchedHolder holder_of_row(const record::StoreKeys& keys, const RowView& row) {
  TouchedHolder holder;
  holder.holder = {row.kind(), std::string(row.id())};
  holder.hash = hash_of(keys, holder.holder);
  holder.slot = row.slot();
  holder.earlier.assign(row.events().begin(), row.events().end());
  holder.links = row.links();
  return holder;
}

IndexChange::Row make_row(const TouchedHolder& holder, const FoldKey& key, std::vector<std::uint64_t> state,
                          DueDay due) {
  RowDraft draft;
  draft.slot = holder.slot;
  draft.fold_key = key;
  draft.due = due;
  draft.holder = holder.holder;
  draft.events = holder.earlier;
  for (const StoredEvent& event : holder.events) draft.events.push_back(event.event.record);
  draft.links = holder.links;
  draft.state = std::move(state);
  return {holder.hash, holder.slot, pack_row(draft, holder.hash.row)};
}

Result<void> DurableStore::index(const FoldRules& rules, const DueRules& due) {
  const std::lock_guard indexing(state_->indexing);
  if (!state_->unfinished.empty()) return tl::unexpected(erasure_unfinished());
  return IndexPass(*state_, rules, due).run();
}

Result<std::uint64_t> DurableStore::fold_rows(const FoldRules& rules, const DueRules& due,
                                              const std::stop_token& stop) {
  auto reader = state_->index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  std::uint64_t folded = 0;
  bool is_first = true;
  std::uint64_t erased_until = 0;
  record::KeyedHash from{};
  while (!stop.stop_requested()) {
    const std::lock_guard indexing(state_->indexing);
    if (!state_->unfinished.empty()) return tl::unexpected(erasure_unfinished());
    if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
    auto marker = reader->marker();
    if (!marker) return tl::unexpected(std::move(marker.error()));
    if (marker->fold_key == rules.key) break;
    marker->fold_key = {};
    const auto keys = reader->keys_from(from, kPortionRows);
    if (!keys) return tl::unexpected(keys.error());
    const auto head = reader->due_head();
    if (!head) return tl::unexpected(head.error());
    const RowRules row_rules = RowRules::of(rules, due, *head);
    auto rows = fold_anew(*state_, row_rules, *keys, *reader);
    reader->end();
    if (!rows) return tl::unexpected(std::move(rows.error()));
    std::uint64_t erased = 0;
    {
      const std::shared_lock lock(state_->guard);
      erased = state_->overlay.erased_until;
    }
    // An erasure in between leaves rows that are to be folded among those that were passed.
    if (std::exchange(is_first, false)) erased_until = erased;
    const bool all = erased_until == erased;
    const bool last = keys->size() < kPortionRows;
    if (last && all) marker->fold_key = rules.key;
    folded += rows->size();
    if (last || !rows->empty()) {
      auto committed = state_->index.commit({*marker, std::move(*rows), {}, {}, row_rules.retention(), std::nullopt});
      if (!committed) return tl::unexpected(std::move(committed.error()));
    }
    if (last && all) {
      state_->unfolded_rows = false;
      break;
    }
    from = last ? record::KeyedHash{} : after(keys->back());
    if (last) is_first = true;
  }
  return folded;
}

bool DurableStore::has_unfolded_rows() const { return state_->unfolded_rows; }

}  // namespace licet::facts
