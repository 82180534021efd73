#include <algorithm>
#include <engine/facts/customer_scan.h>
#include <engine/facts/durable_state.h>
#include <shared_mutex>
#include <string>
#include <utility>

namespace licet::facts {

CustomerScan::CustomerScan(const DurableStore& store, DurableState& state, const FoldRules& rules,
                           const FoldBounds& bounds)
    : store_(store), state_(state), rules_(rules), bounds_(bounds) {
  const std::shared_lock lock(state.guard);
  basis_ = state.overlay.end.records;
  recorded_ = state.overlay.end.recorded;
  slots_ = state.overlay.end.slots;
  keys_.reserve(state.overlay.holders.size());
  for (const auto& [key, holder] : state.overlay.holders) {
    keys_.push_back(key);
    // Of who was erased nothing is left but that.
    if (holder.slot == record::kStoreSlot || holder.holder.kind != HolderKind::kCustomer) continue;
    touched_.push_back({holder.holder, holder.slot});
  }
  std::sort(keys_.begin(), keys_.end());
  touched_parts_ = (touched_.size() + kTouchedTogether - 1) / kTouchedTogether;
}

Result<void> CustomerScan::visit(std::size_t part, const Visit& visit) {
  return part < touched_parts_ ? visit_touched(part, visit) : visit_rows(part - touched_parts_, visit);
}

Result<void> CustomerScan::visit_touched(std::size_t part, const Visit& visit) const {
  const std::size_t end = std::min(touched_.size(), (part + 1) * kTouchedTogether);
  for (std::size_t i = part * kTouchedTogether; i < end; ++i) {
    if (auto visited = visit_history(touched_[i], false, visit); !visited) return visited;
  }
  return {};
}

Result<void> CustomerScan::visit_history(const Touched& touched, bool if_known, const Visit& visit) const {
  const auto events = store_.history(touched.holder, basis_);
  if (!events) return tl::unexpected(events.error());
  if (if_known && events->empty()) return {};
  const std::vector<std::uint64_t> words = fold_all(rules_, touched.holder, *events, bounds_);
  return visit({touched.holder.id, touched.slot, HolderView(words)});
}

Result<void> CustomerScan::visit_rows(std::size_t part, const Visit& visit) {
  record::KeyedHash from{};
  from.front() = static_cast<std::uint8_t>(part * (256 / kRowParts));
  std::optional<record::KeyedHash> until;
  if (part + 1 < kRowParts) {
    until.emplace();
    until->front() = static_cast<std::uint8_t>((part + 1) * (256 / kRowParts));
  }
  std::vector<Touched> overtaken;
  {
    auto reader = state_.index.reader();
    if (!reader) return tl::unexpected(std::move(reader.error()));
    if (auto begun = reader->begin(); !begun) return begun;
    const auto marker = reader->marker();
    if (!marker) return tl::unexpected(marker.error());
    const auto head = reader->due_head();
    if (!head) return tl::unexpected(head.error());
    const auto rows = reader->visit_between(from, until, [&](const record::KeyedHash& key, const RowView& row) {
      return visit_row(key, row, overtaken, visit);
    });
    if (!rows) return tl::unexpected(rows.error());
    reader->end();
    const std::lock_guard lock(guard_);
    rows_.add(*rows);
    if (!marker_) {
      marker_ = marker->records;
      head_ = *head;
    }
    moved_ = moved_ || *marker_ != marker->records || head_.has_value() != head->has_value() ||
             (head_ && head_->complete != (*head)->complete);
  }
  // Erased in part while they were read, or ahead of what is seen of the record: looked up outside the snapshot.
  for (const Touched& each : overtaken) {
    if (auto visited = visit_history(each, true, visit); !visited) return visited;
  }
  return {};
}

Result<void> CustomerScan::visit_row(const record::KeyedHash& key, const RowView& row, std::vector<Touched>& overtaken,
                                     const Visit& visit) const {
  if (row.kind() != HolderKind::kCustomer) return {};
  // One that came since was no customer at the basis.
  if (static_cast<std::uint64_t>(row.slot()) >= slots_) return {};
  if (!keys_.empty() && std::binary_search(keys_.begin(), keys_.end(), key)) return {};
  const StateHeader& header = row.state().header();
  const bool is_visible = row.events().empty() || row.events().back() < basis_;
  if (row.fold_key() == rules_.key && header.latest_at <= bounds_.at && header.latest_recorded <= bounds_.known &&
      is_visible) {
    return visit({row.id(), row.slot(), row.state()});
  }
  Touched customer{{HolderKind::kCustomer, std::string(row.id())}, row.slot()};
  if (!state_.writable && is_beyond(state_.log, row.events())) {
    overtaken.push_back(std::move(customer));
    return {};
  }
  auto loaded = load_events(state_.log, row.events());
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  if (loaded->erased) {
    overtaken.push_back(std::move(customer));
    return {};
  }
  std::erase_if(loaded->events, [&](const StoredEvent& event) { return event.event.record >= basis_; });
  const std::vector<std::uint64_t> words = fold_all(rules_, customer.holder, loaded->events, bounds_);
  return visit({customer.holder.id, customer.slot, HolderView(words)});
}

Result<void> CustomerScan::check() const {
  {
    const std::shared_lock lock(state_.guard);
    if (basis_ < state_.overlay.erased_until) return tl::unexpected(erased_meanwhile());
  }
  if (moved_ || !head_ || !head_->complete || head_->rows == rows_) return {};
  return tl::unexpected(Failure{FailureKind::kDamaged,
                                "The index of the store is damaged: rows of customers or devices are missing. It can "
                                "be made anew from the record."});
}

}  // namespace licet::facts
