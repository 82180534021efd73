#include <engine/record/note_key.h>
#include <engine/record/signed_note.h>
#include <engine/record/tlog_proof.h>
#include <numeric>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <tests/vectors/bundles/tool/vector_table.h>

namespace licet::vectors {
namespace {

/// With one more signature under the head of each proof.
BundleParts cosigned(BundleParts parts, const record::NoteSignature& signature) {
  const auto sign = [&](std::string& text) {
    auto proof = record::read_tlog_proof(text);
    if (proof && proof->checkpoint.add(signature)) text = print_tlog_proof(*proof);
  };
  sign(parts.decision.proof);
  for (RecordParts& event : parts.events) sign(event.proof);
  return parts;
}

std::string head_text(const BundleParts& parts) {
  return record::read_tlog_proof(parts.decision.proof)->checkpoint.text();
}

}  // namespace

void add_good(std::vector<Vector>& all) {
  const std::string key = print_key(log_signer().key);
  const std::string witness = print_key(witness_key());
  const BundleParts usual = make_parts();
  all.push_back({"usual", "good", {key}, usual.join()});
  all.push_back({"no_key_given", "good", {}, usual.join()});
  all.push_back({"two_keys_given", "good", {print_key(sample_signer("shop.example/log", 8).key), key}, usual.join()});
  const BundleParts seen = cosigned(usual, cosignature(head_text(usual), 1'772'366'500));
  all.push_back({"cosigned", "good", {key}, seen.join()});
  all.push_back({"cosigned_and_witness_known", "good", {key, witness}, seen.join()});
  all.push_back({"cosigned_by_nobody_known", "good", {key}, cosigned(usual, {"other.example", 5, "anything"}).join()});

  Plan plan;
  plan.events = {};
  all.push_back({"no_events", "good", {key}, make_parts(plan).join()});
  plan.basis = 0;
  plan.decision = 0;
  plan.size = 1;
  all.push_back({"only_record", "good", {key}, make_parts(plan).join()});
  plan = {};
  plan.extensions = {"extension one", "two"};
  all.push_back({"extensions", "good", {key}, make_parts(plan).join()});
  plan = {};
  plan.basis = plan.decision;
  plan.size = plan.decision + 1;
  all.push_back({"last_of_the_head", "good", {key}, make_parts(plan).join()});
  plan = {};
  plan.events.resize(40);
  std::iota(plan.events.begin(), plan.events.end(), 100);
  plan.basis = 256;
  plan.decision = 300;
  plan.size = 1000;
  all.push_back({"many_events", "good", {key}, make_parts(plan).join()});
  plan = {};
  plan.decision_content = replaced(usual_content(plan), "anna", std::string(600, 'a'));
  all.push_back({"two_blocks_of_payload", "good", {key}, make_parts(plan).join()});
}

void add_wrong_heads(std::vector<Vector>& all) {
  const std::string key = print_key(log_signer().key);
  const BundleParts usual = make_parts();
  const BundleParts seen = cosigned(usual, cosignature(head_text(usual), 1'772'366'500));
  all.push_back({"head_of_another_key", "head", {print_key(sample_signer("shop.example/log", 8).key)}, usual.join()});
  all.push_back({"head_of_another_name", "head", {print_key(sample_signer("other.example", 7).key)}, usual.join()});
  all.push_back({"head_signed_by_witness_only", "head", {print_key(witness_key())}, seen.join()});
  record::NoteSignature wrong_time = cosignature(head_text(usual), 1'772'366'500);
  wrong_time.bytes[7] = static_cast<char>(wrong_time.bytes[7] + 1);
  all.push_back({"head_wrongly_cosigned", "head", {key, print_key(witness_key())}, cosigned(usual, wrong_time).join()});
  Plan plan;
  plan.origin = "other.example/log";
  all.push_back({"head_of_another_origin", "head", {key}, make_parts(plan).join()});
}

}  // namespace licet::vectors
