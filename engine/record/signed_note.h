#pragma once
// Signed notes: a text and the signatures of those who vouch for it (C2SP signed-note, tlog-cosignature).
//
// Thread rule: values and pure functions. Reading is O(bytes); verifying one Ed25519 verification a known signature.
// What is read is untrusted: nothing of it stands in a message.

#include <cstdint>
#include <engine/record/note_key.h>
#include <licet/result.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet::record {

inline constexpr std::size_t kNoteBytes = std::size_t{1} << 20U;  ///< of a whole note, at most
inline constexpr std::size_t kNoteSignatures = 100;               ///< of one note, at most

/// A signature line. Whose it is, only verify_note() tells.
struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string bytes;  ///< what follows the key's id; not empty

  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

/// Does it end in a line break, and is it UTF-8 without other control characters (below U+0020)?
bool is_note_text(std::string_view text);

class SignedNote {
 public:
  /// kWrongUse if it is no note text; kLimit.
  static Result<SignedNote> sign(std::string text, const NoteSigner& signer);

  /// Only the very bytes that print() writes. kDamaged; kLimit.
  static Result<SignedNote> read(std::string_view bytes);
  std::string print() const;

  /// With its last line break.
  const std::string& text() const { return text_; }
  /// In their order; at least one.
  std::span<const NoteSignature> signatures() const { return signatures_; }

  /// Adds a signature that is not there yet, one's own or another's, unverified. kLimit; kWrongUse if it is none.
  Result<void> add(const NoteSigner& signer);
  Result<void> add(NoteSignature signature);

  friend bool operator==(const SignedNote&, const SignedNote&) = default;

 private:
  SignedNote(std::string text, std::vector<NoteSignature> signatures)
      : text_(std::move(text)), signatures_(std::move(signatures)) {}

  std::string text_;
  std::vector<NoteSignature> signatures_;
};

/// One signature line with its line break, as a witness answers with. kDamaged; kLimit.
Result<NoteSignature> read_signature_line(std::string_view line);

struct VerifiedSignature {
  NoteKey key;
  std::optional<std::uint64_t> time;  ///< of a cosignature: seconds since 1970-01-01T00:00:00Z
  NoteSignature signature;
};

/// The signatures of a note, each once, in their order.
struct VerifiedSignatures {
  std::vector<VerifiedSignature> known;
  std::vector<NoteSignature> unknown;  ///< of keys that are not known here: neither good nor bad
};

/// Verifies every signature whose name and id are those of a known key. kDamaged if one of them is not good; kWrongUse
/// if there is none, or if two of the known keys have its name and id.
Result<VerifiedSignatures> verify_note(const SignedNote& note, std::span<const NoteKey> known);

}  // namespace licet::record
