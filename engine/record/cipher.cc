#include <algorithm>
#include <cstdlib>
#include <engine/record/cipher.h>
#include <memory>
#include <openssl/crypto.h>
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

/// At a time: the library counts in int.
constexpr std::size_t kPieceBytes = std::size_t{1} << 30U;

enum class Direction : std::uint8_t { kDecrypt = 0, kEncrypt = 1 };

class Cipher {
 public:
  Cipher(const EVP_CIPHER* cipher, Direction direction) {
    require(context_ != nullptr);
    require(EVP_CipherInit_ex2(context_.get(), cipher, nullptr, nullptr, static_cast<int>(direction), nullptr) == 1);
    EVP_CIPHER_CTX_set_padding(context_.get(), 0);
  }

  /// The cipher is not named again: naming it would throw the context away.
  void begin(const SecretKey& key, const unsigned char* initial) {
    require(EVP_CipherInit_ex2(context_.get(), nullptr, bytes_of(key), initial, -1, nullptr) == 1);
  }

  /// As many bytes as there are in `from`; the two may be one place.
  void update(std::span<const std::uint8_t> from, std::uint8_t* into) {
    int written = 0;
    require(EVP_CipherUpdate(context_.get(), into, &written, from.data(), static_cast<int>(from.size())) == 1);
    require(static_cast<std::size_t>(written) == from.size());
  }

 private:
  struct Free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  };

  std::unique_ptr<EVP_CIPHER_CTX, Free> context_{EVP_CIPHER_CTX_new()};
};

Cipher& encryption() {
  thread_local Cipher cipher(single_block(), Direction::kEncrypt);
  return cipher;
}

Cipher& decryption() {
  thread_local Cipher cipher(single_block(), Direction::kDecrypt);
  return cipher;
}

// The library has a key wrap of its own, but not on the processor's instructions: unwrapping takes it 8 µs, and a key
// is unwrapped for each record that is read.

constexpr std::size_t kHalf = 8;  ///< bytes: what RFC 3394 calls a block of 64 bits
constexpr std::size_t kHalves = 4;
constexpr int kRounds = 6;
constexpr std::array<std::uint8_t, kHalf> kInitialValue = {0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6};

/// RFC 3394, 2.2.1: A ^ t, where t counts the steps from 1 and stands most significant byte first.
void count_step(Block& block, int round, std::size_t half) {
  const auto step = static_cast<std::uint8_t>(static_cast<std::size_t>(round) * kHalves + half);
  block[kHalf - 1] = static_cast<std::uint8_t>(block[kHalf - 1] ^ step);
}

}  // namespace

Block encrypt_block(const SecretKey& key, const Block& block) {
  Block result{};
  encryption().begin(key, nullptr);
  encryption().update(block, result.data());
  return result;
}

Block decrypt_block(const SecretKey& key, const Block& block) {
  Block result{};
  decryption().begin(key, nullptr);
  decryption().update(block, result.data());
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
    cipher.update({place, piece.size()}, place);
    bytes = bytes.subspan(piece.size());
  }
}

WrappedKey wrap_key(const SecretKey& wrapping, const SecretKey& key) {
  WrappedKey wrapped{};
  std::copy(key.bytes().begin(), key.bytes().end(), wrapped.begin() + kHalf);
  Block block{};
  std::copy(kInitialValue.begin(), kInitialValue.end(), block.begin());
  Cipher& cipher = encryption();
  cipher.begin(wrapping, nullptr);
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t half = 1; half <= kHalves; ++half) {
      const auto place = wrapped.begin() + half * kHalf;
      std::copy_n(place, kHalf, block.begin() + kHalf);
      cipher.update(block, block.data());
      count_step(block, round, half);
      std::copy_n(block.begin() + kHalf, kHalf, place);
    }
  }
  std::copy_n(block.begin(), kHalf, wrapped.begin());
  overwrite(std::span<std::uint8_t>(block));
  return wrapped;
}

std::optional<SecretKey> unwrap_key(const SecretKey& wrapping, const WrappedKey& wrapped) {
  std::array<std::uint8_t, kHalves * kHalf> bytes{};
  std::copy(wrapped.begin() + kHalf, wrapped.end(), bytes.begin());
  Block block{};
  std::copy_n(wrapped.begin(), kHalf, block.begin());
  Cipher& cipher = decryption();
  cipher.begin(wrapping, nullptr);
  for (int round = kRounds - 1; round >= 0; --round) {
    for (std::size_t half = kHalves; half > 0; --half) {
      const auto place = bytes.begin() + (half - 1) * kHalf;
      std::copy_n(place, kHalf, block.begin() + kHalf);
      count_step(block, round, half);
      cipher.update(block, block.data());
      std::copy_n(block.begin() + kHalf, kHalf, place);
    }
  }
  std::optional<SecretKey> key;
  if (CRYPTO_memcmp(block.data(), kInitialValue.data(), kHalf) == 0) key.emplace(bytes);
  overwrite(std::span<std::uint8_t>(bytes));
  overwrite(std::span<std::uint8_t>(block));
  return key;
}

Sha256& thread_hash() {
  thread_local Sha256 hash;
  return hash;
}

void overwrite(std::span<char> secret) { OPENSSL_cleanse(secret.data(), secret.size()); }
void overwrite(std::span<std::uint8_t> secret) { OPENSSL_cleanse(secret.data(), secret.size()); }

}  // namespace licet::record
