#include <algorithm>
#include <engine/base/base64.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/note_lines.h>
#include <engine/record/tlog_proof.h>
#include <optional>

namespace licet::record {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

Failure damaged(const char* cause) {
  return {FailureKind::kDamaged, std::string("The receipt is not as C2SP tlog-proof has it: ") + cause};
}

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

/// The lines up to the empty one, which is taken too.
Result<std::vector<Digest>> take_hashes(std::string_view& text) {
  std::vector<Digest> hashes;
  for (;;) {
    const auto line = take_line(text);
    if (!line) return tl::unexpected(damaged("no empty line stands before the signed head."));
    if (line->empty()) return hashes;
    const auto bytes = from_base64(*line);
    Digest hash{};
    if (!bytes || bytes->size() != hash.size()) {
      return tl::unexpected(damaged("a line of its proof is not base 64 of a hash."));
    }
    if (hashes.size() == kTlogProofHashes) return tl::unexpected(damaged("its proof is longer than any can be."));
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    hashes.push_back(hash);
  }
}

}  // namespace

std::string print_tlog_proof(const TlogProof& proof) {
  std::string text(kFirstLine);
  text += '\n';
  if (!proof.extra.empty()) {
    text += kExtra;
    text += to_base64(proof.extra) + '\n';
  }
  text += kIndex;
  text += std::to_string(proof.index) + '\n';
  for (const Digest& hash : proof.hashes) {
    text += to_base64({reinterpret_cast<const char*>(hash.data()), hash.size()}) + '\n';
  }
  text += '\n';
  text += proof.checkpoint.print();
  return text;
}

Result<TlogProof> read_tlog_proof(std::string_view bytes) {
  if (bytes.size() > kTlogProofBytes) {
    return tl::unexpected(Failure{FailureKind::kLimit, "The receipt has more than 4 MiB."});
  }
  if (take_line(bytes) != kFirstLine) return tl::unexpected(damaged("its first line is another."));
  auto line = take_line(bytes);
  std::string extra;
  if (line && begins_with(*line, kExtra)) {
    auto decoded = from_base64(line->substr(kExtra.size()));
    if (!decoded || decoded->empty()) return tl::unexpected(damaged("what it says beside the proof is not base 64."));
    extra = std::move(*decoded);
    line = take_line(bytes);
  }
  const auto index = line && begins_with(*line, kIndex) ? read_decimal(line->substr(kIndex.size())) : std::nullopt;
  if (!index) return tl::unexpected(damaged("it does not say where the entry stands in the log."));
  auto hashes = take_hashes(bytes);
  if (!hashes) return tl::unexpected(hashes.error());
  auto checkpoint = SignedNote::read(bytes);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (const auto head = read_checkpoint(checkpoint->text()); !head) return tl::unexpected(head.error());
  return TlogProof{std::move(extra), *index, std::move(*hashes), std::move(*checkpoint)};
}

Result<VerifiedCheckpoint> verify_tlog_proof(const TlogProof& proof, const Digest& leaf_hash, const TrustedLog& log) {
  auto verified = verify_checkpoint(proof.checkpoint, log);
  if (!verified) return verified;
  const Checkpoint& head = verified->checkpoint;
  if (!includes(leaf_hash, proof.index, head.size, proof.hashes, head.root)) {
    return tl::unexpected(Failure{FailureKind::kDamaged,
                                  "The receipt does not prove that this entry stands in the log "
                                  "as number " +
                                      std::to_string(proof.index) + ", counted from 0."});
  }
  return verified;
}

}  // namespace licet::record
