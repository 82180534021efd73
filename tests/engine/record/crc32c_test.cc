#include <algorithm>
#include <engine/record/crc32c.h>
#include <engine/record/layout.h>
#include <gtest/gtest.h>
#include <string>

namespace licet::record {
namespace {

std::string rising(std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(i);
  return bytes;
}

/// RFC 3720, B.4: a command of iSCSI.
std::string read_command() {
  std::string bytes(48, '\0');
  bytes[0] = '\x01';
  bytes[1] = '\xC0';
  bytes[16] = '\x14';
  bytes[22] = '\x04';
  bytes[27] = '\x14';
  bytes[31] = '\x18';
  bytes[32] = '\x28';
  bytes[40] = '\x02';
  return bytes;
}

class Crc32c : public testing::TestWithParam<std::uint32_t (*)(std::string_view, std::uint32_t)> {};

TEST_P(Crc32c, IsThatOfRfc3720) {
  const auto sum = [](std::string_view bytes) { return GetParam()(bytes, 0); };
  EXPECT_EQ(sum(std::string(32, '\0')), 0x8A9136AAU);
  EXPECT_EQ(sum(std::string(32, '\xFF')), 0x62A8AB43U);
  EXPECT_EQ(sum(rising(32)), 0x46DD794EU);
  std::string falling = rising(32);
  std::reverse(falling.begin(), falling.end());
  EXPECT_EQ(sum(falling), 0x113FDB5CU);
  EXPECT_EQ(sum(read_command()), 0xD9963A56U);
  EXPECT_EQ(sum("123456789"), 0xE3069283U);
  EXPECT_EQ(sum(""), 0U);
}

TEST_P(Crc32c, IsTheSameMadeInParts) {
  const std::string bytes = rising(100);
  const std::uint32_t whole = GetParam()(bytes, 0);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const std::string_view text = bytes;
    EXPECT_EQ(GetParam()(text.substr(cut), GetParam()(text.substr(0, cut), 0)), whole) << cut;
  }
}

INSTANTIATE_TEST_SUITE_P(InstructionAndTable, Crc32c, testing::Values(crc32c, crc32c_by_table));

TEST(Crc32cForms, AgreeAtEveryLengthAndAlignment) {
  const std::string bytes = rising(300);
  for (std::size_t begin = 0; begin < 16; ++begin) {
    for (std::size_t length = 0; length < 280; ++length) {
      const auto part = std::string_view(bytes).substr(begin, length);
      ASSERT_EQ(crc32c(part), crc32c_by_table(part)) << begin << ", " << length;
    }
  }
}

/// An erased payload has the sum 0, so that damage cannot pass for an erasure.
TEST(Crc32cOfZeros, IsNeverZeroAtALengthThatAPayloadCanHave) {
  const std::string zeros(kPayloadAlignment, '\0');
  std::uint32_t sum = 0;
  for (std::size_t length = kPayloadAlignment; length <= kPayloadBytes; length += kPayloadAlignment) {
    sum = crc32c(zeros, sum);
    ASSERT_NE(sum, 0U) << length;
  }
}

}  // namespace
}  // namespace licet::record
