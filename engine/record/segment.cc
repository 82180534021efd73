#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <engine/record/crc32c.h>
#include <engine/record/erasure_search.h>
#include <engine/record/little_endian.h>
#include <engine/record/segment.h>
#include <engine/record/store_directory.h>

namespace licet::record {
namespace {

constexpr std::string_view kFolder = "log";
constexpr std::string_view kSegmentEnding = ".seg";
constexpr std::uint64_t kPieceBytes = std::uint64_t{256} << 10U;
constexpr std::size_t kNumberDigits = 20;
constexpr std::size_t kVersionPlace = 8;
constexpr std::size_t kCrcPlace = 12;
constexpr std::size_t kLogPlace = 16;
constexpr std::size_t kFirstPlace = 32;
constexpr std::size_t kAfterPlace = 40;
constexpr std::size_t kSlotsPlace = 48;

std::uint32_t crc_of_header(std::string_view header) {
  return crc32c(header.substr(kLogPlace), crc32c(header.substr(0, kCrcPlace)));
}

std::optional<std::uint64_t> first_of_name(std::string_view name) {
  if (name.size() != kNumberDigits + kSegmentEnding.size() || !name.ends_with(kSegmentEnding)) return std::nullopt;
  std::uint64_t first = 0;
  const char* end = name.data() + kNumberDigits;
  const auto [read, error] = std::from_chars(name.data(), end, first);
  if (error != std::errc() || read != end) return std::nullopt;
  return first;
}

}  // namespace

std::filesystem::path log_folder(const std::filesystem::path& directory) { return directory / kFolder; }

std::filesystem::path segment_path(const std::filesystem::path& directory, std::uint64_t first) {
  std::string name = std::to_string(first);
  name.insert(0, kNumberDigits - name.size(), '0');
  name += kSegmentEnding;
  return log_folder(directory) / name;
}

Result<std::vector<std::uint64_t>> segments_in(const std::filesystem::path& directory, FileSystem& files) {
  const auto names = names_in(files, log_folder(directory));
  if (!names) return tl::unexpected(names.error());
  std::vector<std::uint64_t> segments;
  for (const std::string& name : *names) {
    if (const auto first = first_of_name(name)) segments.push_back(*first);
  }
  std::sort(segments.begin(), segments.end());
  return segments;
}

std::size_t segment_header_bytes(std::uint64_t first) {
  return kSegmentHeaderBytes + kPeakBytes * static_cast<std::size_t>(std::popcount(first));
}

std::string segment_header(const SegmentHeader& header) {
  std::string bytes(kSegmentMagic);
  append_number(bytes, kRecordFormatVersion);
  append_number(bytes, std::uint32_t{0});
  bytes.append(reinterpret_cast<const char*>(header.log.data()), header.log.size());
  append_number(bytes, header.first);
  append_number(bytes, header.after.micros);
  append_number(bytes, header.slots);
  for (const Digest& peak : header.peaks) bytes.append(reinterpret_cast<const char*>(peak.data()), peak.size());
  put_number(bytes, kCrcPlace, crc_of_header(bytes));
  return bytes;
}

Result<std::optional<SegmentHeader>> read_segment_header(const OpenFile& file, std::uint64_t first) {
  const std::size_t size = segment_header_bytes(first);
  const auto bytes = file.read(0, size);
  if (!bytes) return tl::unexpected(bytes.error());
  if (bytes->size() < size || !bytes->starts_with(kSegmentMagic)) return std::optional<SegmentHeader>();
  if (number_at<std::uint32_t>(*bytes, kCrcPlace) != crc_of_header(*bytes)) return std::optional<SegmentHeader>();
  if (number_at<std::uint32_t>(*bytes, kVersionPlace) != kRecordFormatVersion) {
    return tl::unexpected(
        Failure{FailureKind::kWrongUse, file.path() + " is in a format that this version does not read."});
  }
  SegmentHeader header;
  std::memcpy(header.log.data(), bytes->data() + kLogPlace, header.log.size());
  header.first = number_at<std::uint64_t>(*bytes, kFirstPlace);
  header.after.micros = number_at<std::int64_t>(*bytes, kAfterPlace);
  header.slots = number_at<std::uint64_t>(*bytes, kSlotsPlace);
  if (header.first != first || header.slots == 0 || header.slots > kMaxSlots) return std::optional<SegmentHeader>();
  header.peaks.resize((size - kSegmentHeaderBytes) / kPeakBytes);
  std::size_t place = kSegmentHeaderBytes;
  for (Digest& peak : header.peaks) {
    std::memcpy(peak.data(), bytes->data() + place, peak.size());
    place += kPeakBytes;
  }
  return std::optional(std::move(header));
}

Failure damaged_record(const std::string& path, std::uint64_t number) {
  return {FailureKind::kDamaged, path + ", record " + std::to_string(number) + ", is not as it was written."};
}

Failure damaged_file(const std::string& path) { return {FailureKind::kDamaged, path + " is not as it was written."}; }

Result<std::string_view> SegmentReader::bytes(std::uint64_t count) {
  const std::uint64_t wanted = at_end() ? 0 : std::min(count, end_ - place_);
  if (place_ < piece_place_ || place_ + wanted > piece_place_ + piece_.size()) {
    const std::uint64_t most = std::min(std::max(wanted, kPieceBytes), end_ - place_);
    auto piece = file_->read(place_, static_cast<std::size_t>(most));
    if (!piece) return tl::unexpected(piece.error());
    piece_ = std::move(*piece);
    piece_place_ = place_;
  }
  return std::string_view(piece_).substr(std::min<std::uint64_t>(place_ - piece_place_, piece_.size()), wanted);
}

Result<std::optional<RecordHead>> SegmentReader::head() {
  const auto read = bytes(kRecordHeadBytes);
  if (!read) return tl::unexpected(read.error());
  return read_record_head(*read);
}

Result<std::optional<StoredRecord>> SegmentReader::record(std::uint64_t number) {
  const auto first = head();
  if (!first) return tl::unexpected(first.error());
  if (!*first) {
    const auto unknown = bytes(kRecordHeadBytes);
    if (unknown && is_newer_record_head(*unknown, number)) {
      return tl::unexpected(Failure{FailureKind::kWrongUse, file_->path() + ", record " + std::to_string(number) +
                                                                ", was written by a newer version of Licet."});
    }
  }
  if (!*first || (*first)->leaf.number != number) return std::optional<StoredRecord>();
  const auto whole = bytes((*first)->bytes());
  if (!whole) return tl::unexpected(whole.error());
  const auto record = read_record(*whole);
  if (erasures_ == nullptr || (record && !record->erased)) return record;
  return erased(**first);
}

Result<std::optional<StoredRecord>> SegmentReader::erased(const RecordHead& head) {
  const auto loss = erasures_->loss_of(head);
  if (!loss) return tl::unexpected(loss.error());
  if (*loss == PayloadLoss::kDamaged) return std::optional<StoredRecord>();
  if (*loss == PayloadLoss::kErased) forget();
  const auto whole = bytes(head.bytes());
  if (!whole) return tl::unexpected(whole.error());
  auto again = read_record(*whole);
  if (!again && *loss == PayloadLoss::kHalfErased) return read_half_erased_record(*whole);
  return again;
}

Result<std::optional<RecordHead>> SegmentReader::seek(std::uint64_t least) {
  for (; !at_end(); place_ += kRecordAlignment) {
    const auto magic = bytes(kRecordMagic.size());
    if (!magic) return tl::unexpected(magic.error());
    if (*magic != kRecordMagic) continue;
    auto found = head();
    if (!found) return found;
    if (*found && (*found)->leaf.number >= least) return found;
  }
  return std::optional<RecordHead>();
}

}  // namespace licet::record
