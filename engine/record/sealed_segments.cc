#include <algorithm>
#include <cerrno>
#include <engine/record/recovery.h>
#include <engine/record/sealed_segments.h>
#include <engine/record/segment.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr std::size_t kKept = 64;

}  // namespace

Result<OpenFile> open_segment_file(const std::filesystem::path& directory, std::uint64_t first, FileSystem& files) {
  const std::string path = segment_path(directory, first).string();
  auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && file.error() == ENOENT) {
    return tl::unexpected(Failure{FailureKind::kDamaged, path + " is missing."});
  }
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  return std::move(*file);
}

std::uint64_t SealedSegment::place_of(std::uint64_t number) const {
  return number - index.first() < index.records() ? index.place_of(number) : bytes;
}

Result<std::string> index_segment(const OpenFile& file, std::uint64_t first, std::uint64_t records, const LogId& log,
                                  const KeySlots& slots, const ErasureSearch& erasures) {
  const auto size = file.size();
  if (!size) return tl::unexpected(size.error());
  const auto header = read_segment_header(file, first);
  if (!header) return tl::unexpected(header.error());
  if (!*header || (*header)->log != log) return tl::unexpected(damaged_file(file.path()));
  LogEnd nowhere;
  nowhere.records = UINT64_MAX;
  const auto scan = read_segment(file, **header, *size, nowhere, erasures);
  if (!scan) return tl::unexpected(scan.error());
  if (scan->places().size() != records) {
    return tl::unexpected(damaged_record(file.path(), std::min(scan->records(), first + records)));
  }
  std::vector<Slot> named;
  named.reserve(scan->keys().size());
  for (const KeyReference& key : scan->keys()) named.push_back(slots.slot_of(key));
  return segment_index_bytes(log, first, {scan->places(), scan->leaf_hashes(), named});
}

Result<std::shared_ptr<const SealedSegment>> SealedSegments::find(std::uint64_t first, std::uint64_t records,
                                                                  const KeySlots& slots) {
  const std::scoped_lock guard(mutex_);
  const auto known = entries_.find(first);
  if (known != entries_.end()) {
    known->second.used = ++uses_;
    return known->second.segment;
  }
  auto loaded = load(first, records, slots);
  if (!loaded) return loaded;
  if (entries_.size() == kKept) {
    const auto by_use = [](const auto& a, const auto& b) { return a.second.used < b.second.used; };
    entries_.erase(std::min_element(entries_.begin(), entries_.end(), by_use));
  }
  entries_.emplace(first, Entry{*loaded, ++uses_});
  return loaded;
}

Result<void> SealedSegments::append_leaf_hashes(std::uint64_t first, std::uint64_t records, std::uint64_t from,
                                                std::uint64_t until, const KeySlots& slots, std::vector<Digest>& out) {
  // Which checks the whole index, once, and makes it anew where it is not as it should be.
  const auto segment = find(first, records, slots);
  if (!segment) return tl::unexpected(segment.error());
  const auto read = read_leaf_hashes(directory_, log_, first, records, from, until, out, *files_);
  if (!read) return tl::unexpected(read.error());
  if (*read) return {};
  const auto index = index_segment((*segment)->file, first, records, log_, slots, *erasures_);
  if (!index) return tl::unexpected(index.error());
  record::append_leaf_hashes(*index, first, from, until, out);
  return {};
}

Result<std::shared_ptr<const SealedSegment>> SealedSegments::load(std::uint64_t first, std::uint64_t records,
                                                                  const KeySlots& slots) {
  auto file = open_segment_file(directory_, first, *files_);
  if (!file) return tl::unexpected(file.error());
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  auto index = read_segment_index(directory_, log_, first, *files_);
  const bool right = index && *index && (*index)->records() == records &&
                     (records == 0 || (*index)->place_of(first + records - 1) < *size);
  if (right) {
    return std::make_shared<const SealedSegment>(SealedSegment{std::move(*file), std::move(**index), *size});
  }
  auto made = index_segment(*file, first, records, log_, slots, *erasures_);
  if (!made) return tl::unexpected(made.error());
  // Without it the next one who asks makes it again.
  if (mends_) static_cast<void>(write_segment_index(directory_, first, *made, *files_));
  auto anew = SegmentIndex::from_bytes(std::move(*made), log_, first);
  if (!anew) return tl::unexpected(damaged_file(file->path()));
  return std::make_shared<const SealedSegment>(SealedSegment{std::move(*file), std::move(*anew), *size});
}

}  // namespace licet::record
