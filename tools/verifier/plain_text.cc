#include <engine/base/utf8.h>
#include <tools/verifier/plain_text.h>

namespace licet::verifier {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::string hexadecimal(std::size_t value, std::size_t digits) {
  std::string text(digits, '0');
  for (std::size_t i = digits; i > 0; --i, value >>= 4U) text[i - 1] = kDigits[value & 0xFU];
  return text;
}

/// Does it steer a terminal or the direction of text? Unicode, Cc, Zl, Zp, and Bidi_Control.
bool steers(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string line;
  for (std::size_t place = 0; place < text.size();) {
    const CodePoint point = code_point_at(text, place);
    const std::string_view bytes = text.substr(place, point.length);
    if (!point.well_formed) {
      line += "\\x" + hexadecimal(static_cast<unsigned char>(bytes.front()), 2);
    } else if (steers(point.value)) {
      line += "\\u{" + hexadecimal(point.value, 4) + '}';
    } else {
      line += bytes;
    }
    place += point.length;
  }
  return line;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t place = 0; place < text.size();) {
    const CodePoint point = code_point_at(text, place);
    const std::string_view bytes = text.substr(place, point.length);
    if (!point.well_formed) {
      out += "\xEF\xBF\xBD";
    } else if (bytes == "\"" || bytes == "\\") {
      out += '\\';
      out += bytes;
    } else if (point.value < 0x20 || point.value == 0x7F) {
      out += "\\u" + hexadecimal(point.value, 4);
    } else {
      out += bytes;
    }
    place += point.length;
  }
  out += '"';
}

std::string grouped(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t place = text.size(); place > 3;) text.insert(place -= 3, 1, ',');
  return text;
}

}  // namespace licet::verifier
