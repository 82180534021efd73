#include <algorithm>
#include <cstring>
#include <engine/record/batch.h>
#include <engine/record/erasure_names.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/record_frame.h>
#include <engine/record/recovery.h>
#include <optional>

namespace licet::record {
namespace {

constexpr std::size_t kRandomBytes = sizeof(RecordId) + sizeof(Salt) + sizeof(std::uint64_t);
/// A buffer that one huge batch made is not kept.
constexpr std::size_t kKeptBytes = std::size_t{4} << 20U;

Failure wrong(const char* message) { return {FailureKind::kWrongUse, message}; }

Result<void> check_draft(const Draft& draft) {
  if (!is_kind(draft.kind)) return tl::unexpected(wrong("A record is of no kind that is kept."));
  if (!has_policy(draft.kind) && draft.policy != Digest{}) {
    return tl::unexpected(wrong("Erasures, and what they keep, are recorded under no policy set."));
  }
  const bool of_store = draft.kind == RecordKind::kOutbox || draft.kind == RecordKind::kAudience;
  if (of_store && draft.slot != kStoreSlot) {
    return tl::unexpected(wrong("A record of the store itself names a holder's key."));
  }
  const std::uint64_t most = has_policy(draft.kind) ? kContentBytes : kPayloadBytes - kSaltBytes - 4;
  if (draft.content.size() <= most) return {};
  return tl::unexpected(Failure{FailureKind::kLimit, "A record is longer than " + std::to_string(most) + " bytes."});
}

}  // namespace

Instant latest_recorded(std::span<const Draft> drafts, Instant batch_time) {
  std::size_t unit = drafts.size() - 1;
  while (unit > 0 && !drafts[unit - 1].ends_unit) --unit;
  return recorded_at(batch_time, unit);
}

Result<void> check_batch(std::span<const Draft> drafts, Instant batch_time, Instant recorded, Instant recorded_before) {
  if (drafts.size() > kBatchRecords) {
    return tl::unexpected(
        Failure{FailureKind::kLimit, "A batch has more than " + std::to_string(kBatchRecords) + " records."});
  }
  std::size_t beyond_first = 0;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (auto good = check_draft(drafts[i]); !good) return good;
    if (i > 0) beyond_first += drafts[i].content.size();
    if (beyond_first > kBatchContentBytes) {
      return tl::unexpected(Failure{FailureKind::kLimit, "A batch has more than " + std::to_string(kBatchContentBytes) +
                                                             " bytes beyond its first record."});
    }
  }
  if (!drafts.back().ends_unit) return tl::unexpected(wrong("A batch ends within a unit."));
  if (batch_time <= recorded_before) {
    return tl::unexpected(wrong("The time of a batch does not lie after all that was recorded before."));
  }
  const bool states_time =
      std::any_of(drafts.begin(), drafts.end(), [](const Draft& d) { return d.kind != RecordKind::kKept; });
  if ((states_time && recorded < batch_time) || recorded > latest_recorded(drafts, batch_time)) {
    return tl::unexpected(wrong("A batch says it was recorded at a time that is not its own."));
  }
  return {};
}

Result<Slot> erased_by(std::span<const Draft> drafts, std::uint64_t slots) {
  const auto has_none = [](const Draft& draft) { return has_policy(draft.kind); };
  if (std::all_of(drafts.begin(), drafts.end(), has_none)) return kStoreSlot;
  const Failure not_one = wrong("An erasure, with what it keeps, is not a unit in a batch of its own.");
  const auto is_kept = [](const Draft& draft) { return draft.kind == RecordKind::kKept; };
  const auto erasure = std::find_if_not(drafts.begin(), drafts.end(), is_kept);
  if (erasure == drafts.end() || erasure->kind != RecordKind::kErasure) return tl::unexpected(not_one);
  const auto names = names_of_erasure(erasure->content);
  if (!names) return tl::unexpected(wrong("An erasure does not name what is erased."));
  const bool keeps = erasure != drafts.begin();
  const bool in_range =
      static_cast<std::uint64_t>(names->slot) < slots && static_cast<std::uint64_t>(names->into) < slots;
  bool right = in_range && keeps == (names->into != kStoreSlot) && (!keeps || names->into != names->slot);
  for (auto draft = drafts.begin(); draft != drafts.end(); ++draft) {
    const bool last = draft + 1 == drafts.end();
    if (draft->ends_unit != last) return tl::unexpected(not_one);
    if (draft < erasure) {
      right = right && draft->slot == names->into;
    } else {
      if (draft->kind != RecordKind::kErasure) return tl::unexpected(not_one);
      right = right && draft->slot == kStoreSlot && names_of_erasure(draft->content) == names;
    }
  }
  if (!right) return tl::unexpected(wrong("An erasure names other keys than those of its records."));
  return names->slot;
}

Result<const EncodedBatch*> BatchEncoder::encode(std::span<const Draft> drafts, std::uint64_t first, Instant batch_time,
                                                 const KeySlots& slots) {
  if (batch_.bytes.capacity() > kKeptBytes) batch_.bytes = std::string();
  batch_.bytes.clear();
  batch_.records.clear();
  batch_.records.reserve(drafts.size());
  const auto random = random_bytes(kRandomBytes * drafts.size());
  if (!random) return tl::unexpected(random.error());
  std::optional<SecretKey> key;
  Slot slot = kStoreSlot;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Draft& draft = drafts[i];
    if (!key || draft.slot != slot) {
      if (static_cast<std::uint64_t>(draft.slot) >= slots.count()) {
        return tl::unexpected(wrong("A record names a key that was never given."));
      }
      const auto found = slots.find(draft.slot);
      if (!found) return tl::unexpected(found.error());
      if (!*found) return tl::unexpected(wrong("A record names a holder who was erased."));
      key = (*found)->key;
      slot = draft.slot;
    }
    const std::size_t drawn = kRandomBytes * i;
    RecordHead head;
    head.ends_unit = draft.ends_unit;
    head.batch = first;
    head.leaf.kind = draft.kind;
    head.leaf.number = first + i;
    head.leaf.batch_time = batch_time;
    head.leaf.policy = draft.policy;
    head.leaf.id = number_at<RecordId>(*random, drawn);
    const auto salt = number_at<Salt>(*random, drawn + sizeof(RecordId));
    head.key = slots.refer_to(slot, number_at<std::uint64_t>(*random, drawn + sizeof(RecordId) + sizeof(Salt)));
    std::string payload = plain_payload(salt, draft.content, payload_alignment(draft.kind));
    head.leaf.commitment = commitment_of(payload);
    head.payload_bytes = static_cast<std::uint32_t>(payload.size());
    cipher_.apply(*key, head.leaf.id, payload);
    const std::size_t begin = batch_.bytes.size();
    append_record(batch_.bytes, head, payload);
    const std::string_view leaf = std::string_view(batch_.bytes).substr(begin + kRecordHeaderBytes, kLeafBytes);
    batch_.records.push_back({begin, slot, leaf_hash(leaf)});
  }
  return &batch_;
}

}  // namespace licet::record
