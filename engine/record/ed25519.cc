#include <algorithm>
#include <cstdlib>
#include <engine/record/cipher.h>
#include <engine/record/ed25519.h>
#include <engine/record/payload.h>
#include <memory>
#include <openssl/err.h>
#include <openssl/evp.h>

namespace licet::record {
namespace {

/// A signature that is silently wrong would be worse than none, and there is no caller that could do without one.
void require(bool success) {
  if (!success) std::abort();
}

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using LibraryKey = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

LibraryKey library_key(const SecretKey& seed) {
  LibraryKey key(
      EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr, bytes_of(seed.bytes()), seed.bytes().size()));
  require(key != nullptr);
  return key;
}

}  // namespace

PublicKey SigningKey::public_key() const {
  const LibraryKey key = library_key(seed_);
  PublicKey result;
  std::size_t length = result.bytes.size();
  require(EVP_PKEY_get_raw_public_key(key.get(), result.bytes.data(), &length) == 1 && length == result.bytes.size());
  return result;
}

Signature SigningKey::sign(std::string_view message) const {
  const LibraryKey key = library_key(seed_);
  const Context context(EVP_MD_CTX_new());
  require(context != nullptr && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  Signature signature{};
  std::size_t length = signature.size();
  require(EVP_DigestSign(context.get(), signature.data(), &length, bytes_of(message), message.size()) == 1 &&
          length == signature.size());
  return signature;
}

Result<SigningKey> generate_signing_key() {
  auto random = random_bytes(sizeof(std::array<std::uint8_t, 32>));
  if (!random) return tl::unexpected(random.error());
  std::array<std::uint8_t, 32> bytes{};
  std::copy(random->begin(), random->end(), bytes.begin());
  overwrite(std::span<char>(*random));
  SigningKey key{SecretKey(bytes)};
  overwrite(std::span<std::uint8_t>(bytes));
  return key;
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
  const LibraryKey library(
      EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, key.bytes.data(), key.bytes.size()));
  const Context context(EVP_MD_CTX_new());
  require(library != nullptr && context != nullptr);
  require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, library.get()) == 1);
  const bool good =
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(message), message.size()) == 1;
  // The library leaves word of a bad signature in the thread's queue, where another's failure would be looked for.
  if (!good) ERR_clear_error();
  return good;
}

}  // namespace licet::record
