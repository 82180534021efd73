#pragma once
// One row of another system → events, or why it is doubtful.
//
// Pure functions of the mapping, the policy set and the row. Thread rule: any thread. Messages name columns and fields,
// never values.

#include <engine/exchange/import_mapping.h>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

namespace licet::exchange {

/// Columns by name. Where a file states them in its first line, they are the same for all its rows.
class RowColumns {
 public:
  /// The error says what is wrong with the names: one stands twice, or is empty.
  static tl::expected<RowColumns, std::string> of(std::vector<std::string> names);

  std::optional<std::size_t> find(std::string_view name) const;
  std::size_t size() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> index_;
};

struct ImportRow {
  const RowColumns* columns = nullptr;
  std::vector<std::string> fields;  ///< as many as columns
};

/// A row of JSON Lines: an object; texts, numbers, true and false are its fields, null and what is missing are empty; a
/// list of texts stands with kListSeparator between them; members of an object within as `a.b`.
inline constexpr char kListSeparator = '\x1F';
struct JsonRow {
  RowColumns columns;
  std::vector<std::string> fields;
};
tl::expected<JsonRow, std::string> read_json_row(std::string_view line);

/// Why a row is not taken.
struct RowDoubt {
  std::string column;  ///< empty if it is about the row as a whole
  std::string field;   ///< of which event's field, such as `events[0].at`
  std::string reason;

  friend bool operator==(const RowDoubt&, const RowDoubt&) = default;
};

/// An event of a row, as a store takes it; `event` is its place in the mapping.
struct ImportedEvent {
  std::size_t place = 0;
  Event event;
};

/// The events that a row tells of: none, if none of the mapping's events concerns it. Each has an `id` that depends on
/// the origin, the row's key and the event's place alone, and passes check_event. `now` bounds the times.
tl::expected<std::vector<ImportedEvent>, RowDoubt> events_of(const ImportMapping& mapping, const ImportRow& row,
                                                             const model::Model& model, Instant now);

/// Columns that the mapping names and a file does not have.
std::vector<std::string> missing_columns(const ImportMapping& mapping, const RowColumns& columns);

}  // namespace licet::exchange
