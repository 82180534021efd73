#include <algorithm>
#include <array>
#include <engine/base/digest.h>
#include <engine/record/bundle.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <optional>

namespace licet::record {
namespace {

constexpr std::string_view kMagic = "LICETBND";
constexpr std::uint32_t kBundleVersion = 1;
constexpr std::size_t kVersionPlace = 8;
constexpr std::size_t kSectionsPlace = 12;
constexpr std::size_t kHeaderBytes = 16;
constexpr std::size_t kTagBytes = 4;
constexpr std::size_t kLengthPlace = 8;
constexpr std::size_t kSectionHeaderBytes = 16;
constexpr std::size_t kSectionAlignment = 8;
constexpr std::size_t kLeadingSections = 5;  ///< those that stand before the events

constexpr std::string_view kPolicyTag = "POLI";
constexpr std::string_view kZoneTag = "ZONE";
constexpr std::string_view kExplanationTag = "EXPL";
constexpr std::string_view kDecisionTag = "RECD";
constexpr std::string_view kProofTag = "PROF";
constexpr std::string_view kEventTag = "EVNT";

constexpr std::array<std::string_view, 9> kCheckNames = {"damaged", "version", "policy", "opening",  "zone",
                                                         "order",   "proof",   "head",   "inclusion"};

BundleFault damaged(const char* message) { return {BundleCheck::kDamaged, message}; }

bool all_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; });
}

constexpr std::size_t padding_of(std::size_t length) {
  return (kSectionAlignment - length % kSectionAlignment) % kSectionAlignment;
}

/// Takes sections off the front of `rest`. After the first that is not as it must be, it is `broken`.
struct Sections {
  std::string_view rest;
  bool broken = false;

  std::string_view next(std::string_view tag, std::size_t at_least, std::size_t at_most) {
    if (broken || rest.size() < kSectionHeaderBytes) return fail();
    const bool well_begun =
        rest.substr(0, kTagBytes) == tag && all_zero(rest.substr(kTagBytes, kLengthPlace - kTagBytes));
    const auto stated = number_at<std::uint64_t>(rest, kLengthPlace);
    const std::size_t room = rest.size() - kSectionHeaderBytes;
    if (!well_begun || stated > room || stated < at_least || stated > at_most) return fail();
    const auto length = static_cast<std::size_t>(stated);
    const std::size_t padding = padding_of(length);
    if (padding > room - length || !all_zero(rest.substr(kSectionHeaderBytes + length, padding))) return fail();
    const std::string_view content = rest.substr(kSectionHeaderBytes, length);
    rest.remove_prefix(kSectionHeaderBytes + length + padding);
    return content;
  }

  BundledRecord record(std::string_view tag) {
    const std::string_view content = next(tag, kLeafBytes, kBundleBytes);
    BundledRecord record;
    if (broken) return record;
    record.leaf = content.substr(0, kLeafBytes);
    record.plain_payload = content.substr(kLeafBytes);
    record.proof = next(kProofTag, 0, kBundledProofBytes);
    return record;
  }

 private:
  std::string_view fail() {
    broken = true;
    return {};
  }
};

std::optional<BundleFault> check_whole(std::string_view bytes) {
  const std::size_t least = kHeaderBytes + sizeof(Digest);
  if (bytes.size() > kBundleBytes) return damaged("The file is larger than a proof bundle may be.");
  if (bytes.size() < least || bytes.substr(0, kMagic.size()) != kMagic) {
    return damaged("The file is not a proof bundle.");
  }
  const std::string_view before = bytes.substr(0, bytes.size() - sizeof(Digest));
  if (sha256(before) != number_at<Digest>(bytes, before.size())) {
    return damaged("The file is not as it was written: its hash is another.");
  }
  if (number_at<std::uint32_t>(bytes, kVersionPlace) != kBundleVersion) {
    return BundleFault{BundleCheck::kVersion,
                       "The bundle is in a format that is unknown here: a newer version of Licet wrote it."};
  }
  return std::nullopt;
}

