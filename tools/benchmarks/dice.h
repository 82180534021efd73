#pragma once
// Repeatable chance: the same throws in every run, on every machine.

#include <cstdint>
#include <licet/instant.h>
#include <random>

namespace licet::benchmarks {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// 0 up to, not including, `end`, which must not be 0.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

  /// True this many times in a hundred.
  bool percent(std::size_t chance) { return below(100) < chance; }

  /// From `begin` up to, not including, `end`.
  Instant between(Instant begin, Instant end) {
    return {begin.micros +
            static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(end.micros - begin.micros))};
  }

  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace licet::benchmarks
