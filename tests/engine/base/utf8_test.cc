#include <engine/base/utf8.h>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace licet {
namespace {

struct Malformed {
  std::string text;
  std::size_t offset;
};

TEST(Utf8, MalformedBytesAreFoundAtTheirPosition) {
  const std::vector<Malformed> cases{
      {"\x80", 0},                          // a continuation without a beginning
      {"ab\xC3", 2},                        // cut off
      {"ab\xE2\x82", 2},                    // cut off
      {"\xC3\x28", 0},                      // no continuation
      {"x\xC0\xAF", 1},                     // overlong
      {"x\xE0\x80\xAF", 1},                 // overlong
      {"x\xF0\x80\x80\xAF", 1},             // overlong
      {"\xED\xA0\x80", 0},                  // a surrogate
      {"\xF4\x90\x80\x80", 0},              // above U+10FFFF
      {"\xF8\x88\x80\x80\x80", 0},          // five bytes
      {"0123456789abcdef\xFF", 16},         // after whole words of ASCII
      {"0123456789abcde\xC3\xA4\xFE", 17},  // after a good one
  };
  for (const Malformed& each : cases) EXPECT_EQ(first_malformed_byte(each.text), each.offset) << each.offset;
}

TEST(Utf8, WellFormedTextHasNoMalformedByte) {
  for (const std::string_view text : {"", "plain", "Käse €5 𝄞", "\xEF\xBB\xBFmark", "\x7F", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(first_malformed_byte(text), std::nullopt) << text;
  }
}

TEST(Utf8, CodePointsAreCountedAndAMalformedByteCountsAsOne) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("Käse €5 𝄞, and some more ASCII"), 30U);
  EXPECT_EQ(count_code_points("\xE2\x82"), 2U);
  EXPECT_EQ(count_code_points("a\xFF\xFE z"), 5U);
}

TEST(Utf8, EveryCodePointIsReadAsItWasWritten) {
  for (char32_t value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 61) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    append_code_point(text, value);
    const CodePoint point = code_point_at(text, 0);
    ASSERT_TRUE(point.well_formed) << std::hex << static_cast<std::uint32_t>(value);
    ASSERT_EQ(point.value, value);
    ASSERT_EQ(point.length, text.size());
  }
}

TEST(Utf8, StepsThroughRandomBytesEndAtTheEndOfTheText) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 40, '\0');
    for (char& byte : text) byte = static_cast<char>(static_cast<std::uint8_t>(random() & 0xFFU));
    std::size_t steps = 0;
    std::optional<std::size_t> malformed;
    std::size_t offset = 0;
    for (; offset < text.size(); ++steps) {
      const CodePoint point = code_point_at(text, offset);
      if (!point.well_formed && !malformed) malformed = offset;
      offset += point.length;
    }
    ASSERT_EQ(offset, text.size());
    ASSERT_EQ(count_code_points(text), steps);
    ASSERT_EQ(first_malformed_byte(text), malformed);
  }
}

}  // namespace
}  // namespace licet
