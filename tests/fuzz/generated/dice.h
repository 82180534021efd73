#pragma once
// Repeatable chance: the same seed gives the same throws on every platform.

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace licet::fuzz {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// 0 up to, not including, `end`, which must not be 0.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

  /// True this many times in a hundred.
  bool percent(std::size_t chance) { return below(100) < chance; }

  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937_64 engine_;
};

template <std::size_t N>
using Words = std::array<std::string_view, N>;

}  // namespace licet::fuzz
