#pragma once
// How the rows of another system become events: a mapping, read from its file. The form is described in docs/import.md.
//
// Immutable once read. Thread rule: pure functions and values.

#include <engine/check/model.h>
#include <engine/exchange/time_pattern.h>
#include <licet/event.h>
#include <licet/input_error.h>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::exchange {

/// Where the value of a field comes from: a column, by way of a table if there is one, or the same for every row.
struct ValueSource {
  std::optional<std::string> constant;
  std::string column;
  /// What stands for each value of the column; none: the event, or for another field the field, is left out.
  std::optional<std::map<std::string, std::optional<std::string>, std::less<>>> table;
  std::string separator;            ///< of a list; empty: one name
  std::optional<TimePattern> time;  ///< of a time, and of a fact's value that is one

  bool is_constant() const { return constant.has_value(); }
};

/// A member of `source`, `actor` or `evidence`.
struct NamedSource {
  std::string name;
  ValueSource value;
};

/// `source`, `actor` or `evidence`: a text, or an object of texts.
struct KeptSource {
  std::optional<ValueSource> text;
  std::vector<NamedSource> members;

  bool is_mapped() const { return text.has_value() || !members.empty(); }
};

/// One event of each row.
struct EventMapping {
  ValueSource event;
  std::optional<ValueSource> customer;
  std::optional<ValueSource> device;
  ValueSource at;
  std::vector<std::string> only_with;  ///< columns without a value in one of which the event is left out
  std::optional<ValueSource> consent;
  std::optional<ValueSource> wording;
  std::optional<ValueSource> purposes;
  std::optional<ValueSource> channels;
  std::optional<ValueSource> data;
  std::optional<ValueSource> notice;
  std::optional<ValueSource> fact;
  std::optional<ValueSource> value;
  std::optional<ValueSource> item;
  std::vector<NamedSource> facts;  ///< what a grant states of itself
  KeptSource source;
  KeptSource actor;
  KeptSource evidence;
};

struct ImportMapping {
  std::string origin;                ///< the other system's name: a part of every event's `id`, and of its `source`
  std::vector<std::string> key;      ///< columns that name a row; empty: all its fields
  std::vector<std::string> columns;  ///< of a file of CSV without a line of names; empty: its first line has them
  char separator = ',';
  std::shared_ptr<const time::Zone> zone;  ///< of times without an offset
  std::vector<EventMapping> events;
};

/// Reads a mapping, and holds its constants and tables against the policy set. The error names the field by its place,
/// such as `events[1].consent`.
tl::expected<ImportMapping, InputError> read_mapping(std::string_view text, const model::Model& model);

}  // namespace licet::exchange
