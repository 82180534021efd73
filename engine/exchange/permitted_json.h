#pragma once
// All that is permitted to one holder as JSON and as CSV. The forms are described in docs/permitted.md.
//
// Thread rule: pure functions. Source: language.md section 13 (`licet audience`).

#include <licet/audience.h>
#include <string>

namespace licet::exchange {

/// One object on one line, without its end.
std::string write_permitted(const Permitted& permitted);

/// A line for each combination of the groups, below a line of names (RFC 4180, with LF). The holder does not stand in
/// it.
std::string write_permitted_csv(const Permitted& permitted);

}  // namespace licet::exchange
