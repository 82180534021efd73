#pragma once
// The files of an archived policy set, parsed, in order of loading, with the texts of their wordings.
//
// Pure: what the set uses stands before it in the archive, and no path is sought anywhere. Thread rule: calls are
// independent.

#include <engine/check/set_archive.h>
#include <engine/check/set_reader.h>

namespace licet::check {

/// kDamaged if the bytes are not those of a set within the limits; kWrongUse if a text in them is not a policy text for
/// this version of Licet. Nothing is allocated that the bytes do not hold.
Result<SetOnDisk> read_archive(const SetArchive& archive, const LoadLimits& limits = {});

}  // namespace licet::check
