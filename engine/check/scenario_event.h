#pragma once
// Lines of `given on` and of `ask`: events as a sender would write them, and values of facts.
//
// Source: language.md sections 10 to 12. Precondition: all declarations have been checked.

#include <engine/check/checking.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <licet/request.h>
#include <optional>

namespace licet::check {

/// The instant that is meant; a date alone is the start of its day.
Instant instant_of(const Checking& checking, const syntax::When& when);

/// The event at `at`; none if a name, a value or a device was reported.
std::optional<Event> lower_event(Checking& checking, const syntax::GivenEvent& given, Instant at);

/// The request; none if something in it was reported.
std::optional<Request> lower_request(Checking& checking, const syntax::AskStep& ask);

}  // namespace licet::check
