#pragma once
// An allocator for tables that are read at random: large ones stand on large pages where the system gives them.
//
// A walk through megabytes otherwise waits for page tables as much as for memory. Blocks from kLargeBlock on are
// aligned to a page of kLargePage, and the system is asked, not told: without large pages everything works as before.
// Thread rule: as malloc.

#include <cstddef>
#include <new>
#include <vector>

namespace licet {

inline constexpr std::size_t kLargePage = std::size_t{2} << 20U;
/// Smaller blocks are not worth a page's rest.
inline constexpr std::size_t kLargeBlock = std::size_t{256} << 10U;

/// At least `bytes`; null if there is no memory.
void* allocate_on_large_pages(std::size_t bytes) noexcept;
void free_from_large_pages(void* block) noexcept;

template <class T>
struct LargePageAllocator {
  using value_type = T;

  LargePageAllocator() = default;
  template <class Other>
  LargePageAllocator(const LargePageAllocator<Other>& /*other*/) noexcept {}

  T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_alloc();
    void* const block = allocate_on_large_pages(count * sizeof(T));
    if (block == nullptr) throw std::bad_alloc();
    return static_cast<T*>(block);
  }
  void deallocate(T* block, std::size_t /*count*/) noexcept { free_from_large_pages(block); }

  friend bool operator==(const LargePageAllocator& /*a*/, const LargePageAllocator& /*b*/) { return true; }
};

template <class T>
using LargeTable = std::vector<T, LargePageAllocator<T>>;

}  // namespace licet
