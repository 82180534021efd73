#pragma once
// A policy set as bytes: those over which its digest is made, and what is needed to make the same model from them.
//
// Every number in the bytes is eight bytes, least significant first:
//
//     for each file, in order of loading:      length of its path · path · length of its bytes · bytes
//     for each wording, in source order:
//       with a file:                           length of its path · path · length of its bytes · bytes
//       without one:                           length of its identifier · identifier
//
// Paths are relative to the set, with `/`. The bytes are those on disk, a byte-order mark and line ends as they stand.
// docs/policy_digest.md says the same with an example. Thread rule: values and pure functions.

#include <cstdint>
#include <engine/check/model.h>
#include <licet/diagnostic.h>
#include <licet/result.h>
#include <span>
#include <string>

namespace licet::check {

struct SetArchive {
  std::uint64_t files = 0;      ///< how many policy files come first
  std::uint32_t main_file = 0;  ///< which of them names the set, as LoadedSet::main_file
  std::string bytes;            ///< SHA-256 of them is the digest

  friend bool operator==(const SetArchive&, const SetArchive&) = default;
};

SetArchive archive_of(std::span<const model::SetFile> files, std::span<const model::Wording* const> wordings,
                      std::size_t main_file);

/// kWrongUse: the bytes of an archived set are whole, but this version of Licet finds an error in its texts.
Failure refused_archive(const Diagnostic& first_error);

}  // namespace licet::check
