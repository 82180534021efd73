#include <algorithm>
#include <cerrno>
#include <engine/record/cipher.h>
#include <engine/record/note_lines.h>
#include <engine/record/open_file.h>
#include <engine/record/secret_text.h>
#include <engine/record/signing_key.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <span>

namespace licet::record {
namespace {

constexpr std::string_view kBeginning = "licet-signing-key 1\n";
constexpr const char* kDefaultName = "signing.key";

/// Of a key as a line: its words, its id, the Base64 of 33 bytes and the signs between.
constexpr std::size_t kLineBytes = kKeyNameBytes + 80;
constexpr std::size_t kFileBytes = kBeginning.size() + (kSigningKeysBefore + 1) * kLineBytes;

/// Reserved as a whole, so that no outgrown piece of memory keeps the seed.
std::string text_of(const SigningKeys& keys) {
  std::string text;
  text.reserve(kBeginning.size() + (keys.before.size() + 1) * kLineBytes);
  text += kBeginning;
  const SecretText secret(print_private_key(keys.signer));
  text += secret.text();
  text += '\n';
  for (const NoteKey& key : keys.before) text += print_key(key) + '\n';
  return text;
}

std::optional<SigningKeys> keys_of_text(std::string_view text) {
  if (!text.starts_with(kBeginning)) return std::nullopt;
  text.remove_prefix(kBeginning.size());
  const auto secret = take_line(text);
  if (!secret) return std::nullopt;
  auto signer = read_private_key(*secret);
  if (!signer) return std::nullopt;
  SigningKeys keys{std::move(*signer), {}};
  while (!text.empty()) {
    const auto line = take_line(text);
    const auto key = line ? read_key(*line) : tl::unexpected(Failure{});
    const bool right = key && key->type == NoteKeyType::kEd25519 && key->name == keys.origin() &&
                       *key != keys.signer.key && keys.before.size() < kSigningKeysBefore &&
                       std::find(keys.before.begin(), keys.before.end(), *key) == keys.before.end();
    if (!right) return std::nullopt;
    keys.before.push_back(*key);
  }
  return keys;
}

Result<bool> exists(const std::filesystem::path& path, FileSystem& files) {
  const auto file = OpenFile::open(files, path.string(), O_RDONLY);
  if (file) return true;
  if (file.error() == ENOENT) return false;
  return tl::unexpected(not_readable(path.string(), file.error()));
}

Failure there_already(const std::filesystem::path& path) {
  return {FailureKind::kWrongUse, "There is a signing key in " + path.string() +
                                      " already, which is never written over: change it with licet log keygen "
                                      "--rotate."};
}

/// Puts the file there whole, or not at all. With `makes`, not in the place of another.
Result<void> put(const std::filesystem::path& path, const SigningKeys& keys, bool makes, FileSystem& files) {
  const std::string unfinished = path.string() + ".new";
  auto file = OpenFile::open(files, unfinished, O_RDWR | O_CREAT);
  if (!file) return tl::unexpected(not_writable(unfinished, file.error()));
  const auto locked = file->lock();
  if (!locked) return tl::unexpected(locked.error());
  if (!*locked) {
    return tl::unexpected(
        Failure{FailureKind::kBusy, "Another process is making the signing key " + path.string() + "."});
  }
  // Behind the lock: what was opened as unfinished may have become the key meanwhile.
  const auto there = makes ? exists(path, files) : Result<bool>(false);
  if (!there) return tl::unexpected(there.error());
  if (*there) return tl::unexpected(there_already(path));
  const SecretText text(text_of(keys));
  Result<void> written = file->truncate(0);
  if (written) written = file->write_at(0, text.text());
  if (written) written = file->sync();
  if (written) written = rename_file(files, unfinished, path);
  if (!written) {
    // No key is left lying about that nobody knows of.
    static_cast<void>(file->truncate(0));
    static_cast<void>(remove_file(files, unfinished));
    return written;
  }
  return sync_directory(files, directory_of(path));
}

}  // namespace

TrustedLog SigningKeys::log() const {
  TrustedLog trusted = trusted_log(signer.key);
  trusted.keys.insert(trusted.keys.end(), before.begin(), before.end());
  return trusted;
}

std::filesystem::path signing_key_path(const std::filesystem::path& directory,
                                       const std::filesystem::path& signing_key) {
  return signing_key.empty() ? directory / kDefaultName : signing_key;
}

Result<SigningKeys> read_signing_keys(const std::filesystem::path& path, FileSystem& files) {
  const auto file = OpenFile::open(files, path.string(), O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) {
    return tl::unexpected(Failure{FailureKind::kNotFound,
                                  "There is no signing key in " + path.string() + ": make one with licet log keygen."});
  }
  if (!file) return tl::unexpected(not_readable(path.string(), file.error()));
  const auto mode = file->mode();
  if (!mode) return tl::unexpected(mode.error());
  if ((*mode & kRightsOfOthers) != 0) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The signing key " + file->path() +
                                                              " is open to others than its owner: take their rights "
                                                              "away (chmod 600)."});
  }
  auto bytes = file->read(0, kFileBytes + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  const SecretText text(std::move(*bytes));
  if (auto keys = keys_of_text(text.text())) return std::move(*keys);
  return tl::unexpected(Failure{FailureKind::kDamaged, "The signing key " + file->path() +
                                                           " is not as it was written: put it back from where you "
                                                           "keep a second copy."});
}

Result<SigningKeys> make_signing_key(const std::filesystem::path& path, std::string_view name, FileSystem& files) {
  const auto there = exists(path, files);
  if (!there) return tl::unexpected(there.error());
  if (*there) return tl::unexpected(there_already(path));
  const auto generated = generate_signing_key();
  if (!generated) return tl::unexpected(generated.error());
  auto signer = note_signer(name, *generated);
  if (!signer) return tl::unexpected(signer.error());
  SigningKeys keys{std::move(*signer), {}};
  if (auto made = put(path, keys, true, files); !made) return tl::unexpected(made.error());
  return keys;
}

Result<SigningKeys> next_signing_keys(const SigningKeys& keys) {
  if (keys.before.size() == kSigningKeysBefore) {
    return tl::unexpected(
        Failure{FailureKind::kLimit,
                "The signing key was changed " + std::to_string(kSigningKeysBefore) + " times, which is the limit."});
  }
  const auto generated = generate_signing_key();
  if (!generated) return tl::unexpected(generated.error());
  auto signer = note_signer(keys.origin(), *generated);
  if (!signer) return tl::unexpected(signer.error());
  SigningKeys next{std::move(*signer), {keys.signer.key}};
  next.before.insert(next.before.end(), keys.before.begin(), keys.before.end());
  return next;
}

Result<void> replace_signing_keys(const std::filesystem::path& path, const SigningKeys& keys, FileSystem& files) {
  return put(path, keys, false, files);
}

}  // namespace licet::record
