#include <algorithm>
#include <cerrno>
#include <cstring>
#include <engine/record/big_endian.h>
#include <engine/record/merkle_tree.h>
#include <engine/record/open_file.h>
#include <engine/record/tile_paths.h>
#include <engine/record/tlog_tiles.h>
#include <fcntl.h>
#include <optional>
#include <vector>

namespace licet::record {
namespace {

constexpr std::size_t kHashBytes = sizeof(Digest);
constexpr std::size_t kLengthBytes = 2;

/// At most `most` bytes and one more.
Result<std::string> contents_of(const std::string& path, std::size_t most, FileSystem& files) {
  const auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) {
    return tl::unexpected(Failure{FailureKind::kNotFound, path + " is missing in the exported log."});
  }
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  return file->read(0, static_cast<std::size_t>(std::min<std::uint64_t>(*size, most + 1)));
}

/// Where the hashes in a tile's bytes are first other than these; none if the bytes begin with them.
std::optional<std::size_t> first_other(std::string_view tile, const std::vector<Digest>& hashes) {
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const std::string_view hash = tile.substr(std::min(tile.size(), i * kHashBytes), kHashBytes);
    if (hash.size() != kHashBytes || std::memcmp(hash.data(), hashes[i].data(), kHashBytes) != 0) return i;
  }
  return std::nullopt;
}

/// The entries of a bundle; fewer than it should have, or `rest` left over, if it is not whole.
struct Bundle {
  std::vector<std::string_view> entries;
  std::string_view rest;
};

Bundle bundle_of(std::string_view bytes, std::uint64_t width) {
  Bundle bundle;
  bundle.rest = bytes;
  while (bundle.entries.size() < width && bundle.rest.size() >= kLengthBytes) {
    const std::size_t length = big_endian_at<std::uint16_t>(bundle.rest, 0);
    if (bundle.rest.size() - kLengthBytes < length) break;
    bundle.entries.push_back(bundle.rest.substr(kLengthBytes, length));
    bundle.rest.remove_prefix(kLengthBytes + length);
  }
  return bundle;
}

std::string records(std::uint64_t first, std::uint64_t count) {
  if (count == 1) return "record " + std::to_string(first);
  return "records " + std::to_string(first) + " to " + std::to_string(first + (count - 1));
}

/// Makes all hashes anew from the bundles, and compares the tiles on the way.
class TileCheck {
 public:
  TileCheck(const std::filesystem::path& directory, const Checkpoint& head, const EntryVisitor& visit,
            FileSystem& files)
      : directory_(directory), head_(head), visit_(visit), files_(files) {}

  Result<void> run() {
    for (std::uint64_t index = 0; index * kTileWidth < head_.size; ++index) {
      const std::uint64_t width = std::min(kTileWidth, head_.size - index * kTileWidth);
      if (auto taken = take_bundle(index, width); !taken) return taken;
    }
    for (unsigned level = 1; level < levels_.size(); ++level) {
      if (levels_[level].hashes.empty()) continue;
      if (auto compared = compare_tile(level); !compared) return compared;
    }
    return verdict();
  }

 private:
  /// The tile of a level that is being filled.
  struct Level {
    std::uint64_t index = 0;
    std::vector<Digest> hashes;
    MerkleTree tree;
  };

  /// Where a tile does not hold the hashes over the entries.
  struct Difference {
    std::uint64_t record = 0;  ///< the first of those that the hash is over
    std::uint64_t count = 0;
    std::string tile;
  };

  std::string path(const std::string& relative) const { return (directory_ / relative).string(); }

  static Failure damaged(std::string message) { return {FailureKind::kDamaged, std::move(message)}; }

  Level& level_at(unsigned level) {
    if (levels_.size() <= level) levels_.resize(level + 1);
    return levels_[level];
  }

  void add(unsigned level, const Digest& hash) {
    Level& filled = level_at(level);
    filled.hashes.push_back(hash);
    filled.tree.add(hash);
  }

  Result<void> take_bundle(std::uint64_t index, std::uint64_t width) {
    const std::string name = path(bundle_path(index, width));
    const auto bytes = contents_of(name, width * (kLengthBytes + kEntryBytes), files_);
    if (!bytes) return tl::unexpected(bytes.error());
    const Bundle bundle = bundle_of(*bytes, width);
    for (const std::string_view entry : bundle.entries) add(0, leaf_hash(entry));
    if (bundle.entries.size() < width || !bundle.rest.empty()) return broken_bundle(name, index, width, bundle);
    if (auto closed = close_tile(0); !closed) return closed;
    if (!visit_ || difference_) return {};
    for (std::uint64_t i = 0; i < width; ++i) {
      if (auto visited = visit_(index * kTileWidth + i, bundle.entries[i]); !visited) return visited;
    }
    return {};
  }

