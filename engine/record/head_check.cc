#include <algorithm>
#include <engine/record/head_check.h>
#include <engine/record/log_tree.h>
#include <engine/record/merkle_proof.h>
#include <string>
#include <utility>
#include <vector>

namespace licet::record {
namespace {

/// A head and what it is called.
using NamedHead = std::pair<const SignedHead*, const std::filesystem::path*>;

std::string called(const NamedHead& head) {
  const std::uint64_t size = head.first->checkpoint.size;
  return head.second->string() + " over " + std::to_string(size) + (size == 1 ? " record" : " records");
}

Failure contradiction(const std::string& what) {
  return {FailureKind::kDamaged, what + " Nothing is signed until someone has looked at it."};
}

std::vector<NamedHead> named(const HeadsThere& heads) {
  std::vector<NamedHead> all;
  if (heads.newest) all.emplace_back(&*heads.newest, &heads.newest_path);
  if (heads.second) all.emplace_back(&*heads.second, &heads.second_path);
  return all;
}

/// Each for itself, and both together, without the records.
Result<void> check_signatures_and_sizes(const HeadsThere& heads, const SigningKeys& keys, const LogEnd& end) {
  const std::vector<NamedHead> all = named(heads);
  for (const NamedHead& head : all) {
    if (!verify_checkpoint(head.first->note, keys.log())) {
      return tl::unexpected(contradiction("The signed head " + head.second->string() +
                                          " is not of the signing key, nor of one that it took the place of."));
    }
    if (head.first->checkpoint.size > end.records) {
      return tl::unexpected(contradiction("The signed head " + called(head) +
                                          " contradicts the record, which has only " + std::to_string(end.records) +
                                          ": records are missing."));
    }
  }
  if (heads.newest && !heads.second) {
    return tl::unexpected(contradiction(
        "There is the signed head " + heads.newest_path.string() + ", but " + heads.second_path.string() +
        " is missing, which shows whether this is an older copy of the store: put it back from where the signing key "
        "was, or, if no copy of the store is newer, copy the other head there."));
  }
  if (all.size() == 2 && all[0].first->checkpoint.size == all[1].first->checkpoint.size &&
      all[0].first->checkpoint.root != all[1].first->checkpoint.root) {
    return tl::unexpected(contradiction("The signed heads " + called(all[0]) + " and " + called(all[1]) +
                                        " contradict each other: their roots differ."));
  }
  return {};
}

Result<void> check_roots(const std::vector<NamedHead>& all, const TreeOnDisk& disk) {
  std::string agreeing;
  std::string contradicting;
  for (const NamedHead& head : all) {
    const auto root = tree_root(disk, head.first->checkpoint.size);
    if (!root) return tl::unexpected(root.error());
    std::string& list = *root == head.first->checkpoint.root ? agreeing : contradicting;
    list += (list.empty() ? "" : " and ") + called(head);
  }
  if (contradicting.empty()) return {};
  std::string what = "The signed head " + contradicting + " contradicts the record on the disk, whose root differs";
  if (!agreeing.empty()) what += ", while " + agreeing + " agrees with it";
  return tl::unexpected(contradiction(what + "."));
}

Result<void> check_continuation(const NamedHead& greater, const TreeOnDisk& disk, const LogEnd& end) {
  const Checkpoint& before = greater.first->checkpoint;
  // The empty log is the beginning of every other.
  if (before.size == 0) return {};
  const auto proof = consistency_proof(disk, before.size, end.records);
  if (!proof) return tl::unexpected(proof.error());
  if (is_consistent(before.size, end.records, *proof, before.root, end.root)) return {};
  return tl::unexpected(contradiction("The record is no continuation of the signed head " + called(greater) + "."));
}

}  // namespace

const SignedHead* HeadsThere::greater() const {
  if (newest && (!second || newest->checkpoint.size > second->checkpoint.size)) return &*newest;
  return second ? &*second : nullptr;
}

std::uint64_t HeadsThere::smaller_size() const {
  if (newest && second) return std::min(newest->checkpoint.size, second->checkpoint.size);
  const SignedHead* only = greater();
  return only == nullptr ? 0 : only->checkpoint.size;
}

Result<HeadsThere> read_heads_there(const std::filesystem::path& directory, const std::filesystem::path& signing_key,
                                    FileSystem& files) {
  HeadsThere heads{newest_head_path(directory), second_head_path(signing_key), {}, {}};
  auto newest = read_head(heads.newest_path, files);
  if (!newest) return tl::unexpected(newest.error());
  auto second = read_head(heads.second_path, files);
  if (!second) return tl::unexpected(second.error());
  heads.newest = std::move(*newest);
  heads.second = std::move(*second);
  return heads;
}

Result<void> check_heads(const HeadsThere& heads, const SigningKeys& keys, const Log& log, const LogEnd& end) {
  if (auto right = check_signatures_and_sizes(heads, keys, end); !right) return right;
  auto leaves = log.reread(heads.smaller_size(), end.records);
  if (!leaves && leaves.error().kind == FailureKind::kDamaged) {
    return tl::unexpected(contradiction(leaves.error().message));
  }
  if (!leaves) return tl::unexpected(leaves.error());
  const TreeOnDisk disk(std::move(*leaves));
  const std::vector<NamedHead> all = named(heads);
  if (auto right = check_roots(all, disk); !right) return right;
  const auto root = tree_root(disk, end.records);
  if (!root) return tl::unexpected(root.error());
  if (*root != end.root) {
    return tl::unexpected(contradiction("The record on the disk contradicts what was written there: its root over " +
                                        std::to_string(end.records) +
                                        " records differs from the one that the writer holds."));
  }
  const SignedHead* greater = heads.greater();
  if (greater == nullptr) return {};
  return check_continuation(
      {greater, heads.newest && greater == &*heads.newest ? &heads.newest_path : &heads.second_path}, disk, end);
}

}  // namespace licet::record
