#include <engine/exchange/question.h>
#include <engine/exchange/request_json.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/line_table.h>
#include <tests/engine/exchange/small_model.h>

namespace licet::exchange {
namespace {

std::string answer_to(const std::string& line) {
  const auto request = read_request(line);
  if (!request) return write_error(request.error());
  const auto question = resolve(*request, test::small_model(), Instant{0});
  return question ? "" : write_error(question.error());
}

TEST(RequestLines, GoodOnesAreResolvedAndWrittenInTheOrderOfThePage) {
  const auto lines = test::lines_of("good/requests.jsonl");
  const auto written = test::lines_of("good/requests.written");
  ASSERT_EQ(lines.size(), written.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(answer_to(lines[i]), "") << "line " << i + 1;
    const auto request = read_request(lines[i]);
    ASSERT_TRUE(request) << "line " << i + 1;
    EXPECT_EQ(write_request(*request), written[i]) << "line " << i + 1;
    EXPECT_EQ(*read_request(written[i]), *request) << "line " << i + 1;
  }
}

TEST(RequestLines, BadOnesAreAnsweredWithTheirFieldAndTheNearestNames) {
  const auto lines = test::lines_of("bad/requests.jsonl");
  const auto errors = test::lines_of("bad/requests.errors");
  ASSERT_EQ(lines.size(), errors.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(answer_to(lines[i]), errors[i]) << "line " << i + 1 << ": " << lines[i];
  }
}

}  // namespace
}  // namespace licet::exchange
