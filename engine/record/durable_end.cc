#include <algorithm>
#include <cerrno>
#include <cstring>
#include <engine/record/crc32c.h>
#include <engine/record/durable_end.h>
#include <engine/record/little_endian.h>
#include <engine/record/segment.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr std::size_t kVersionPlace = 8;
constexpr std::size_t kCrcPlace = 12;
constexpr std::size_t kLogPlace = 16;
constexpr std::size_t kCounterPlace = 32;
constexpr std::size_t kRootPlace = 72;
constexpr std::size_t kSlotsPlace = 104;
constexpr std::size_t kZeroPlace = 112;

std::uint32_t crc_of_sector(std::string_view sector) {
  return crc32c(sector.substr(kLogPlace), crc32c(sector.substr(0, kCrcPlace)));
}

}  // namespace

std::string end_sector(const LogId& log, const EndSector& sector) {
  std::string bytes(kEndMagic);
  bytes.reserve(kEndSectorBytes);
  append_number(bytes, kRecordFormatVersion);
  append_number(bytes, std::uint32_t{0});
  bytes.append(reinterpret_cast<const char*>(log.data()), log.size());
  append_number(bytes, sector.counter);
  append_number(bytes, sector.end.records);
  append_number(bytes, sector.end.segment);
  append_number(bytes, sector.end.bytes);
  append_number(bytes, sector.end.recorded.micros);
  bytes.append(reinterpret_cast<const char*>(sector.end.root.data()), sector.end.root.size());
  append_number(bytes, sector.end.slots);
  bytes.resize(kEndSectorBytes, '\0');
  put_number(bytes, kCrcPlace, crc_of_sector(bytes));
  return bytes;
}

std::optional<EndSector> read_end_sector(std::string_view bytes, const LogId& log) {
  if (bytes.size() != kEndSectorBytes || !bytes.starts_with(kEndMagic)) return std::nullopt;
  if (number_at<std::uint32_t>(bytes, kCrcPlace) != crc_of_sector(bytes)) return std::nullopt;
  if (number_at<std::uint32_t>(bytes, kVersionPlace) != kRecordFormatVersion) return std::nullopt;
  if (std::memcmp(bytes.data() + kLogPlace, log.data(), log.size()) != 0) return std::nullopt;
  const std::string_view zeros = bytes.substr(kZeroPlace);
  if (!std::all_of(zeros.begin(), zeros.end(), [](char byte) { return byte == 0; })) return std::nullopt;
  EndSector sector;
  sector.counter = number_at<std::uint64_t>(bytes, kCounterPlace);
  sector.end.records = number_at<std::uint64_t>(bytes, kCounterPlace + 8);
  sector.end.segment = number_at<std::uint64_t>(bytes, kCounterPlace + 16);
  sector.end.bytes = number_at<std::uint64_t>(bytes, kCounterPlace + 24);
  sector.end.recorded.micros = number_at<std::int64_t>(bytes, kCounterPlace + 32);
  std::memcpy(sector.end.root.data(), bytes.data() + kRootPlace, sector.end.root.size());
  sector.end.slots = number_at<std::uint64_t>(bytes, kSlotsPlace);
  const bool possible = sector.end.slots > 0 && sector.end.slots <= kMaxSlots &&
                        sector.end.segment <= sector.end.records &&
                        sector.end.bytes >= segment_header_bytes(sector.end.segment);
  if (!possible) return std::nullopt;
  return sector;
}

std::filesystem::path end_path(const std::filesystem::path& directory) { return log_folder(directory) / "end"; }

std::optional<std::size_t> EndSectors::newest() const {
  if (!sectors[0] && !sectors[1]) return std::nullopt;
  if (!sectors[0]) return 1;
  if (!sectors[1]) return 0;
  return sectors[1]->counter > sectors[0]->counter ? 1 : 0;
}

Result<EndSectors> read_end(const std::filesystem::path& directory, const LogId& log, FileSystem& files) {
  const std::string path = end_path(directory).string();
  const auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && file.error() == ENOENT) return EndSectors();
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  // One byte more than there should be, so that a longer file is seen.
  const auto bytes = file->read(0, 2 * kEndSectorBytes + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  EndSectors both;
  both.of_right_size = bytes->size() == 2 * kEndSectorBytes;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view from = std::string_view(*bytes).substr(std::min(i * kEndSectorBytes, bytes->size()));
    both.sectors[i] = read_end_sector(from.substr(0, kEndSectorBytes), log);
  }
  return both;
}

Result<DurableEnd> DurableEnd::open(const std::filesystem::path& directory, const LogId& log, FileSystem& files) {
  const std::string path = end_path(directory).string();
  auto file = OpenFile::open(files, path, O_RDWR | O_CREAT);
  if (!file) return tl::unexpected(not_writable(path, file.error()));
  const auto both = read_end(directory, log, files);
  if (!both) return tl::unexpected(both.error());
  DurableEnd end(std::move(*file), log);
  if (const auto newest = both->newest()) {
    end.place_ = *newest;
    end.counter_ = both->sectors[*newest]->counter;
  }
  if (!both->of_right_size) {
    if (auto cut = end.file_.truncate(2 * kEndSectorBytes); !cut) return tl::unexpected(cut.error());
    if (auto synced = sync_directory(files, log_folder(directory)); !synced) return tl::unexpected(synced.error());
  }
  return end;
}

Result<void> DurableEnd::write_both(const LogEnd& end) {
  // First over the older, so that one of them is good at any moment.
  if (auto written = write(end); !written) return written;
  if (auto written = write(end); !written) return written;
  return file_.sync_data();
}

Result<void> DurableEnd::write(const LogEnd& end) {
  const std::size_t place = 1 - place_;
  const std::string sector = end_sector(log_, {counter_ + 1, end});
  if (auto written = file_.write_at(place * kEndSectorBytes, sector); !written) return written;
  place_ = place;
  ++counter_;
  return {};
}

}  // namespace licet::record
