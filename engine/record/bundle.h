#pragma once
// The container of a proof bundle: one file that proves one recorded decision. Format: docs/proof_bundle.md.
//
// Thread rule: pure functions. What is read is untrusted: nothing is allocated for a length that it states, and nothing
// of it stands in a message. Whether the bundle proves anything is for bundle_check.h to tell.

#include <cstdint>
#include <licet/result.h>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::record {

inline constexpr std::size_t kBundleBytes = std::size_t{1} << 30U;        ///< of a bundle, at most
inline constexpr std::size_t kBundleSections = 131'072;                   ///< at most
inline constexpr std::size_t kBundledProofBytes = std::size_t{1} << 16U;  ///< of one tlog-proof, at most
inline constexpr std::size_t kBundleEvents = (kBundleSections - 5) / 2;   ///< at most

/// What a verifier checks, in this order.
enum class BundleCheck : std::uint8_t {
  kDamaged,
  kVersion,
  kPolicy,
  kOpening,
  kZone,
  kOrder,
  kProof,
  kHead,
  kInclusion,
};

/// As docs/proof_bundle.md names it: `damaged`, `version`, ….
std::string_view name_of(BundleCheck check);

/// The first check that failed, and why in a sentence without personal data.
struct BundleFault {
  BundleCheck check = BundleCheck::kDamaged;
  std::string message;
};

/// A record and its proof, as they stand in the bundle.
struct BundledRecord {
  std::string_view leaf;  ///< kLeafBytes
  std::string_view plain_payload;
  std::string_view proof;  ///< a tlog-proof
};

/// The contents of the sections. Refers to the bytes it was read from, or to what it was put together from.
struct Bundle {
  std::string_view policy;       ///< the file of the policy archive
  std::string_view zone;         ///< compiled time zone
  std::string_view explanation;  ///< JSON
  BundledRecord decision;
  std::vector<BundledRecord> events;  ///< in order of number
};

/// kDamaged, or kVersion for a container that a newer Licet wrote. Cost: one SHA-256 over the bytes.
tl::expected<Bundle, BundleFault> read_bundle(std::string_view bytes);

/// kLimit. Precondition: leaves have kLeafBytes.
Result<std::string> write_bundle(const Bundle& bundle);

}  // namespace licet::record
