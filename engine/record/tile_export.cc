#include <algorithm>
#include <cerrno>
#include <engine/record/big_endian.h>
#include <engine/record/open_file.h>
#include <engine/record/tile_paths.h>
#include <engine/record/tlog_tiles.h>
#include <fcntl.h>
#include <optional>
#include <set>

namespace licet::record {
namespace {

/// Writes files below a directory and knows which directories are not durable yet.
class ExportWriter {
 public:
  ExportWriter(FileSystem& files, const std::filesystem::path& directory) : files_(files), directory_(directory) {
    if (!directory_.has_filename()) directory_ = directory_.parent_path();
  }

  /// Whole and durable, but for its name.
  Result<void> write(const std::filesystem::path& relative, std::string_view bytes) {
    if (auto made = make_directories(relative.parent_path()); !made) return made;
    const std::string path = (directory_ / relative).string();
    auto file = OpenFile::open(files_, path, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file) return tl::unexpected(not_writable(path, file.error()));
    if (auto written = file->write_all(bytes); !written) return written;
    return file->sync();
  }

  Result<void> sync_names() {
    for (const std::filesystem::path& directory : unsynced_) {
      if (auto synced = sync_directory(files_, directory); !synced) return synced;
    }
    unsynced_.clear();
    return {};
  }

  /// In one step, whatever has the name; durable.
  Result<void> put_in_place(const std::string& name, std::string_view bytes) {
    const std::string beside = name + ".new";
    if (auto written = write(beside, bytes); !written) return written;
    const std::string path = (directory_ / name).string();
    auto renamed = files_.rename((directory_ / beside).string(), path);
    while (!renamed && renamed.error() == EINTR) renamed = files_.rename((directory_ / beside).string(), path);
    if (!renamed) return tl::unexpected(not_writable(path, renamed.error()));
    return sync_names();
  }

 private:
  Result<void> make_directories(const std::filesystem::path& relative) {
    if (auto made = make_directory(directory_); !made) return made;
    std::filesystem::path reached = directory_;
    for (const std::filesystem::path& element : relative) {
      reached /= element;
      if (auto made = make_directory(reached); !made) return made;
    }
    return {};
  }

  /// One that is there may have been made by an export that died before it was durable.
  Result<void> make_directory(const std::filesystem::path& path) {
    unsynced_.insert(path);
    if (!there_.insert(path).second) return {};
    unsynced_.insert(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
    auto made = files_.make_directory(path.string());
    while (!made && made.error() == EINTR) made = files_.make_directory(path.string());
    if (made || made.error() == EEXIST) return {};
    return tl::unexpected(not_writable(path.string(), made.error()));
  }

  FileSystem& files_;
  std::filesystem::path directory_;
  std::set<std::filesystem::path> there_;
  std::set<std::filesystem::path> unsynced_;
};

/// The head of an export that is there; none if there is none.
Result<std::optional<Checkpoint>> head_of(const std::filesystem::path& directory, FileSystem& files) {
  const std::string path = (directory / kCheckpointFile).string();
  const auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) return std::nullopt;
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto bytes = file->read(0, kNoteBytes + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto note = SignedNote::read(*bytes);
  auto head = note ? read_checkpoint(note->text()) : tl::unexpected(note.error());
  if (head) return std::move(*head);
  return tl::unexpected(Failure{FailureKind::kWrongUse, path +
                                                            " is not the signed head of an exported log: export into "
                                                            "another directory."});
}

/// Is what is there the beginning of what these roots are of?
Result<void> demand_beginning(const Checkpoint& before, const Checkpoint& head, const SubtreeRoots& roots,
                              const std::string& directory) {
  if (before.origin != head.origin) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "In " + directory + " there is an export of another log."});
  }
  if (before.size > head.size) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The export in " + directory + " has more records (" +
                                                              std::to_string(before.size) + ") than this head (" +
                                                              std::to_string(head.size) + ")."});
  }
  const auto root = tree_root(roots, before.size);
  if (!root) return tl::unexpected(root.error());
  if (*root == before.root) return {};
  return tl::unexpected(Failure{FailureKind::kContradiction, "The log is not the one that the head in " + directory +
                                                                 " was signed over: its first " +
                                                                 std::to_string(before.size) + " records differ."});
}

