#include <algorithm>
#include <cerrno>
#include <engine/base/hexadecimal.h>
#include <engine/record/cipher.h>
#include <engine/record/crc32c.h>
#include <engine/record/open_file.h>
#include <engine/record/payload.h>
#include <engine/record/secret_text.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <optional>

namespace licet::record {
namespace {

constexpr std::string_view kBeginning = "licet-master-key 1 ";
constexpr std::size_t kKeyDigits = 64;
constexpr std::size_t kLineBytes = kBeginning.size() + kKeyDigits + 1 + 8 + 1;

/// Reserved as a whole, so that no outgrown piece of memory keeps digits.
std::string line_of(const SecretKey& key) {
  std::string line;
  line.reserve(kLineBytes);
  line += kBeginning;
  const std::string_view bytes = key.bytes();
  append_hexadecimal(line, {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  const std::uint32_t sum = crc32c(std::string_view(line).substr(kBeginning.size()));
  line += ' ';
  append_hexadecimal(line, sum);
  line += '\n';
  return line;
}

/// Only the very line that this key would be written as.
std::optional<SecretKey> key_of_line(std::string_view line) {
  if (line.size() != kLineBytes || line.substr(0, kBeginning.size()) != kBeginning) return std::nullopt;
  std::array<std::uint8_t, 32> bytes{};
  const bool digits = read_hexadecimal(line.substr(kBeginning.size(), kKeyDigits), bytes);
  const SecretKey key(bytes);
  overwrite(std::span<std::uint8_t>(bytes));
  const SecretText expected(line_of(key));
  if (!digits || expected.text() != line) return std::nullopt;
  return key;
}

Failure missing(const std::string& path) { return {FailureKind::kNotFound, "There is no master key in " + path + "."}; }

Result<SecretKey> read_key(const OpenFile& file) {
  const auto mode = file.mode();
  if (!mode) return tl::unexpected(mode.error());
  if ((*mode & kRightsOfOthers) != 0) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The master key " + file.path() +
                                                              " is open to others than its owner: take their rights "
                                                              "away (chmod 600)."});
  }
  auto bytes = file.read(0, kLineBytes + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  if (bytes->empty()) return tl::unexpected(missing(file.path()));
  const SecretText line(std::move(*bytes));
  if (const auto key = key_of_line(line.text())) return *key;
  return tl::unexpected(Failure{FailureKind::kDamaged, "The master key " + file.path() +
                                                           " is not as it was written: put it back from where you "
                                                           "keep a second copy."});
}

Result<SecretKey> write_key(OpenFile& file) {
  auto random = random_bytes(sizeof(std::array<std::uint8_t, 32>));
  if (!random) return tl::unexpected(random.error());
  const SecretText secret(std::move(*random));
  std::array<std::uint8_t, 32> bytes{};
  std::copy(secret.text().begin(), secret.text().end(), bytes.begin());
  const SecretKey key(bytes);
  overwrite(std::span<std::uint8_t>(bytes));
  const SecretText line(line_of(key));
  Result<void> written = file.write_all(line.text());
  if (written) written = file.sync();
  if (written) return key;
  // Emptied, it can be made anew; if that fails too, what is left is refused as damaged.
  static_cast<void>(file.truncate(0));
  return tl::unexpected(written.error());
}

}  // namespace

Result<SecretKey> read_master_key(const std::filesystem::path& path, FileSystem& files) {
  const auto file = OpenFile::open(files, path.string(), O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) return tl::unexpected(missing(path.string()));
  if (!file) return tl::unexpected(not_readable(path.string(), file.error()));
  return read_key(*file);
}

Result<SecretKey> make_master_key(const std::filesystem::path& path, FileSystem& files) {
  auto file = OpenFile::open(files, path.string(), O_RDWR | O_CREAT);
  if (!file) return tl::unexpected(not_writable(path.string(), file.error()));
  // Of two that make it at once one would go on with a key that is nowhere.
  const auto locked = file->lock();
  if (!locked) return tl::unexpected(locked.error());
  if (!*locked) {
    return tl::unexpected(
        Failure{FailureKind::kBusy, "Another process is making the master key " + path.string() + "."});
  }
  Result<SecretKey> key = read_key(*file);
  if (!key && key.error().kind != FailureKind::kNotFound) return key;
  if (!key) {
    key = write_key(*file);
  } else if (const auto synced = file->sync(); !synced) {
    return tl::unexpected(synced.error());
  }
  if (!key) return key;
  if (const auto synced = sync_directory(files, directory_of(path)); !synced) return tl::unexpected(synced.error());
  return key;
}

}  // namespace licet::record
