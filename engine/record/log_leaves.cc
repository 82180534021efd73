// The leaves of a log: from what it keeps of them, and from the disk anew.
#include <algorithm>
#include <engine/record/layout.h>
#include <engine/record/log.h>
#include <engine/record/log_state.h>
#include <engine/record/segment.h>
#include <engine/record/segment_index.h>
#include <mutex>
#include <shared_mutex>

namespace licet::record {
namespace {

Failure no_such_record(std::uint64_t number) {
  return {FailureKind::kWrongUse, "There is no record " + std::to_string(number) + "."};
}

/// Reads the records of one segment behind its header.
Result<void> reread_segment(const OpenFile& file, std::uint64_t end, std::uint64_t until, const ErasureSearch& erasures,
                            MerkleTree& tree, std::vector<Digest>& leaf_hashes) {
  SegmentReader reader(file, segment_header_bytes(tree.leaves()), end, &erasures);
  while (tree.leaves() < until) {
    const auto record = reader.record(tree.leaves());
    if (!record) return tl::unexpected(record.error());
    if (!*record) return tl::unexpected(damaged_record(file.path(), tree.leaves()));
    leaf_hashes.push_back(leaf_hash((*record)->leaf));
    tree.add(leaf_hashes.back());
    reader.pass((*record)->head.bytes());
  }
  return {};
}

}  // namespace

Result<std::vector<Digest>> Log::leaf_hashes(std::uint64_t from, std::uint64_t until) const {
  std::vector<Digest> hashes;
  if (from >= until) return hashes;
  std::vector<std::uint64_t> segments;
  std::vector<Digest> in_open;
  {
    const std::shared_lock guard(state_->mutex);
    if (until > state_->end.records) return tl::unexpected(no_such_record(until - 1));
    segments = state_->segments;
    const auto open = state_->open.leaf_hashes();
    const std::uint64_t first = state_->open.first();
    if (until > first) {
      const auto begin = static_cast<std::ptrdiff_t>(std::max(from, first) - first);
      in_open.assign(open.begin() + begin, open.begin() + static_cast<std::ptrdiff_t>(until - first));
    }
  }
  hashes.reserve(static_cast<std::size_t>(until - from));
  for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
    const std::uint64_t begin = std::max(from, segments[i]);
    const std::uint64_t end = std::min(until, segments[i + 1]);
    if (begin >= end) continue;
    const auto read = state_->sealed.append_leaf_hashes(segments[i], segments[i + 1] - segments[i], begin, end,
                                                        state_->slots, hashes);
    if (!read) return tl::unexpected(read.error());
  }
  hashes.insert(hashes.end(), in_open.begin(), in_open.end());
  return hashes;
}

Result<std::string> Log::leaf(std::uint64_t number) const {
  const auto place = state_->place_of(number);
  if (!place) return tl::unexpected(place.error());
  const auto bytes = place->file->read(place->begin, kRecordHeadBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto head = read_record_head(*bytes);
  if (!head || head->leaf.number != number) return tl::unexpected(damaged_record(place->file->path(), number));
  return bytes->substr(kRecordHeaderBytes, kLeafBytes);
}

Result<LeavesOnDisk> Log::reread(std::uint64_t from, std::uint64_t until) const {
  std::vector<std::uint64_t> segments;
  std::shared_ptr<const OpenFile> open;
  {
    const std::shared_lock guard(state_->mutex);
    if (from > until || until > state_->end.records) return tl::unexpected(no_such_record(std::max(from, until)));
    segments = state_->segments;
    open = state_->open.file();
  }
  // The segment that holds the record before `from`: all that a head of so many records is about ends in it.
  const auto behind = std::upper_bound(segments.begin() + 1, segments.end(), from == 0 ? 0 : from - 1);
  LeavesOnDisk leaves;
  MerkleTree tree;
  for (auto segment = behind - 1; segment != segments.end(); ++segment) {
    const std::uint64_t first = *segment;
    const bool is_last = segment + 1 == segments.end();
    const bool is_first = segment == behind - 1;
    if (!is_first && first >= until) break;
    auto sealed = is_last ? Result<OpenFile>(OpenFile()) : open_segment_file(state_->directory, first, *state_->files);
    if (!sealed) return tl::unexpected(sealed.error());
    const OpenFile& file = is_last ? *open : *sealed;
    const auto header = read_segment_header(file, first);
    if (!header) return tl::unexpected(header.error());
    const auto before = *header ? MerkleTree::from_peaks(first, (*header)->peaks) : std::nullopt;
    const bool right = before && (*header)->log == state_->keys.log() &&
                       (is_first || std::equal(before->peaks().begin(), before->peaks().end(), tree.peaks().begin(),
                                               tree.peaks().end()));
    if (!right) return tl::unexpected(damaged_file(file.path()));
    if (is_first) leaves.before = tree = *before;
    const auto size = file.size();
    if (!size) return tl::unexpected(size.error());
    const std::uint64_t last = is_last ? until : std::min(until, *(segment + 1));
    if (auto read = reread_segment(file, *size, last, *state_->erasures, tree, leaves.leaf_hashes); !read) {
      return tl::unexpected(read.error());
    }
  }
  return leaves;
}

}  // namespace licet::record
