#pragma once
// Comma-separated values (RFC 4180), read from pieces of a file: records of fields.
//
// Memory: one record of at most CsvOptions::record_bytes, however long the file is. Line ends are CRLF or LF; a field
// in quotes may hold line ends, separators and doubled quotes. Thread rule: one thread.

#include <cstdint>
#include <licet/import_limits.h>
#include <licet/limits.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

struct CsvOptions {
  char separator = ',';
  char quote = '"';
  std::size_t record_bytes = limits::kJsonLineBytes;
  std::size_t fields = limits::kImportColumns;
};

/// What is wrong with a record. `column` counts characters of its first line from 1, in bytes.
struct CsvProblem {
  std::string message;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

struct CsvRecord {
  std::uint64_t line = 0;  ///< on which it begins, from 1
  std::vector<std::string> fields;
  std::optional<CsvProblem> problem;  ///< then the fields say nothing
};

class CsvParser {
 public:
  explicit CsvParser(CsvOptions options) : options_(options) {}

  /// Takes the next piece of the file. Records that it ends are appended; blank lines are none. After a mistake within
  /// a record reading goes on behind the next line end.
  void feed(std::string_view piece, std::vector<CsvRecord>& records);
  /// The file has ended.
  void finish(std::vector<CsvRecord>& records);

 private:
  enum class State : std::uint8_t { kFieldStart, kPlain, kQuoted, kQuoteInQuoted, kSkipping };

  void take(char c, std::vector<CsvRecord>& records);
  void add(char c);
  void end_field();
  void end_record(std::vector<CsvRecord>& records);
  void fail(std::string message);

  CsvOptions options_;
  State state_ = State::kFieldStart;
  CsvRecord record_;
  std::string field_;
  bool begun_ = false;            ///< something of the record was read
  bool return_before_ = false;    ///< a carriage return that is an end of line if a line feed follows
  std::size_t bytes_ = 0;         ///< of the record
  std::uint64_t line_ = 1;        ///< in which the next character stands
  std::uint64_t column_ = 0;      ///< of the last character
  std::uint64_t quote_line_ = 0;  ///< where the open quotation mark stands
  std::uint64_t quote_column_ = 0;
};

}  // namespace licet::exchange
