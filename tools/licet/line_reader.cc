#include <cerrno>
#include <fcntl.h>
#include <licet/limits.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <tools/licet/line_reader.h>
#include <unistd.h>
#include <utility>

namespace licet::tool {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

std::string system_message(int error) { return std::generic_category().message(error); }

}  // namespace

tl::expected<LineReader, std::string> LineReader::open(const std::string& path) {
  if (path == "-") return LineReader(STDIN_FILENO, "standard input");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return tl::unexpected(path + " cannot be read: " + system_message(errno));
  return LineReader(descriptor, path);
}

LineReader::LineReader(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {
  struct stat found {};
  if (::fstat(descriptor_, &found) == 0 && S_ISREG(found.st_mode)) size_ = static_cast<std::uint64_t>(found.st_size);
}

LineReader::LineReader(LineReader&& other) noexcept { *this = std::move(other); }

LineReader& LineReader::operator=(LineReader&& other) noexcept {
  if (this == &other) return *this;
  close();
  descriptor_ = std::exchange(other.descriptor_, -1);
  name_ = std::move(other.name_);
  size_ = other.size_;
  read_ = other.read_;
  buffer_ = std::move(other.buffer_);
  begin_ = other.begin_;
  scanned_ = other.scanned_;
  number_ = other.number_;
  skipping_ = other.skipping_;
  at_start_ = other.at_start_;
  at_end_ = other.at_end_;
  return *this;
}

std::optional<double> LineReader::share() const {
  if (size_ == 0) return std::nullopt;
  return static_cast<double>(read_ - (buffer_.size() - begin_)) / static_cast<double>(size_);
}

bool LineReader::typed() const { return ::isatty(descriptor_) == 1; }

LineReader::~LineReader() { close(); }

void LineReader::close() noexcept {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  descriptor_ = -1;
}

tl::expected<std::vector<Line>, std::string> LineReader::next_group(std::size_t most) {
  std::vector<Line> lines;
  while (true) {
    take_lines(lines, most);
    if (!lines.empty()) return lines;
    if (at_end_) {
      if (skipping_ || begin_ < buffer_.size()) take(lines, std::string_view(buffer_).substr(begin_));
      begin_ = buffer_.size();
      return lines;
    }
    if (!fill()) return tl::unexpected(name_ + " cannot be read: " + system_message(errno));
  }
}

bool LineReader::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  scanned_ = buffer_.size();
  if (buffer_.size() > limits::kJsonLineBytes) {
    skipping_ = true;
    buffer_.clear();
    scanned_ = 0;
  }
  const std::size_t old_size = buffer_.size();
  buffer_.resize(old_size + kBlockBytes);
  ssize_t count = -1;
  do {
    count = ::read(descriptor_, buffer_.data() + old_size, kBlockBytes);
  } while (count < 0 && errno == EINTR);
  buffer_.resize(old_size + static_cast<std::size_t>(count > 0 ? count : 0));
  if (count < 0) return false;
  at_end_ = count == 0;
  read_ += static_cast<std::uint64_t>(count);
  if (at_start_ && (at_end_ || buffer_.size() >= kByteOrderMark.size())) {
    at_start_ = false;
    if (buffer_.starts_with(kByteOrderMark)) begin_ = scanned_ = kByteOrderMark.size();
  }
  return true;
}

void LineReader::take_lines(std::vector<Line>& lines, std::size_t most) {
  while (lines.size() < most && !at_start_) {
    const std::size_t end = buffer_.find('\n', scanned_);
    if (end == std::string::npos) {
      scanned_ = buffer_.size();
      return;
    }
    take(lines, std::string_view(buffer_).substr(begin_, end - begin_));
    begin_ = scanned_ = end + 1;
  }
}

void LineReader::take(std::vector<Line>& lines, std::string_view text) {
  ++number_;
  const bool too_long = std::exchange(skipping_, false) || text.size() > limits::kJsonLineBytes;
  if (too_long) {
    lines.push_back({number_, {}, true});
  } else if (!is_blank(text)) {
    lines.push_back({number_, std::string(text), false});
  }
}

}  // namespace licet::tool
