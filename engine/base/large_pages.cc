#include <cstdlib>
#include <engine/base/large_pages.h>
#include <sys/mman.h>

namespace licet {

// NOLINTBEGIN(cppcoreguidelines-owning-memory,cppcoreguidelines-no-malloc): an allocator manages memory by hand.

void* allocate_on_large_pages(std::size_t bytes) noexcept {
  if (bytes < kLargeBlock) return std::malloc(bytes == 0 ? 1 : bytes);
  if (bytes > static_cast<std::size_t>(-1) - kLargePage) return nullptr;
  const std::size_t whole = (bytes + kLargePage - 1) / kLargePage * kLargePage;
  void* const block = std::aligned_alloc(kLargePage, whole);
  if (block != nullptr) static_cast<void>(::madvise(block, whole, MADV_HUGEPAGE));
  return block;
}

void free_from_large_pages(void* block) noexcept { std::free(block); }

// NOLINTEND(cppcoreguidelines-owning-memory,cppcoreguidelines-no-malloc)

}  // namespace licet
