#pragma once
// AES-256 and SHA-256 as the record uses them, over OpenSSL. Private to engine/record.
//
// Thread rule: of functions any thread; each has its own contexts, made at its first call and reused. A context holds
// what it derived from a key until its next use or the end of its thread. There is no failure: where the library fails
// outright, the process ends, as with a digest. Cost: about 0.2 µs a call, of a key
// wrap 1 µs, of the counter mode besides the text's length.

#include <array>
#include <cstdint>
#include <engine/base/digest.h>
#include <engine/record/store_keys.h>
#include <memory>
#include <optional>
#include <span>

namespace licet::record {

using Block = std::array<std::uint8_t, 16>;
using WrappedKey = std::array<std::uint8_t, 40>;

/// One block alone (FIPS 197).
Block encrypt_block(const SecretKey& key, const Block& block);
Block decrypt_block(const SecretKey& key, const Block& block);

/// Counter mode (NIST SP 800-38A, 6.5). One object a thread.
class CounterMode {
 public:
  CounterMode();
  ~CounterMode();
  CounterMode(CounterMode&&) noexcept;
  CounterMode& operator=(CounterMode&&) noexcept;

  /// From `counter` on, in place; its own inverse.
  void apply(const SecretKey& key, const Block& counter, std::span<char> bytes);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// AES key wrap (RFC 3394) with its default initial value.
WrappedKey wrap_key(const SecretKey& wrapping, const SecretKey& key);
/// None if it was not wrapped with this key.
std::optional<SecretKey> unwrap_key(const SecretKey& wrapping, const WrappedKey& wrapped);

/// This thread's hash, empty before and, by finish(), after each use: making a context takes longer than hashing a
/// leaf.
Sha256& thread_hash();

/// Overwrites secret bytes; unlike an assignment, it is not optimised away.
void overwrite(std::span<char> secret);
void overwrite(std::span<std::uint8_t> secret);

}  // namespace licet::record
