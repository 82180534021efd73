#pragma once
// What a call returns when the machine can fail it: a value, or a Failure. The other two channels are elsewhere:
// a wrong policy text yields diagnostics (diagnostic.h), a wrong question an InputError (input_error.h).
//
// Thread rule: values. No call of the library throws across this interface.

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

namespace licet {

enum class FailureKind : std::uint8_t {
  kNotFound,       ///< a file or directory that must be there is missing
  kNotReadable,    ///< it is there, but the system refuses to read it
  kNotWritable,    ///< the system refuses to write or to sync; nothing was acknowledged
  kBusy,           ///< another process holds the store for writing
  kDamaged,        ///< bytes on disk are not what was written
  kLimit,          ///< a documented limit (limits.h) was reached
  kContradiction,  ///< the engine contradicts itself: a defect of Licet, and no answer
  kWrongUse,       ///< the call contradicts an earlier one, or what it names is of another kind
};

/// Why the machine failed. `message` is one sentence for an operator; it never holds personal data.
struct Failure {
  FailureKind kind = FailureKind::kWrongUse;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Failure>;

}  // namespace licet
