#include <algorithm>
#include <cerrno>
#include <chrono>
#include <engine/record/durable_end.h>
#include <engine/record/found_log.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <thread>

namespace licet::record {
namespace {

/// How long a durable end that looks torn may be one that is just being written.
constexpr std::chrono::seconds kPatience{1};

Failure missing(const std::filesystem::path& path) { return {FailureKind::kDamaged, path.string() + " is missing."}; }

Failure no_log(const std::filesystem::path& directory) {
  return {FailureKind::kNotFound, "There is no store in " + directory.string() + "."};
}

Failure contradicts(const std::filesystem::path& directory) {
  return {FailureKind::kDamaged,
          end_path(directory).string() + " and the segments contradict each other about how far the record reaches."};
}

struct LastSegment {
  std::shared_ptr<OpenFile> file;
  std::optional<SegmentHeader> header;  ///< none if it is not whole
};

Result<LastSegment> open_last(const std::filesystem::path& directory, std::uint64_t first, int flags,
                              FileSystem& files) {
  const std::filesystem::path path = segment_path(directory, first);
  auto file = OpenFile::open(files, path.string(), flags);
  if (!file && file.error() == ENOENT) return tl::unexpected(missing(path));
  if (!file) return tl::unexpected(not_readable(path.string(), file.error()));
  auto header = read_segment_header(*file, first);
  if (!header) return tl::unexpected(header.error());
  return LastSegment{std::make_shared<OpenFile>(std::move(*file)), std::move(*header)};
}

Result<std::vector<std::uint64_t>> all_segments(const std::filesystem::path& directory, FileSystem& files) {
  auto segments = segments_in(directory, files);
  if (!segments) return segments;
  if (segments->empty()) return tl::unexpected(no_log(directory));
  if (segments->front() != 0) return tl::unexpected(missing(segment_path(directory, 0)));
  return segments;
}

/// What stands for a durable end that a power cut destroyed.
LogEnd beginning_of(const SegmentHeader& header, const MerkleTree& tree) {
  LogEnd end;
  end.records = header.first;
  end.segment = header.first;
  end.bytes = segment_header_bytes(header.first);
  end.slots = header.slots;
  end.recorded = header.after;
  end.root = tree.root();
  return end;
}

/// A new segment is begun only after the durable end of the one before was synced.
bool agree(const LogEnd& durable, const SegmentHeader& header, const MerkleTree& tree) {
  if (durable.segment == header.first) return true;
  return durable.segment < header.first && durable.records == header.first && durable.root == tree.root();
}

LogEnd end_of(const SegmentScan& scan, std::uint64_t segment, const LogEnd& durable, std::uint64_t slots,
              const StoreKeys& keys) {
  LogEnd end;
  end.records = scan.records();
  end.segment = segment;
  end.bytes = scan.bytes();
  end.recorded = std::max(scan.recorded(), durable.recorded);
  end.root = scan.tree().root();
  end.slots = std::max(slots, durable.slots);
  for (const KeyReference& key : scan.keys()) {
    end.slots = std::max(end.slots, static_cast<std::uint64_t>(slot_of(keys, key)) + 1);
  }
  return end;
}

/// What stands whole, up to the end of the last segment.
Result<FoundLog> find_whole(const std::filesystem::path& directory, const StoreKeys& keys,
                            const ErasureSearch& erasures, const ReadSoFar* before, int flags, FileSystem& files) {
  auto segments = all_segments(directory, files);
  if (!segments) return tl::unexpected(segments.error());
  const auto sectors = read_end(directory, keys.log(), files);
  if (!sectors) return tl::unexpected(sectors.error());
  const auto newest = sectors->newest();
  std::optional<LogEnd> stated;
  if (newest) stated = sectors->sectors[*newest]->end;
  auto last = open_last(directory, segments->back(), flags, files);
  if (!last) return tl::unexpected(last.error());
  std::optional<std::uint64_t> torn;
  if (!last->header && segments->size() > 1) {
    const auto held = holds_record(*last->file, segments->back());
    if (!held) return tl::unexpected(held.error());
    if (*held || (stated && stated->segment == segments->back())) {
      return tl::unexpected(damaged_file(last->file->path()));
    }
    torn = segments->back();
    segments->pop_back();
    last = open_last(directory, segments->back(), flags, files);
    if (!last) return tl::unexpected(last.error());
  }
  if (!last->header || last->header->log != keys.log()) return tl::unexpected(damaged_file(last->file->path()));
  const SegmentHeader& header = *last->header;
  auto whole = SegmentScan::of(header);
  if (!whole) return tl::unexpected(damaged_file(last->file->path()));
  const LogEnd durable = stated ? *stated : beginning_of(header, whole->tree());
  if (durable.segment > header.first) return tl::unexpected(missing(segment_path(directory, durable.segment)));
  if (!agree(durable, header, whole->tree())) return tl::unexpected(contradicts(directory));
  const bool goes_on = before != nullptr && before->end.segment == header.first;
  SegmentScan scan = goes_on ? SegmentScan(before->tree, before->end.bytes, before->end.recorded) : std::move(*whole);
  if (auto read = recover_tail(scan, *last->file, durable, header.first, erasures); !read) {
    return tl::unexpected(read.error());
  }
  const auto size = last->file->size();
  if (!size) return tl::unexpected(size.error());
  LogEnd end = end_of(scan, header.first, durable, header.slots, keys);
  return FoundLog{end, durable, std::move(*segments), torn, last->file, std::move(scan), *size};
}

/// What is written while it is read may look torn.
Result<LogEnd> durable_end_beside_writer(const std::filesystem::path& directory, const LogId& log, FileSystem& files) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (true) {
    const auto sectors = read_end(directory, log, files);
    if (!sectors) return tl::unexpected(sectors.error());
    if (sectors->whole()) return sectors->sectors[*sectors->newest()]->end;
    if (std::chrono::steady_clock::now() > until) return tl::unexpected(damaged_file(end_path(directory).string()));
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

Result<FoundLog> find_beside_writer(const std::filesystem::path& directory, const StoreKeys& keys,
                                    const ErasureSearch& erasures, const ReadSoFar* before, FileSystem& files) {
  const auto durable = durable_end_beside_writer(directory, keys.log(), files);
  if (!durable) return tl::unexpected(durable.error());
  if (before != nullptr && durable->records <= before->end.records) {
    // Read without a writer, a log may reach further than its durable end.
    if (durable->records == before->end.records && durable->root != before->end.root) {
      return tl::unexpected(contradicts(directory));
    }
    SegmentScan nothing(before->tree, before->end.bytes, before->end.recorded);
    return FoundLog{before->end, *durable, {}, {}, before->file, std::move(nothing), before->end.bytes};
  }
  auto segments = all_segments(directory, files);
  if (!segments) return tl::unexpected(segments.error());
  segments->erase(std::upper_bound(segments->begin(), segments->end(), durable->segment), segments->end());
  if (segments->back() != durable->segment) return tl::unexpected(missing(segment_path(directory, durable->segment)));
  auto last = open_last(directory, durable->segment, O_RDONLY, files);
  if (!last) return tl::unexpected(last.error());
  if (!last->header || last->header->log != keys.log()) return tl::unexpected(damaged_file(last->file->path()));
  auto whole = SegmentScan::of(*last->header);
  if (!whole) return tl::unexpected(damaged_file(last->file->path()));
  const bool goes_on = before != nullptr && before->end.segment == durable->segment;
  SegmentScan scan = goes_on ? SegmentScan(before->tree, before->end.bytes, before->end.recorded) : std::move(*whole);
  const auto read = scan.read(*last->file, durable->bytes, *durable, erasures);
  if (!read) return tl::unexpected(read.error());
  if (!*read) return tl::unexpected(damaged_record(last->file->path(), scan.stopped_at()));
  if (scan.records() != durable->records || scan.tree().root() != durable->root) {
    return tl::unexpected(contradicts(directory));
  }
  LogEnd end = end_of(scan, durable->segment, *durable, last->header->slots, keys);
  return FoundLog{end, *durable, std::move(*segments), {}, last->file, std::move(scan), durable->bytes};
}

}  // namespace

Result<bool> holds_log(const std::filesystem::path& directory, FileSystem& files) {
  const std::string folder = log_folder(directory).string();
  const auto there = OpenFile::open(files, folder, O_RDONLY | O_DIRECTORY);
  if (!there && (there.error() == ENOENT || there.error() == ENOTDIR)) return false;
  if (!there) return tl::unexpected(not_readable(folder, there.error()));
  const auto segments = segments_in(directory, files);
  if (!segments) return tl::unexpected(segments.error());
  if (segments->empty()) return false;
  if (segments->size() > 1 || segments->front() != 0) return true;
  const auto only = open_last(directory, 0, O_RDONLY, files);
  if (!only) return tl::unexpected(only.error());
  if (only->header) return true;
  return holds_record(*only->file, 0);
}

Result<bool> has_writer(const std::filesystem::path& directory, FileSystem& files) {
  const std::string path = (directory / kLockName).string();
  const auto lock = OpenFile::open(files, path, O_RDONLY);
  if (!lock && lock.error() == ENOENT) return false;
  if (!lock) return tl::unexpected(not_readable(path, lock.error()));
  return lock->is_locked();
}

Result<FoundLog> find_log_as_writer(const std::filesystem::path& directory, const StoreKeys& keys,
                                    const ErasureSearch& erasures, FileSystem& files) {
  return find_whole(directory, keys, erasures, nullptr, O_RDWR, files);
}

Result<FoundLog> find_log_as_reader(const std::filesystem::path& directory, const StoreKeys& keys,
                                    const ErasureSearch& erasures, const ReadSoFar* before, FileSystem& files) {
  const auto written = has_writer(directory, files);
  if (!written) return tl::unexpected(written.error());
  if (!*written) {
    auto found = find_whole(directory, keys, erasures, before, O_RDONLY, files);
    // A writer that came meanwhile may have been seen at half of a batch.
    const auto still_alone = has_writer(directory, files);
    if (!still_alone) return tl::unexpected(still_alone.error());
    if (!*still_alone) return found;
  }
  return find_beside_writer(directory, keys, erasures, before, files);
}

}  // namespace licet::record
