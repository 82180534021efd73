#pragma once
// What a store answers once a write to it failed: memory may know what the disk does not. Pure.

#include <licet/result.h>

namespace licet::facts {

/// Nothing is recorded any more until the store is opened again.
Failure failed_before();

}  // namespace licet::facts
