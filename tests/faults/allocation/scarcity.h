#pragma once
// Memory that is not there for one allocation of a program that is linked with scarcity.cc.
//
// Thread rule: the library's threads count by themselves; the test's does while it calls the library through called().

#include <cstdint>
#include <functional>

namespace licet::faults {

/// While it lives, the allocation of this number fails, counted from 1; 0: none does.
class Scarcity {
 public:
  explicit Scarcity(std::uint64_t number);
  ~Scarcity() { end(); }
  Scarcity(const Scarcity&) = delete;
  Scarcity& operator=(const Scarcity&) = delete;

  /// So many were made.
  std::uint64_t end();
};

/// The thread's allocations count while it lives.
class InLibrary {
 public:
  InLibrary();
  ~InLibrary();
  InLibrary(const InLibrary&) = delete;
  InLibrary& operator=(const InLibrary&) = delete;
};

/// Calls the library, which throws nothing.
template <class Call>
auto called(const Call& call) {
  const InLibrary inside;
  return call();
}

/// A round for each of `all` allocations, spread over them, until a share of the time is over or a round failed. The
/// time is LICET_SECONDS (10 unless told), of which each sweep has one in `shares`. With LICET_ALLOCATION that one
/// round alone.
void sweep(std::uint64_t all, std::uint64_t shares, const std::function<void(std::uint64_t which)>& round);

}  // namespace licet::faults
