#include <algorithm>
#include <cerrno>
#include <deque>
#include <fcntl.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <system_error>
#include <tools/licet/row_reader.h>
#include <unistd.h>
#include <utility>

namespace licet::tool {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_utf16(std::string_view start) { return start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"); }

/// A file of CSV, block by block.
class CsvFile {
 public:
  CsvFile(int descriptor, std::string name, const exchange::ImportMapping& mapping)
      : descriptor_(descriptor), name_(std::move(name)), parser_({mapping.separator}) {
    struct stat found {};
    if (::fstat(descriptor_, &found) == 0 && S_ISREG(found.st_mode)) size_ = static_cast<std::uint64_t>(found.st_size);
  }
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;
  ~CsvFile() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }

  /// The next record; none at the end.
  tl::expected<std::optional<exchange::CsvRecord>, std::string> next() {
    while (records_.empty() && !ended_) {
      if (auto wrong = fill(); !wrong.empty()) return tl::unexpected(std::move(wrong));
    }
    if (records_.empty()) return std::nullopt;
    exchange::CsvRecord record = std::move(records_.front());
    records_.pop_front();
    return record;
  }

  std::optional<double> share() const {
    if (size_ == 0) return std::nullopt;
    return static_cast<double>(read_) / static_cast<double>(size_);
  }
  bool typed() const { return ::isatty(descriptor_) == 1; }
  const std::string& name() const { return name_; }

 private:
  /// Gives why the file cannot be read, or nothing.
  std::string fill() {
    const std::size_t kept = first_.size();
    std::string block = std::move(first_);
    first_.clear();
    block.resize(kept + kBlockBytes);
    ssize_t count = -1;
    do {
      count = ::read(descriptor_, block.data() + kept, kBlockBytes);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return name_ + " cannot be read: " + std::generic_category().message(errno);
    block.resize(kept + static_cast<std::size_t>(count));
    read_ += static_cast<std::uint64_t>(count);
    ended_ = count == 0;
    std::string_view piece = block;
    if (at_start_) {
      if (!ended_ && block.size() < kByteOrderMark.size()) {
        first_ = std::move(block);
        return {};
      }
      at_start_ = false;
      if (is_utf16(piece)) return name_ + " is UTF-16: save it as UTF-8";
      if (piece.starts_with(kByteOrderMark)) piece.remove_prefix(kByteOrderMark.size());
    }
    std::vector<exchange::CsvRecord> found;
    parser_.feed(piece, found);
    if (ended_) parser_.finish(found);
    for (exchange::CsvRecord& record : found) records_.push_back(std::move(record));
    return {};
  }

  int descriptor_;
  std::string name_;
  exchange::CsvParser parser_;
  std::deque<exchange::CsvRecord> records_;
  std::string first_;  ///< the file's first bytes, before there are enough to see a byte-order mark
  std::uint64_t size_ = 0;
  std::uint64_t read_ = 0;
  bool at_start_ = true;
  bool ended_ = false;
};

tl::expected<int, std::string> descriptor_of(const std::string& path) {
  if (path == "-") return STDIN_FILENO;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) return descriptor;
  return tl::unexpected(path + " cannot be read: " + std::generic_category().message(errno));
}

/// What the first line shows of how the file was saved, where that is not as it is read; else nothing.
std::string saved_otherwise(const std::vector<std::string>& names, char separator) {
  const auto all_have = [&](char c) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return name.find(c) != std::string::npos; });
  };
  if (all_have('\r')) return "its lines end with a carriage return alone: save it with line feeds";
  if (names.size() != 1) return {};
  for (const char other : {';', ',', '\t', '|'}) {
    if (other == separator || names.front().find(other) == std::string::npos) continue;
    const std::string shown = other == '\t' ? "\\t" : std::string(1, other);
    return fmt::format(
        "its first line is one field, with the separator `{}`; perhaps the mapping should say "
        "\"separator\": \"{}\"",
        separator == '\t' ? std::string("\\t") : std::string(1, separator), shown);
  }
  return {};
}

std::string place(const exchange::CsvProblem& problem) {
  return fmt::format("{} (line {}, column {})", problem.message, problem.line, problem.column);
}

}  // namespace

struct RowReader::State {
  std::optional<LineReader> lines;
  std::unique_ptr<CsvFile> csv;
  std::shared_ptr<const exchange::RowColumns> columns;
  std::vector<std::string> never_seen;  ///< columns that the mapping names

