#pragma once
// A witness that cosigns what it is given, made by the letter of C2SP tlog-cosignature.

#include <engine/record/note_key.h>
#include <engine/record/signed_note.h>
#include <string>

namespace licet::test {

struct Witness {
  record::SigningKey signing;
  record::NoteKey key;

  explicit Witness(const std::string& name)
      : signing(*record::generate_signing_key()),
        key(*record::note_key(name, record::NoteKeyType::kCosignature, signing.public_key())) {}

  record::NoteSignature cosign(const std::string& text, std::uint64_t time) const {
    const auto signature = signing.sign("cosignature/v1\ntime " + std::to_string(time) + "\n" + text);
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(time >> shift & 0xFFU);
    bytes.append(signature.begin(), signature.end());
    return {key.name, key.id, bytes};
  }
};

}  // namespace licet::test
