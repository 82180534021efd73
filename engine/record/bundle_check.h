#pragma once
// Whether a proof bundle proves what it says: the checks of docs/proof_bundle.md, in its order.
//
// Thread rule: pure functions of bytes and keys. Every byte is untrusted. Cost: SHA-256 over the bundle about twice, an
// Ed25519 verification for each signature of a known key, O(log size) hashes a record: a millisecond for a usual one.

#include <cstdint>
#include <engine/record/bundle.h>
#include <engine/record/checkpoint.h>
#include <engine/record/leaf.h>
#include <engine/record/note_key.h>
#include <engine/record/signed_note.h>
#include <span>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::record {

struct OpenedBundleRecord {
  Leaf leaf;
  std::string_view content;
};

/// A bundle that holds. Refers to the bytes that were checked.
struct CheckedBundle {
  Bundle sections;
  OpenedBundleRecord decision;
  std::vector<OpenedBundleRecord> events;
  // What the decision's content begins with; printable ASCII without quotation marks.
  std::string_view recorded;
  std::uint64_t basis = 0;
  std::string_view engine;  ///< the version that decided
  std::string_view zone;    ///< 64 hexadecimal digits
  Checkpoint head;
  std::vector<NoteSignature> signatures;     ///< all that stand under the head, verified or not
  std::vector<VerifiedSignature> signed_by;  ///< the good ones of the keys given; empty if none was given
};

/// `keys` are those that the company publishes, and may be those of witnesses. Without one the head is held to be
/// whoever's; with one, a key of type Ed25519 whose name is the head's origin must have signed it. Precondition: no two
/// different keys have both name and id in common.
tl::expected<CheckedBundle, BundleFault> check_bundle(std::string_view bytes, std::span<const NoteKey> keys);

}  // namespace licet::record
