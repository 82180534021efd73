#include <algorithm>
#include <cerrno>
#include <engine/record/note_lines.h>
#include <engine/record/signed_head.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr const char* kFolder = "heads";
constexpr std::string_view kEnding = ".note";
constexpr std::size_t kDigits = 20;

std::filesystem::path folder_of(const std::filesystem::path& directory) { return directory / kFolder; }

std::optional<std::uint64_t> number_of_name(std::string_view name) {
  if (name.size() != kDigits + kEnding.size() || !name.ends_with(kEnding)) return std::nullopt;
  name.remove_suffix(kEnding.size());
  const std::size_t zeros = std::min(name.find_first_not_of('0'), kDigits - 1);
  return read_decimal(name.substr(zeros));
}

}  // namespace

Result<SignedHead> head_of(SignedNote note) {
  auto checkpoint = read_checkpoint(note.text());
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  return SignedHead{std::move(*checkpoint), std::move(note)};
}

bool is_cosigned(const SignedHead& head) {
  const auto signatures = head.note.signatures();
  return std::any_of(signatures.begin(), signatures.end(),
                     [&head](const NoteSignature& signature) { return signature.name != head.checkpoint.origin; });
}

std::filesystem::path newest_head_path(const std::filesystem::path& directory) {
  return folder_of(directory) / "newest";
}

std::filesystem::path kept_head_path(const std::filesystem::path& directory, std::uint64_t records) {
  const std::string digits = std::to_string(records);
  return folder_of(directory) / (std::string(kDigits - digits.size(), '0') + digits + std::string(kEnding));
}

std::filesystem::path second_head_path(const std::filesystem::path& signing_key) {
  return signing_key.string() + ".head";
}

Result<std::optional<SignedHead>> read_head(const std::filesystem::path& path, FileSystem& files) {
  const auto file = OpenFile::open(files, path.string(), O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) return std::optional<SignedHead>();
  if (!file) return tl::unexpected(not_readable(path.string(), file.error()));
  const auto bytes = file->read(0, kNoteBytes + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  auto note = SignedNote::read(*bytes);
  auto head = note ? head_of(std::move(*note)) : tl::unexpected(Failure{});
  if (head) return std::optional(std::move(*head));
  return tl::unexpected(
      Failure{FailureKind::kDamaged, "The signed head " + path.string() + " is not as it was written."});
}

Result<void> write_head(const std::filesystem::path& path, const SignedNote& note, FileSystem& files) {
  // Under this name it is nothing that a reader takes, and the next attempt writes over it.
  const std::string unfinished = path.string() + ".new";
  auto file = OpenFile::open(files, unfinished, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return tl::unexpected(not_writable(unfinished, file.error()));
  if (auto written = file->write_all(note.print()); !written) return written;
  if (auto synced = file->sync(); !synced) return synced;
  if (auto renamed = rename_file(files, unfinished, path); !renamed) return renamed;
  return sync_directory(files, directory_of(path));
}

Result<void> make_heads_folder(const std::filesystem::path& directory, FileSystem& files) {
  const std::string folder = folder_of(directory).string();
  auto made = files.make_directory(folder);
  while (!made && made.error() == EINTR) made = files.make_directory(folder);
  if (!made && made.error() != EEXIST) return tl::unexpected(not_writable(folder, made.error()));
  // Where it was there too: whoever made it may have died before this.
  return sync_directory(files, directory);
}

Result<OpenFile> lock_kept_heads(const std::filesystem::path& directory, FileSystem& files) {
  const std::string path = (folder_of(directory) / "lock").string();
  auto lock = OpenFile::open(files, path, O_RDWR | O_CREAT);
  if (!lock) return tl::unexpected(not_writable(path, lock.error()));
  const auto locked = lock->lock();
  if (!locked) return tl::unexpected(locked.error());
  if (*locked) return std::move(*lock);
  return tl::unexpected(Failure{FailureKind::kBusy,
                                "Another process is just adding a signature to a head of " + directory.string() + "."});
}

Result<std::vector<std::uint64_t>> kept_heads(const std::filesystem::path& directory, FileSystem& files) {
  const std::string folder = folder_of(directory).string();
  auto names = files.entries(folder);
  while (!names && names.error() == EINTR) names = files.entries(folder);
  if (!names && names.error() == ENOENT) return std::vector<std::uint64_t>();
  if (!names) return tl::unexpected(not_readable(folder, names.error()));
  std::vector<std::uint64_t> sizes;
  for (const std::string& name : *names) {
    if (const auto size = number_of_name(name)) sizes.push_back(*size);
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

}  // namespace licet::record
