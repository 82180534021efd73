#include <algorithm>
#include <cerrno>
#include <cstring>
#include <engine/record/crc32c.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/open_file.h>
#include <engine/record/record_frame.h>
#include <engine/record/segment.h>
#include <engine/record/segment_index.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <utility>

namespace licet::record {
namespace {

constexpr std::size_t kVersionPlace = 8;
constexpr std::size_t kCrcPlace = 12;
constexpr std::size_t kLogPlace = 16;
constexpr std::size_t kFirstPlace = 32;
constexpr std::size_t kRecordsPlace = 40;
constexpr std::size_t kPlaceBytes = 4;
constexpr std::size_t kEntryBytes = 12;
constexpr std::size_t kHashBytes = sizeof(Digest);
constexpr std::size_t kBytesOfRecord = kPlaceBytes + kHashBytes + kEntryBytes;
/// More records than the longest segment has room for.
constexpr std::size_t kMostRecords = std::size_t{1} << 20U;

std::uint32_t crc_of_index(std::string_view bytes) {
  return crc32c(bytes.substr(kLogPlace), crc32c(bytes.substr(0, kCrcPlace)));
}

bool is_of(std::string_view bytes, const LogId& log, std::uint64_t first) {
  return bytes.size() >= kIndexHeaderBytes && bytes.starts_with(kIndexMagic) &&
         number_at<std::uint32_t>(bytes, kVersionPlace) == kRecordFormatVersion &&
         std::memcmp(bytes.data() + kLogPlace, log.data(), log.size()) == 0 &&
         number_at<std::uint64_t>(bytes, kFirstPlace) == first;
}

bool is_whole(std::string_view bytes, const LogId& log, std::uint64_t first) {
  if (!is_of(bytes, log, first) || number_at<std::uint32_t>(bytes, kCrcPlace) != crc_of_index(bytes)) return false;
  const std::size_t columns = bytes.size() - kIndexHeaderBytes;
  return columns % kBytesOfRecord == 0 && number_at<std::uint64_t>(bytes, kRecordsPlace) == columns / kBytesOfRecord;
}

}  // namespace

std::string segment_index_bytes(const LogId& log, std::uint64_t first, const SegmentColumns& columns) {
  const auto& [places, leaf_hashes, slots] = columns;
  std::string bytes(kIndexMagic);
  bytes.reserve(kIndexHeaderBytes + places.size() * kBytesOfRecord);
  append_number(bytes, kRecordFormatVersion);
  append_number(bytes, std::uint32_t{0});
  bytes.append(reinterpret_cast<const char*>(log.data()), log.size());
  append_number(bytes, first);
  append_number(bytes, static_cast<std::uint64_t>(places.size()));
  for (const std::uint32_t place : places) append_number(bytes, place);
  for (const Digest& hash : leaf_hashes) bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  std::vector<std::pair<Slot, std::uint32_t>> entries;
  entries.reserve(slots.size());
  for (const Slot slot : slots) entries.emplace_back(slot, static_cast<std::uint32_t>(entries.size()));
  std::sort(entries.begin(), entries.end());
  for (const auto& [slot, record] : entries) {
    append_number(bytes, static_cast<std::uint64_t>(slot));
    append_number(bytes, record);
  }
  put_number(bytes, kCrcPlace, crc_of_index(bytes));
  return bytes;
}

std::optional<SegmentIndex> SegmentIndex::from_bytes(std::string bytes, const LogId& log, std::uint64_t first) {
  if (!is_whole(bytes, log, first)) return std::nullopt;
  const auto records = number_at<std::uint64_t>(bytes, kRecordsPlace);
  bytes.erase(kIndexHeaderBytes + static_cast<std::size_t>(records) * kPlaceBytes,
              static_cast<std::size_t>(records) * kHashBytes);
  bytes.shrink_to_fit();
  SegmentIndex index(std::move(bytes), first, records);
  for (std::uint64_t i = 0; i < records; ++i) {
    if (i > 0 && index.place_of(first + i - 1) >= index.place_of(first + i)) return std::nullopt;
    if (number_at<std::uint32_t>(index.bytes_, index.entry_place(i) + 8) >= records) return std::nullopt;
  }
  return index;
}

std::uint64_t SegmentIndex::place_of(std::uint64_t number) const {
  const auto record = static_cast<std::size_t>(number - first_);
  const auto place = number_at<std::uint32_t>(bytes_, kIndexHeaderBytes + kPlaceBytes * record);
  return std::uint64_t{place} * kRecordAlignment;
}

std::size_t SegmentIndex::entry_place(std::uint64_t entry) const {
  return kIndexHeaderBytes + static_cast<std::size_t>(kPlaceBytes * records_ + kEntryBytes * entry);
}

void SegmentIndex::append_records_of(Slot slot, std::vector<std::uint64_t>& out) const {
  const auto slot_of_entry = [this](std::uint64_t entry) {
    return Slot{number_at<std::uint64_t>(bytes_, entry_place(entry))};
  };
  std::uint64_t begin = 0;
  for (std::uint64_t end = records_; begin < end;) {
    const std::uint64_t middle = begin + (end - begin) / 2;
    if (slot_of_entry(middle) < slot) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  for (; begin < records_ && slot_of_entry(begin) == slot; ++begin) {
    out.push_back(first_ + number_at<std::uint32_t>(bytes_, entry_place(begin) + 8));
  }
}

std::filesystem::path index_path(const std::filesystem::path& directory, std::uint64_t first) {
  return segment_path(directory, first).replace_extension(".idx");
}

Result<std::optional<SegmentIndex>> read_segment_index(const std::filesystem::path& directory, const LogId& log,
                                                       std::uint64_t first, FileSystem& files) {
  const std::string path = index_path(directory, first).string();
  const auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && file.error() == ENOENT) return std::optional<SegmentIndex>();
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  if (*size > kIndexHeaderBytes + kBytesOfRecord * kMostRecords) return std::optional<SegmentIndex>();
  auto bytes = file->read(0, static_cast<std::size_t>(*size));
  if (!bytes) return tl::unexpected(bytes.error());
  return SegmentIndex::from_bytes(std::move(*bytes), log, first);
}

namespace {

void append_hashes(std::string_view bytes, std::vector<Digest>& out) {
  for (std::size_t place = 0; place < bytes.size(); place += kHashBytes) {
    std::memcpy(out.emplace_back().data(), bytes.data() + place, kHashBytes);
  }
}

/// Where the hash of a leaf stands.
std::uint64_t hash_place(std::uint64_t records, std::uint64_t leaf) {
  return kIndexHeaderBytes + kPlaceBytes * records + kHashBytes * leaf;
}

}  // namespace

Result<bool> read_leaf_hashes(const std::filesystem::path& directory, const LogId& log, std::uint64_t first,
                              std::uint64_t records, std::uint64_t from, std::uint64_t until, std::vector<Digest>& out,
                              FileSystem& files) {
  const std::string path = index_path(directory, first).string();
  const auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && file.error() == ENOENT) return false;
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto header = file->read(0, kIndexHeaderBytes);
  if (!header) return tl::unexpected(header.error());
  if (!is_of(*header, log, first) || number_at<std::uint64_t>(*header, kRecordsPlace) != records) return false;
  const auto bytes = static_cast<std::size_t>(kHashBytes * (until - from));
  const auto hashes = file->read(hash_place(records, from - first), bytes);
  if (!hashes) return tl::unexpected(hashes.error());
  if (hashes->size() != bytes) return false;
  append_hashes(*hashes, out);
  return true;
}