void append_section(std::string& out, std::string_view tag, std::string_view first, std::string_view second = {}) {
  const std::size_t length = first.size() + second.size();
  out += tag;
  append_number(out, std::uint32_t{0});
  append_number(out, std::uint64_t{length});
  out += first;
  out += second;
  out.append(padding_of(length), '\0');
}

void append_record(std::string& out, std::string_view tag, const BundledRecord& record) {
  append_section(out, tag, record.leaf, record.plain_payload);
  append_section(out, kProofTag, record.proof);
}

/// Precondition: lengths whose sum does not overflow.
std::size_t bytes_of(const Bundle& bundle) {
  const auto section = [](std::size_t length) { return kSectionHeaderBytes + length + padding_of(length); };
  const auto record = [&](const BundledRecord& each) {
    return section(each.leaf.size() + each.plain_payload.size()) + section(each.proof.size());
  };
  std::size_t bytes = kHeaderBytes + sizeof(Digest) + section(bundle.policy.size()) + section(bundle.zone.size()) +
                      section(bundle.explanation.size()) + record(bundle.decision);
  for (const BundledRecord& event : bundle.events) bytes += record(event);
  return bytes;
}

}  // namespace

std::string_view name_of(BundleCheck check) { return kCheckNames[static_cast<std::size_t>(check)]; }

tl::expected<Bundle, BundleFault> read_bundle(std::string_view bytes) {
  if (auto fault = check_whole(bytes)) return tl::unexpected(std::move(*fault));
  const std::size_t sections = number_at<std::uint32_t>(bytes, kSectionsPlace);
  if (sections > kBundleSections || sections < kLeadingSections || (sections - kLeadingSections) % 2 != 0) {
    return tl::unexpected(damaged("The bundle does not have the sections that a bundle has."));
  }
  Sections left{bytes.substr(kHeaderBytes, bytes.size() - kHeaderBytes - sizeof(Digest))};
  Bundle bundle;
  bundle.policy = left.next(kPolicyTag, 0, kBundleBytes);
  bundle.zone = left.next(kZoneTag, 0, kBundleBytes);
  bundle.explanation = left.next(kExplanationTag, 0, kBundleBytes);
  bundle.decision = left.record(kDecisionTag);
  for (std::size_t i = kLeadingSections; i < sections && !left.broken; i += 2) {
    bundle.events.push_back(left.record(kEventTag));
  }
  if (left.broken || !left.rest.empty()) {
    return tl::unexpected(damaged("The sections of the bundle are not as its format has them."));
  }
  return bundle;
}

Result<std::string> write_bundle(const Bundle& bundle) {
  const auto too_large = [](const char* message) { return tl::unexpected(Failure{FailureKind::kLimit, message}); };
  if (bundle.events.size() > kBundleEvents) return too_large("A proof bundle cannot hold so many events.");
  const bool proofs_fit = bundle.decision.proof.size() <= kBundledProofBytes &&
                          std::all_of(bundle.events.begin(), bundle.events.end(), [](const BundledRecord& event) {
                            return event.proof.size() <= kBundledProofBytes;
                          });
  if (!proofs_fit) return too_large("The signed head has too many signatures for a proof bundle.");
  const std::size_t size = bytes_of(bundle);
  if (size > kBundleBytes) return too_large("A proof bundle cannot be larger than 1 GiB.");

  std::string bytes;
  bytes.reserve(size);
  bytes += kMagic;
  append_number(bytes, kBundleVersion);
  append_number(bytes, static_cast<std::uint32_t>(kLeadingSections + 2 * bundle.events.size()));
  append_section(bytes, kPolicyTag, bundle.policy);
  append_section(bytes, kZoneTag, bundle.zone);
  append_section(bytes, kExplanationTag, bundle.explanation);
  append_record(bytes, kDecisionTag, bundle.decision);
  for (const BundledRecord& event : bundle.events) append_record(bytes, kEventTag, event);
  append_number(bytes, sha256(bytes));
  return bytes;
}

}  // namespace licet::record
