#pragma once
// Lines of `given on`: events as a sender would write them.
//
// Source: language.md sections 10 and 11, language-additions.md. Precondition: all declarations have been checked.

#include <engine/check/checking.h>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>

namespace licet::check {

/// The event at `at`; none if a name, a value, a device or an item was reported.
std::optional<Event> lower_event(Checking& checking, const syntax::GivenEvent& given, Instant at);

}  // namespace licet::check
