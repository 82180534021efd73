#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/tools/json_lines.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kRecord = "record --policy club --store \"$SCRATCH/store\" --format json ";
constexpr const char* kDecide = "decide --policy club --store \"$SCRATCH/store\" --format json ";

TEST(StoreOfTheProgram, AnswersRecordedEventsInOrderAndLeavesOutRefusedOnes) {
  const Scratch scratch;
  const Outcome outcome = run(std::string(kRecord) + "new_events.jsonl", scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  const std::vector<json> answers = lines(outcome.output);
  ASSERT_EQ(answers.size(), 7U);
  EXPECT_EQ(answers[0]["record"], 0);
  EXPECT_EQ(answers[1]["line"], 2);
  EXPECT_EQ(answers[1]["error"]["field"], "consent");
  EXPECT_EQ(answers[1]["error"]["nearest"], json::array({"news_consent"}));
  EXPECT_EQ(answers[2]["record"], 1);
  EXPECT_EQ(answers[3]["line"], 5);
  EXPECT_EQ(answers[3]["error"]["field"], "");
  EXPECT_EQ(answers[4], answers[0]);
  EXPECT_EQ(answers[5]["error"]["field"], "id");
  EXPECT_EQ(answers[6]["record"], 2);
}

TEST(StoreOfTheProgram, AnswersTheSameEventsAlikeInALaterCall) {
  const Scratch scratch;
  const std::string file = scratch.file("events", R"({"event":"hold","customer":"eva","id":"h1"})"
                                                  "\n");
  const Outcome first = run(kRecord + file, scratch);
  const Outcome second = run(kRecord + file, scratch);
  EXPECT_EQ(first.exit_status, 0);
  EXPECT_EQ(second.exit_status, 0);
  EXPECT_EQ(first.output, second.output);
}

TEST(StoreOfTheProgram, NumbersDecisionsAndEventsTogether) {
  const Scratch scratch;
  ASSERT_EQ(run(std::string(kRecord) + "new_events.jsonl", scratch).exit_status, 2);
  const std::vector<json> decided = lines(run(std::string(kDecide) + "requests.jsonl", scratch).output);
  ASSERT_EQ(decided.size(), 4U);
  EXPECT_EQ(decided[0]["record"], 3);
  EXPECT_EQ(decided[3]["record"], 6);
  const std::vector<json> unrecorded = lines(run(std::string(kDecide) + "--no-record requests.jsonl", scratch).output);
  ASSERT_EQ(unrecorded.size(), 4U);
  EXPECT_EQ(unrecorded[0]["record"], nullptr);
  const std::string next = scratch.file("next", R"({"event":"hold","customer":"eva"})"
                                                "\n");
  EXPECT_EQ(lines(run(kRecord + next, scratch).output).at(0)["record"], 7);
}

TEST(StoreOfTheProgram, TellsWhatFallsDueFromItsEvents) {
  const Scratch scratch;
  const std::string events = scratch.file("events", R"({"event":"collected","customer":"eva","data":["health"],)"
                                                    R"("at":"2026-03-02T09:30:00Z"})"
                                                    "\n");
  ASSERT_EQ(run(kRecord + events, scratch).exit_status, 0);
  const Outcome due = run("due --policy club --store \"$SCRATCH/store\" --at 2026-04-01 --format json", scratch);
  EXPECT_EQ(due.exit_status, 0);
  const std::vector<json> entries = lines(due.output);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0]["due"], "2026-03-12T23:00:00Z");
  EXPECT_EQ(entries[0]["action"], "anonymise");
}

TEST(StoreOfTheProgram, IsNotMadeByAsking) {
  const Scratch scratch;
  const Outcome outcome = run(std::string(kDecide) + "requests.jsonl", scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_EQ(outcome.output, "");
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "store"));
}

TEST(StoreOfTheProgram, IsNotTouchedWithAFaultyPolicy) {
  const Scratch scratch;
  const Outcome outcome = run("record --policy faulty --store \"$SCRATCH/store\" new_events.jsonl", scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "store"));
}

TEST(StoreOfTheProgram, NamesNoHolderAndNoValueInMessages) {
  const Scratch scratch;
  for (const char* call : {"record --policy club --store \"$SCRATCH/store\" new_events.jsonl",
                           "decide --policy club --events unusable_events.jsonl requests.jsonl",
                           "decide --policy club --events events.jsonl --customer eva-secret --action send "
                           "--purpose news --channel email --fact asked_before=eva-secret"}) {
    const Outcome outcome = run(call, scratch);
    EXPECT_EQ(outcome.exit_status, 2) << call;
    EXPECT_NE(outcome.messages + outcome.output, "") << call;
    EXPECT_THAT(outcome.messages, Not(HasSubstr("secret"))) << call;
    EXPECT_THAT(outcome.messages, Not(HasSubstr("1991"))) << call;
  }
}

}  // namespace
}  // namespace licet::tests
