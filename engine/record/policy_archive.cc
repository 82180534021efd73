#include <algorithm>
#include <cerrno>
#include <engine/base/hexadecimal.h>
#include <engine/record/crc32c.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <engine/record/open_file.h>
#include <engine/record/policy_archive.h>
#include <fcntl.h>
#include <limits>
#include <optional>

namespace licet::record {
namespace {

constexpr std::size_t kMainFilePlace = 12;
constexpr std::size_t kFilesPlace = 16;
constexpr std::size_t kSumPlace = 24;
constexpr std::size_t kBytesPlace = 32;

/// A folder whose files are named by the digests of what they hold.
struct Archive {
  const char* folder;
  std::string_view ending;
  std::size_t before;  ///< bytes that the digest does not cover
};

constexpr Archive kPolicies{"policies", ".set", kBytesPlace};
constexpr Archive kZones{"zones", ".zone", 0};

std::filesystem::path path_of(const std::filesystem::path& directory, const Archive& archive, const Digest& digest) {
  return directory / archive.folder / (to_hex(digest) + std::string(archive.ending));
}

std::optional<Digest> digest_of_name(std::string_view name, std::string_view ending) {
  Digest digest{};
  if (!name.ends_with(ending)) return std::nullopt;
  name.remove_suffix(ending.size());
  return read_hexadecimal(name, digest) ? std::optional(digest) : std::nullopt;
}

Failure damaged(const std::string& path) { return {FailureKind::kDamaged, path + " is not as it was written."}; }

Result<OpenFile> open_archived(const std::string& path, FileSystem& files) {
  auto file = OpenFile::open(files, path, O_RDONLY);
  if (file) return std::move(*file);
  if (file.error() == ENOENT || file.error() == ENOTDIR) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "There is no " + path + "."});
  }
  return tl::unexpected(not_readable(path, file.error()));
}

/// The whole file, of which all but the beginning has the digest.
Result<std::string> read_whole(const OpenFile& file, const Archive& archive, const Digest& digest) {
  const auto size = file.size();
  if (!size) return tl::unexpected(size.error());
  if (*size < archive.before || *size - archive.before > kArchivedBytes) return tl::unexpected(damaged(file.path()));
  auto bytes = file.read(0, static_cast<std::size_t>(*size));
  if (!bytes) return tl::unexpected(bytes.error());
  if (bytes->size() != *size || sha256(std::string_view(*bytes).substr(archive.before)) != digest) {
    return tl::unexpected(damaged(file.path()));
  }
  return bytes;
}

Result<void> make_folder(const std::filesystem::path& directory, const std::filesystem::path& folder,
                         FileSystem& files) {
  auto made = files.make_directory(folder.string());
  while (!made && made.error() == EINTR) made = files.make_directory(folder.string());
  if (!made && made.error() != EEXIST) return tl::unexpected(not_writable(folder.string(), made.error()));
  // Where it was there too: whoever made it may have died before this.
  return sync_directory(files, directory);
}

Result<void> write_whole(const std::filesystem::path& path, std::string_view bytes, FileSystem& files) {
  // Under this name it is nothing that a reader takes, and the next attempt writes over it.
  const std::string unfinished = std::filesystem::path(path).replace_extension(".new").string();
  auto file = OpenFile::open(files, unfinished, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return tl::unexpected(not_writable(unfinished, file.error()));
  if (auto written = file->write_all(bytes); !written) return written;
  if (auto synced = file->sync(); !synced) return synced;
  auto renamed = files.rename(unfinished, path.string());
  while (!renamed && renamed.error() == EINTR) renamed = files.rename(unfinished, path.string());
  if (!renamed) return tl::unexpected(not_writable(path.string(), renamed.error()));
  return {};
}

Result<void> archive_whole(const std::filesystem::path& directory, const Archive& archive, const Digest& digest,
                           std::string_view bytes, FileSystem& files) {
  if (bytes.size() - archive.before > kArchivedBytes) {
    return tl::unexpected(Failure{FailureKind::kLimit, "A policy set or time zone of more than " +
                                                           std::to_string(kArchivedBytes >> 20U) +
                                                           " MiB cannot be archived."});
  }
  if (sha256(bytes.substr(archive.before)) != digest) {
    return tl::unexpected(
        Failure{FailureKind::kWrongUse, "What is to be archived as " + to_hex(digest) + " has another digest."});
  }
  const std::filesystem::path folder = directory / archive.folder;
  if (auto made = make_folder(directory, folder, files); !made) return made;
  const std::filesystem::path path = path_of(directory, archive, digest);
  if (auto there = open_archived(path.string(), files)) {
    const auto held = read_whole(*there, archive, digest);
    if (!held && held.error().kind != FailureKind::kDamaged) return tl::unexpected(held.error());
    if (held && *held == bytes) {
      if (auto synced = there->sync(); !synced) return synced;
      return sync_directory(files, folder);
    }
  } else if (there.error().kind != FailureKind::kNotFound) {
    return tl::unexpected(there.error());
  }
  if (auto written = write_whole(path, bytes, files); !written) return written;
  return sync_directory(files, folder);
}

Result<std::vector<Digest>> archived(const std::filesystem::path& directory, const Archive& archive,
                                     FileSystem& files) {
  const std::string folder = (directory / archive.folder).string();
  auto names = files.entries(folder);
  while (!names && names.error() == EINTR) names = files.entries(folder);
  if (!names && names.error() == ENOENT) return std::vector<Digest>{};
  if (!names) return tl::unexpected(not_readable(folder, names.error()));
  std::vector<Digest> digests;
  for (const std::string& name : *names) {
    if (const auto digest = digest_of_name(name, archive.ending)) digests.push_back(*digest);
  }
  std::sort(digests.begin(), digests.end());
  return digests;
}

}  // namespace

