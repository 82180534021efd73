#include <algorithm>
#include <cerrno>
#include <charconv>
#include <engine/base/hexadecimal.h>
#include <engine/record/crc32c.h>
#include <engine/record/erased_list.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>

namespace licet::record {
namespace {

constexpr std::string_view kBeginning = "licet-erased ";
constexpr std::string_view kVersion = "1";
constexpr std::string_view kNone = "-";
constexpr std::size_t kSumBytes = 1 + 8;
constexpr std::size_t kHashDigits = 2 * sizeof(KeyedHash);
constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;
/// Of a line that states kErasedListNumbers numbers of 20 digits.
constexpr std::size_t kLineBytes = 128 + kErasedListNumbers * 21;

/// What stands before the sum, with it and the end of the line.
std::string line_of(std::string text) {
  const std::uint32_t sum = crc32c(text);
  text += ' ';
  append_hexadecimal(text, sum);
  text += '\n';
  return text;
}

/// What stands before the sum; none if that is another one. `line` is without its end.
std::optional<std::string_view> text_of(std::string_view line) {
  if (line.size() <= kSumBytes) return std::nullopt;
  const std::string_view text = line.substr(0, line.size() - kSumBytes);
  const std::string whole = line_of(std::string(text));
  if (std::string_view(whole).substr(0, whole.size() - 1) != line) return std::nullopt;
  return text;
}

std::string first_line(const LogId& log) {
  std::string text(kBeginning);
  text += kVersion;
  text += ' ';
  append_hexadecimal(text, log);
  return line_of(std::move(text));
}

std::string line_of(const ErasedEntry& entry) {
  std::string text;
  append_hexadecimal(text, entry.holder.row);
  append_hexadecimal(text, entry.holder.known);
  text += ' ' + std::to_string(entry.at.micros) + ' ';
  for (const std::uint64_t number : entry.kept) text += std::to_string(number) + ',';
  if (entry.kept.empty()) {
    text += kNone;
  } else {
    text.pop_back();
  }
  return line_of(std::move(text));
}

bool rises(std::span<const std::uint64_t> numbers) {
  return std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>()) == numbers.end();
}

/// Takes a number and what follows it off the text.
template <class Number>
bool take(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc();
}

/// None unless the line is the very one that would be written for it.
std::optional<ErasedEntry> entry_of(std::string_view line) {
  auto text = text_of(line);
  ErasedEntry entry;
  const bool named = text && text->size() > 2 * kHashDigits &&
                     read_hexadecimal(text->substr(0, kHashDigits), entry.holder.row) &&
                     read_hexadecimal(text->substr(kHashDigits, kHashDigits), entry.holder.known);
  if (!named) return std::nullopt;
  text->remove_prefix(2 * kHashDigits);
  if (!text->starts_with(' ')) return std::nullopt;
  text->remove_prefix(1);
  if (!take(*text, entry.at.micros) || !text->starts_with(' ')) return std::nullopt;
  text->remove_prefix(1);
  while (!text->empty() && *text != kNone) {
    if (entry.kept.size() == kErasedListNumbers || !take(*text, entry.kept.emplace_back())) return std::nullopt;
    if (text->starts_with(',')) text->remove_prefix(1);
  }
  const std::string whole = line_of(entry);
  if (!rises(entry.kept) || std::string_view(whole).substr(0, whole.size() - 1) != line) return std::nullopt;
  return entry;
}

Failure damaged_line(const std::string& path, std::uint64_t line) {
  return {FailureKind::kDamaged, path + ", line " + std::to_string(line) + ", is not as it was written."};
}

/// Of a file that holds no line `number`, or a whole first one that is not that of this log.
Failure wrong_beginning(const std::string& path, std::string_view line, const LogId& log) {
  const auto text = text_of(line);
  if (!text || !text->starts_with(kBeginning)) return damaged_line(path, 1);
  const std::string_view version =
      text->substr(kBeginning.size(), text->find(' ', kBeginning.size()) - kBeginning.size());
  if (version != kVersion) {
    return {FailureKind::kWrongUse, path + " is in a format that this version does not read."};
  }
  LogId of{};
  const bool other = read_hexadecimal(text->substr(std::min(text->size(), kBeginning.size() + 2)), of) && of != log;
  if (other) return {FailureKind::kDamaged, path + ", line 1: this list of erasures belongs to another store."};
  return damaged_line(path, 1);
}

Failure full(const std::filesystem::path& path) { return {FailureKind::kLimit, path.string() + " can take no more."}; }

}  // namespace

std::filesystem::path erased_list_path(const std::filesystem::path& master_key_path) {
  std::filesystem::path path = master_key_path;
  path += ".erased";
  return path;
}

