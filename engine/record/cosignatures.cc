// How a head keeper takes what witnesses signed.
#include <algorithm>
#include <engine/record/head_keeper.h>
#include <engine/record/log_tree.h>
#include <engine/record/merkle_proof.h>
#include <string>

namespace licet::record {
namespace {

Failure unknown_head() {
  return {FailureKind::kWrongUse,
          "The store knows no head that these signatures are of: give a witness a head that licet log checkpoint "
          "printed, and its whole answer back."};
}

Result<std::vector<NoteSignature>> read_lines(std::string_view text) {
  std::vector<NoteSignature> signatures;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    auto signature = read_signature_line(text.substr(0, length));
    if (!signature) return tl::unexpected(signature.error());
    signatures.push_back(std::move(*signature));
    text.remove_prefix(length);
  }
  if (!signatures.empty()) return signatures;
  return tl::unexpected(Failure{FailureKind::kDamaged, "There is no signature in what a witness is to have signed."});
}

/// Those of the witnesses, good.
Result<std::vector<NoteSignature>> good_signatures(const SignedNote& note, std::span<const NoteKey> witnesses) {
  const auto verified = verify_note(note, witnesses);
  if (!verified) return tl::unexpected(verified.error());
  std::vector<NoteSignature> good;
  for (const VerifiedSignature& signature : verified->known) good.push_back(signature.signature);
  return good;
}

}  // namespace

/// The head in the store with the note's text; another one only if the log signed it and still has its root.
Result<SignedHead> HeadKeeper::head_of_text(const Log& log, const SignedNote& note) const {
  const auto all = candidates();
  if (!all) return tl::unexpected(all.error());
  const auto same = std::find_if(all->begin(), all->end(),
                                 [&note](const SignedHead& head) { return head.note.text() == note.text(); });
  if (same != all->end()) return *same;
  const auto keys = read_signing_keys(signing_key_, *files_);
  if (!keys) return tl::unexpected(keys.error());
  const auto verified = verify_checkpoint(note, keys->log());
  if (!verified || verified->checkpoint.size > log.end().records) return tl::unexpected(unknown_head());
  const LogTree tree(log, verified->checkpoint.size);
  const auto root = tree_root(tree, tree.size());
  if (!root) return tl::unexpected(root.error());
  if (*root != verified->checkpoint.root) {
    return tl::unexpected(Failure{FailureKind::kDamaged,
                                  "The head that the witness signed contradicts the record, though the store's key "
                                  "signed it: their roots differ."});
  }
  // Only the log's own signatures: whose the others are is not known here.
  auto own = SignedNote::sign(note.text(), keys->signer);
  if (!own) return tl::unexpected(own.error());
  return head_of(std::move(*own));
}

Result<SignedHead> HeadKeeper::add_cosignatures(const Log& log, std::string_view text,
                                                std::span<const NoteKey> witnesses) {
  if (const auto note = SignedNote::read(text)) {
    const auto good = good_signatures(*note, witnesses);
    if (!good) return tl::unexpected(good.error());
    auto head = head_of_text(log, *note);
    if (!head) return head;
    return keep(std::move(*head), *good);
  }
  const auto lines = read_lines(text);
  if (!lines) return tl::unexpected(lines.error());
  const auto all = candidates();
  if (!all) return tl::unexpected(all.error());
  Failure reason = unknown_head();
  for (const SignedHead& head : *all) {
    SignedNote note = head.note;
    for (const NoteSignature& signature : *lines) {
      if (auto added = note.add(signature); !added) return tl::unexpected(added.error());
    }
    const auto good = good_signatures(note, witnesses);
    if (good) return keep(head, *good);
    // That none of the witnesses signed it is so of every head.
    if (good.error().kind == FailureKind::kWrongUse) return tl::unexpected(good.error());
    reason = good.error();
  }
  return tl::unexpected(reason);
}

}  // namespace licet::record
