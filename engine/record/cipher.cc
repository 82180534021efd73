#include <algorithm>
#include <cstdlib>
#include <engine/record/cipher.h>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

namespace licet::record {
namespace {

/// Bytes that are silently wrong would be worse than no record, and there is no caller that could do without them.
void require(bool success) {
  if (!success) std::abort();
}

const unsigned char* bytes_of(const SecretKey& key) {
  return reinterpret_cast<const unsigned char*>(key.bytes().data());
}

/// Fetched once, because a fetch costs more than a block; kept for the life of the process.
const EVP_CIPHER* fetch(const char* name) {
  const EVP_CIPHER* fetched = EVP_CIPHER_fetch(nullptr, name, nullptr);
  require(fetched != nullptr);
  return fetched;
}

const EVP_CIPHER* single_block() {
  static const EVP_CIPHER* const cipher = fetch("AES-256-ECB");
  return cipher;
}

const EVP_CIPHER* counter_mode() {
  static const EVP_CIPHER* const cipher = fetch("AES-256-CTR");
  return cipher;
}

const EVP_CIPHER* key_wrap() {
  static const EVP_CIPHER* const cipher = fetch("AES-256-WRAP");
  return cipher;
}

/// At a time: the library counts in int.
constexpr std::size_t kPieceBytes = std::size_t{1} << 30U;

enum class Direction : std::uint8_t { kDecrypt = 0, kEncrypt = 1 };

class Cipher {
 public:
  Cipher(const EVP_CIPHER* cipher, Direction direction) {
    require(context_ != nullptr);
    // Without it the library refuses this mode.
    EVP_CIPHER_CTX_set_flags(context_.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    require(EVP_CipherInit_ex2(context_.get(), cipher, nullptr, nullptr, static_cast<int>(direction), nullptr) == 1);
    EVP_CIPHER_CTX_set_padding(context_.get(), 0);
  }

  /// The cipher is not named again: naming it would throw the context away.
  void begin(const SecretKey& key, const unsigned char* initial) {
    require(EVP_CipherInit_ex2(context_.get(), nullptr, bytes_of(key), initial, -1, nullptr) == 1);
  }

  /// False if the library refuses the bytes.
  bool update(std::span<const std::uint8_t> from, std::uint8_t* into, std::size_t expected) {
    int written = 0;
    const int done = EVP_CipherUpdate(context_.get(), into, &written, from.data(), static_cast<int>(from.size()));
    return done == 1 && static_cast<std::size_t>(written) == expected;
  }

 private:
  struct Free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  };

  std::unique_ptr<EVP_CIPHER_CTX, Free> context_{EVP_CIPHER_CTX_new()};
};

}  // namespace

Block encrypt_block(const SecretKey& key, const Block& block) {
  thread_local Cipher cipher(single_block(), Direction::kEncrypt);
  Block result{};
  cipher.begin(key, nullptr);
  require(cipher.update(block, result.data(), result.size()));
  return result;
}

Block decrypt_block(const SecretKey& key, const Block& block) {
  thread_local Cipher cipher(single_block(), Direction::kDecrypt);
  Block result{};
  cipher.begin(key, nullptr);
  require(cipher.update(block, result.data(), result.size()));
  return result;
}

struct CounterMode::Context {
  Cipher cipher{counter_mode(), Direction::kEncrypt};
};

CounterMode::CounterMode() : context_(std::make_unique<Context>()) {}
CounterMode::~CounterMode() = default;
CounterMode::CounterMode(CounterMode&&) noexcept = default;
CounterMode& CounterMode::operator=(CounterMode&&) noexcept = default;

void CounterMode::apply(const SecretKey& key, const Block& counter, std::span<char> bytes) {
  Cipher& cipher = context_->cipher;
  cipher.begin(key, counter.data());
  while (!bytes.empty()) {
    const auto piece = bytes.first(std::min(bytes.size(), kPieceBytes));
    auto* const place = reinterpret_cast<std::uint8_t*>(piece.data());
    require(cipher.update({place, piece.size()}, place, piece.size()));
    bytes = bytes.subspan(piece.size());
  }
}

WrappedKey wrap_key(const SecretKey& wrapping, const SecretKey& key) {
  thread_local Cipher cipher(key_wrap(), Direction::kEncrypt);
  WrappedKey wrapped{};
  cipher.begin(wrapping, nullptr);
  require(cipher.update({bytes_of(key), key.bytes().size()}, wrapped.data(), wrapped.size()));
  return wrapped;
}

std::optional<SecretKey> unwrap_key(const SecretKey& wrapping, const WrappedKey& wrapped) {
  thread_local Cipher cipher(key_wrap(), Direction::kDecrypt);
  std::array<std::uint8_t, 40> unwrapped{};  // as long as what goes in: the library may write that much
  cipher.begin(wrapping, nullptr);
  const bool good = cipher.update(wrapped, unwrapped.data(), 32);
  std::optional<SecretKey> key;
  if (good) {
    std::array<std::uint8_t, 32> bytes{};
    std::copy_n(unwrapped.begin(), bytes.size(), bytes.begin());
    key.emplace(bytes);
    overwrite(std::span<std::uint8_t>(bytes));
  } else {
    ERR_clear_error();
  }
  overwrite(std::span<std::uint8_t>(unwrapped));
  return key;
}

Sha256& thread_hash() {
  thread_local Sha256 hash;
  return hash;
}

void overwrite(std::span<char> secret) { OPENSSL_cleanse(secret.data(), secret.size()); }
void overwrite(std::span<std::uint8_t> secret) { OPENSSL_cleanse(secret.data(), secret.size()); }

}  // namespace licet::record
