#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <licet/limits.h>
#include <string>
#include <tests/tools/program.h>
#include <vector>

namespace licet::tests {
namespace {

using testing::HasSubstr;

constexpr const char* kRequest =
    R"({"customer":"eva","action":"send","purpose":"news","channel":"post","at":"2026-04-01T10:00:00Z"})";

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

Outcome decide(const std::string& requests, const Scratch& scratch) {
  return run("decide --policy club --events events.jsonl --format json " + scratch.file("requests", requests), scratch);
}

TEST(Input, ALineOverTheLimitIsRefusedAndTheNextAnswered) {
  const Scratch scratch;
  const Outcome outcome = decide(std::string(3 * limits::kJsonLineBytes, 'x') + '\n' + kRequest + '\n', scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  ASSERT_EQ(count_lines(outcome.output), 2U);
  EXPECT_THAT(outcome.output, HasSubstr(R"({"error":{"field":"")"));
  EXPECT_THAT(outcome.output, HasSubstr(R"("decision":"permit")"));
}

TEST(Input, ALineOverTheLimitAtTheEndIsRefused) {
  const Scratch scratch;
  const Outcome outcome = decide(std::string(limits::kJsonLineBytes + 1, 'x'), scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_EQ(count_lines(outcome.output), 1U);
}

TEST(Input, TheLastLineNeedsNoEnd) {
  const Scratch scratch;
  const Outcome outcome = decide(kRequest, scratch);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_EQ(count_lines(outcome.output), 1U);
}

TEST(Input, AByteOrderMarkAndCarriageReturnsAreAccepted) {
  const Scratch scratch;
  const Outcome outcome = decide(std::string("\xEF\xBB\xBF") + kRequest + "\r\n \t\r\n" + kRequest + "\r\n", scratch);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_EQ(count_lines(outcome.output), 2U);
}

TEST(Input, EveryLineOfManyGroupsIsAnsweredOnce) {
  const Scratch scratch;
  std::string requests;
  for (int i = 0; i < 5000; ++i) requests += std::string(kRequest) + (i % 3 == 0 ? "\n\n" : "\n");
  const Outcome outcome = decide(requests, scratch);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_EQ(count_lines(outcome.output), 5000U);
}

TEST(Input, AnEmptyFileHasNoAnswers) {
  const Scratch scratch;
  const Outcome outcome = decide("", scratch);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_EQ(outcome.output, "");
}

TEST(Input, ADirectoryIsNoFile) {
  const Scratch scratch;
  const Outcome outcome = run("decide --policy club --events events.jsonl club", scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.messages, HasSubstr("club"));
}

TEST(Output, ThatCannotBeWrittenIsAnError) {
  const Scratch scratch;
  const std::string file = scratch.file("requests", std::string(kRequest) + '\n');
  const std::vector<std::string> calls{"decide --policy club --events events.jsonl " + file, "check faulty",
                                       "test club", "--help", "--version"};
  for (const std::string& call : calls) {
    const Outcome outcome = run(call + " > /dev/full", scratch);
    EXPECT_EQ(outcome.exit_status, 2) << call;
    EXPECT_THAT(outcome.messages, HasSubstr("cannot be written")) << call;
  }
}

TEST(ClosedDescriptors, AreNotTakenByAFileOfTheStore) {
  const Scratch scratch;
  const std::string store = (scratch.path() / "store").string();
  const std::string event = scratch.file("event", R"({"event":"hold","customer":"eva"})"
                                                  "\n");
  ASSERT_EQ(run("record --store " + store + " --policy club " + event, scratch).exit_status, 0);
  const std::string file = scratch.file("requests", std::string(kRequest) + '\n');
  for (const std::string closed : {">&-", ">&- 2>&-", "<&- >&-", "<&- >&- 2>&-", "2>&-"}) {
    const Outcome decided = run("decide --store " + store + " --policy club " + file + ' ' + closed, scratch);
    EXPECT_EQ(decided.exit_status, closed == "2>&-" ? 0 : 2) << closed;
    EXPECT_EQ(run("due --claim nobody --store " + store + " --policy club " + closed, scratch).exit_status, 2);
    const Outcome verified = run("log verify --store " + store, scratch);
    EXPECT_EQ(verified.exit_status, 0) << closed << '\n' << verified.output;
  }
}

TEST(Answers, ComeBeforeTheNextRequestIsAsked) {
  const std::string data = (here() / "data").string();
  Conversation program({"decide", "--policy", data + "/club", "--events", data + "/events.jsonl", "--format", "json"});
  for (int i = 0; i < 3; ++i) {
    program.say(kRequest);
    EXPECT_THAT(program.hear(), HasSubstr(R"("decision":"permit")"));
  }
  EXPECT_EQ(program.end(), 0);
}

}  // namespace
}  // namespace licet::tests
