// Any bytes as a signed note, a head, a receipt, a key: what is read is written as it was, and nobody forges a head.

#include <cstdlib>
#include <engine/base/base64.h>
#include <engine/record/checkpoint.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/note_key.h>
#include <engine/record/signed_note.h>
#include <engine/record/tlog_proof.h>
#include <string_view>

namespace {

using namespace licet;

void demand(bool holds) {
  if (!holds) std::abort();
}

/// The log whose heads and receipts are among the seeds; each of its 16 heads says the same as that of its size.
const record::TrustedLog& log_of_seeds() {
  static const record::TrustedLog log = record::trusted_log(
      *record::read_key("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"));
  return log;
}

void check_note(std::string_view bytes) {
  const auto note = record::SignedNote::read(bytes);
  if (!note) return;
  demand(note->print() == bytes);
  demand(!note->signatures().empty() && note->signatures().size() <= record::kNoteSignatures);
  const auto checkpoint = record::read_checkpoint(note->text());
  if (checkpoint) demand(record::print_checkpoint(*checkpoint) == note->text());
  const auto verified = record::verify_checkpoint(*note, log_of_seeds());
  if (!verified) return;
  demand(checkpoint && verified->checkpoint == *checkpoint);
  demand(checkpoint->size <= 15 && checkpoint->extensions.empty());
}

void check_proof(std::string_view bytes) {
  const auto proof = record::read_tlog_proof(bytes);
  if (!proof) return;
  demand(record::print_tlog_proof(*proof) == bytes);
  if (record::verify_tlog_proof(*proof, record::leaf_hash("six"), log_of_seeds())) demand(proof->index == 5);
}

void check_keys(std::string_view bytes) {
  if (const auto key = record::read_key(bytes)) demand(record::print_key(*key) == bytes);
  if (const auto key = record::read_private_key(bytes)) demand(record::print_private_key(*key) == bytes);
  if (const auto decoded = from_base64(bytes)) demand(to_base64(*decoded) == bytes);
  if (const auto line = record::read_signature_line(bytes)) demand(record::is_key_name(line->name));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_note(bytes);
  check_proof(bytes);
  check_keys(bytes);
  return 0;
}
