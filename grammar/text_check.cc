#include <engine/base/utf8.h>
#include <fmt/format.h>
#include <grammar/codes_of_text.h>
#include <grammar/over_limit.h>
#include <grammar/text_check.h>
#include <licet/limits.h>

namespace licet::grammar {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr char kInPlaceOfMalformedByte = '?';

SourceRange range_at(SourceId source, std::size_t begin, std::size_t length) {
  return {source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
}

bool is_control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || value == 0x7F;
}

void check_encoding(SourceId source, std::string_view text, TextCheck& check) {
  auto malformed = first_malformed_byte(text);
  if (!malformed) return;
  check.malformed = true;
  check.findings.push_back(
      Finding{text::kNotUtf8, range_at(source, *malformed, 1), {std::to_string(*malformed + 1)}, {}, {}});
  check.mended = text;
  for (std::size_t at = 0; malformed; malformed = first_malformed_byte(text.substr(at))) {
    at += *malformed;
    check.mended[at++] = kInPlaceOfMalformedByte;
  }
}

void check_characters(SourceId source, std::string_view text, TextCheck& check) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_control(text[at])) continue;
    const std::string name = fmt::format("U+{:04X}", static_cast<unsigned char>(text[at]));
    check.findings.push_back(Finding{text::kControlCharacter, range_at(source, at, 1), {name}, {}, {}});
    return;
  }
}

}  // namespace

TextCheck check_text(SourceId source, std::string_view text) {
  TextCheck check;
  if (text.size() > limits::kPolicyFileBytes) {
    check.readable = false;
    check.findings.push_back(
        Finding{text::kOverLimit, range_at(source, 0, 0), describe_limit(Limit::kFile, Language::kEnglish), {}, {}});
    return check;
  }
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) check.begin = kByteOrderMark.size();
  check_encoding(source, text, check);
  if (!check.malformed) check_characters(source, text, check);
  return check;
}

}  // namespace licet::grammar
