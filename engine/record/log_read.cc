#include <algorithm>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/payload.h>
#include <engine/record/record_frame.h>
#include <engine/record/segment.h>
#include <mutex>

namespace licet::record {
namespace {

struct OpenedPayload {
  Slot slot = kStoreSlot;
  std::optional<std::string> plain;  ///< none if it is erased
};

Result<OpenedPayload> open_payload(const StoredRecord& record, const KeySlots& slots, PayloadCipher& cipher,
                                   const std::string& path) {
  OpenedPayload opened;
  opened.slot = slots.slot_of(record.head.key);
  if (record.erased) return opened;
  const auto key = slots.find(opened.slot);
  if (!key) return tl::unexpected(key.error());
  // An erasure begins with the key.
  if (!*key) return opened;
  std::string plain(record.payload);
  cipher.apply((*key)->key, record.head.leaf.id, plain);
  if (commitment_of(plain) != record.head.leaf.commitment) {
    return tl::unexpected(damaged_record(path, record.head.leaf.number));
  }
  opened.plain = std::move(plain);
  return opened;
}

Result<OpenedRecord> open_record(const StoredRecord& record, const KeySlots& slots, PayloadCipher& cipher,
                                 const std::string& path) {
  const Leaf& leaf = record.head.leaf;
  auto payload = open_payload(record, slots, cipher, path);
  if (!payload) return tl::unexpected(payload.error());
  OpenedRecord opened{leaf.number, leaf.kind, payload->slot, leaf.batch_time, leaf.policy, !payload->plain, {}, {}};
  if (opened.erased) return opened;
  const auto content = content_of_payload(*payload->plain, payload_alignment(leaf.kind));
  if (!content) return tl::unexpected(damaged_record(path, leaf.number));
  opened.content = *content;
  return opened;
}

/// The bytes of one record and what they are.
struct ReadRecord {
  std::string bytes;
  StoredRecord record;
};

Result<ReadRecord> read_at(const RecordPlace& place, std::uint64_t number) {
  auto bytes = place.file->read(place.begin, static_cast<std::size_t>(place.end - place.begin));
  if (!bytes) return tl::unexpected(bytes.error());
  ReadRecord read;
  read.bytes = std::move(*bytes);
  const auto record = read_record(read.bytes);
  const bool right = record && record->head.leaf.number == number && record->head.bytes() == read.bytes.size();
  if (!right) return tl::unexpected(damaged_record(place.file->path(), number));
  read.record = *record;
  return read;
}

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

Result<OpenedRecord> Log::read(std::uint64_t number) const {
  const auto place = state_->place_of(number);
  if (!place) return tl::unexpected(place.error());
  const auto read = read_at(*place, number);
  if (!read) return tl::unexpected(read.error());
  PayloadCipher cipher;
  return open_record(read->record, state_->slots, cipher, place->file->path());
}

Result<RecordProofParts> Log::proof_parts(std::uint64_t number) const {
  const auto place = state_->place_of(number);
  if (!place) return tl::unexpected(place.error());
  const auto read = read_at(*place, number);
  if (!read) return tl::unexpected(read.error());
  PayloadCipher cipher;
  auto payload = open_payload(read->record, state_->slots, cipher, place->file->path());
  if (!payload) return tl::unexpected(payload.error());
  return RecordProofParts{std::string(read->record.leaf), std::move(payload->plain).value_or(std::string())};
}

Result<void> Log::visit(std::uint64_t from, std::uint64_t until, const Visit& visit) const {
  PayloadCipher cipher;
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
    SegmentReader reader(*place->file, place->begin, end->end);
    for (; from < last; ++from) {
      const auto record = reader.record(from);
      if (!record) return tl::unexpected(record.error());
      if (!*record) return tl::unexpected(damaged_record(place->file->path(), from));
      auto opened = open_record(**record, state_->slots, cipher, place->file->path());
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