Result<ErasedList> ErasedList::open(const std::filesystem::path& path, const LogId& log, bool writable,
                                    FileSystem& files) {
  ErasedList list(path, log, writable, files);
  auto file = OpenFile::open(files, path.string(), writable ? O_RDWR : O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) return list;
  if (!file) {
    return tl::unexpected(writable ? not_writable(path.string(), file.error())
                                   : not_readable(path.string(), file.error()));
  }
  list.file_ = std::move(*file);
  if (writable) {
    if (auto locked = list.lock(); !locked) return tl::unexpected(locked.error());
  }
  if (auto read = list.read(); !read) return tl::unexpected(read.error());
  if (!writable) return list;
  if (auto settled = list.settle(); !settled) return tl::unexpected(settled.error());
  return list;
}

Result<void> ErasedList::read() {
  const std::string& path = file_->path();
  const auto size = file_->size();
  if (!size) return tl::unexpected(size.error());
  if (*size > kErasedListBytes) {
    return tl::unexpected(Failure{FailureKind::kLimit, path + " is longer than 4 GiB."});
  }
  std::string rest;
  std::uint64_t line = 0;
  for (std::uint64_t place = 0; place < *size;) {
    const auto piece =
        file_->read(place, static_cast<std::size_t>(std::min<std::uint64_t>(*size - place, kPieceBytes)));
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) break;
    place += piece->size();
    rest += *piece;
    std::size_t begin = 0;
    for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', begin)) {
      const std::string_view found = std::string_view(rest).substr(begin, end - begin);
      if (auto taken = take_line(found, ++line); !taken) return taken;
      begin = end + 1;
      bytes_ += found.size() + 1;
    }
    rest.erase(0, begin);
    if (rest.size() > kLineBytes) return tl::unexpected(damaged_line(path, line + 1));
  }
  return {};
}

Result<void> ErasedList::take_line(std::string_view line, std::uint64_t number) {
  const std::string& path = file_->path();
  if (number == 1) {
    const std::string expected = first_line(log_);
    if (std::string_view(expected).substr(0, expected.size() - 1) == line) return {};
    return tl::unexpected(wrong_beginning(path, line, log_));
  }
  auto entry = entry_of(line);
  if (!entry) return tl::unexpected(damaged_line(path, number));
  entries_.push_back(std::move(*entry));
  return {};
}

/// Stores that were copied share a key: only one of them may write the list.
Result<void> ErasedList::lock() {
  const auto locked = file_->lock();
  if (!locked) return tl::unexpected(locked.error());
  if (*locked) return {};
  return tl::unexpected(Failure{FailureKind::kBusy, file_->path() +
                                                        " is in use by another store with the same key: "
                                                        "give a copy of the key, and of the list, to each."});
}

Result<void> ErasedList::settle() {
  // Cut and synced even where it looks whole: the process before may have died before either.
  if (auto cut = file_->truncate(bytes_); !cut) return cut;
  if (auto synced = file_->sync(); !synced) return synced;
  return sync_directory(*files_, directory_of(path_));
}

Result<void> ErasedList::begin() {
  if (!writable_) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, path_.string() + " is open for reading only."});
  }
  return is_begun() ? Result<void>() : write(first_line(log_), nullptr);
}

Result<void> ErasedList::add(const ErasedEntry& entry) {
  if (!writable_) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, path_.string() + " is open for reading only."});
  }
  if (!rises(entry.kept)) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The numbers of what an erasure keeps do not rise."});
  }
  if (entry.kept.size() > kErasedListNumbers) return tl::unexpected(full(path_));
  return write((is_begun() ? std::string() : first_line(log_)) + line_of(entry), &entry);
}

Result<void> ErasedList::write(const std::string& lines, const ErasedEntry* entry) {
  if (failed_) {
    return tl::unexpected(Failure{FailureKind::kNotWritable, "An earlier write to " + path_.string() +
                                                                 " failed: the store must be opened again."});
  }
  if (bytes_ + lines.size() > kErasedListBytes) return tl::unexpected(full(path_));
  failed_ = true;
  const bool is_made = !file_;
  if (is_made) {
    auto made = OpenFile::open(*files_, path_.string(), O_RDWR | O_CREAT | O_EXCL);
    if (!made) return tl::unexpected(not_writable(path_.string(), made.error()));
    file_ = std::move(*made);
    if (auto locked = lock(); !locked) return locked;
  }
  Result<void> written = file_->write_at(bytes_, lines);
  if (written) written = file_->sync();
  if (written && is_made) written = sync_directory(*files_, directory_of(path_));
  if (!written) return written;
  bytes_ += lines.size();
  if (entry != nullptr) entries_.push_back(*entry);
  failed_ = false;
  return {};
}

}  // namespace licet::record
