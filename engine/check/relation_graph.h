#pragma once
// A relation between numbered things: which lie within, override, use or stand above which.
//
// Answers with Boost.Graph, without recursion, in time linear in things and pairs (times log for the order of cycles).
// Thread rule: one thread builds, then any number may ask.

#include <cstdint>
#include <utility>
#include <vector>

namespace licet::check {

class RelationGraph {
 public:
  explicit RelationGraph(std::size_t things) : things_(things) {}

  /// `from` is related to `to`; both below the number of things. A pair may be added twice.
  void add(std::uint32_t from, std::uint32_t to) { pairs_.emplace_back(from, to); }

  /// For each set of things that reach one another, one shortest cycle through its first thing; it begins with that
  /// thing, which is not repeated at the end. In order of first things.
  std::vector<std::vector<std::uint32_t>> cycles() const;

  /// All things, each after everything it is related to. Precondition: no cycle.
  std::vector<std::uint32_t> targets_first() const;

 private:
  std::size_t things_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
};

}  // namespace licet::check
