#include <array>
#include <engine/base/hexadecimal.h>
#include <gtest/gtest.h>

namespace licet {
namespace {

std::string digits_of(std::uint32_t number) {
  std::string digits = "=";
  append_hexadecimal(digits, number);
  return digits;
}

TEST(Hexadecimal, ANumberHasEightDigitsTheMostSignificantFirst) {
  EXPECT_EQ(digits_of(0), "=00000000");
  EXPECT_EQ(digits_of(0x01234567U), "=01234567");
  EXPECT_EQ(digits_of(0x89abcdefU), "=89abcdef");
  EXPECT_EQ(digits_of(0xffffffffU), "=ffffffff");
}

TEST(Hexadecimal, BytesAreReadAsTheyAreWrittenAndNothingElseIs) {
  const std::array<std::uint8_t, 4> bytes{0x00, 0x0f, 0xa9, 0xff};
  std::string digits;
  append_hexadecimal(digits, bytes);
  EXPECT_EQ(digits, "000fa9ff");
  std::array<std::uint8_t, 4> read{};
  EXPECT_TRUE(read_hexadecimal(digits, read));
  EXPECT_EQ(read, bytes);
  for (const char* wrong : {"", "000fa9f", "000fa9ff0", "000FA9FF", "000fa9fg", " 00fa9ff", "0x0fa9ff"}) {
    EXPECT_FALSE(read_hexadecimal(wrong, read)) << wrong;
  }
}

}  // namespace
}  // namespace licet
