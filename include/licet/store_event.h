#pragma once
// What happens to a store on disk that its operator should know, beside what calls return. Never personal data.
//
// Thread rule of an observer: called by the thread that opens or closes the store, or by one of the store's own; one
// call at a time, and never while the store holds a lock. It must not use the store, nor wait for who does: close()
// waits for it. What it throws is dropped.

#include <cstdint>
#include <functional>
#include <licet/result.h>
#include <optional>

namespace licet {

struct StoreEvent {
  enum class Kind : std::uint8_t {
    kTailCut,            ///< opening cut off `count` bytes that a crash left of records nobody was told of
    kIndexMadeAnew,      ///< opening found no index, and makes it from `count` records
    kIndexGrew,          ///< its file reaches up to `count` bytes, of which the disk holds those that are written
    kIndexNotWritten,    ///< `failure`; the record has everything, and memory until it is tried again: each second
    kIndexWrittenAgain,  ///< after kIndexNotWritten
    kHeadSigned,         ///< a head over the first `count` records
    kHeadNotSigned,      ///< `failure`; what was acknowledged is durable. kDamaged: the record contradicts a head
    kSigningKeyMissing,  ///< the record has signed heads, and no key was found: nothing more is signed
  };

  Kind kind = Kind::kTailCut;
  std::uint64_t count = 0;
  std::optional<Failure> failure = {};
};

using StoreObserver = std::function<void(const StoreEvent&)>;

}  // namespace licet
