#pragma once
// What an erasure did, as JSON. The form is described in docs/for_developers.md, "Erasing a person".
//
// Pure functions. Source: language.md section 13 (`licet erase`).

#include <licet/erasure.h>
#include <string>

namespace licet::exchange {

/// One object on one line, without its end.
std::string write_erasure(const Erasure& erasure);

}  // namespace licet::exchange
