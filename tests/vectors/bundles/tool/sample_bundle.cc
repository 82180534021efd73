#include <array>
#include <cstdlib>
#include <engine/record/big_endian.h>
#include <engine/record/bundle.h>
#include <engine/record/checkpoint.h>
#include <engine/record/layout.h>
#include <engine/record/leaf.h>
#include <engine/record/little_endian.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/payload.h>
#include <engine/record/policy_archive.h>
#include <engine/record/tlog_proof.h>
#include <tests/vectors/bundles/tool/sample_bundle.h>

namespace licet::vectors {
namespace {

using namespace record;

constexpr std::int64_t kBatchTime = 1'772'366'400'000'000;

template <class Value>
Value must(Result<Value> value) {
  if (!value) std::abort();
  return std::move(*value);
}

std::string numbered(std::string_view what, std::uint64_t number) {
  const Digest digest = sha256(std::string(what) + std::to_string(number));
  return {digest.begin(), digest.end()};
}

ArchivedPolicy sample_policy() {
  const std::string path = "shop.licet";
  const std::string text = "policy shop\npermit news for news_letter when consent news is valid\n";
  ArchivedPolicy policy;
  policy.policy_files = 1;
  for (const std::string& each : {path, text}) {
    append_number(policy.bytes, std::uint64_t{each.size()});
    policy.bytes += each;
  }
  return policy;
}

/// The time zone UTC as RFC 8536 has it.
std::string sample_zone() {
  std::string counts(20, '\0');
  for (const std::uint32_t count : {0U, 0U, 0U, 0U, 1U, 4U}) append_big_endian(counts, count);
  const std::string body = "TZif2" + counts.substr(5) + std::string("\0\0\0\0\0\0UTC\0", 10);
  return body + body + "\nUTC0\n";
}

std::string usual_event(std::uint64_t number) {
  return R"({"recorded":"2026-03-01T12:00:00.00000)" + std::to_string(number % 10) +
         R"(Z","event":{"event":"granted","customer":"anna","consent":"news","at":"2026-03-01T11:00:00Z"}})";
}

std::string payload_of(const Plan& plan, std::uint64_t number, std::string_view content, bool of_decision) {
  Salt salt{};
  const std::string bytes = numbered("salt", number);
  std::copy(bytes.begin(), bytes.begin() + kSaltBytes, salt.begin());
  std::string payload = plain_payload(salt, content, of_decision ? kDecisionAlignment : kPayloadAlignment);
  if (!of_decision) return payload;
  payload.append(plan.more_padding, '\0');
  payload.back() = plan.padding;
  put_number(payload, kSaltBytes, static_cast<std::uint32_t>(content.size() + plan.length_beyond));
  return payload;
}

std::string leaf_of(const Plan& plan, std::uint64_t number, std::string_view payload, bool of_decision) {
  Leaf leaf;
  leaf.number = number;
  leaf.batch_time = Instant{kBatchTime};
  leaf.policy = sha256(sample_policy().bytes);
  const std::string id = numbered("id", number);
  std::copy(id.begin(), id.begin() + static_cast<std::ptrdiff_t>(leaf.id.size()), leaf.id.begin());
  leaf.commitment = commitment_of(payload);
  std::string bytes;
  append_leaf(bytes, leaf);
  put_number(bytes, 0, of_decision ? plan.leaf_version : plan.event_leaf_version);
  put_number(bytes, 1, of_decision ? plan.decision_kind : plan.event_kind);
  put_number(bytes, 2, plan.leaf_reserved);
  return bytes;
}

RecordParts record_of(const Plan& plan, std::uint64_t number, std::string_view content, bool of_decision) {
  RecordParts parts;
  parts.payload = payload_of(plan, number, content, of_decision);
  parts.leaf = leaf_of(plan, number, parts.payload, of_decision);
  return parts;
}

}  // namespace

std::string BundleParts::join() const {
  Bundle bundle{policy, zone, explanation, {decision.leaf, decision.payload, decision.proof}, {}};
  for (const RecordParts& event : events) bundle.events.push_back({event.leaf, event.payload, event.proof});
  return must(write_bundle(bundle));
}

NoteSigner sample_signer(std::string_view name, std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return must(note_signer(name, SigningKey(SecretKey(bytes))));
}

NoteSigner log_signer() { return sample_signer("shop.example/log", 7); }

NoteKey witness_key() {
  return must(note_key("witness.example", NoteKeyType::kCosignature, sample_signer("w", 9).signing.public_key()));
}

NoteSignature cosignature(std::string_view text, std::uint64_t time) {
  const std::string message = "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
  const Signature signature = sample_signer("w", 9).signing.sign(message);
  std::string bytes;
  append_big_endian(bytes, time);
  bytes.append(signature.begin(), signature.end());
  return {witness_key().name, witness_key().id, bytes};
}

std::string zone_digest() { return to_hex(sha256(sample_zone())); }

std::string usual_content(const Plan& plan) {
  return R"({"recorded":"2026-03-01T12:00:00.000007Z","basis":)" + std::to_string(plan.basis) +
         R"(,"engine":"0.1.0","zone":")" + zone_digest() +
         R"(","request":{"action":"news","customer":"anna"},"answer":{"outcome":"permit"}})";
}

BundleParts make_parts(const Plan& plan) {
  BundleParts parts;
  parts.policy = policy_file(sample_policy());
  parts.zone = sample_zone();
  parts.explanation = "{}";
  parts.decision =
      record_of(plan, plan.decision, plan.decision_content.empty() ? usual_content(plan) : plan.decision_content, true);
  std::vector<Digest> leaves;
  for (std::uint64_t number = 0; number < plan.size; ++number) leaves.push_back(leaf_hash(numbered("other", number)));
  const auto place = [&](std::uint64_t number, const RecordParts& record) {
    if (number < plan.size) leaves[number] = leaf_hash(record.leaf);
  };
  for (const std::uint64_t number : plan.events) {
    parts.events.push_back(
        record_of(plan, number, plan.event_content.empty() ? usual_event(number) : plan.event_content, false));
    place(number, parts.events.back());
  }
  place(plan.decision, parts.decision);
  const LeafHashes tree(leaves);
  const Digest root = must(tree_root(tree, plan.size));
  const SignedNote note = must(sign_checkpoint({plan.origin, plan.size, root, plan.extensions}, plan.signer));
  const auto receipt = [&](std::uint64_t number) {
    std::vector<Digest> hashes;
    if (number < plan.size) hashes = must(inclusion_proof(tree, number, plan.size));
    return print_tlog_proof({{}, number, std::move(hashes), note});
  };
  parts.decision.proof = receipt(plan.decision);
  for (std::size_t i = 0; i < plan.events.size(); ++i) parts.events[i].proof = receipt(plan.events[i]);
  return parts;
}

std::string rehashed(std::string bytes) {
  bytes.resize(bytes.size() - sizeof(Digest));
  append_number(bytes, sha256(bytes));
  return bytes;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t place = text.find(what);
  if (place == std::string::npos) std::abort();
  return text.replace(place, what.size(), with);
}

}  // namespace licet::vectors
