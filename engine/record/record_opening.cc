#include <engine/record/record_opening.h>
#include <engine/record/segment.h>

namespace licet::record {

Result<OpenedPayload> open_payload(const StoredRecord& record, const KeySlots& slots, PayloadCipher& cipher,
                                   const std::string& path) {
  OpenedPayload opened{slots.slot_of(record.head.key), record.head.leaf, {}};
  if (record.erased) return opened;
  const auto key = slots.find(opened.slot);
  if (!key) return tl::unexpected(key.error());
  // It was erased after the payload was read.
  if (!*key) return opened;
  std::string plain(record.payload);
  cipher.apply((*key)->key, opened.leaf.id, plain);
  if (commitment_of(plain) != opened.leaf.commitment) {
    return tl::unexpected(damaged_record(path, opened.leaf.number));
  }
  opened.plain = std::move(plain);
  return opened;
}

Result<Original> original_in(const Leaf& keeper, std::string_view plain, const LeafOf& leaf_of,
                             const std::string& path) {
  const Failure damaged = damaged_record(path, keeper.number);
  const auto content = content_of_payload(plain, payload_alignment(keeper.kind));
  const auto kept = content ? read_kept_content(*content) : std::nullopt;
  if (!kept || kept->number >= keeper.number) return tl::unexpected(damaged);
  const auto leaf = leaf_of(kept->number);
  if (!leaf) return tl::unexpected(leaf.error());
  if (!keeps(*kept, *leaf)) return tl::unexpected(damaged);
  return Original{*kept, *leaf};
}

Result<OpenedRecord> open_record(const StoredRecord& record, const KeySlots& slots, PayloadCipher& cipher,
                                 const LeafOf& leaf_of, const std::string& path) {
  const Leaf& leaf = record.head.leaf;
  auto payload = open_payload(record, slots, cipher, path);
  if (!payload) return tl::unexpected(payload.error());
  OpenedRecord opened{
      leaf.number,        leaf.kind, payload->slot, leaf.batch_time, leaf.policy, !payload->plain, {}, {},
      RecordKind::kEvent, {},        leaf.number};
  if (opened.erased) return opened;
  std::string_view plain = *payload->plain;
  RecordKind kind = leaf.kind;
  if (kind == RecordKind::kKept) {
    const auto kept = original_in(leaf, plain, leaf_of, path);
    if (!kept) return tl::unexpected(kept.error());
    opened.kept_from = kept->leaf.number;
    opened.kept_kind = kept->leaf.kind;
    opened.kept_policy = kept->leaf.policy;
    plain = kept->kept.plain;
    kind = kept->leaf.kind;
  }
  const auto content = content_of_payload(plain, payload_alignment(kind));
  if (!content) return tl::unexpected(damaged_record(path, leaf.number));
  opened.content = *content;
  return opened;
}

}  // namespace licet::record
