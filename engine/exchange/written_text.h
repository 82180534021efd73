#pragma once
// A text that is written whole, or not at all.
//
// Private to engine/exchange. Thread rule: as of what writes.

#include <exception>
#include <licet/result.h>
#include <new>
#include <string>

namespace licet::exchange {

/// What `write` returns; a Failure if it throws: kLimit where there is not enough memory, else kContradiction.
template <class Write>
Result<std::string> written_text(const Write& write) {
  try {
    return write();
  } catch (const std::bad_alloc&) {
    return tl::unexpected(Failure{FailureKind::kLimit, "There is not enough memory to write the answer."});
  } catch (const std::exception&) {
    // Its text may quote input, which may be personal.
    return tl::unexpected(Failure{FailureKind::kContradiction, "The answer cannot be written as JSON."});
  }
}

}  // namespace licet::exchange
