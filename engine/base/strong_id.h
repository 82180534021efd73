#pragma once
// Numbers of things that look alike but must not be mixed up.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace licet {

/// An index into the list of one kind of declaration. `Tag` is never defined.
template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t number) : value(number) {}
  constexpr explicit Id(std::size_t number) : value(static_cast<std::uint32_t>(number)) {}

  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace licet

template <class Tag>
struct std::hash<licet::Id<Tag>> {
  std::size_t operator()(licet::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
