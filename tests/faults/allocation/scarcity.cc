#include <atomic>
#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <new>
#include <string>
#include <tests/crash/long_run.h>
#include <tests/faults/allocation/scarcity.h>

namespace {
std::atomic<std::uint64_t> allocations{0};
/// Which one fails, counted from 1; 0: none does.
std::atomic<std::uint64_t> failing{0};
/// Threads of the library always are; that of the test is while it calls.
thread_local bool in_library = true;
}  // namespace

// NOLINTBEGIN(cppcoreguidelines-owning-memory,cppcoreguidelines-no-malloc): an allocator manages memory by hand.
// Out of line, or GCC takes them for the library's own and misses their counterparts.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (in_library) {
    const std::uint64_t number = allocations.fetch_add(1, std::memory_order_relaxed) + 1;
    if (number == failing.load(std::memory_order_relaxed)) throw std::bad_alloc();
  }
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
// NOLINTEND(cppcoreguidelines-owning-memory,cppcoreguidelines-no-malloc)

namespace licet::faults {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// The numbers 0 to 2^bits − 1 in an order in which each falls into the middle of a gap: their bits turned round.
std::uint64_t spread(std::uint64_t number, int bits) {
  std::uint64_t turned = 0;
  for (int bit = 0; bit < bits; ++bit) turned |= (number >> bit & 1U) << (bits - 1 - bit);
  return turned;
}

std::uint64_t which = 0;

}  // namespace

Scarcity::Scarcity(std::uint64_t number) {
  in_library = false;
  allocations = 0;
  failing = number;
}

std::uint64_t Scarcity::end() {
  failing = 0;
  return allocations;
}

InLibrary::InLibrary() { in_library = true; }
InLibrary::~InLibrary() { in_library = false; }

void sweep(std::uint64_t all, std::uint64_t shares, const std::function<void(std::uint64_t which)>& round) {
  const std::terminate_handler before = std::set_terminate([] {
    std::fprintf(stderr, "LICET_ALLOCATION=%llu ends the process\n", static_cast<unsigned long long>(which));
    std::abort();
  });
  const std::uint64_t only = crash::told_number("LICET_ALLOCATION", 0);
  const auto time = std::chrono::milliseconds(1'000 * crash::told_number("LICET_SECONDS", 10) / shares);
  const auto until = SteadyClock::now() + time;
  const auto bits = static_cast<int>(std::bit_width(all));
  std::uint64_t rounds = 0;
  for (std::uint64_t number = 0; number >> bits == 0 && !testing::Test::HasFailure(); ++number) {
    if (rounds > 0 && (only != 0 || SteadyClock::now() >= until)) break;
    which = only != 0 ? only : spread(number, bits) + 1;
    if (which > all) continue;
    ++rounds;
    SCOPED_TRACE("LICET_ALLOCATION=" + std::to_string(which) + " of " + std::to_string(all));
    round(which);
  }
  testing::Test::RecordProperty("allocations", static_cast<int>(all));
  testing::Test::RecordProperty("failed", static_cast<int>(rounds));
  std::printf("%llu of %llu allocations failed\n", static_cast<unsigned long long>(rounds),
              static_cast<unsigned long long>(all));
  std::set_terminate(before);
}

}  // namespace licet::faults