  ReadRow row_of(const Line& line) {
    ReadRow row;
    row.line = line.number;
    if (line.too_long) {
      row.problem = fmt::format("The line is longer than {} bytes, the limit for one line.", limits::kJsonLineBytes);
      return row;
    }
    auto read = exchange::read_json_row(line.text);
    if (!read) {
      row.problem = std::move(read.error());
      return row;
    }
    std::erase_if(never_seen, [&](const std::string& name) { return read->columns.find(name).has_value(); });
    row.columns = std::make_shared<const exchange::RowColumns>(std::move(read->columns));
    row.fields = std::move(read->fields);
    return row;
  }

  ReadRow row_of(exchange::CsvRecord record) const {
    ReadRow row;
    row.line = record.line;
    if (record.problem) {
      row.problem = place(*record.problem);
    } else if (record.fields.size() != columns->size()) {
      row.problem =
          fmt::format("The record has {} fields, and the file {} columns.", record.fields.size(), columns->size());
    } else {
      row.columns = columns;
      row.fields = std::move(record.fields);
    }
    return row;
  }
};

RowFormat format_of(const std::string& path) {
  std::string ending = path.size() < 4 ? std::string() : path.substr(path.size() - 4);
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return ending == ".csv" ? RowFormat::kCsv : RowFormat::kJsonLines;
}

tl::expected<RowReader, std::string> RowReader::open(const std::string& path, RowFormat format,
                                                     const exchange::ImportMapping& mapping) {
  auto state = std::make_unique<State>();
  if (format == RowFormat::kJsonLines) {
    auto lines = LineReader::open(path);
    if (!lines) return tl::unexpected(std::move(lines.error()));
    state->lines = std::move(*lines);
    state->never_seen = exchange::missing_columns(mapping, {});
    std::sort(state->never_seen.begin(), state->never_seen.end());
    state->never_seen.erase(std::unique(state->never_seen.begin(), state->never_seen.end()), state->never_seen.end());
    return RowReader(std::move(state));
  }
  const auto descriptor = descriptor_of(path);
  if (!descriptor) return tl::unexpected(descriptor.error());
  const std::string name = path == "-" ? "standard input" : path;
  state->csv = std::make_unique<CsvFile>(*descriptor, name, mapping);
  std::vector<std::string> names = mapping.columns;
  if (names.empty()) {
    auto first = state->csv->next();
    if (!first) return tl::unexpected(std::move(first.error()));
    if (!*first) return tl::unexpected(name + " is empty: its first line names the columns");
    if ((*first)->problem) return tl::unexpected(name + ": " + place(*(*first)->problem));
    names = std::move((*first)->fields);
    if (const std::string hint = saved_otherwise(names, mapping.separator); !hint.empty()) {
      return tl::unexpected(name + ": " + hint);
    }
  }
  auto columns = exchange::RowColumns::of(std::move(names));
  if (!columns) return tl::unexpected(name + ": " + columns.error());
  if (const auto missing = exchange::missing_columns(mapping, *columns); !missing.empty()) {
    return tl::unexpected(fmt::format("{} lacks columns that the mapping names: {}", name, fmt::join(missing, ", ")));
  }
  state->columns = std::make_shared<const exchange::RowColumns>(std::move(*columns));
  return RowReader(std::move(state));
}

RowReader::RowReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;
RowReader::~RowReader() = default;

tl::expected<std::vector<ReadRow>, std::string> RowReader::next_group(std::size_t most) {
  std::vector<ReadRow> rows;
  if (state_->lines) {
    const auto lines = state_->lines->next_group(most);
    if (!lines) return tl::unexpected(lines.error());
    for (const Line& line : *lines) rows.push_back(state_->row_of(line));
    return rows;
  }
  while (rows.size() < most) {
    auto record = state_->csv->next();
    if (!record) return tl::unexpected(std::move(record.error()));
    if (!*record) break;
    rows.push_back(state_->row_of(std::move(**record)));
  }
  return rows;
}

std::vector<std::string> RowReader::never_seen() const { return state_->never_seen; }

std::optional<double> RowReader::share() const { return state_->lines ? state_->lines->share() : state_->csv->share(); }
bool RowReader::typed() const { return state_->lines ? state_->lines->typed() : state_->csv->typed(); }
const std::string& RowReader::name() const { return state_->lines ? state_->lines->name() : state_->csv->name(); }

}  // namespace licet::tool
