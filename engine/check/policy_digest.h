#pragma once
// The digest of a policy set: what a decision names to say by which texts it was made.
//
// Pure. Source: language.md section 12; docs/policy_digest.md has an example.

#include <engine/check/set_archive.h>
#include <string>

namespace licet::check {

/// "sha256:" and 64 hexadecimal digits, of SetArchive::bytes.
std::string policy_digest(const SetArchive& archive);

}  // namespace licet::check
