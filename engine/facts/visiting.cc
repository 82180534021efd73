// How the states of all holders are gone through, or of those of whom something may be due.
#include <algorithm>
#include <engine/facts/customer_scan.h>
#include <engine/facts/durable_state.h>
#include <utility>

namespace licet::facts {
namespace {

/// One way through the holders, as they are when it begins.
class HoldersVisit {
 public:
  HoldersVisit(const DurableStore& store, DurableState& state, const FoldRules& rules, const FoldBounds& bounds,
               const DurableStore::Visit& visit)
      : store_(store), state_(state), rules_(rules), bounds_(bounds), visit_(visit) {
    const std::shared_lock lock(state.guard);
    basis_ = state.overlay.end.records;
    for (const auto& [key, holder] : state.overlay.holders) {
      // Of who was erased nothing is left but that.
      if (holder.slot != record::kStoreSlot) touched_.push_back(holder.holder);
      keys_.push_back(key);
    }
    std::sort(keys_.begin(), keys_.end());
  }

  /// Those whose rows do not know all their events; before all others.
  Result<void> touched() {
    for (const Holder& holder : touched_) {
      if (auto visited = visit_history(holder); !visited) return visited;
    }
    return {};
  }

  /// `rows` calls its argument for each row to visit, in a snapshot, and ends it.
  template <class Rows>
  Result<void> rows(const Rows& rows) {
    auto visited =
        rows([this](const record::KeyedHash& key, const RowView& row) -> Result<void> { return visit_row(key, row); });
    for (auto holder = overtaken_.begin(); visited && holder != overtaken_.end(); ++holder) {
      visited = visit_history(*holder);
    }
    return visited;
  }

 private:
  Result<void> fold_and_visit(const Holder& holder, std::span<const StoredEvent> events) const {
    const std::vector<std::uint64_t> words = fold_all(rules_, holder, events, bounds_);
    return visit_(holder, HolderView(words));
  }

  Result<void> visit_history(const Holder& holder) const {
    const auto events = store_.history(holder, basis_);
    if (!events) return tl::unexpected(events.error());
    return fold_and_visit(holder, *events);
  }

  Result<void> visit_row(const record::KeyedHash& key, const RowView& row) {
    if (std::binary_search(keys_.begin(), keys_.end(), key)) return {};
    const Holder holder{row.kind(), std::string(row.id())};
    const StateHeader& header = row.state().header();
    const bool is_visible = row.events().empty() || row.events().back() < basis_;
    if (row.fold_key() == rules_.key && header.latest_at <= bounds_.at && header.latest_recorded <= bounds_.known &&
        is_visible) {
      return visit_(holder, row.state());
    }
    if (!state_.writable && is_beyond(state_.log, row.events())) {
      overtaken_.push_back(holder);
      return {};
    }
    auto loaded = load_events(state_.log, row.events());
    if (!loaded) return tl::unexpected(loaded.error());
    if (loaded->erased) {
      overtaken_.push_back(holder);
      return {};
    }
    std::erase_if(loaded->events, [&](const StoredEvent& event) { return event.event.record >= basis_; });
    return fold_and_visit(holder, loaded->events);
  }

  const DurableStore& store_;
  DurableState& state_;
  const FoldRules& rules_;
  const FoldBounds& bounds_;
  const DurableStore::Visit& visit_;
  std::uint64_t basis_ = 0;
  std::vector<Holder> touched_;
  std::vector<record::KeyedHash> keys_;
  /// Erased in part while they were read, or ahead of what is seen of the record: looked up outside the snapshot.
  std::vector<Holder> overtaken_;
};

Result<IndexReader> begun_reader(const DurableState& state) {
  auto reader = state.index.reader();
  if (!reader) return reader;
  if (auto begun = reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  return reader;
}

/// Does the index say by date all that is due by `at`, as of then?
bool answers(const std::optional<DueHead>& head, const RetentionKey& retention, Instant at) {
  if (!head || !head->complete || at < head->floor) return false;
  // By no rules: each row is looked at always.
  return head->key == retention || head->key == RetentionKey{};
}

}  // namespace

Result<void> DurableStore::visit(const FoldRules& rules, const FoldBounds& bounds, const Visit& visit) const {
  HoldersVisit holders(*this, *state_, rules, bounds, visit);
  if (auto visited = holders.touched(); !visited) return visited;
  auto reader = begun_reader(*state_);
  if (!reader) return tl::unexpected(std::move(reader.error()));
  return holders.rows([&](const IndexReader::Visit& visit_row) {
    auto visited = reader->visit(visit_row);
    reader->end();
    return visited;
  });
}

std::unique_ptr<CustomerScan> DurableStore::customers(const FoldRules& rules, const FoldBounds& bounds) const {
  return std::make_unique<CustomerScan>(*this, *state_, rules, bounds);
}

Result<DueVisit> DurableStore::visit_due(const FoldRules& rules, const RetentionKey& retention, Instant at,
                                         const Visit& visit) const {
  const FoldBounds bounds{at, kNever};
  HoldersVisit holders(*this, *state_, rules, bounds, visit);
  if (auto visited = holders.touched(); !visited) return tl::unexpected(std::move(visited.error()));
  auto reader = begun_reader(*state_);
  if (!reader) return tl::unexpected(std::move(reader.error()));
  const auto head = reader->due_head();
  if (!head) return tl::unexpected(head.error());
  DueVisit found{answers(*head, retention, at), 0};
  auto visited = holders.rows([&](const IndexReader::Visit& visit_row) -> Result<void> {
    const IndexReader::Visit counted = [&](const record::KeyedHash& key, const RowView& row) {
      ++found.rows;
      return visit_row(key, row);
    };
    Result<void> walked;
    if (found.by_date) {
      const auto rows_of_days = reader->visit_due(due_day_of(at), counted);
      if (!rows_of_days) walked = tl::unexpected(rows_of_days.error());
    } else {
      walked = reader->visit(counted);
    }
    reader->end();
    return walked;
  });
  if (!visited) return tl::unexpected(std::move(visited.error()));
  return found;
}

}  // namespace licet::facts
