#pragma once
// Ed25519 (RFC 8032, section 5.1), through OpenSSL.
//
// Thread rule: pure functions and values. The seed is overwritten when a key ends and is never part of a message. There
// is no failure: where the library fails outright, the process ends, as with a digest. Cost: about 0.1 ms a call.

#include <array>
#include <cstdint>
#include <engine/record/store_keys.h>
#include <licet/result.h>
#include <string_view>

namespace licet::record {

struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};

  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

using Signature = std::array<std::uint8_t, 64>;

/// The private key: RFC 8032's seed.
class SigningKey {
 public:
  explicit SigningKey(const SecretKey& seed) : seed_(seed) {}

  const SecretKey& seed() const { return seed_; }
  PublicKey public_key() const;
  /// The same bytes for the same message.
  Signature sign(std::string_view message) const;

 private:
  SecretKey seed_;
};

/// kNotReadable if the system gives no random numbers.
Result<SigningKey> generate_signing_key();

bool verify(const PublicKey& key, std::string_view message, const Signature& signature);

}  // namespace licet::record
