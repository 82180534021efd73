#pragma once
// The keys of signed notes: their names, their ids, and how they are written down (C2SP signed-note).
//
// Thread rule: values and pure functions. No message holds a key, nor a name that was read.

#include <cstdint>
#include <engine/record/ed25519.h>
#include <licet/result.h>
#include <string>
#include <string_view>

namespace licet::record {

inline constexpr std::size_t kKeyNameBytes = 1024;  ///< at most

/// The signature type of C2SP signed-note, and thus what a signature is made over.
enum class NoteKeyType : std::uint8_t {
  kEd25519 = 0x01,      ///< over the text
  kCosignature = 0x04,  ///< a witness's Ed25519 over a time and the text (C2SP tlog-cosignature)
};

/// What a signature is verified with. `name` and `id` together tell which key a signature is of.
struct NoteKey {
  std::string name;
  NoteKeyType type = NoteKeyType::kEd25519;
  PublicKey key;
  std::uint32_t id = 0;  ///< the first 4 bytes, most significant first, of SHA-256(name ‖ 0A ‖ type ‖ key)

  friend bool operator==(const NoteKey&, const NoteKey&) = default;
};

/// What a note is signed with; the key's type is kEd25519.
struct NoteSigner {
  NoteKey key;
  SigningKey signing;
};

/// Not empty, at most kKeyNameBytes of UTF-8, without Unicode spaces, control characters and `+`.
bool is_key_name(std::string_view name);

/// kWrongUse if the name is none.
Result<NoteKey> note_key(std::string_view name, NoteKeyType type, const PublicKey& key);
Result<NoteSigner> note_signer(std::string_view name, const SigningKey& signing);

/// `NAME+ID+KEY`: what others are given (vkey).
std::string print_key(const NoteKey& key);
/// Only what print_key() writes. kWrongUse otherwise, also for a type of key that is unknown here.
Result<NoteKey> read_key(std::string_view text);

/// `PRIVATE+KEY+NAME+ID+SEED`, in one piece of memory that the caller overwrites (cipher.h).
std::string print_private_key(const NoteSigner& signer);
/// Only what print_private_key() writes. kWrongUse otherwise. Pieces that held the seed are overwritten.
Result<NoteSigner> read_private_key(std::string_view text);

}  // namespace licet::record
