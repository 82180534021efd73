#include <cstdlib>
#include <engine/base/digest.h>
#include <engine/base/hexadecimal.h>
#include <openssl/evp.h>

namespace licet {

namespace {

struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// A digest that is silently wrong would be worse than no answer, and there is no caller that could do without one.
void require(bool success) {
  if (!success) std::abort();
}

/// Fetched once: a fetch costs more than hashing a short text. Kept for the life of the process.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  require(fetched != nullptr);
  return fetched;
}

}  // namespace

struct Sha256::Context {
  std::unique_ptr<EVP_MD_CTX, ContextDeleter> state{EVP_MD_CTX_new()};

  void begin() const { require(state != nullptr && EVP_DigestInit_ex2(state.get(), algorithm(), nullptr) == 1); }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { context_->begin(); }
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view bytes) {
  require(EVP_DigestUpdate(context_->state.get(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256& Sha256::add_number(std::uint64_t number) {
  std::array<char, 8> bytes{};
  for (char& byte : bytes) {
    byte = static_cast<char>(static_cast<std::uint8_t>(number & 0xFFU));
    number >>= 8U;
  }
  return add({bytes.data(), bytes.size()});
}

Digest Sha256::finish() {
  Digest digest{};
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(context_->state.get(), digest.data(), &length) == 1 && length == digest.size());
  context_->begin();
  return digest;
}

Digest sha256(std::string_view bytes) { return Sha256{}.add(bytes).finish(); }

std::string to_hex(const Digest& digest) {
  std::string text;
  text.reserve(2 * digest.size());
  append_hexadecimal(text, digest);
  return text;
}

}  // namespace licet
