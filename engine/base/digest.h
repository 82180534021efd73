#pragma once
// SHA-256 (FIPS 180-4), through OpenSSL's libcrypto.
//
// Thread rule: one Sha256 object a thread.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace licet {

using Digest = std::array<std::uint8_t, 32>;

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& add(std::string_view bytes);
  /// Eight bytes, least significant first.
  Sha256& add_number(std::uint64_t number);
  /// The digest of all that was added; the object then begins anew.
  Digest finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

Digest sha256(std::string_view bytes);

/// Lower-case hexadecimal digits.
std::string to_hex(const Digest& digest);

}  // namespace licet
