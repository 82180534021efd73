#include <algorithm>
#include <array>
#include <engine/base/base64.h>
#include <engine/base/hexadecimal.h>
#include <engine/base/utf8.h>
#include <engine/record/big_endian.h>
#include <engine/record/cipher.h>
#include <engine/record/note_key.h>
#include <engine/record/secret_text.h>
#include <optional>
#include <span>

namespace licet::record {
namespace {

constexpr std::string_view kPrivateBeginning = "PRIVATE+KEY+";
constexpr std::size_t kIdDigits = 8;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kTypedKeyText = 44;  ///< base 64 of a type and a key

/// The code points with the property White_Space (Unicode, PropList.txt).
bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::uint32_t key_id(std::string_view name, NoteKeyType type, const PublicKey& key) {
  std::string hashed(name);
  hashed += '\n';
  hashed += static_cast<char>(type);
  hashed.append(key.bytes.begin(), key.bytes.end());
  const Digest digest = thread_hash().add(hashed).finish();
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < sizeof id; ++i) id = id << 8U | digest[i];
  return id;
}

std::string typed(NoteKeyType type, std::string_view key) {
  std::string bytes;
  bytes.reserve(1 + kKeyBytes);
  bytes += static_cast<char>(type);
  bytes += key;
  return bytes;
}

/// `NAME+ID+REST`: the name, and what follows the id, which is taken again from what it is the id of.
struct Parts {
  std::string_view name;
  std::string_view rest;
};

std::optional<Parts> parts_of(std::string_view text) {
  const std::size_t name_end = text.find('+');
  if (name_end == std::string_view::npos || text.size() != name_end + 1 + kIdDigits + 1 + kTypedKeyText) {
    return std::nullopt;
  }
  return Parts{text.substr(0, name_end), text.substr(name_end + 1 + kIdDigits + 1)};
}

std::array<std::uint8_t, kKeyBytes> key_bytes(std::string_view typed_key) {
  std::array<std::uint8_t, kKeyBytes> bytes{};
  std::copy(typed_key.begin() + 1, typed_key.end(), bytes.begin());
  return bytes;
}

Failure not_a_key() {
  return {FailureKind::kWrongUse,
          "This is not a public key as C2SP signed-note has it (name, id and Ed25519 key, joined by '+')."};
}

Failure not_a_private_key() {
  return {FailureKind::kWrongUse,
          "This is not a private key as it was made (PRIVATE, KEY, name, id and key, joined by '+')."};
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > kKeyNameBytes) return false;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint point = code_point_at(name, at);
    if (!point.well_formed || point.value == U'+' || point.value < 0x20 || is_space(point.value)) return false;
    at += point.length;
  }
  return true;
}

Result<NoteKey> note_key(std::string_view name, NoteKeyType type, const PublicKey& key) {
  if (!is_key_name(name)) {
    return tl::unexpected(Failure{FailureKind::kWrongUse,
                                  "The name of a key must not be empty nor long and has no spaces and no '+'; take one "
                                  "like example.com/log."});
  }
  return NoteKey{std::string(name), type, key, key_id(name, type, key)};
}

Result<NoteSigner> note_signer(std::string_view name, const SigningKey& signing) {
  auto key = note_key(name, NoteKeyType::kEd25519, signing.public_key());
  if (!key) return tl::unexpected(key.error());
  return NoteSigner{std::move(*key), signing};
}

std::string print_key(const NoteKey& key) {
  std::string text = key.name + '+';
  append_hexadecimal(text, key.id);
  text += '+';
  text += to_base64(typed(key.type, {reinterpret_cast<const char*>(key.key.bytes.data()), key.key.bytes.size()}));
  return text;
}

Result<NoteKey> read_key(std::string_view text) {
  const auto parts = parts_of(text);
  if (!parts) return tl::unexpected(not_a_key());
  const auto bytes = from_base64(parts->rest);
  if (!bytes || bytes->size() != 1 + kKeyBytes) return tl::unexpected(not_a_key());
  const auto type = static_cast<NoteKeyType>(static_cast<unsigned char>(bytes->front()));
  if (type != NoteKeyType::kEd25519 && type != NoteKeyType::kCosignature) {
    return tl::unexpected(Failure{FailureKind::kWrongUse,
                                  "This public key is of a kind that is unknown here: Ed25519 (1) and its cosignatures "
                                  "(4) are known."});
  }
  auto key = note_key(parts->name, type, PublicKey{key_bytes(*bytes)});
  if (!key || print_key(*key) != text) return tl::unexpected(not_a_key());
  return key;
}

std::string print_private_key(const NoteSigner& signer) {
  const SecretText seed(typed(NoteKeyType::kEd25519, signer.signing.seed().bytes()));
  const SecretText digits(to_base64(seed.text()));
  std::string text;
  text.reserve(kPrivateBeginning.size() + signer.key.name.size() + 1 + kIdDigits + 1 + kTypedKeyText);
  text += kPrivateBeginning;
  text += signer.key.name;
  text += '+';
  append_hexadecimal(text, signer.key.id);
  text += '+';
  text += digits.text();
  return text;
}

Result<NoteSigner> read_private_key(std::string_view text) {
  if (text.substr(0, kPrivateBeginning.size()) != kPrivateBeginning) return tl::unexpected(not_a_private_key());
  const auto parts = parts_of(text.substr(kPrivateBeginning.size()));
  if (!parts) return tl::unexpected(not_a_private_key());
  auto decoded = from_base64(parts->rest);
  if (!decoded) return tl::unexpected(not_a_private_key());
  const SecretText seed(std::move(*decoded));
  if (seed.text().size() != 1 + kKeyBytes || static_cast<NoteKeyType>(seed.text().front()) != NoteKeyType::kEd25519) {
    return tl::unexpected(not_a_private_key());
  }
  auto bytes = key_bytes(seed.text());
  const SigningKey signing{SecretKey(bytes)};
  overwrite(std::span<std::uint8_t>(bytes));
  auto signer = note_signer(parts->name, signing);
  if (!signer) return tl::unexpected(not_a_private_key());
  const SecretText expected(print_private_key(*signer));
  if (expected.text() != text) return tl::unexpected(not_a_private_key());
  return signer;
}

}  // namespace licet::record
