#pragma once
// log/end: how far the log is known to be durable. Private to engine/record.
//
// Thread rule: one thread at a time. Format: docs/record_format.md, "Durable end".

#include <array>
#include <cstdint>
#include <engine/record/log.h>
#include <engine/record/open_file.h>
#include <filesystem>
#include <licet/result.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::record {

struct EndSector {
  std::uint64_t counter = 0;
  LogEnd end;
};

/// kEndSectorBytes.
std::string end_sector(const LogId& log, const EndSector& sector);
/// None if a byte is not as the format has it, or it is of another log.
std::optional<EndSector> read_end_sector(std::string_view bytes, const LogId& log);

std::filesystem::path end_path(const std::filesystem::path& directory);

/// Both sectors as they stand in the file.
struct EndSectors {
  std::array<std::optional<EndSector>, 2> sectors;
  bool of_right_size = false;

  /// Nothing is torn.
  bool whole() const { return of_right_size && sectors[0] && sectors[1]; }
  /// The place of the one that counts; none if neither is good.
  std::optional<std::size_t> newest() const;
};

/// After a power cut the file may be missing, short, or valid in neither sector, and so may be what is returned.
/// kNotReadable.
Result<EndSectors> read_end(const std::filesystem::path& directory, const LogId& log, FileSystem& files);

/// The file in the hands of the writer.
class DurableEnd {
 public:
  /// Opens it, and makes it if it is missing: nothing is known before write_both().
  static Result<DurableEnd> open(const std::filesystem::path& directory, const LogId& log, FileSystem& files);

  /// Writes both sectors and syncs them.
  Result<void> write_both(const LogEnd& end);
  /// Takes the place of the older sector; not synced.
  Result<void> write(const LogEnd& end);

 private:
  DurableEnd(OpenFile file, const LogId& log) : file_(std::move(file)), log_(log) {}

  OpenFile file_;
  LogId log_;
  std::uint64_t counter_ = 0;
  std::size_t place_ = 0;  ///< of the sector that counts
};

}  // namespace licet::record