  /// A wrong length may have been read over, and what follows taken for what it is not: the tile tells where it began.
  Result<void> broken_bundle(const std::string& name, std::uint64_t index, std::uint64_t width, const Bundle& bundle) {
    const auto tile = contents_of(path(tile_path(0, index, width)), width * kHashBytes, files_);
    const std::uint64_t end = std::min<std::uint64_t>(bundle.entries.size(), width - 1);
    const auto other = tile ? first_other(*tile, level_at(0).hashes) : std::nullopt;
    const std::uint64_t first = index * kTileWidth + std::min<std::uint64_t>(end, other.value_or(width));
    return tl::unexpected(damaged(name + " is not as it was written: from record " + std::to_string(first) +
                                  " on its entries cannot be told apart."));
  }

  /// Compares the tile with its file; a full one is then one hash of the level above.
  Result<void> close_tile(unsigned level) {
    for (;; ++level) {
      if (auto compared = compare_tile(level); !compared) return compared;
      Level& closed = levels_[level];
      if (closed.hashes.size() < kTileWidth) return {};
      const Digest root = closed.tree.root();
      ++closed.index;
      closed.hashes.clear();
      closed.tree = MerkleTree();
      add(level + 1, root);
      if (levels_[level + 1].hashes.size() < kTileWidth) return {};
    }
  }

  Result<void> compare_tile(unsigned level) {
    const Level& filled = levels_[level];
    const std::string name = path(tile_path(level, filled.index, filled.hashes.size()));
    const auto tile = contents_of(name, kTileWidth * kHashBytes, files_);
    if (!tile) return tl::unexpected(tile.error());
    auto other = first_other(*tile, filled.hashes);
    if (!other && tile->size() > filled.hashes.size() * kHashBytes) other = filled.hashes.size() - 1;
    if (!other) return {};
    const std::uint64_t hash = filled.index * kTileWidth + *other;
    const unsigned shift = kTileHeight * level;
    const Difference difference{hash << shift, std::uint64_t{1} << shift, name};
    // One that is over the record known to differ says the same less exactly.
    if (!difference_ || difference.record + difference.count <= difference_->record) difference_ = difference;
    return {};
  }

  Result<Digest> root() const {
    std::vector<Digest> peaks;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
      const auto above = level->tree.peaks();
      peaks.insert(peaks.end(), above.begin(), above.end());
    }
    const auto tree = MerkleTree::from_peaks(head_.size, peaks);
    if (!tree) {
      return tl::unexpected(Failure{FailureKind::kContradiction, "The tiles checked are not those of the log's size."});
    }
    return tree->root();
  }

  /// If the entries are those that the head was signed over, what differs from them is the tile; else it is they.
  Result<void> verdict() const {
    const auto reached = root();
    if (!reached) return tl::unexpected(reached.error());
    const bool entries_are_right = *reached == head_.root;
    if (!difference_) {
      if (entries_are_right) return {};
      return tl::unexpected(damaged(path(std::string(kCheckpointFile)) + " is not over these records: all " +
                                    std::to_string(head_.size) +
                                    " agree with the tiles, but the root over them is not the one that was signed."));
    }
    const std::string which = records(difference_->record, difference_->count);
    if (entries_are_right) {
      return tl::unexpected(damaged(difference_->tile + " is not as it was written: the hash over " + which +
                                    " is another. The records themselves are those under the signed head."));
    }
    const std::uint64_t index = difference_->record / kTileWidth;
    const std::uint64_t width = std::min(kTileWidth, head_.size - index * kTileWidth);
    return tl::unexpected(damaged(path(bundle_path(index, width)) +
                                  " is not what the head was signed over: the hash "
                                  "over " +
                                  which + " is not the one in " + difference_->tile + "."));
  }

  const std::filesystem::path& directory_;
  const Checkpoint& head_;
  const EntryVisitor& visit_;
  FileSystem& files_;
  std::vector<Level> levels_;
  std::optional<Difference> difference_;  ///< that of the first record
};

}  // namespace

Result<VerifiedCheckpoint> check_tiles(const std::filesystem::path& directory, const TrustedLog& log,
                                       const EntryVisitor& visit, FileSystem& files) {
  const std::string path = (directory / kCheckpointFile).string();
  const auto bytes = contents_of(path, kNoteBytes, files);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto note = SignedNote::read(*bytes);
  auto verified = note ? verify_checkpoint(*note, log) : tl::unexpected(note.error());
  if (!verified) return tl::unexpected(Failure{verified.error().kind, path + ": " + verified.error().message});
  if (auto checked = TileCheck(directory, verified->checkpoint, visit, files).run(); !checked) {
    return tl::unexpected(checked.error());
  }
  return verified;
}

}  // namespace licet::record
