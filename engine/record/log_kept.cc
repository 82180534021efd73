#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/record_opening.h>
#include <engine/record/segment.h>

namespace licet::record {
namespace {

Failure no_such(std::uint64_t number, const char* what) {
  return {FailureKind::kWrongUse, "Record " + std::to_string(number) + " " + what};
}

}  // namespace

Result<Leaf> Log::State::leaf_of(std::uint64_t number) const {
  const auto place = place_of(number);
  if (!place) return tl::unexpected(place.error());
  SegmentReader reader(*place->file, place->begin, place->end);
  const auto head = reader.head();
  if (!head) return tl::unexpected(head.error());
  if (*head && (*head)->leaf.number == number) return (*head)->leaf;
  return tl::unexpected(damaged_record(place->file->path(), number));
}

Result<void> Log::State::check_kept(std::span<const Draft> drafts) const {
  for (const Draft& draft : drafts) {
    if (draft.kind != RecordKind::kKept) continue;
    const auto kept = read_kept_content(draft.content);
    bool right = kept && kept->number < end.records;
    if (right) {
      const auto leaf = leaf_of(kept->number);
      if (!leaf) return tl::unexpected(leaf.error());
      right = keeps(*kept, *leaf);
    }
    if (!right) return tl::unexpected(Failure{FailureKind::kWrongUse, "What is to be kept was never recorded."});
  }
  return {};
}

Result<RecordProofParts> Log::original_of(std::uint64_t number) const {
  const auto place = state_->place_of(number);
  if (!place) return tl::unexpected(place.error());
  const auto parts = proof_parts(number);
  if (!parts) return tl::unexpected(parts.error());
  const auto keeper = read_leaf(parts->leaf);
  if (!keeper || keeper->kind != RecordKind::kKept) return tl::unexpected(no_such(number, "is not one that is kept."));
  if (parts->plain_payload.empty()) return tl::unexpected(no_such(number, "was erased."));
  const auto leaf_of = [this](std::uint64_t original) { return state_->leaf_of(original); };
  const auto kept = original_in(*keeper, parts->plain_payload, leaf_of, place->file->path());
  if (!kept) return tl::unexpected(kept.error());
  RecordProofParts of_original;
  append_leaf(of_original.leaf, kept->leaf);
  of_original.plain_payload = kept->kept.plain;
  return of_original;
}

Result<std::string> Log::kept_content(std::uint64_t number) const {
  auto parts = proof_parts(number);
  if (!parts) return tl::unexpected(parts.error());
  auto leaf = read_leaf(parts->leaf);
  if (leaf && leaf->kind == RecordKind::kKept) {
    parts = original_of(number);
    if (!parts) return tl::unexpected(parts.error());
    leaf = read_leaf(parts->leaf);
  }
  if (parts->plain_payload.empty()) return tl::unexpected(no_such(number, "was erased."));
  if (!leaf || (leaf->kind != RecordKind::kEvent && leaf->kind != RecordKind::kDecision)) {
    return tl::unexpected(no_such(number, "is of the store itself, of which nothing is kept."));
  }
  return kept_content_of(leaf->number, parts->plain_payload);
}

}  // namespace licet::record
