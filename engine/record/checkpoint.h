#pragma once
// The signed head of a log: how many leaves it has and the root over them (C2SP tlog-checkpoint).
//
// Thread rule: values and pure functions.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/signed_note.h>
#include <licet/result.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

struct Checkpoint {
  std::string origin;  ///< the log's name; not always that of its key
  std::uint64_t size = 0;
  Digest root{};
  std::vector<std::string> extensions;  ///< lines; none is empty

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// The text of the note. kWrongUse if a line is empty or has a control character, or is not UTF-8.
Result<std::string> print_checkpoint(const Checkpoint& checkpoint);
/// Only what print_checkpoint() writes. kDamaged.
Result<Checkpoint> read_checkpoint(std::string_view text);

/// Prints and signs. Failures of both.
Result<SignedNote> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& signer);

/// A log as the one who checks knows it.
struct TrustedLog {
  std::string origin;
  std::vector<NoteKey> keys;       ///< of the log: of a log whose key was changed, the old ones too
  std::vector<NoteKey> witnesses;  ///< whose cosignatures are verified; may be empty
};

/// A log whose origin is the name of its only key, as is usual.
TrustedLog trusted_log(const NoteKey& key);

struct VerifiedCheckpoint {
  Checkpoint checkpoint;
  VerifiedSignatures signatures;  ///< at least one is of a key of the log
};

/// kDamaged if the text is no checkpoint, a known signature is not good, or the head is of another origin; kWrongUse if
/// no key of the log signed it, whoever else did.
Result<VerifiedCheckpoint> verify_checkpoint(const SignedNote& note, const TrustedLog& log);

}  // namespace licet::record
