#include <engine/base/hexadecimal.h>
#include <engine/base/utf8.h>
#include <engine/exchange/json_write.h>
#include <engine/time/civil.h>

namespace licet::exchange {
namespace {

constexpr bool stands_for_itself(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

void append_escape(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      out += "\\u00";
      append_hexadecimal(out, {&byte, 1});
  }
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t written = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (stands_for_itself(text[i])) continue;
    out.append(text, written, i - written);
    append_escape(out, text[i]);
    written = i + 1;
  }
  out.append(text, written);
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (const auto malformed = first_malformed_byte(text)) {
    append_escaped(out, text.substr(0, *malformed));
    out += "\xEF\xBF\xBD";
    text.remove_prefix(*malformed + 1);
  }
  append_escaped(out, text);
  out += '"';
}

void append_quoted_list(std::string& out, std::span<const std::string> texts) {
  out += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    append_quoted(out, texts[i]);
  }
  out += ']';
}

void ObjectWriter::name(std::string_view name) {
  if (!first_) out_ += ',';
  first_ = false;
  append_quoted(out_, name);
  out_ += ':';
}

void ObjectWriter::raw(std::string_view name, std::string_view json) {
  this->name(name);
  out_ += json;
}

void ObjectWriter::text(std::string_view name, std::string_view value) {
  this->name(name);
  append_quoted(out_, value);
}

void ObjectWriter::text_or_null(std::string_view name, const std::optional<std::string>& value) {
  if (value) {
    text(name, *value);
  } else {
    null(name);
  }
}

void ObjectWriter::integer(std::string_view name, std::int64_t value) { raw(name, std::to_string(value)); }
void ObjectWriter::number(std::string_view name, std::uint64_t value) { raw(name, std::to_string(value)); }
void ObjectWriter::boolean(std::string_view name, bool value) { raw(name, value ? "true" : "false"); }
void ObjectWriter::null(std::string_view name) { raw(name, "null"); }

void ObjectWriter::instant(std::string_view name, Instant value) {
  if (value == kNever) {
    null(name);
  } else {
    text(name, time::format_rfc3339(value));
  }
}

void ObjectWriter::texts(std::string_view name, std::span<const std::string> values) {
  this->name(name);
  append_quoted_list(out_, values);
}

}  // namespace licet::exchange
