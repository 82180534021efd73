#include <algorithm>
#include <engine/record/cipher.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/payload.h>
#include <limits>
#include <openssl/err.h>
#include <openssl/rand.h>

namespace licet::record {
namespace {

constexpr std::size_t kContentPlace = kSaltBytes + sizeof(std::uint32_t);
constexpr std::string_view kPayloadLabel = "licet payload";
constexpr std::string_view kCommitmentPrefix{"\x02", 1};

constexpr std::size_t padded(std::size_t content, std::size_t alignment) {
  return (kContentPlace + content + alignment - 1) / alignment * alignment;
}

}  // namespace

std::size_t payload_alignment(RecordKind kind) {
  return kind == RecordKind::kDecision ? kDecisionAlignment : kPayloadAlignment;
}

std::string plain_payload(const Salt& salt, std::string_view content, std::size_t alignment) {
  std::string plain;
  plain.reserve(padded(content.size(), alignment));
  append_number(plain, salt);
  append_number(plain, static_cast<std::uint32_t>(content.size()));
  plain += content;
  plain.resize(padded(content.size(), alignment), '\0');
  return plain;
}

std::optional<std::string_view> content_of_payload(std::string_view plain, std::size_t alignment) {
  if (plain.size() < kContentPlace || plain.size() > kPayloadBytes) return std::nullopt;
  const std::size_t length = number_at<std::uint32_t>(plain, kSaltBytes);
  if (length > plain.size() - kContentPlace || padded(length, alignment) != plain.size()) return std::nullopt;
  const std::string_view padding = plain.substr(kContentPlace + length);
  if (std::any_of(padding.begin(), padding.end(), [](char c) { return c != '\0'; })) return std::nullopt;
  return plain.substr(kContentPlace, length);
}

Digest commitment_of(std::string_view plain) { return thread_hash().add(kCommitmentPrefix).add(plain).finish(); }

struct PayloadCipher::Contexts {
  CounterMode cipher;
};

PayloadCipher::PayloadCipher() : contexts_(std::make_unique<Contexts>()) {}
PayloadCipher::~PayloadCipher() = default;
PayloadCipher::PayloadCipher(PayloadCipher&&) noexcept = default;
PayloadCipher& PayloadCipher::operator=(PayloadCipher&&) noexcept = default;

void PayloadCipher::apply(const SecretKey& holder_key, const RecordId& id, std::string& payload) {
  const std::string_view context{reinterpret_cast<const char*>(id.data()), id.size()};
  contexts_->cipher.apply(derive_key(holder_key, kPayloadLabel, context), Block{}, payload);
}

Result<std::string> random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (count <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
      RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) == 1) {
    return bytes;
  }
  ERR_clear_error();
  return tl::unexpected(Failure{FailureKind::kNotReadable, "The system gives no random numbers."});
}

}  // namespace licet::record
