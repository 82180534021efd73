#include <algorithm>
#include <engine/record/head_check.h>
#include <engine/record/head_keeper.h>
#include <utility>

namespace licet::record {
namespace {

bool is_signed_with(const SignedHead& head, const NoteKey& key) {
  const auto signatures = head.note.signatures();
  return std::any_of(signatures.begin(), signatures.end(), [&key](const NoteSignature& signature) {
    return signature.key_id == key.id && signature.name == key.name;
  });
}

bool is_same(const std::optional<SignedHead>& there, const SignedHead& head) { return there && *there == head; }

/// Of the whole log as it is; the head that is there, if it is that.
Result<SignedHead> sign_end(const HeadsThere& heads, const SigningKeys& keys, const LogEnd& end) {
  const SignedHead* greater = heads.greater();
  if (greater != nullptr && greater->checkpoint.size == end.records && is_signed_with(*greater, keys.signer.key)) {
    return *greater;
  }
  Checkpoint checkpoint;
  checkpoint.origin = keys.origin();
  checkpoint.size = end.records;
  checkpoint.root = end.root;
  auto note = sign_checkpoint(checkpoint, keys.signer);
  if (!note) return tl::unexpected(note.error());
  return SignedHead{std::move(checkpoint), std::move(*note)};
}

}  // namespace

HeadKeeper::HeadKeeper(std::filesystem::path directory, const std::filesystem::path& signing_key, FileSystem& files)
    : directory_(std::move(directory)), signing_key_(signing_key_path(directory_, signing_key)), files_(&files) {}

Result<SignedHead> HeadKeeper::sign(const Log& log) {
  const auto keys = read_signing_keys(signing_key_, *files_);
  if (!keys) return tl::unexpected(keys.error());
  const auto heads = read_heads_there(directory_, signing_key_, *files_);
  if (!heads) return tl::unexpected(heads.error());
  const LogEnd end = log.end();
  if (auto right = check_heads(*heads, *keys, log, end); !right) return tl::unexpected(right.error());
  auto head = sign_end(*heads, *keys, end);
  if (!head) return head;
  // First where whoever puts an older store back does not reach.
  if (!is_same(heads->second, *head)) {
    if (auto written = write_head(heads->second_path, head->note, *files_); !written) {
      return tl::unexpected(written.error());
    }
  }
  if (!is_same(heads->newest, *head)) {
    if (auto made = make_heads_folder(directory_, *files_); !made) return tl::unexpected(made.error());
    if (auto written = write_head(heads->newest_path, head->note, *files_); !written) {
      return tl::unexpected(written.error());
    }
  }
  return head;
}

Result<SigningKeys> HeadKeeper::rotate(const Log& log) {
  auto head = sign(log);
  if (!head) return tl::unexpected(head.error());
  const auto keys = read_signing_keys(signing_key_, *files_);
  if (!keys) return tl::unexpected(keys.error());
  auto next = next_signing_keys(*keys);
  if (!next) return next;
  if (auto added = head->note.add(next->signer); !added) return tl::unexpected(added.error());
  if (auto kept = keep(*head, {}); !kept) return tl::unexpected(kept.error());
  if (auto replaced = replace_signing_keys(signing_key_, *next, *files_); !replaced) {
    return tl::unexpected(replaced.error());
  }
  return next;
}

Result<SignedHead> HeadKeeper::with_kept_signatures(SignedHead head) const {
  const auto kept = read_head(kept_head_path(directory_, head.checkpoint.size), *files_);
  if (!kept) return tl::unexpected(kept.error());
  if (!*kept || (*kept)->note.text() != head.note.text()) return head;
  for (const NoteSignature& signature : (*kept)->note.signatures()) {
    if (auto added = head.note.add(signature); !added) return tl::unexpected(added.error());
  }
  return head;
}

Result<SignedHead> HeadKeeper::keep(SignedHead head, std::span<const NoteSignature> added) {
  if (auto made = make_heads_folder(directory_, *files_); !made) return tl::unexpected(made.error());
  const auto lock = lock_kept_heads(directory_, *files_);
  if (!lock) return tl::unexpected(lock.error());
  const std::filesystem::path path = kept_head_path(directory_, head.checkpoint.size);
  const auto there = read_head(path, *files_);
  if (!there) return tl::unexpected(there.error());
  if (*there && (*there)->note.text() != head.note.text()) {
    return tl::unexpected(Failure{FailureKind::kDamaged, "The head " + path.string() +
                                                             " contradicts one that the store signed: they are of as "
                                                             "many records and differ."});
  }
  SignedHead kept = *there ? **there : head;
  const auto own = head.note.signatures();
  std::vector<NoteSignature> all(own.begin(), own.end());
  all.insert(all.end(), added.begin(), added.end());
  for (NoteSignature& signature : all) {
    if (auto taken = kept.note.add(std::move(signature)); !taken) return tl::unexpected(taken.error());
  }
  if (is_same(*there, kept)) return kept;
  if (auto written = write_head(path, kept.note, *files_); !written) return tl::unexpected(written.error());
  return kept;
}

Result<std::optional<SignedHead>> HeadKeeper::newest() const {
  auto head = read_head(newest_head_path(directory_), *files_);
  if (!head || !*head) return head;
  auto whole = with_kept_signatures(std::move(**head));
  if (!whole) return tl::unexpected(whole.error());
  return std::optional(std::move(*whole));
}

Result<std::vector<SignedHead>> HeadKeeper::kept() const {
  const auto sizes = kept_heads(directory_, *files_);
  if (!sizes) return tl::unexpected(sizes.error());
  std::vector<SignedHead> heads;
  for (const std::uint64_t size : *sizes) {
    auto head = read_head(kept_head_path(directory_, size), *files_);
    if (!head) return tl::unexpected(head.error());
    if (*head) heads.push_back(std::move(**head));
  }
  return heads;
}

Result<std::vector<SignedHead>> HeadKeeper::candidates() const {
  auto newest_head = newest();
  if (!newest_head) return tl::unexpected(newest_head.error());
  auto all = kept();
  if (!all) return all;
  if (*newest_head) all->push_back(std::move(**newest_head));
  std::reverse(all->begin(), all->end());
  return all;
}

Result<std::optional<SignedHead>> HeadKeeper::covering(std::uint64_t record) const {
  const auto all = candidates();
  if (!all) return tl::unexpected(all.error());
  const SignedHead* found = nullptr;
  for (const SignedHead& head : *all) {
    if (head.checkpoint.size <= record) continue;
    if (is_cosigned(head)) return std::optional(head);
    if (found == nullptr) found = &head;
  }
  return found == nullptr ? std::nullopt : std::optional(*found);
}

Result<std::uint64_t> records_under_heads(const std::filesystem::path& directory,
                                          const std::filesystem::path& signing_key, FileSystem& files) {
  const auto heads = read_heads_there(directory, signing_key_path(directory, signing_key), files);
  if (!heads) return tl::unexpected(heads.error());
  const SignedHead* greater = heads->greater();
  return greater == nullptr ? 0 : greater->checkpoint.size;
}

}  // namespace licet::record