class Export {
 public:
  Export(ExportWriter& writer, const SubtreeRoots& roots, const EntrySource& entries)
      : writer_(writer), roots_(roots), entries_(entries) {}

  std::uint64_t files() const { return files_; }

  /// What tiles a log of `size` leaves has at this level beyond those of a log of `before` leaves.
  Result<void> write_level(unsigned level, std::uint64_t before, std::uint64_t size) {
    const std::uint64_t there = tile_hashes(before, level);
    const std::uint64_t hashes = tile_hashes(size, level);
    if (there == hashes) return {};
    for (std::uint64_t index = there / kTileWidth; index * kTileWidth < hashes; ++index) {
      const std::uint64_t width = std::min(kTileWidth, hashes - index * kTileWidth);
      auto written = write_tile(level, index, width);
      if (written && level == 0) written = write_bundle(index, width);
      if (!written) return written;
    }
    return {};
  }

 private:
  Result<void> write_tile(unsigned level, std::uint64_t index, std::uint64_t width) {
    hashes_.clear();
    for (std::uint64_t i = 0; i < width; ++i) {
      const auto hash = roots_.root(kTileHeight * level, index * kTileWidth + i);
      if (!hash) return tl::unexpected(hash.error());
      hashes_.append(hash->begin(), hash->end());
    }
    ++files_;
    return writer_.write(tile_path(level, index, width), hashes_);
  }

  /// Of the entries whose hashes were just written.
  Result<void> write_bundle(std::uint64_t index, std::uint64_t width) {
    std::string bundle;
    for (std::uint64_t i = 0; i < width; ++i) {
      const std::uint64_t number = index * kTileWidth + i;
      const auto entry = entries_(number);
      if (!entry) return tl::unexpected(entry.error());
      if (entry->size() > kEntryBytes) {
        return tl::unexpected(Failure{FailureKind::kLimit,
                                      "Record " + std::to_string(number) + " is longer than an exported log allows."});
      }
      const Digest hash = leaf_hash(*entry);
      if (!std::equal(hash.begin(), hash.end(), hashes_.begin() + static_cast<std::ptrdiff_t>(i * hash.size()),
                      [](std::uint8_t byte, char c) { return byte == static_cast<unsigned char>(c); })) {
        return tl::unexpected(Failure{FailureKind::kContradiction,
                                      "Record " + std::to_string(number) + " is not the one under the log's head."});
      }
      append_big_endian(bundle, static_cast<std::uint16_t>(entry->size()));
      bundle += *entry;
    }
    ++files_;
    return writer_.write(bundle_path(index, width), bundle);
  }

  ExportWriter& writer_;
  const SubtreeRoots& roots_;
  const EntrySource& entries_;
  std::string hashes_;  ///< of the tile that was written last
  std::uint64_t files_ = 0;
};

}  // namespace

Result<ExportedTiles> export_tiles(const std::filesystem::path& directory, const SignedNote& checkpoint,
                                   const SubtreeRoots& roots, const EntrySource& entries, FileSystem& files) {
  const auto head = read_checkpoint(checkpoint.text());
  if (!head) return tl::unexpected(Failure{FailureKind::kWrongUse, head.error().message});
  const auto root = tree_root(roots, head->size);
  if (!root) return tl::unexpected(root.error());
  if (*root != head->root) {
    return tl::unexpected(Failure{FailureKind::kContradiction, "The log's records are not those under its head."});
  }
  const auto before = head_of(directory, files);
  if (!before) return tl::unexpected(before.error());
  if (*before) {
    const auto begins = demand_beginning(**before, *head, roots, directory.string());
    if (!begins) return tl::unexpected(begins.error());
  }
  const std::uint64_t there = *before ? (*before)->size : 0;
  ExportWriter writer(files, directory);
  Export run(writer, roots, entries);
  for (unsigned level = 0; tile_hashes(head->size, level) > 0; ++level) {
    if (auto written = run.write_level(level, there, head->size); !written) return tl::unexpected(written.error());
  }
  auto done = writer.sync_names();
  if (done) done = writer.put_in_place(std::string(kCheckpointFile), checkpoint.print());
  if (!done) return tl::unexpected(done.error());
  return ExportedTiles{there, head->size, run.files()};
}

}  // namespace licet::record
