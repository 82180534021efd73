#include <algorithm>
#include <engine/base/base64.h>
#include <engine/record/checkpoint.h>
#include <engine/record/note_lines.h>
#include <optional>

namespace licet::record {
namespace {

/// One line of the text, which no other line can be taken for.
bool is_line(const std::string& line) {
  return !line.empty() && line.find('\n') == std::string::npos && is_note_text(line + '\n');
}

Failure damaged() {
  return {FailureKind::kDamaged,
          "The signed text is not the head of a log as C2SP tlog-checkpoint has it: its name, the number of its "
          "records, the root over them."};
}

/// Takes a line as one of a head must be; none if it is empty or not ended.
std::optional<std::string_view> take_filled_line(std::string_view& text) {
  const auto line = take_line(text);
  return line && !line->empty() ? line : std::nullopt;
}

bool is_among(const NoteKey& key, const std::vector<NoteKey>& keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

Result<std::string> print_checkpoint(const Checkpoint& checkpoint) {
  if (!is_line(checkpoint.origin) ||
      !std::all_of(checkpoint.extensions.begin(), checkpoint.extensions.end(), is_line)) {
    return tl::unexpected(Failure{FailureKind::kWrongUse,
                                  "The name of a log, and each line beside its head, must be one line of text and not "
                                  "empty."});
  }
  std::string text = checkpoint.origin + '\n';
  text += std::to_string(checkpoint.size) + '\n';
  text += to_base64({reinterpret_cast<const char*>(checkpoint.root.data()), checkpoint.root.size()}) + '\n';
  for (const std::string& extension : checkpoint.extensions) text += extension + '\n';
  return text;
}

Result<Checkpoint> read_checkpoint(std::string_view text) {
  if (!is_note_text(text)) return tl::unexpected(damaged());
  const auto origin = take_filled_line(text);
  const auto size_line = origin ? take_filled_line(text) : std::nullopt;
  const auto root_line = size_line ? take_filled_line(text) : std::nullopt;
  if (!root_line) return tl::unexpected(damaged());
  const auto size = read_decimal(*size_line);
  const auto root = from_base64(*root_line);
  Checkpoint checkpoint;
  if (!size || !root || root->size() != checkpoint.root.size()) return tl::unexpected(damaged());
  checkpoint.origin = *origin;
  checkpoint.size = *size;
  std::copy(root->begin(), root->end(), checkpoint.root.begin());
  while (!text.empty()) {
    const auto extension = take_filled_line(text);
    if (!extension) return tl::unexpected(damaged());
    checkpoint.extensions.emplace_back(*extension);
  }
  return checkpoint;
}

Result<SignedNote> sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& signer) {
  auto text = print_checkpoint(checkpoint);
  if (!text) return tl::unexpected(text.error());
  return SignedNote::sign(std::move(*text), signer);
}

TrustedLog trusted_log(const NoteKey& key) { return {key.name, {key}, {}}; }

Result<VerifiedCheckpoint> verify_checkpoint(const SignedNote& note, const TrustedLog& log) {
  std::vector<NoteKey> known = log.keys;
  known.insert(known.end(), log.witnesses.begin(), log.witnesses.end());
  auto signatures = verify_note(note, known);
  if (!signatures) return tl::unexpected(signatures.error());
  if (std::none_of(signatures->known.begin(), signatures->known.end(),
                   [&log](const VerifiedSignature& signature) { return is_among(signature.key, log.keys); })) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "No key of the log signed its head, only witnesses did."});
  }
  auto checkpoint = read_checkpoint(note.text());
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (checkpoint->origin != log.origin) {
    return tl::unexpected(Failure{FailureKind::kDamaged, "The signed head is that of another log than " + log.origin +
                                                             ", though the key is the same."});
  }
  return VerifiedCheckpoint{std::move(*checkpoint), std::move(*signatures)};
}

}  // namespace licet::record
