#include <algorithm>
#include <engine/record/layout.h>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/segment.h>
#include <fcntl.h>
#include <mutex>

namespace licet::record {
namespace {

constexpr std::size_t kZerosAtOnce = std::size_t{1} << 20U;
constexpr std::size_t kPayloadCrcBytes = 4;

/// The payloads of one slot in one segment.
class SegmentErasure {
 public:
  SegmentErasure(OpenFile& file, const KeySlots& slots, Slot slot) : file_(&file), slots_(&slots), slot_(slot) {}

  /// With `only_others` what is erased already stays untouched.
  Result<void> erase(std::uint64_t number, const RecordPlace& place, bool only_others) {
    SegmentReader reader(*file_, place.begin, place.end);
    const auto head = reader.head();
    if (!head) return tl::unexpected(head.error());
    const bool right = *head && (*head)->leaf.number == number && (*head)->bytes() == place.end - place.begin &&
                       slots_->slot_of((*head)->key) == slot_;
    if (!right) return tl::unexpected(damaged_record(file_->path(), number));
    if (only_others) {
      const auto record = reader.record(number);
      if (!record) return tl::unexpected(record.error());
      if (*record && (*record)->erased) return {};
    }
    written_ = true;
    return overwrite(place.begin + kRecordHeadBytes, (*head)->payload_bytes + kPayloadCrcBytes);
  }

  Result<void> sync() { return written_ ? file_->sync_data() : Result<void>(); }

 private:
  Result<void> overwrite(std::uint64_t place, std::uint64_t bytes) {
    const std::string zeros(static_cast<std::size_t>(std::min<std::uint64_t>(bytes, kZerosAtOnce)), '\0');
    while (bytes > 0) {
      const std::uint64_t count = std::min<std::uint64_t>(bytes, zeros.size());
      const auto piece = std::string_view(zeros).substr(0, static_cast<std::size_t>(count));
      if (auto written = file_->write_at(place, piece); !written) return written;
      place += count;
      bytes -= count;
    }
    return {};
  }

  OpenFile* file_;
  const KeySlots* slots_;
  Slot slot_;
  bool written_ = false;
};

}  // namespace

Result<void> Log::State::erase_payloads(Slot slot, std::span<const std::uint64_t> numbers, bool only_others) {
  for (std::size_t i = 0; i < numbers.size();) {
    // Only the thread that is here changes them.
    const auto after = std::upper_bound(segments.begin(), segments.end(), numbers[i]);
    const std::uint64_t first = *(after - 1);
    std::shared_ptr<OpenFile> file = open.file();
    if (first != open.first()) {
      const std::string path = segment_path(directory, first).string();
      auto opened = OpenFile::open(*files, path, O_RDWR);
      if (!opened) return tl::unexpected(not_writable(path, opened.error()));
      file = std::make_shared<OpenFile>(std::move(*opened));
    }
    SegmentErasure erasure(*file, slots, slot);
    for (; i < numbers.size() && (after == segments.end() || numbers[i] < *after); ++i) {
      const auto place = place_of(numbers[i]);
      if (!place) return tl::unexpected(place.error());
      if (auto erased = erasure.erase(numbers[i], *place, only_others); !erased) return erased;
    }
    if (auto synced = erasure.sync(); !synced) return synced;
  }
  return {};
}

Result<void> Log::erase(Slot slot) {
  State& state = *state_;
  if (auto can = state.writable(); !can) return can;
  if (slot == kStoreSlot || static_cast<std::uint64_t>(slot) >= state.slots.count()) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "There is no such key to erase."});
  }
  const auto numbers = records_of(slot);
  if (!numbers) return tl::unexpected(numbers.error());
  const auto named = state.erasures->names(slot, numbers->empty() ? 0 : numbers->back() + 1);
  if (!named) return tl::unexpected(named.error());
  // Without it what is overwritten would look damaged.
  if (!*named) return tl::unexpected(Failure{FailureKind::kWrongUse, "No erasure is recorded that names this key."});
  // A slot is overwritten only after what it opened was; of files put together from two times that may not be true.
  const auto done = state.slots.is_erased(slot);
  if (!done) return tl::unexpected(done.error());
  state.failed = true;
  if (auto erased = state.erase_payloads(slot, *numbers, *done); !erased) return state.fail(erased.error());
  if (auto erased = state.slots.erase(slot); !erased) return state.fail(erased.error());
  state.failed = false;
  return {};
}

Result<bool> Log::is_erased(Slot slot) const { return state_->slots.is_erased(slot); }

}  // namespace licet::record
