#include <array>
#include <engine/base/base64.h>
#include <gtest/gtest.h>

namespace licet {
namespace {

struct Pair {
  std::string_view bytes;
  std::string_view text;
};

/// RFC 4648, section 10.
constexpr std::array<Pair, 7> kPairs = {{{"", ""},
                                         {"f", "Zg=="},
                                         {"fo", "Zm8="},
                                         {"foo", "Zm9v"},
                                         {"foob", "Zm9vYg=="},
                                         {"fooba", "Zm9vYmE="},
                                         {"foobar", "Zm9vYmFy"}}};

TEST(Base64, WritesAndReadsWhatTheStandardShows) {
  for (const Pair& pair : kPairs) {
    EXPECT_EQ(to_base64(pair.bytes), pair.text);
    EXPECT_EQ(from_base64(pair.text), pair.bytes);
  }
}

TEST(Base64, ReadsEveryByteThatItWrote) {
  std::string bytes;
  for (int i = 0; i < 600; ++i) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    bytes += static_cast<char>(i * 7);
  }
}

TEST(Base64, OfFourCharactersReadsOnlyWhatItWouldWrite) {
  constexpr std::string_view kCharacters = "AZaz09+/=-_ \n";
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < kCharacters.size() * kCharacters.size() * kCharacters.size() * kCharacters.size(); ++i) {
    std::string text;
    for (std::size_t rest = i; text.size() < 4; rest /= kCharacters.size()) {
      text += kCharacters[rest % kCharacters.size()];
    }
    const auto bytes = from_base64(text);
    if (!bytes) continue;
    ++accepted;
    EXPECT_EQ(to_base64(*bytes), text);
  }
  // Of three bytes any digits; of two the last is A or 0, of one A: the others have bits that padding hides.
  EXPECT_EQ(accepted, 8U * 8 * 8 * 8 + 8U * 8 * 2 + 8U);
}

TEST(Base64, RefusesWhatIsNotWhole) {
  for (const std::string_view text :
       {"Z", "Zg", "Zg=", "Zm8", "Zg==Zg==", "=", "==", "===", "====", "Z===", "Zg==\n"}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

}  // namespace
}  // namespace licet
