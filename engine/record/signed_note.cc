#include <algorithm>
#include <engine/base/base64.h>
#include <engine/base/utf8.h>
#include <engine/record/big_endian.h>
#include <engine/record/signed_note.h>
#include <limits>
#include <utility>

namespace licet::record {
namespace {

constexpr std::string_view kLineBeginning = "\xE2\x80\x94 ";
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::size_t kTimeBytes = 8;

Failure damaged(const char* cause) {
  return {FailureKind::kDamaged, std::string("The signed note is not as C2SP signed-note has it: ") + cause};
}

Failure too_large() {
  return {FailureKind::kLimit, "The signed note has more than 100 signatures or more than 1 MiB."};
}

void append_line(std::string& out, const NoteSignature& signature) {
  std::string blob;
  append_big_endian(blob, signature.key_id);
  blob += signature.bytes;
  out += kLineBeginning;
  out += signature.name;
  out += ' ';
  out += to_base64(blob);
  out += '\n';
}

/// The signature that stands in bytes of the right number; none otherwise.
std::optional<Signature> ed25519_signature(std::string_view bytes) {
  Signature signature{};
  if (bytes.size() != signature.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), signature.begin());
  return signature;
}

std::optional<VerifiedSignature> verified(const NoteSignature& line, const NoteKey& key, const std::string& text) {
  std::string_view bytes = line.bytes;
  VerifiedSignature result{key, {}, line};
  std::string message;
  if (key.type == NoteKeyType::kCosignature) {
    if (bytes.size() < kTimeBytes) return std::nullopt;
    result.time = big_endian_at<std::uint64_t>(bytes, 0);
    if (*result.time > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    bytes.remove_prefix(kTimeBytes);
    message = "cosignature/v1\ntime " + std::to_string(*result.time) + "\n";
  }
  message += text;
  const auto signature = ed25519_signature(bytes);
  if (!signature || !verify(key.key, message, *signature)) return std::nullopt;
  return result;
}

/// The one known key that has the signature's name and id; null if there is none.
Result<const NoteKey*> key_of(const NoteSignature& signature, std::span<const NoteKey> known) {
  const NoteKey* found = nullptr;
  for (const NoteKey& key : known) {
    if (key.id != signature.key_id || key.name != signature.name) continue;
    if (found != nullptr) {
      return tl::unexpected(Failure{FailureKind::kWrongUse, "The key " + key.name +
                                                                " is named twice among the keys that are known: which "
                                                                "of them a signature is of cannot be told."});
    }
    found = &key;
  }
  return found;
}

}  // namespace

bool is_note_text(std::string_view text) {
  if (text.empty() || text.back() != '\n' || first_malformed_byte(text)) return false;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

Result<SignedNote> SignedNote::sign(std::string text, const NoteSigner& signer) {
  if (!is_note_text(text)) {
    return tl::unexpected(Failure{FailureKind::kWrongUse,
                                  "Only a text in UTF-8 that ends in a line break and has no other control characters "
                                  "can be signed as a note."});
  }
  SignedNote note(std::move(text), {});
  if (const auto added = note.add(signer); !added) return tl::unexpected(added.error());
  return note;
}

Result<SignedNote> SignedNote::read(std::string_view bytes) {
  if (bytes.size() > kNoteBytes) return tl::unexpected(too_large());
  const std::size_t split = bytes.rfind("\n\n");
  if (split == std::string_view::npos) return tl::unexpected(damaged("no empty line stands before its signatures."));
  const std::string_view text = bytes.substr(0, split + 1);
  if (!is_note_text(text)) return tl::unexpected(damaged("its text is not UTF-8, or has control characters."));
  std::string_view rest = bytes.substr(split + 2);
  if (rest.empty()) return tl::unexpected(damaged("it has no signature."));
  std::vector<NoteSignature> signatures;
  while (!rest.empty()) {
    if (signatures.size() == kNoteSignatures) return tl::unexpected(too_large());
    const std::size_t line = std::min(rest.find('\n'), rest.size() - 1) + 1;
    auto signature = read_signature_line(rest.substr(0, line));
    if (!signature) return tl::unexpected(signature.error());
    signatures.push_back(std::move(*signature));
    rest.remove_prefix(line);
  }
  return SignedNote(std::string(text), std::move(signatures));
}

std::string SignedNote::print() const {
  std::string bytes = text_ + '\n';
  for (const NoteSignature& signature : signatures_) append_line(bytes, signature);
  return bytes;
}

Result<void> SignedNote::add(const NoteSigner& signer) {
  if (signer.key.type != NoteKeyType::kEd25519) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "A note is signed with a key of type Ed25519 (1) only."});
  }
  const Signature signature = signer.signing.sign(text_);
  return add(NoteSignature{signer.key.name, signer.key.id, std::string(signature.begin(), signature.end())});
}

Result<void> SignedNote::add(NoteSignature signature) {
  if (!is_key_name(signature.name) || signature.bytes.empty()) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "What should be added to the note is no signature."});
  }
  if (std::find(signatures_.begin(), signatures_.end(), signature) != signatures_.end()) return {};
  std::string line;
  append_line(line, signature);
  if (signatures_.size() == kNoteSignatures || print().size() + line.size() > kNoteBytes) {
    return tl::unexpected(too_large());
  }
  signatures_.push_back(std::move(signature));
  return {};
}

Result<NoteSignature> read_signature_line(std::string_view line) {
  if (line.size() > kNoteBytes) return tl::unexpected(too_large());
  if (line.substr(0, kLineBeginning.size()) != kLineBeginning || line.back() != '\n') {
    return tl::unexpected(damaged("a line after its text is no signature."));
  }
  const std::string_view inner = line.substr(kLineBeginning.size(), line.size() - kLineBeginning.size() - 1);
  const std::size_t name_end = inner.find(' ');
  if (name_end == std::string_view::npos || !is_key_name(inner.substr(0, name_end))) {
    return tl::unexpected(damaged("a signature does not name its key."));
  }
  const auto blob = from_base64(inner.substr(name_end + 1));
  if (!blob || blob->size() <= kKeyIdBytes) {
    return tl::unexpected(damaged("a signature is not base 64 of a key's id and a signature."));
  }
  return NoteSignature{std::string(inner.substr(0, name_end)), big_endian_at<std::uint32_t>(*blob, 0),
                       blob->substr(kKeyIdBytes)};
}

Result<VerifiedSignatures> verify_note(const SignedNote& note, std::span<const NoteKey> known) {
  VerifiedSignatures result;
  const std::span<const NoteSignature> all = note.signatures();
  for (auto line = all.begin(); line != all.end(); ++line) {
    if (std::find(all.begin(), line, *line) != line) continue;
    const auto key = key_of(*line, known);
    if (!key) return tl::unexpected(key.error());
    if (*key == nullptr) {
      result.unknown.push_back(*line);
      continue;
    }
    auto good = verified(*line, **key, note.text());
    if (!good) {
      return tl::unexpected(Failure{FailureKind::kDamaged, "The signature of " + (*key)->name +
                                                               " is not good: the text that it stands under was "
                                                               "changed, or the signature."});
    }
    result.known.push_back(std::move(*good));
  }
  if (result.known.empty()) {
    return tl::unexpected(Failure{FailureKind::kWrongUse,
                                  "None of the keys that are known here signed this: check which key is the right "
                                  "one, and from whom you have it."});
  }
  return result;
}

}  // namespace licet::record
