#include <algorithm>
#include <cerrno>
#include <engine/record/journal.h>
#include <engine/record/journal_line.h>
#include <engine/record/store_directory.h>
#include <fcntl.h>
#include <utility>

namespace licet::record {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;

Failure damaged(const OpenFile& file, std::uint64_t line) {
  return {FailureKind::kDamaged, file.path() + ", line " + std::to_string(line) + ", is not as it was written."};
}

/// The end of the last complete line within `size` bytes; 0 if there is none.
Result<std::uint64_t> end_of_complete_lines(const OpenFile& file, std::uint64_t size) {
  for (std::uint64_t end = size; end > 0;) {
    const std::uint64_t begin = end - std::min<std::uint64_t>(end, kPieceBytes);
    const auto piece = file.read(begin, static_cast<std::size_t>(end - begin));
    if (!piece) return tl::unexpected(piece.error());
    if (const auto line_end = piece->rfind('\n'); line_end != std::string::npos) return begin + line_end + 1;
    end = begin;
  }
  return 0;
}

Result<void> check_header(const OpenFile& file) {
  std::string expected;
  append_line(expected, kFormatHeader);
  const auto found = file.read(0, kPieceBytes);
  if (!found) return tl::unexpected(found.error());
  const std::string_view line = std::string_view(*found).substr(0, found->find('\n'));
  const auto text = text_of_line(line);
  if (!text) return tl::unexpected(damaged(file, 1));
  if (*text == kFormatHeader) return {};
  return tl::unexpected(
      Failure{FailureKind::kWrongUse, file.path() + " is in a format that this version does not read."});
}

Result<void> write_header(FileSystem& files, const std::filesystem::path& directory, OpenFile& file) {
  // In this order a complete header tells that the names of file and directory are durable too.
  if (auto synced = sync_directory_and_parent(files, directory); !synced) return synced;
  std::string header;
  append_line(header, kFormatHeader);
  if (auto written = file.write_all(header); !written) return written;
  return file.sync_data();
}

}  // namespace

Result<Journal> Journal::open(const std::filesystem::path& directory, JournalAccess access, FileSystem& files) {
  if (directory.empty()) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The store's directory has an empty name."});
  }
  return access == JournalAccess::kWrite ? open_for_writing(directory, files) : open_for_reading(directory, files);
}

Result<Journal> Journal::open_for_reading(const std::filesystem::path& directory, FileSystem& files) {
  const std::string path = (directory / kJournalName).string();
  auto file = OpenFile::open(files, path, O_RDONLY);
  if (!file && (file.error() == ENOENT || file.error() == ENOTDIR)) {
    return tl::unexpected(Failure{FailureKind::kNotFound, "There is no store in " + directory.string() + "."});
  }
  if (!file) return tl::unexpected(not_readable(path, file.error()));
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  const auto end = end_of_complete_lines(*file, *size);
  if (!end) return tl::unexpected(end.error());
  // Without a complete first line the writer has only begun: a journal without lines.
  if (*end > 0) {
    if (auto good = check_header(*file); !good) return tl::unexpected(good.error());
  }
  return Journal(OpenFile(), std::move(*file), *end, JournalAccess::kRead);
}

Result<Journal> Journal::open_for_writing(const std::filesystem::path& directory, FileSystem& files) {
  if (auto made = make_store_directory(files, directory); !made) return tl::unexpected(made.error());
  auto lock = lock_for_writing(files, directory);
  if (!lock) return tl::unexpected(lock.error());
  const std::string path = (directory / kJournalName).string();
  auto file = OpenFile::open(files, path, O_RDWR | O_CREAT | O_APPEND);
  if (!file) return tl::unexpected(not_writable(path, file.error()));
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  const auto end = end_of_complete_lines(*file, *size);
  if (!end) return tl::unexpected(end.error());
  if (*end > 0) {
    if (auto good = check_header(*file); !good) return tl::unexpected(good.error());
  }
  if (*end < *size) {
    if (auto cut = file->truncate(*end); !cut) return tl::unexpected(cut.error());
  }
  // Lines that the process before wrote and did not live to sync count from here on, so they must be durable.
  if (auto synced = file->sync_data(); !synced) return tl::unexpected(synced.error());
  if (*end == 0) {
    if (auto written = write_header(files, directory, *file); !written) return tl::unexpected(written.error());
  }
  const auto durable = file->size();
  if (!durable) return tl::unexpected(durable.error());
  return Journal(std::move(*lock), std::move(*file), *durable, JournalAccess::kWrite);
}

Result<void> Journal::read(const Visit& visit) const {
  std::uint64_t end = end_;
  if (access_ == JournalAccess::kRead) {
    const auto size = file_.size();
    if (!size) return tl::unexpected(size.error());
    end = *size;
  }
  std::uint64_t number = 0;
  std::string rest;
  for (std::uint64_t offset = 0; offset < end;) {
    const auto piece = file_.read(offset, static_cast<std::size_t>(std::min<std::uint64_t>(end - offset, kPieceBytes)));
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) break;
    offset += piece->size();
    // Only the new piece is searched, so that a long line costs no more than its length.
    std::size_t searched = rest.size();
    rest += *piece;
    std::size_t begin = 0;
    for (auto line_end = rest.find('\n', searched); line_end != std::string::npos; line_end = rest.find('\n', begin)) {
      ++number;
      const auto text = text_of_line(std::string_view(rest).substr(begin, line_end - begin));
      if (!text || (number == 1 && *text != kFormatHeader)) return tl::unexpected(damaged(file_, number));
      if (number > 1) {
        if (auto visited = visit(number, *text); !visited) return visited;
      }
      begin = line_end + 1;
    }
    rest.erase(0, begin);
    if (rest.size() > kLineBytes + kChecksumBytes) return tl::unexpected(damaged(file_, number + 1));
  }
  return {};
}

Result<void> Journal::append(std::span<const std::string_view> texts) {
  if (access_ == JournalAccess::kRead) {
    return tl::unexpected(Failure{FailureKind::kWrongUse, "The store is open for reading only."});
  }
  if (failed_) {
    return tl::unexpected(
        Failure{FailureKind::kNotWritable, "An earlier write to the store failed: it must be opened again."});
  }
  std::string lines;
  for (const std::string_view text : texts) {
    if (text.find('\n') != std::string_view::npos) {
      return tl::unexpected(Failure{FailureKind::kWrongUse, "A record may not hold a line end."});
    }
    if (text.size() > kLineBytes) {
      return tl::unexpected(
          Failure{FailureKind::kLimit, "A record is longer than " + std::to_string(kLineBytes) + " bytes."});
    }
    append_line(lines, text);
  }
  if (lines.empty()) return {};
  auto written = file_.write_all(lines);
  if (written) written = file_.sync_data();
  if (!written) {
    failed_ = true;
    // What was not acknowledged should not come back; whether it does is for the caller the same as a lost answer.
    static_cast<void>(file_.truncate(end_));
    return written;
  }
  end_ += lines.size();
  return {};
}

}  // namespace licet::record
