// What deciding again reads out of a proof bundle: the archived policy set, the time zone, the contents of decision and
// events, a device's state. As every check of the bundle would fail first, the bundle is proven anew: by a company that
// signs whatever it likes.

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <engine/base/digest.h>
#include <engine/record/bundle_check.h>
#include <engine/record/checkpoint.h>
#include <engine/record/crc32c.h>
#include <engine/record/layout.h>
#include <engine/record/leaf.h>
#include <engine/record/little_endian.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/payload.h>
#include <engine/record/tlog_proof.h>
#include <licet/replay.h>
#include <limits>
#include <string>
#include <string_view>
#include <tests/vectors/bundles/tool/sample_bundle.h>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using namespace licet;

void demand(bool holds) {
  if (!holds) std::abort();
}

constexpr std::size_t kSumPlace = 24;  ///< in the file of a policy set
constexpr std::size_t kPolicyHeaderBytes = 32;
constexpr std::string_view kZone = R"("zone":")";
constexpr std::string_view kBasis = R"("basis":)";

/// What a bundle holds that is not derived from the rest.
struct Contents {
  std::string policy;
  std::string zone;
  std::string explanation;
  std::string decision;
  std::vector<std::string> events;
};

std::string content_of(std::string_view plain, std::size_t alignment) {
  return std::string(record::content_of_payload(plain, alignment).value_or(plain.substr(0, record::kContentBytes)));
}

Contents contents_of(const record::Bundle& bundle) {
  Contents contents{std::string(bundle.policy),
                    std::string(bundle.zone),
                    std::string(bundle.explanation),
                    content_of(bundle.decision.plain_payload, record::kDecisionAlignment),
                    {}};
  for (const record::BundledRecord& event : bundle.events) {
    contents.events.push_back(content_of(event.plain_payload, record::kPayloadAlignment));
  }
  return contents;
}

/// The sum of the policy's file, the zone's digest in the decision and its basis as the contents demand it.
void set_right(Contents& contents) {
  if (contents.policy.size() >= kPolicyHeaderBytes) {
    std::string& file = contents.policy;
    record::put_number(file, kSumPlace, std::uint32_t{0});
    record::put_number(file, kSumPlace, record::crc32c(std::string_view(file).substr(0, kSumPlace)));
  }
  std::string& decision = contents.decision;
  const std::string digest = to_hex(sha256(contents.zone));
  const std::size_t zone = decision.find(kZone);
  if (zone != std::string::npos && decision.size() - zone - kZone.size() >= digest.size()) {
    decision.replace(zone + kZone.size(), digest.size(), digest);
  }
  const std::size_t basis = decision.find(kBasis);
  if (basis == std::string::npos) return;
  const std::size_t begin = basis + kBasis.size();
  const std::size_t end = std::min(decision.find_first_not_of("0123456789", begin), decision.size());
  decision.replace(begin, end - begin, std::to_string(contents.events.size()));
}

/// A record of the events and then the decision, and nothing else, under a head of its own.
std::string proven(const Contents& contents) {
  vectors::BundleParts parts{contents.policy, contents.zone, contents.explanation, {}, {}};
  std::vector<Digest> leaves;
  const auto place = [&](record::RecordKind kind, const std::string& content) {
    vectors::RecordParts record;
    record.payload = record::plain_payload({}, content, record::payload_alignment(kind));
    record::Leaf leaf;
    leaf.kind = kind;
    leaf.number = leaves.size();
    leaf.policy =
        sha256(std::string_view(contents.policy).substr(std::min(kPolicyHeaderBytes, contents.policy.size())));
    leaf.commitment = record::commitment_of(record.payload);
    record::append_leaf(record.leaf, leaf);
    leaves.push_back(record::leaf_hash(record.leaf));
    return record;
  };
  for (const std::string& event : contents.events) parts.events.push_back(place(record::RecordKind::kEvent, event));
  parts.decision = place(record::RecordKind::kDecision, contents.decision);
  const record::LeafHashes tree(leaves);
  const std::uint64_t size = leaves.size();
  const auto note =
      record::sign_checkpoint({"shop.example/log", size, *record::tree_root(tree, size), {}}, vectors::log_signer());
  const auto receipt = [&](std::uint64_t number) {
    return record::print_tlog_proof({{}, number, *record::inclusion_proof(tree, number, size), *note});
  };
  for (std::size_t i = 0; i < parts.events.size(); ++i) parts.events[i].proof = receipt(i);
  parts.decision.proof = receipt(size - 1);
  return parts.join();
}

/// The part that the number chooses: each as likely as any other.
std::string& part_of(Contents& contents, std::size_t choice) {
  std::string* const fixed[] = {&contents.policy, &contents.zone, &contents.explanation, &contents.decision};
  choice %= std::size(fixed) + contents.events.size();
  return choice < std::size(fixed) ? *fixed[choice] : contents.events[choice - std::size(fixed)];
}

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

/// Changes one part of a bundle and leaves its lengths and its hash right; what is no bundle is changed anywhere.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed) {
  const auto bundle = record::read_bundle(text_of(data, size));
  if (!bundle) return LLVMFuzzerMutate(data, size, most);
  Contents contents = contents_of(*bundle);
  std::string& part = part_of(contents, seed / 16);
  if (seed % 16 == 0 && !contents.events.empty()) {
    contents.events.erase(contents.events.begin() + static_cast<std::ptrdiff_t>(seed / 16 % contents.events.size()));
  } else if (seed % 16 == 1) {
    contents.events.push_back(part);
  } else {
    const std::size_t length = part.size();
    part.resize(length + 64);
    part.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(part.data()), length, part.size()));
  }
  set_right(contents);
  const std::string bytes = proven(contents);
  if (bytes.size() > most) return size;
  std::memcpy(data, bytes.data(), bytes.size());
  return bytes.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bundle = record::read_bundle(text_of(data, size));
  if (!bundle) return 0;
  Contents contents = contents_of(*bundle);
  set_right(contents);
  const std::string bytes = proven(contents);
  const auto replayed = replay_bundle(bytes);
  if (!replayed) {
    // It is for whoever reads a report to believe it: a contradiction would be the engine's own fault.
    demand(replayed.error().kind != FailureKind::kContradiction && !replayed.error().message.empty());
    return 0;
  }
  demand(replayed->record == contents.events.size() && replayed->differences.size() <= kReplayDifferences);
  // Deciding again comes to the same again.
  const auto again = replay_bundle(bytes);
  demand(again && again->differences == replayed->differences);
  return 0;
}
