#include <grammar/word.h>

namespace licet::grammar {
namespace {

constexpr unsigned char byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// The byte in lower case. The capitals of Latin-1 are C3 80 to C3 9E, each 20 (hexadecimal) before its small letter;
/// C3 97 is the multiplication sign. Keywords have no letters beyond Latin-1.
unsigned char lower_byte(std::string_view text, std::size_t i) {
  const unsigned char byte = byte_at(text, i);
  if (byte >= 'A' && byte <= 'Z') return static_cast<unsigned char>(byte + 0x20);
  const bool after_c3 = i > 0 && byte_at(text, i - 1) == 0xC3;
  if (after_c3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97) return static_cast<unsigned char>(byte + 0x20);
  return byte;
}

}  // namespace

bool is_keyword(std::string_view word, std::string_view keyword) {
  if (word.size() != keyword.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower_byte(word, i) != byte_at(keyword, i)) return false;
  }
  return true;
}

}  // namespace licet::grammar
