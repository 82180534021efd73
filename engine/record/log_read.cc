#include <algorithm>
#include <engine/record/kept_content.h>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/payload.h>
#include <engine/record/record_frame.h>
#include <engine/record/segment.h>
#include <mutex>

namespace licet::record {
namespace {

Failure no_such(std::uint64_t number, const char* what) {
  return {FailureKind::kWrongUse, "Record " + std::to_string(number) + " " + what};
}

struct OpenedPayload {
  Slot slot = kStoreSlot;
  Leaf leaf;
  std::optional<std::string> plain;  ///< none if it is erased
};

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

/// Who knows the leaf of another record.
using LeafOf = std::function<Result<Leaf>(std::uint64_t number)>;

struct Original {
  KeptContent kept;  ///< refers to the payload it was read from
  Leaf leaf;
};

/// What a record of kind kKept, with this plain payload, keeps; kDamaged if that is not what was recorded.
Result<Original> original(const Leaf& keeper, std::string_view plain, const LeafOf& leaf_of, const std::string& path) {
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
  OpenedRecord opened{leaf.number, leaf.kind, payload->slot, leaf.batch_time, leaf.policy, !payload->plain, {}, {}};
  if (opened.erased) return opened;
  std::string_view plain = *payload->plain;
  RecordKind kind = leaf.kind;
  if (kind == RecordKind::kKept) {
    const auto kept = original(leaf, plain, leaf_of, path);
    if (!kept) return tl::unexpected(kept.error());
    opened.kept_from = kept->leaf.number;
    plain = kept->kept.plain;
    kind = kept->leaf.kind;
  }
  const auto content = content_of_payload(plain, payload_alignment(kind));
  if (!content) return tl::unexpected(damaged_record(path, leaf.number));
  opened.content = *content;
  return opened;
}

/// One record, as a file holds it; what it is is valid as long as the object.
class RecordReading {
 public:
  RecordReading(const RecordPlace& place, const ErasureSearch& erasures)
      : place_(&place), reader_(*place.file, place.begin, place.end, &erasures) {}

  Result<StoredRecord> read(std::uint64_t number) {
    const auto record = reader_.record(number);
    if (!record) return tl::unexpected(record.error());
    const bool right = *record && (*record)->head.bytes() == place_->end - place_->begin;
    if (!right) return tl::unexpected(damaged_record(place_->file->path(), number));
    return **record;
  }

