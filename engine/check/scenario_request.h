#pragma once
// `ask on …`: requests as a sender would write them.
//
// Source: language.md sections 10 and 12. Precondition: all declarations have been checked.

#include <engine/check/checking.h>
#include <licet/request.h>
#include <optional>

namespace licet::check {

/// The request; none if something in it was reported.
std::optional<Request> lower_request(Checking& checking, const syntax::AskStep& ask);

}  // namespace licet::check
