#include <engine/exchange/written_text.h>
#include <gtest/gtest.h>
#include <stdexcept>

namespace licet::exchange {
namespace {

TEST(WrittenText, IsWholeOrAFailureThatQuotesNothing) {
  EXPECT_EQ(*written_text([] { return std::string("all of it"); }), "all of it");
  const auto without_memory = written_text([]() -> std::string { throw std::bad_alloc(); });
  ASSERT_FALSE(without_memory);
  EXPECT_EQ(without_memory.error().kind, FailureKind::kLimit);
  const auto broken = written_text([]() -> std::string { throw std::length_error("anna"); });
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, FailureKind::kContradiction);
  EXPECT_EQ(broken.error().message.find("anna"), std::string::npos);
}

}  // namespace
}  // namespace licet::exchange
