#pragma once
// JSON objects written field by field.
//
// What is written is always well-formed: strings are escaped, bytes that are not UTF-8 become U+FFFD. No white space.
// Thread rule: values; pure functions.

#include <cstdint>
#include <licet/instant.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace licet::exchange {

/// The text as a JSON string. UTF-8 stays as it is.
void append_quoted(std::string& out, std::string_view text);
void append_quoted_list(std::string& out, std::span<const std::string> texts);

/// Appends one object to a string: construct, write fields, end(). The string must outlive the writer.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  void text(std::string_view name, std::string_view value);
  void text_or_null(std::string_view name, const std::optional<std::string>& value);
  void integer(std::string_view name, std::int64_t value);
  void number(std::string_view name, std::uint64_t value);
  void boolean(std::string_view name, bool value);
  void null(std::string_view name);
  /// RFC 3339; null for kNever.
  void instant(std::string_view name, Instant value);
  void texts(std::string_view name, std::span<const std::string> values);
  /// `json` is JSON already.
  void raw(std::string_view name, std::string_view json);
  /// Starts a field; the caller appends its value to the string.
  void name(std::string_view name);
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace licet::exchange
