#pragma once
// The digest of a policy set: what a decision names to say by which texts it was made.
//
// SHA-256 over these bytes, every number as eight bytes, least significant first:
//
//     for each file, in order of loading:      length of its path · path · length of its bytes · bytes
//     for each wording, in source order:
//       with a file:                           length of its path · path · length of its bytes · bytes
//       without one:                           length of its identifier · identifier
//
// Paths are relative to the set, with `/`. The bytes are those on disk, a byte-order mark and line ends as they stand.
// docs/policy_digest.md says the same with an example. Pure. Source: language.md section 12.

#include <engine/check/model.h>
#include <span>
#include <string>

namespace licet::check {

/// "sha256:" and 64 hexadecimal digits.
std::string policy_digest(std::span<const model::SetFile> files, std::span<const model::Wording* const> wordings);

}  // namespace licet::check
