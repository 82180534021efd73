#include <array>
#include <cstdint>
#include <cstring>
#include <engine/base/utf8.h>

namespace licet {

namespace {

constexpr CodePoint kMalformed{U'\uFFFD', 1, false};

/// The highest bit of each byte of a word: none is set in ASCII.
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

/// The bits of a first byte that belong to the code point, by the length of the sequence.
constexpr std::array<std::uint8_t, 5> kFirstBits{0, 0, 0x1F, 0x0F, 0x07};

constexpr std::uint8_t byte_at(std::string_view text, std::size_t offset) {
  return static_cast<std::uint8_t>(text[offset]);
}

constexpr bool is_continuation(std::uint8_t byte) { return (byte & 0xC0U) == 0x80U; }

/// The length of a sequence by its first byte; 0 for a byte that begins none.
constexpr std::size_t sequence_length(std::uint8_t first) {
  if (first < 0x80U) return 1;
  if (first < 0xC2U) return 0;
  if (first < 0xE0U) return 2;
  if (first < 0xF0U) return 3;
  if (first < 0xF5U) return 4;
  return 0;
}

/// How many bytes from `offset` on are surely ASCII; whole machine words only.
std::size_t ascii_run(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (text.size() - end >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + end, sizeof word);
    if ((word & kHighBits) != 0) break;
    end += sizeof word;
  }
  return end - offset;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const std::uint8_t first = byte_at(text, offset);
  const std::size_t length = sequence_length(first);
  if (length == 1) return {first, 1, true};
  if (length == 0 || text.size() - offset < length) return kMalformed;
  auto value = static_cast<char32_t>(first & kFirstBits[length]);
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint8_t byte = byte_at(text, offset + i);
    if (!is_continuation(byte)) return kMalformed;
    value = (value << 6U) | (byte & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800U) || (length == 4 && value < 0x10000U);
  const bool surrogate = value >= 0xD800U && value <= 0xDFFFU;
  if (overlong || surrogate || value > 0x10FFFFU) return kMalformed;
  return {value, length, true};
}

std::optional<std::size_t> first_malformed_byte(std::string_view text) {
  std::size_t offset = 0;
  while (true) {
    offset += ascii_run(text, offset);
    if (offset >= text.size()) return std::nullopt;
    const CodePoint point = code_point_at(text, offset);
    if (!point.well_formed) return offset;
    offset += point.length;
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  std::size_t offset = 0;
  while (true) {
    const std::size_t ascii = ascii_run(text, offset);
    offset += ascii;
    count += ascii;
    if (offset >= text.size()) return count;
    offset += code_point_at(text, offset).length;
    ++count;
  }
}

void append_code_point(std::string& text, char32_t value) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(static_cast<std::uint8_t>(byte))); };
  if (value < 0x80U) {
    put(value);
  } else if (value < 0x800U) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000U) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

}  // namespace licet
