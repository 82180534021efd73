#include <engine/record/erasure_names.h>
#include <gtest/gtest.h>

namespace licet::record {
namespace {

const std::string kHolder(64, 'b');

std::string content(const std::string& slot, const std::string& into) {
  return R"({"recorded":"2026-01-02T03:04:05Z","holder":")" + kHolder + R"(","slot":)" + slot +
         R"(,"at":"2026-01-02T03:04:05.000001Z","into":)" + into + R"(,"kept":[[1,5]],"ids":[],"done":true})";
}

TEST(ErasureNames, AreReadFromTheContentAsTheFormatHasIt) {
  EXPECT_EQ(names_of_erasure(content("0", "0")), (ErasureNames{Slot{0}, Slot{0}}));
  EXPECT_EQ(names_of_erasure(content("12", "281474976710655")), (ErasureNames{Slot{12}, Slot{281474976710655}}));
}

TEST(ErasureNames, AreNotGuessedFromAnythingElse) {
  for (const char* wrong :
       {"", "-1", "01", "1.0", "1e3", "null", "\"1\"", " 1", "281474976710656", "18446744073709551616"}) {
    EXPECT_EQ(names_of_erasure(content(wrong, "0")), std::nullopt) << wrong;
    EXPECT_EQ(names_of_erasure(content("1", wrong)), std::nullopt) << wrong;
  }
  const std::string good = content("1", "2");
  const std::size_t named = good.find(R"(,"kept")") + 1;
  for (std::size_t size = 0; size < named; ++size) {
    EXPECT_EQ(names_of_erasure(good.substr(0, size)), std::nullopt) << size;
  }
  EXPECT_TRUE(names_of_erasure(good.substr(0, named)));
  for (std::size_t place = 0; place < named; ++place) {
    std::string other = good;
    other[place] = '\\';
    EXPECT_EQ(names_of_erasure(other), std::nullopt) << place;
  }
}

}  // namespace
}  // namespace licet::record
