#pragma once
// Nothing is thrown across the library's interface: what the standard library throws within becomes a Failure.
//
// Private to engine/licet. Thread rule: as of what is called.

#include <exception>
#include <licet/result.h>
#include <new>

namespace licet {

/// Where there is no memory for its words either, it has none.
inline Failure failure_at_the_door(FailureKind kind, const char* message) noexcept {
  Failure failure{kind, {}};
  try {
    failure.message = message;
  } catch (const std::bad_alloc&) {
    return failure;
  }
  return failure;
}

/// Calls `act`; if it throws, `refuse` with the Failure instead. Both give the same type. Throws only what `refuse`
/// does.
template <class Act, class Refuse>
auto at_the_door(const Act& act, const Refuse& refuse) -> decltype(act()) {
  try {
    return act();
  } catch (const std::bad_alloc&) {
    return refuse(failure_at_the_door(FailureKind::kLimit, "There is not enough memory."));
  } catch (const std::exception&) {
    // Its text may quote input, which may be personal.
    return refuse(
        failure_at_the_door(FailureKind::kContradiction, "The engine came into a state that it does not know."));
  }
}

}  // namespace licet
