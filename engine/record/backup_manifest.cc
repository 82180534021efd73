#include <algorithm>
#include <array>
#include <charconv>
#include <engine/base/hexadecimal.h>
#include <engine/record/backup_manifest.h>
#include <engine/record/note_lines.h>
#include <span>

namespace licet::record {
namespace {

constexpr std::string_view kBeginning = "licet-backup 1 ";
constexpr std::string_view kHex = "0123456789abcdef";

/// Files whose names are digits of one length between a folder and an ending.
struct NumberedName {
  std::string_view folder;
  std::string_view digits;
  std::size_t length;
  std::string_view ending;
};

constexpr std::string_view kDecimal = "0123456789";
constexpr std::array<NumberedName, 5> kNumbered = {{{"log/", kDecimal, 20, ".seg"},
                                                    {"audiences/", kDecimal, 20, ".run"},
                                                    {"heads/", kDecimal, 20, ".note"},
                                                    {"policies/", kHex, 64, ".set"},
                                                    {"zones/", kHex, 64, ".zone"}}};

/// Takes a word and the space behind it off the line; all of it if there is no space.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

bool read_time(std::string_view text, Instant& at) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), at.micros);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

bool read_count(std::string_view text, std::uint64_t& number) {
  const auto read = read_decimal(text);
  if (read) number = *read;
  return read.has_value();
}

std::string without_hash(const BackupManifest& manifest) {
  std::string text(kBeginning);
  append_hexadecimal(text, manifest.log);
  text += "\nat " + std::to_string(manifest.at.micros);
  text += "\nrecords " + std::to_string(manifest.records) + ' ' + to_hex(manifest.root) + '\n';
  for (const BackedUpFile& file : manifest.files) {
    text += "file " + to_hex(file.hash) + ' ' + std::to_string(file.size) + ' ' + file.path + '\n';
  }
  return text;
}

/// As far as lines state it; whether they are the right ones, printing it again tells.
std::optional<BackupManifest> parsed(std::string_view bytes) {
  BackupManifest manifest;
  const auto first = take_line(bytes);
  if (!first || !first->starts_with(kBeginning) || !read_hexadecimal(first->substr(kBeginning.size()), manifest.log)) {
    return std::nullopt;
  }
  while (auto line = take_line(bytes)) {
    const std::string_view what = take_word(*line);
    bool good = true;
    if (what == "at") {
      good = read_time(*line, manifest.at);
    } else if (what == "records") {
      good = read_count(take_word(*line), manifest.records) && read_hexadecimal(*line, manifest.root);
    } else if (what == "file") {
      BackedUpFile file;
      good = read_hexadecimal(take_word(*line), file.hash) && read_count(take_word(*line), file.size) &&
             is_backup_path(*line);
      file.path = *line;
      manifest.files.push_back(std::move(file));
    }
    if (!good) return std::nullopt;
  }
  return manifest;
}

}  // namespace

bool is_backup_path(std::string_view path) {
  if (path == "keys" || path == "log/end" || path == "heads/newest") return true;
  return std::any_of(kNumbered.begin(), kNumbered.end(), [path](const NumberedName& name) {
    if (path.size() != name.folder.size() + name.length + name.ending.size()) return false;
    const std::string_view digits = path.substr(name.folder.size(), name.length);
    return path.starts_with(name.folder) && path.ends_with(name.ending) &&
           digits.find_first_not_of(name.digits) == std::string_view::npos;
  });
}

std::string print_manifest(const BackupManifest& manifest) {
  std::string text = without_hash(manifest);
  return text + "hash " + to_hex(sha256(text)) + '\n';
}

std::optional<BackupManifest> read_manifest(std::string_view bytes) {
  auto manifest = parsed(bytes);
  if (!manifest) return std::nullopt;
  const auto not_before = [](const BackedUpFile& a, const BackedUpFile& b) { return a.path >= b.path; };
  const auto& files = manifest->files;
  const bool sorted = std::adjacent_find(files.begin(), files.end(), not_before) == files.end();
  if (!sorted || print_manifest(*manifest) != bytes) return std::nullopt;
  return manifest;
}

}  // namespace licet::record
