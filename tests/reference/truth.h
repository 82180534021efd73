#pragma once
// Truth under the name that the deciding stages use.

#include <engine/base/truth.h>

namespace licet::reference {

using licet::Truth;
using licet::truth_of;

}  // namespace licet::reference
