#pragma once
// What became of the rows of an import.
//
// Thread rule: one thread. Never a value of a row.

#include <cstdint>
#include <engine/exchange/import_row.h>
#include <map>
#include <optional>
#include <string>
#include <tools/licet/output.h>
#include <tuple>
#include <utility>
#include <vector>

namespace licet::tool {

class ImportSummary {
 public:
  /// `doubtful`: where doubtful rows are listed, a line of JSON each; none if nowhere.
  ImportSummary(Output& output, std::string input, int doubtful_file)
      : output_(output), input_(std::move(input)), doubtful_file_(doubtful_file) {}

  /// Says on standard error, of the first rows, and lists. False if the list cannot be written.
  bool doubt(std::uint64_t line, const exchange::RowDoubt& doubt);
  void row_without_event() {
    ++rows_;
    ++without_event_;
  }
  void row_taken(std::uint64_t events, std::uint64_t already_there);

  /// Columns that the mapping names and no row had.
  void never_seen(std::vector<std::string> columns) { never_seen_ = std::move(columns); }

  std::uint64_t rows() const { return rows_; }
  std::uint64_t events() const { return events_ + events_already_there_; }
  std::uint64_t doubtful() const { return doubtful_; }

  /// At the end: how many doubtful rows were not shown; then the counts, on standard output.
  void print(bool json, bool dry_run) const;

 private:
  std::string json(bool dry_run) const;
  std::string text(bool dry_run) const;

  Output& output_;
  std::string input_;
  int doubtful_file_;
  std::uint64_t rows_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t already_there_ = 0;
  std::uint64_t without_event_ = 0;
  std::uint64_t doubtful_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t events_already_there_ = 0;
  std::vector<std::string> never_seen_;
  /// By field, column and reason.
  std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> reasons_;
};

}  // namespace licet::tool
