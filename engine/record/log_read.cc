#include <algorithm>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/record_opening.h>
#include <engine/record/segment.h>
#include <mutex>

namespace licet::record {
namespace {

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