 private:
  const RecordPlace* place_;
  SegmentReader reader_;
};

}  // namespace

Result<RecordPlace> Log::State::place_of(std::uint64_t number) const {
  std::uint64_t first = 0;
  std::uint64_t next = 0;
  {
    const std::shared_lock guard(mutex);
    if (number >= end.records) {
      return tl::unexpected(Failure{FailureKind::kWrongUse, "There is no record " + std::to_string(number) + "."});
    }
    if (number >= open.first()) {
      return RecordPlace{open.file(), open.place_of(number, end.bytes), open.place_of(number + 1, end.bytes)};
    }
    const auto after = std::upper_bound(segments.begin(), segments.end(), number);
    first = *(after - 1);
    next = *after;
  }
  const auto segment = sealed.find(first, next - first, slots);
  if (!segment) return tl::unexpected(segment.error());
  const std::uint64_t begin = (*segment)->place_of(number);
  const std::uint64_t past = (*segment)->place_of(number + 1);
  // Longer than any record can be: the index would be wrong.
  if (past <= begin || past - begin > kRecordHeadBytes + kPayloadBytes + kRecordTrailerBytes) {
    return tl::unexpected(damaged_record((*segment)->file.path(), number));
  }
  return RecordPlace{std::shared_ptr<const OpenFile>(*segment, &(*segment)->file), begin, past};
}

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

Result<OpenedRecord> Log::read(std::uint64_t number) const {
  const auto place = state_->place_of(number);
  if (!place) return tl::unexpected(place.error());
  RecordReading reading(*place, *state_->erasures);
  const auto record = reading.read(number);
  if (!record) return tl::unexpected(record.error());
  PayloadCipher cipher;
  const auto leaf_of = [this](std::uint64_t original) { return state_->leaf_of(original); };
  return open_record(*record, state_->slots, cipher, leaf_of, place->file->path());
}

Result<RecordProofParts> Log::proof_parts(std::uint64_t number) const {
  const auto place = state_->place_of(number);
  if (!place) return tl::unexpected(place.error());
  RecordReading reading(*place, *state_->erasures);
  const auto record = reading.read(number);
  if (!record) return tl::unexpected(record.error());
  PayloadCipher cipher;
  auto payload = open_payload(*record, state_->slots, cipher, place->file->path());
  if (!payload) return tl::unexpected(payload.error());
  return RecordProofParts{std::string(record->leaf), std::move(payload->plain).value_or(std::string())};
}

Result<RecordProofParts> Log::original_of(std::uint64_t number) const {
  const auto place = state_->place_of(number);
  if (!place) return tl::unexpected(place.error());
  const auto parts = proof_parts(number);
  if (!parts) return parts;
  const auto keeper = read_leaf(parts->leaf);
  if (!keeper || keeper->kind != RecordKind::kKept) return tl::unexpected(no_such(number, "is not one that is kept."));
  if (parts->plain_payload.empty()) return tl::unexpected(no_such(number, "was erased."));
  const auto leaf_of = [this](std::uint64_t original) { return state_->leaf_of(original); };
  const auto kept = original(*keeper, parts->plain_payload, leaf_of, place->file->path());
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
  if (!leaf || leaf->kind == RecordKind::kErasure) {
    return tl::unexpected(no_such(number, "is an erasure, of which nothing is kept."));
  }
  return kept_content_of(leaf->number, parts->plain_payload);
}

Result<void> Log::visit(std::uint64_t from, std::uint64_t until, const Visit& visit) const {
  PayloadCipher cipher;
  const auto leaf_of = [this](std::uint64_t number) { return state_->leaf_of(number); };
  while (from < until) {
    const auto place = state_->place_of(from);
    if (!place) return tl::unexpected(place.error());
    std::uint64_t last = until;
    {
      const std::shared_lock guard(state_->mutex);
      if (until > state_->end.records) {
        return tl::unexpected(Failure{FailureKind::kWrongUse, "There is no record " + std::to_string(until - 1) + "."});
      }
      const auto next = std::upper_bound(state_->segments.begin(), state_->segments.end(), from);
      if (next != state_->segments.end()) last = std::min(until, *next);
    }
    const auto end = state_->place_of(last - 1);
    if (!end) return tl::unexpected(end.error());
    SegmentReader reader(*place->file, place->begin, end->end, state_->erasures.get());
    for (; from < last; ++from) {
      const auto record = reader.record(from);
      if (!record) return tl::unexpected(record.error());
      if (!*record) return tl::unexpected(damaged_record(place->file->path(), from));
      auto opened = open_record(**record, state_->slots, cipher, leaf_of, place->file->path());
      if (!opened) return tl::unexpected(opened.error());
      reader.pass((*record)->head.bytes());
      if (auto visited = visit(std::move(*opened)); !visited) return visited;
    }
  }
  return {};
}

Result<std::optional<KeyedHash>> Log::holder_of(Slot slot) const {
  const auto key = state_->slots.find(slot);
  if (!key) return tl::unexpected(key.error());
  if (!*key) return std::optional<KeyedHash>();
  return std::optional((*key)->holder);
}

Result<std::vector<std::uint64_t>> Log::records_of(Slot slot) const {
  std::vector<std::uint64_t> segments;
  std::vector<std::uint64_t> in_open;
  {
    const std::shared_lock guard(state_->mutex);
    segments = state_->segments;
    state_->open.append_records_of(slot, in_open);
  }
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
    const auto segment = state_->sealed.find(segments[i], segments[i + 1] - segments[i], state_->slots);
    if (!segment) return tl::unexpected(segment.error());
    (*segment)->index.append_records_of(slot, numbers);
  }
  numbers.insert(numbers.end(), in_open.begin(), in_open.end());
  return numbers;
}

Result<std::optional<Digest>> Log::root_at(std::uint64_t records) const {
  std::shared_ptr<const OpenFile> file;
  {
    const std::shared_lock guard(state_->mutex);
    if (records == state_->end.records) return std::optional(state_->end.root);
    if (!std::binary_search(state_->segments.begin(), state_->segments.end(), records)) return std::optional<Digest>();
    if (records == state_->open.first()) file = state_->open.file();
  }
  if (!file) {
    const auto place = state_->place_of(records);
    if (!place) return tl::unexpected(place.error());
    file = place->file;
  }
  const auto header = read_segment_header(*file, records);
  if (!header) return tl::unexpected(header.error());
  if (!*header) return tl::unexpected(damaged_file(file->path()));
  const auto tree = MerkleTree::from_peaks(records, (*header)->peaks);
  if (!tree) return tl::unexpected(damaged_file(file->path()));
  return std::optional(tree->root());
}

}  // namespace licet::record
