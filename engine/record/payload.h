#pragma once
// What a record holds, sealed for its holder, and the commitment by which the leaf vouches for it.
//
// Thread rule: one PayloadCipher a thread; the rest is pure. Format: docs/record_format.md, "Payload".

#include <array>
#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/leaf.h>
#include <engine/record/store_keys.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

using Salt = std::array<std::uint8_t, 16>;

/// To what a plain payload is padded: kDecisionAlignment for decisions, kPayloadAlignment for all others.
std::size_t payload_alignment(RecordKind kind);

/// salt ‖ length ‖ content ‖ zeros up to a multiple of `alignment`. Precondition: the content is so short that this has
/// at most kPayloadBytes.
std::string plain_payload(const Salt& salt, std::string_view content, std::size_t alignment);
/// The content within; none if lengths or padding are not as the format has them. Refers to `plain`.
std::optional<std::string_view> content_of_payload(std::string_view plain, std::size_t alignment);
Digest commitment_of(std::string_view plain);

/// AES-256 in counter mode under the key of one record: sealing and opening are the same. Reuses its contexts, so that
/// a payload costs about its length.
class PayloadCipher {
 public:
  PayloadCipher();
  ~PayloadCipher();
  PayloadCipher(PayloadCipher&&) noexcept;
  PayloadCipher& operator=(PayloadCipher&&) noexcept;

  /// Changes `payload` in place.
  void apply(const SecretKey& holder_key, const RecordId& id, std::string& payload);

 private:
  struct Contexts;
  std::unique_ptr<Contexts> contexts_;
};

/// Cryptographically secure random bytes; kContradiction never, kNotReadable if the system gives none.
Result<std::string> random_bytes(std::size_t count);

}  // namespace licet::record
