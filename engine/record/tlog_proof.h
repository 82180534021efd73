#pragma once
// The offline receipt of one entry: where it stands in the log, the proof of it, and the signed head (C2SP tlog-proof).
//
// Thread rule: values and pure functions. Cost of verifying: that of the head's signatures, about 0.1 ms each.

#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/checkpoint.h>
#include <engine/record/signed_note.h>
#include <licet/result.h>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

inline constexpr std::size_t kTlogProofBytes = std::size_t{4} << 20U;  ///< at most
inline constexpr std::size_t kTlogProofHashes = 64;                    ///< the tallest tree that sizes allow

struct TlogProof {
  std::string extra;  ///< any bytes; no signature stands over them; may be empty
  std::uint64_t index = 0;
  std::vector<Digest> hashes;  ///< from the leaf's sibling up
  SignedNote checkpoint;

  friend bool operator==(const TlogProof&, const TlogProof&) = default;
};

/// Preconditions: at most kTlogProofHashes hashes, and the text is not longer than kTlogProofBytes.
std::string print_tlog_proof(const TlogProof& proof);
/// Only what print_tlog_proof() writes, with a checkpoint as its note. kDamaged; kLimit.
Result<TlogProof> read_tlog_proof(std::string_view bytes);

/// That the leaf of this hash stands at the proof's index under the signed head. kDamaged if the proof does not show
/// it; else as verify_checkpoint().
Result<VerifiedCheckpoint> verify_tlog_proof(const TlogProof& proof, const Digest& leaf_hash, const TrustedLog& log);

}  // namespace licet::record
