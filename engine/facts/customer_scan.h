#pragma once
// All customers of a store with their states, gone through in parts by several threads.
//
// Thread rule: visit() of different parts by any number of threads at once; everything else by one. The store must
// outlive it. It sees the customers that there were when it was begun, each once, as of the bounds; of who is erased
// meanwhile the state may be that of then or an empty one, or it may be left out: check() tells. Each part is a
// snapshot of its own, so that the index's writer never waits for long.

#include <engine/facts/due_values.h>
#include <engine/facts/durable_store.h>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace licet::facts {

class CustomerScan {
 public:
  /// Valid during the visit.
  struct Customer {
    std::string_view id;
    record::Slot slot = record::kStoreSlot;
    const HolderView& state;
  };
  /// Called within a snapshot: it must not read the store.
  using Visit = std::function<Result<void>(const Customer& customer)>;

  /// `rules` must outlive it.
  CustomerScan(const DurableStore& store, DurableState& state, const FoldRules& rules, const FoldBounds& bounds);

  /// Records that are visible in the states.
  std::uint64_t basis() const { return basis_; }
  /// When the last of them was recorded.
  Instant recorded() const { return recorded_; }
  /// Bounds in place of those that it was begun with. Before the first visit.
  void set_bounds(const FoldBounds& bounds) { bounds_ = bounds; }
  std::size_t parts() const { return touched_parts_ + kRowParts; }
  /// Each part must be visited once. A Failure of `visit` ends it and is returned. No allocation for a customer whose
  /// row answers as it stands.
  Result<void> visit(std::size_t part, const Visit& visit);
  /// When all parts were visited: kDamaged where rows are missing, which can be told only if the index was not written
  /// meanwhile; kBusy where someone was erased meanwhile, in part perhaps, so that who stays may be left out. A reader
  /// refreshes the store before.
  Result<void> check() const;

 private:
  static constexpr std::size_t kRowParts = 128;
  static constexpr std::size_t kTouchedTogether = 256;

  struct Touched {
    Holder holder;
    record::Slot slot = record::kStoreSlot;
  };

  Result<void> visit_touched(std::size_t part, const Visit& visit) const;
  Result<void> visit_rows(std::size_t part, const Visit& visit);
  Result<void> visit_history(const Touched& touched, bool if_known, const Visit& visit) const;
  Result<void> visit_row(const record::KeyedHash& key, const RowView& row, std::vector<Touched>& overtaken,
                         const Visit& visit) const;

  const DurableStore& store_;
  DurableState& state_;
  const FoldRules& rules_;
  FoldBounds bounds_;
  std::uint64_t basis_ = 0;
  Instant recorded_;
  std::uint64_t slots_ = 0;  ///< in use at the basis
  std::vector<Touched> touched_;
  std::vector<record::KeyedHash> keys_;  ///< of the touched, and of who was erased: sorted
  std::size_t touched_parts_ = 0;

  std::mutex guard_;  ///< of what follows
  KeySum rows_;
  std::optional<std::uint64_t> marker_;  ///< of the first part's snapshot
  std::optional<DueHead> head_;          ///< likewise
  bool moved_ = false;                   ///< another part saw another marker
};

}  // namespace licet::facts
