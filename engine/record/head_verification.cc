#include <algorithm>
#include <engine/record/head_verification.h>
#include <string>

namespace licet::record {
namespace {

std::string over(const SignedHead& head) {
  const std::uint64_t size = head.checkpoint.size;
  return " over " + std::to_string(size) + (size == 1 ? " record" : " records");
}

}  // namespace

void HeadVerification::found(const std::filesystem::path& file, std::string message) {
  report_->findings.push_back({{}, file.string(), std::move(message)});
}

Result<bool> HeadVerification::read(const std::filesystem::path& path) {
  auto head = read_head(path, *files_);
  if (!head && head.error().kind != FailureKind::kDamaged) return tl::unexpected(head.error());
  if (!head) found(path, head.error().message);
  if (!head || !*head) return !head;
  heads_.push_back({path, std::move(**head)});
  return true;
}

Result<std::optional<SigningKeys>> HeadVerification::keys() {
  auto keys = read_signing_keys(signing_key_, *files_);
  if (keys) return std::optional(std::move(*keys));
  const FailureKind kind = keys.error().kind;
  if (kind == FailureKind::kDamaged || kind == FailureKind::kWrongUse) found(signing_key_, keys.error().message);
  return std::optional<SigningKeys>();
}

Result<void> HeadVerification::read() {
  // In the other order than they are written, so that a writer beside this leaves none that has no second.
  const auto has_newest = read(newest_head_path(directory_));
  if (!has_newest) return tl::unexpected(has_newest.error());
  const std::filesystem::path second = second_head_path(signing_key_);
  const auto has_second = read(second);
  if (!has_second) return tl::unexpected(has_second.error());
  const auto sizes = kept_heads(directory_, *files_);
  if (!sizes) return tl::unexpected(sizes.error());
  for (const std::uint64_t size : *sizes) {
    const std::filesystem::path path = kept_head_path(directory_, size);
    const std::size_t before = heads_.size();
    if (auto kept = read(path); !kept) return tl::unexpected(kept.error());
    if (heads_.size() > before && heads_.back().head.checkpoint.size != size) {
      found(path, "The signed head " + path.string() + " is" + over(heads_.back().head) + ".");
    }
  }
  const auto signing = keys();
  if (!signing) return tl::unexpected(signing.error());
  if (*signing) {
    if (*has_newest && !*has_second) {
      found(second, second.string() + " is missing, the second copy of the newest head.");
    }
    for (const FoundHead& each : heads_) {
      if (verify_checkpoint(each.head.note, (*signing)->log())) continue;
      found(each.path, "The signed head " + each.path.string() +
                           " is not of the signing key, nor of one that it took the place of.");
    }
  }
  std::stable_sort(heads_.begin(), heads_.end(), [](const FoundHead& a, const FoundHead& b) {
    return a.head.checkpoint.size < b.head.checkpoint.size;
  });
  compare_with_each_other();
  return {};
}

void HeadVerification::compare_with_each_other() {
  for (std::size_t i = 1; i < heads_.size(); ++i) {
    const Checkpoint& one = heads_[i - 1].head.checkpoint;
    const Checkpoint& other = heads_[i].head.checkpoint;
    if (one.size != other.size || one.root == other.root) continue;
    found(heads_[i].path, "The signed heads " + heads_[i - 1].path.string() + " and " + heads_[i].path.string() +
                              ", each" + over(heads_[i].head) + ", contradict each other: their roots differ.");
  }
}

void HeadVerification::compare_root(const MerkleTree& tree) {
  const Digest root = tree.root();
  for (; next_ < heads_.size() && heads_[next_].head.checkpoint.size == tree.leaves(); ++next_) {
    const FoundHead& each = heads_[next_];
    if (each.head.checkpoint.root == root) continue;
    found(each.path,
          "The signed head " + each.path.string() + over(each.head) + " contradicts the record: its root differs.");
  }
}

void HeadVerification::finish(std::uint64_t records) {
  for (const FoundHead& each : heads_) {
    if (each.head.checkpoint.size <= records) continue;
    found(each.path, "The signed head " + each.path.string() + over(each.head) +
                         " contradicts the record, which has only " + std::to_string(records) +
                         ": records are missing.");
  }
}

}  // namespace licet::record
