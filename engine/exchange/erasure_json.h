#pragma once
// What an erasure did, as JSON. The form is described in docs/for_developers.md, "Erasing a person".
//
// Pure functions. Source: language.md section 13 (`licet erase`).

#include <licet/erasure.h>
#include <licet/input_error.h>
#include <string>

namespace licet::exchange {

/// One object on one line, without its end; it names whom the request does.
std::string write_erasure(const ErasureRequest& request, const Erasure& erasure);
/// Likewise, with a field `error` as write_error() (request_json.h) gives it.
std::string write_refused_erasure(const ErasureRequest& request, const InputError& error);

}  // namespace licet::exchange
