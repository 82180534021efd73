#include <algorithm>
#include <engine/record/durable_end.h>
#include <engine/record/layout.h>
#include <engine/record/segment.h>
#include <engine/record/segment_index.h>
#include <fstream>
#include <string>
#include <tools/benchmarks/or_end.h>
#include <tools/benchmarks/written_bytes.h>

namespace licet::benchmarks {
namespace {

std::uint64_t size_of(const std::filesystem::path& path) {
  std::error_code missing;
  const std::uint64_t size = std::filesystem::file_size(path, missing);
  return missing ? 0 : size;
}

/// Bytes that this process has given to write() and its like.
std::uint64_t written_by_process() {
  std::ifstream file("/proc/self/io");
  std::string name;
  std::uint64_t value = 0;
  while (file >> name >> value) {
    if (name == "wchar:") return value;
  }
  end_program("/proc/self/io does not say what was written");
}

}  // namespace

WrittenBytes written_bytes(const std::filesystem::path& directory) {
  record::FileSystem& files = record::system_files();
  WrittenBytes written;
  for (const std::uint64_t first : or_end(record::segments_in(directory, files))) {
    written.segments += size_of(record::segment_path(directory, first));
    written.indexes += size_of(record::index_path(directory, first));
  }
  const record::EndSectors end =
      or_end(record::read_end(directory, or_end(record::read_log_id(directory, files)), files));
  for (const auto& sector : end.sectors) {
    if (sector) written.batches = std::max(written.batches, sector->counter);
  }
  written.lmdb = written_by_process() - written.segments - written.indexes - written.batches * record::kEndSectorBytes -
                 size_of(directory / "keys");
  return written;
}

}  // namespace licet::benchmarks
