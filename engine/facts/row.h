#pragma once
// A holder's row in the index: whose it is, which events are its, and its folded state, readable in place.
//
// A RowView borrows its words. Thread rule: immutable, any number of threads. Format: docs/store_format.md, "Row".

#include <cstdint>
#include <engine/facts/due_day.h>
#include <engine/facts/fact_store.h>
#include <engine/facts/fold_key.h>
#include <engine/facts/holder_state.h>
#include <engine/record/key_slots.h>
#include <engine/record/store_keys.h>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace licet::facts {

using LinkId = std::array<std::uint8_t, 16>;

/// A device that is, or was, linked to a customer: by the `linked` or `unlinked` that counts.
struct Link {
  record::KeyedHash device{};  ///< HolderHash::row of the device
  LinkId id{};
  EventRef since;  ///< of that event
  bool linked = false;

  friend bool operator==(const Link&, const Link&) = default;
};

/// What a row is made from.
struct RowDraft {
  record::Slot slot = record::kStoreSlot;
  FoldKey fold_key{};
  DueDay due = DueDay::kAlways;
  Holder holder;
  std::vector<std::uint64_t> events;  ///< numbers in the record, rising
  std::vector<Link> links;            ///< sorted by device
  std::vector<std::uint64_t> state;   ///< made by fold()
};

/// The row's bytes, eight at a time. `key` is under which it will stand.
std::vector<std::uint64_t> pack_row(const RowDraft& row, const record::KeyedHash& key);

class RowView {
 public:
  /// Checks the checksum, every length, and is_whole() of the state; none if something is not as it was written.
  /// `words` must outlive the view and be aligned to eight bytes. Cost: the checksum, about the row's length / 10 GB/s.
  static std::optional<RowView> read(std::span<const std::uint64_t> words, const record::KeyedHash& key);

  record::Slot slot() const { return slot_; }
  const FoldKey& fold_key() const { return fold_key_; }
  /// Under which day it stands in the index by date.
  DueDay due() const { return due_; }
  HolderKind kind() const { return kind_; }
  std::string_view id() const { return id_; }
  std::span<const std::uint64_t> events() const { return events_; }
  std::vector<Link> links() const;
  const HolderView& state() const { return state_; }
  std::span<const std::uint64_t> state_words() const { return state_words_; }

 private:
  RowView() = default;

  record::Slot slot_ = record::kStoreSlot;
  FoldKey fold_key_{};
  DueDay due_ = DueDay::kNever;
  HolderKind kind_ = HolderKind::kCustomer;
  std::string_view id_;
  std::span<const std::uint64_t> events_;
  std::string_view links_;
  std::span<const std::uint64_t> state_words_;
  HolderView state_;
};

}  // namespace licet::facts