void append_leaf_hashes(std::string_view index, std::uint64_t first, std::uint64_t from, std::uint64_t until,
                        std::vector<Digest>& out) {
  const auto records = number_at<std::uint64_t>(index, kRecordsPlace);
  append_hashes(index.substr(static_cast<std::size_t>(hash_place(records, from - first)),
                             static_cast<std::size_t>(kHashBytes * (until - from))),
                out);
}

Result<void> write_segment_index(const std::filesystem::path& directory, std::uint64_t first, std::string_view bytes,
                                 FileSystem& files) {
  // By way of another name, so that who reads beside it sees all of it or nothing.
  const std::string whole = index_path(directory, first).string();
  const std::string begun = whole + ".new";
  auto file = OpenFile::open(files, begun, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return tl::unexpected(not_writable(begun, file.error()));
  if (auto written = file->write_at(0, bytes); !written) return written;
  // Else a power cut leaves a name without its bytes, which looks like damage to who verifies.
  if (auto synced = file->sync(); !synced) return synced;
  return rename_file(files, begun, whole);
}

Result<bool> has_segment_index(const std::filesystem::path& directory, const LogId& log, std::uint64_t first,
                               std::uint64_t records, FileSystem& files) {
  const std::string path = index_path(directory, first).string();
  const auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && file.error() == ENOENT) return false;
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  const auto beginning = file->read(0, kIndexHeaderBytes);
  if (!beginning) return tl::unexpected(beginning.error());
  return is_of(*beginning, log, first) && number_at<std::uint64_t>(*beginning, kRecordsPlace) == records &&
         records <= kMostRecords && *size == kIndexHeaderBytes + kBytesOfRecord * records;
}

}  // namespace licet::record
