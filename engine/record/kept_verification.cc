#include <engine/record/kept_content.h>
#include <engine/record/kept_verification.h>
#include <engine/record/payload.h>
#include <engine/record/segment.h>

namespace licet::record {

bool KeptVerification::add(std::uint64_t number, std::string_view content) {
  const auto kept = read_kept_content(content);
  if (!kept || kept->number >= number) return false;
  Expected expected;
  expected.number = number;
  expected.commitment = commitment_of(kept->plain);
  expected.as_event = content_of_payload(kept->plain, payload_alignment(RecordKind::kEvent)).has_value();
  expected.as_decision = content_of_payload(kept->plain, payload_alignment(RecordKind::kDecision)).has_value();
  expected_.emplace(kept->number, expected);
  return true;
}

bool KeptVerification::any_between(std::uint64_t first, std::uint64_t next) const {
  const auto found = expected_.lower_bound(first);
  return found != expected_.end() && found->first < next;
}

bool KeptVerification::is_right(const Expected& expected, const Leaf& original) {
  const bool form = (original.kind == RecordKind::kEvent && expected.as_event) ||
                    (original.kind == RecordKind::kDecision && expected.as_decision);
  return form && expected.commitment == original.commitment;
}

Result<std::vector<std::uint64_t>> KeptVerification::wrong_in(const OpenFile& file, std::uint64_t first,
                                                              std::uint64_t bytes) const {
  std::vector<std::uint64_t> wrong;
  SegmentReader reader(file, segment_header_bytes(first), bytes);
  for (auto expected = expected_.lower_bound(first); expected != expected_.end();) {
    const auto head = reader.seek(expected->first);
    if (!head) return tl::unexpected(head.error());
    if (!*head) break;
    const Leaf& leaf = (*head)->leaf;
    for (; expected != expected_.end() && expected->first <= leaf.number; ++expected) {
      const bool same = expected->first == leaf.number;
      if (same && !is_right(expected->second, leaf)) wrong.push_back(expected->second.number);
    }
    reader.pass((*head)->bytes());
  }
  return wrong;
}

}  // namespace licet::record