std::string policy_file(const ArchivedPolicy& policy) {
  std::string file(kPolicyMagic);
  append_number(file, kRecordFormatVersion);
  append_number(file, policy.main_file);
  append_number(file, policy.policy_files);
  append_number(file, crc32c(file));
  append_number(file, std::uint32_t{0});
  file += policy.bytes;
  return file;
}

Result<ArchivedPolicy> read_policy_file(std::string file) {
  const std::string_view bytes = file;
  const auto refuse = [](FailureKind kind, const char* message) { return tl::unexpected(Failure{kind, message}); };
  constexpr const char* not_as_written = "An archived policy set is not as it was written.";
  if (bytes.size() < kBytesPlace || bytes.substr(0, kPolicyMagic.size()) != kPolicyMagic ||
      number_at<std::uint32_t>(bytes, kSumPlace) != crc32c(bytes.substr(0, kSumPlace)) ||
      number_at<std::uint32_t>(bytes, kSumPlace + sizeof(std::uint32_t)) != 0) {
    return refuse(FailureKind::kDamaged, not_as_written);
  }
  if (number_at<std::uint32_t>(bytes, kPolicyMagic.size()) != kRecordFormatVersion) {
    return refuse(FailureKind::kWrongUse, "An archived policy set is in a format that this version does not read.");
  }
  ArchivedPolicy policy;
  policy.main_file = number_at<std::uint32_t>(bytes, kMainFilePlace);
  policy.policy_files = number_at<std::uint64_t>(bytes, kFilesPlace);
  if (policy.main_file >= policy.policy_files) return refuse(FailureKind::kDamaged, not_as_written);
  file.erase(0, kBytesPlace);
  policy.bytes = std::move(file);
  return policy;
}

Result<void> archive_policy(const std::filesystem::path& directory, const Digest& digest, const ArchivedPolicy& policy,
                            FileSystem& files) {
  if (policy.main_file >= policy.policy_files) {
    return tl::unexpected(
        Failure{FailureKind::kWrongUse, "The policy set " + to_hex(digest) + " has no file that names it."});
  }
  return archive_whole(directory, kPolicies, digest, policy_file(policy), files);
}

Result<ArchivedPolicy> read_archived_policy(const std::filesystem::path& directory, const Digest& digest,
                                            FileSystem& files) {
  const auto file = open_archived(path_of(directory, kPolicies, digest).string(), files);
  if (!file) return tl::unexpected(file.error());
  auto whole = read_whole(*file, kPolicies, digest);
  if (!whole) return tl::unexpected(whole.error());
  auto policy = read_policy_file(std::move(*whole));
  if (policy) return policy;
  if (policy.error().kind == FailureKind::kDamaged) return tl::unexpected(damaged(file->path()));
  return tl::unexpected(
      Failure{FailureKind::kWrongUse, file->path() + " is in a format that this version does not read."});
}

Result<std::vector<Digest>> archived_policies(const std::filesystem::path& directory, FileSystem& files) {
  return archived(directory, kPolicies, files);
}

Result<void> archive_zone(const std::filesystem::path& directory, const Digest& digest, std::string_view bytes,
                          FileSystem& files) {
  return archive_whole(directory, kZones, digest, bytes, files);
}

Result<std::string> read_archived_zone(const std::filesystem::path& directory, const Digest& digest,
                                       FileSystem& files) {
  const auto file = open_archived(path_of(directory, kZones, digest).string(), files);
  if (!file) return tl::unexpected(file.error());
  return read_whole(*file, kZones, digest);
}

Result<std::vector<Digest>> archived_zones(const std::filesystem::path& directory, FileSystem& files) {
  return archived(directory, kZones, files);
}

}  // namespace licet::record
