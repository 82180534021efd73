#include <algorithm>
#include <engine/facts/durable_state.h>
#include <utility>

namespace licet::facts {
namespace {

/// What one transaction may hold in memory before it is committed.
constexpr std::size_t kPortionWords = std::size_t{8} << 20U;
constexpr std::size_t kPortionRows = 256;

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

Result<Marker> present_marker(const FactIndex& index) {
  auto reader = index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  return reader->marker();
}

IndexChange::Row make_row(const TouchedHolder& holder, const FoldRules& rules, std::vector<std::uint64_t> state) {
  RowDraft draft;
  draft.slot = holder.slot;
  draft.fold_key = rules.key;
  draft.holder = holder.holder;
  draft.events = holder.earlier;
  for (const StoredEvent& event : holder.events) draft.events.push_back(event.event.record);
  draft.links = holder.links;
  draft.state = std::move(state);
  return {holder.hash, holder.slot, pack_row(draft, holder.hash.row)};
}

Result<IndexChange::Row> fold_row(const record::Log& log, const TouchedHolder& holder, const FoldRules& rules) {
  if (holder.folded && holder.folded->key == rules.key) return make_row(holder, rules, holder.folded->words);
  const auto events = load_events(log, holder.earlier, holder.events);
  if (!events) return tl::unexpected(events.error());
  return make_row(holder, rules, fold_all(rules, holder.holder, *events, {}));
}

/// One pass over the touched holders. Rows may come to know events behind the marker: whoever reads the record from the
/// marker on passes those over.
class IndexPass {
 public:
  IndexPass(DurableState& state, const FoldRules& rules) : state_(state), rules_(rules) {}

  Result<void> run() {
    std::vector<record::KeyedHash> keys;
    {
      const std::shared_lock lock(state_.guard);
      end_ = state_.overlay.end;
      keys.reserve(state_.overlay.holders.size());
      for (const auto& [key, holder] : state_.overlay.holders) keys.push_back(key);
      for (const auto& [id, known] : state_.overlay.ids) change_.ids.push_back({id, known});
    }
    auto before = present_marker(state_.index);
    if (!before) return tl::unexpected(std::move(before.error()));
    if (keys.empty() && before->records == end_.records) return {};
    change_.marker = *before;
    for (const record::KeyedHash& key : keys) {
      if (auto taken = take(key); !taken) return taken;
    }
    change_.marker = marker_of(state_, end_, before->records == 0 ? rules_.key : before->fold_key);
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
  const FoldRules& rules_;
  record::LogEnd end_;
  IndexChange change_;
  std::size_t words_ = 0;
  std::vector<Taken> taken_;
};

/// The rows of these keys whose fold key is another one, folded anew.
Result<std::vector<IndexChange::Row>> fold_anew(const DurableState& state, const FoldRules& rules,
                                                std::span<const record::KeyedHash> keys, IndexReader& reader) {
  std::vector<IndexChange::Row> rows;
  for (const record::KeyedHash& key : keys) {
    const auto found = reader.row(key);
    if (!found) return tl::unexpected(found.error());
    if (!*found || (*found)->fold_key() == rules.key) continue;
    const RowView& row = **found;
    TouchedHolder holder;
    holder.holder = {row.kind(), std::string(row.id())};
    holder.hash = hash_of(state.log.keys(), holder.holder);
    holder.slot = row.slot();
    holder.earlier.assign(row.events().begin(), row.events().end());
    holder.links = row.links();
    auto folded = fold_row(state.log, holder, rules);
    if (!folded) return tl::unexpected(std::move(folded.error()));
    rows.push_back(std::move(*folded));
  }
  return rows;
}

record::KeyedHash after(record::KeyedHash key) {
  for (std::size_t i = key.size(); i-- > 0;) {
    if (++key[i] != 0) break;
  }
  return key;
}

Result<void> fold_all_anew(DurableState& state, const FoldRules& rules, const std::stop_token& stop) {
  auto marker = present_marker(state.index);
  if (!marker) return tl::unexpected(std::move(marker.error()));
  if (marker->fold_key == rules.key) return {};
  auto reader = state.index.reader();
  if (!reader) return tl::unexpected(std::move(reader.error()));
  record::KeyedHash from{};
  while (!stop.stop_requested()) {
    if (auto begun = reader->begin(); !begun) return begun;
    const auto keys = reader->keys_from(from, kPortionRows);
    if (!keys) return tl::unexpected(keys.error());
    auto rows = fold_anew(state, rules, *keys, *reader);
    reader->end();
    if (!rows) return tl::unexpected(std::move(rows.error()));
    const bool last = keys->size() < kPortionRows;
    if (last) marker->fold_key = rules.key;
    if (auto committed = state.index.commit({*marker, std::move(*rows), {}}); !committed) return committed;
    if (last) return {};
    from = after(keys->back());
  }
  return {};
}

}  // namespace

Result<void> DurableStore::index(const FoldRules& rules, const std::stop_token& stop) {
  if (auto passed = IndexPass(*state_, rules).run(); !passed) return passed;
  return fold_all_anew(*state_, rules, stop);
}

}  // namespace licet::facts
