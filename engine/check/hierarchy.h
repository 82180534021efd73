#pragma once
// The order `within` of one kind of vocabulary: purposes, actions, channels, data or recipients.
//
// Immutable after construction; any number of threads may ask. Questions cost two comparisons, whatever the depth:
// every entry carries the interval of its place in a preorder walk.
// Source: language.md section 2 (two names overlap when one is or lies within the other).

#include <cstdint>
#include <engine/base/strong_id.h>
#include <optional>
#include <span>
#include <vector>

namespace licet::model {

/// Instead of a place, where there is none.
inline constexpr std::uint32_t kNoEntry = 0xFFFF'FFFF;

template <class IdType>
class Hierarchy {
 public:
  Hierarchy() = default;

  /// `parents[i]` is what entry i lies within. Precondition: no cycle (engine/check reports those before).
  explicit Hierarchy(std::vector<std::optional<IdType>> parents);

  std::size_t size() const { return parents_.size(); }
  std::optional<IdType> parent(IdType entry) const { return parents_[entry.value]; }

  /// `inner` is `outer` or lies within it.
  bool is_within(IdType inner, IdType outer) const {
    return first_[outer.value] <= first_[inner.value] && first_[inner.value] < end_[outer.value];
  }
  bool overlap(IdType a, IdType b) const { return is_within(a, b) || is_within(b, a); }

  /// Is `inner` one of `outers`, or within one?
  bool is_within_any(IdType inner, std::span<const IdType> outers) const {
    for (const IdType outer : outers) {
      if (is_within(inner, outer)) return true;
    }
    return false;
  }
  bool overlaps_any(IdType entry, std::span<const IdType> others) const {
    for (const IdType other : others) {
      if (overlap(entry, other)) return true;
    }
    return false;
  }

  /// For each entry how many of the marked ones it is, or contains. Precondition: one mark for each entry. O(entries).
  std::vector<std::uint32_t> count_within(const std::vector<bool>& marks) const;

 private:
  std::vector<std::optional<IdType>> parents_;
  std::vector<std::uint32_t> first_;  ///< place in preorder
  std::vector<std::uint32_t> end_;    ///< one past the last place within
};

template <class IdType>
Hierarchy<IdType>::Hierarchy(std::vector<std::optional<IdType>> parents)
    : parents_(std::move(parents)), first_(parents_.size()), end_(parents_.size()) {
  // Children in order of declaration, as linked lists; the walk keeps no stack, so that depth costs nothing.
  const auto count = static_cast<std::uint32_t>(parents_.size());
  std::vector<std::uint32_t> first_child(count, kNoEntry);
  std::vector<std::uint32_t> next_sibling(count, kNoEntry);
  for (std::uint32_t i = count; i-- > 0;) {
    if (!parents_[i]) continue;
    next_sibling[i] = first_child[parents_[i]->value];
    first_child[parents_[i]->value] = i;
  }
  std::uint32_t place = 0;
  for (std::uint32_t root = 0; root < count; ++root) {
    if (parents_[root]) continue;
    std::uint32_t entry = root;
    first_[entry] = place++;
    while (true) {
      if (first_child[entry] != kNoEntry) {
        entry = first_child[entry];
        first_[entry] = place++;
        continue;
      }
      end_[entry] = place;
      while (entry != root && next_sibling[entry] == kNoEntry) {
        entry = parents_[entry]->value;
        end_[entry] = place;
      }
      if (entry == root) break;
      entry = next_sibling[entry];
      first_[entry] = place++;
    }
  }
}

template <class IdType>
std::vector<std::uint32_t> Hierarchy<IdType>::count_within(const std::vector<bool>& marks) const {
  std::vector<std::uint32_t> before(size() + 1, 0);  // by place: the marked ones at earlier places
  for (std::size_t i = 0; i < size(); ++i) {
    if (marks[i]) before[first_[i] + 1] = 1;
  }
  for (std::size_t place = 0; place < size(); ++place) before[place + 1] += before[place];
  std::vector<std::uint32_t> counts(size());
  for (std::size_t i = 0; i < size(); ++i) counts[i] = before[end_[i]] - before[first_[i]];
  return counts;
}

}  // namespace licet::model
