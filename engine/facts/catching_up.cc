#include <algorithm>
#include <engine/facts/durable_state.h>
#include <utility>

namespace licet::facts {

IndexChange unfolded(const Overlay& overlay) {
  IndexChange change;
  const std::vector<std::uint64_t> nothing = StateBuilder{}.pack();
  for (const auto& [key, holder] : overlay.holders) {
    // Who was erased, or is once more erased further on.
    if (holder.slot == record::kStoreSlot || holder.holder.id.empty()) continue;
    change.rows.push_back(make_row(holder, {}, nothing));
  }
  for (const auto& [id, known] : overlay.ids) change.ids.push_back({id, known});
  return change;
}

Result<void> catch_up(DurableState& state, IndexReader& reader, std::uint64_t portion_records) {
  const record::LogEnd end = state.log.end();
  if (end.records - state.overlay.end.records <= portion_records) return extend(state, reader);
  auto marker = reader.marker();
  if (!marker) return tl::unexpected(std::move(marker.error()));
  marker->fold_key = {};
  state.unfolded_rows = true;
  while (state.overlay.end.records < end.records) {
    const std::uint64_t until = std::min(state.overlay.end.records + portion_records, end.records);
    if (auto extended = extend_until(state, reader, until); !extended) return extended;
    IndexChange change = unfolded(state.overlay);
    change.marker = until == end.records ? marker_of(state, end, {}) : *marker;
    change.erased = index_entries(state.unfinished);
    reader.end();
    if (auto added = add_missing_lines(state); !added) return added;
    if (auto overwritten = overwrite_erased(state); !overwritten) return overwritten;
    if (auto committed = state.index.commit(change); !committed) return committed;
    state.overlay.holders.clear();
    state.overlay.ids.clear();
    state.unfinished.clear();
    if (auto begun = reader.begin(); !begun) return begun;
  }
  state.overlay.end = end;
  state.overlay.begins = end.records;
  return {};
}

}  // namespace licet::facts
