#pragma once
// Rows of a file of CSV or of JSON Lines, in groups.
//
// Thread rule: one thread. Memory: one block of the file and one row, however long the file is.

#include <engine/exchange/csv.h>
#include <engine/exchange/import_row.h>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <tools/licet/line_reader.h>
#include <vector>

namespace licet::tool {

enum class RowFormat : std::uint8_t { kJsonLines, kCsv };

/// By the ending of its name: `.csv` is CSV.
RowFormat format_of(const std::string& path);

struct ReadRow {
  std::uint64_t line = 0;  ///< on which it begins, from 1
  std::shared_ptr<const exchange::RowColumns> columns;
  std::vector<std::string> fields;
  /// What is wrong with it, and in which place of its line; then it has no fields.
  std::string problem;
};

class RowReader {
 public:
  /// Opens a file; `-` is standard input. Of CSV the first line has the columns' names, unless the mapping has them.
  /// Columns that the mapping needs and CSV lacks are an error. The error is one sentence.
  static tl::expected<RowReader, std::string> open(const std::string& path, RowFormat format,
                                                   const exchange::ImportMapping& mapping);
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;
  ~RowReader();

  /// At most `most` rows; empty at the end.
  tl::expected<std::vector<ReadRow>, std::string> next_group(std::size_t most);
  /// Columns that the mapping names and no row has had so far. Of CSV none: its first line has them.
  std::vector<std::string> never_seen() const;
  std::optional<double> share() const;
  bool typed() const;
  const std::string& name() const;

 private:
  struct State;
  explicit RowReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace licet::tool
