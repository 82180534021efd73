#pragma once
// Does a set use the additions to version 1 of the language?
//
// `then restrict` was a limit like others in version 1, and is a first stage with the additions. Nothing in the
// additions changes the meaning of a version 1 text, so the first stage needs a set that is none: one that uses at
// least one of their forms, outside scenarios, which change no meaning. Every other addition tells itself apart.

#include <engine/check/checking.h>
#include <engine/check/condition_use.h>
#include <optional>

namespace licet::check {

/// The first place, file by file, at which the set uses a form of the additions; none in a text of version 1.
/// Precondition: consents, retentions and levels have been checked. Linear in the set.
std::optional<SourceRange> first_addition(const Checking& checking, const ConditionUses& uses);

}  // namespace licet::check
