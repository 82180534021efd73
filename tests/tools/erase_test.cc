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

/// Periods that no clock of a test outlives, or that any has.
constexpr const char* kPolicy =
    "policy shop\n  time zone Europe/Berlin\npurpose news\naction send\ndata invoices\ndata clicks\n"
    "retention tax \"Tax law\"\n  keep invoices\n  at least 900 years after collection\n  then erase\n"
    "  because AO § 147(3), HGB § 257(4)\n"
    "retention traces\n  keep clicks\n  at most 1 day after collection\n  then erase\n";

constexpr const char* kEvents =
    R"({"event":"collected","customer":"eva","data":["clicks"],"at":"2026-01-02T10:00:00Z"})"
    "\n"
    R"({"event":"collected","customer":"eva","data":["invoices"],"at":"2026-01-03T10:00:00Z"})"
    "\n"
    R"({"event":"contacted","customer":"eva","purposes":["news"],"at":"2026-01-04T10:00:00Z"})"
    "\n";

class EraseOfTheProgram : public testing::Test {
 protected:
  void SetUp() override {
    scratch_.file("shop.licet", kPolicy);
    ASSERT_EQ(call("record", scratch_.file("events", kEvents)).exit_status, 0);
  }

  Outcome call(const std::string& command, const std::string& rest) const {
    return run(command + " --policy \"$SCRATCH/shop.licet\" --store \"$SCRATCH/store\" " + rest, scratch_);
  }

  const Scratch scratch_;
};

TEST_F(EraseOfTheProgram, SaysWhatIsKeptUntilWhenAndByWhichRule) {
  const Outcome outcome = call("erase", "--customer eva --at 2026-02-01 --language english,german");
  EXPECT_EQ(outcome.exit_status, 0) << outcome.messages;
  EXPECT_EQ(outcome.output,
            "customer eva erased, record 4; 1 event is kept\n"
            "  Everything recorded that happened before 1 February 2026, 00:00 (Europe/Berlin) is erased, except\n"
            "  what a date still to come rests on.\n"
            "  invoices is kept until the end of 3 January 2926 (Europe/Berlin) by rule tax (Tax law), AO §\n"
            "  147(3), HGB § 257(4); then to be erased.\n"
            "  What happened before then is not taken any more.\n"
            "  Alles Aufgezeichnete, das sich vor dem 1. Februar 2026, 00:00 Uhr (Europe/Berlin) ereignet hat,\n"
            "  ist gelöscht, ausgenommen das, wovon ein künftiger Termin abhängt.\n"
            "  invoices wird bis zum Ablauf des 3. Januar 2926 (Europe/Berlin) aufbewahrt nach der Regel tax (Tax\n"
            "  law), AO § 147(3), HGB § 257(4); danach ist zu löschen.\n"
            "  Was sich zuvor ereignet hat, wird nicht mehr angenommen.\n");
}

TEST_F(EraseOfTheProgram, LeavesTheSameDatesOnlyTheKeptEventsAndASoundRecord) {
  const std::string due = "--all --at 2026-02-01 --format json";
  const std::vector<json> before = lines(call("due", due).output);
  ASSERT_EQ(before.size(), 2U);
  const Outcome erased = call("erase", "--customer eva --format json");
  ASSERT_EQ(erased.exit_status, 0) << erased.messages;
  const json told = lines(erased.output).at(0);
  EXPECT_EQ(told["kept_events"], 1);
  EXPECT_EQ(told["kept"][0]["rule"], "tax");
  EXPECT_EQ(told["kept"][0]["because"], json::array({"AO § 147(3)", "HGB § 257(4)"}));
  EXPECT_EQ(told["still_listed"], json::array());
  EXPECT_EQ(lines(call("due", due).output), std::vector<json>{before[0]});
  const json shown = lines(call("show", "--customer eva --format json").output).at(0);
  ASSERT_EQ(shown["history"].size(), 1U);
  EXPECT_EQ(shown["history"][0]["record"], 1);
  const Outcome verified = run("log verify --store \"$SCRATCH/store\"", scratch_);
  EXPECT_EQ(verified.exit_status, 0) << verified.output << verified.messages;
}

TEST_F(EraseOfTheProgram, OfSeveralTellsOfEach) {
  ASSERT_EQ(call("record", scratch_.file("more", R"({"event":"hold","customer":"bert"})"
                                                 "\n"
                                                 R"({"event":"hold","device":"phone"})"
                                                 "\n"))
                .exit_status,
            0);
  const Outcome outcome = call("erase", "--device phone --customer eva --customer carla --format json");
  ASSERT_EQ(outcome.exit_status, 0) << outcome.messages;
  const std::vector<json> told = lines(outcome.output);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0]["customer"], "eva");
  EXPECT_EQ(told[0]["kept_events"], 1);
  EXPECT_EQ(told[1]["customer"], "carla");
  EXPECT_EQ(told[2]["device"], "phone");
  EXPECT_FALSE(told[2].contains("customer"));
  EXPECT_EQ(lines(call("show", "--customer eva --format json").output).at(0)["history"].size(), 1U);
  EXPECT_EQ(lines(call("show", "--customer bert --format json").output).at(0)["history"].size(), 1U);
  EXPECT_EQ(lines(call("show", "--device phone --format json").output).at(0)["history"].size(), 0U);
  const Outcome verified = run("log verify --store \"$SCRATCH/store\"", scratch_);
  EXPECT_EQ(verified.exit_status, 0) << verified.output << verified.messages;
}

TEST_F(EraseOfTheProgram, OfSeveralErasesTheOthersWhereOneIsRefused) {
  const Outcome outcome = call("erase", "--customer carla --customer eva --customer carla --format json");
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_EQ(outcome.messages,
            "licet: customer 3 is not erased: `customer`: This one is named twice: erasing once is enough.\n");
  const std::vector<json> told = lines(outcome.output);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_TRUE(told[0].contains("record"));
  EXPECT_TRUE(told[1].contains("record"));
  EXPECT_EQ(told[2]["customer"], "carla");
  EXPECT_EQ(told[2]["error"]["field"], "customer");
  EXPECT_EQ(lines(call("show", "--customer eva --format json").output).at(0)["history"].size(), 1U);
}

TEST_F(EraseOfTheProgram, TakesOnlyWhatHappensLater) {
  ASSERT_EQ(call("erase", "--customer eva --at 2026-02-01").exit_status, 0);
  const std::string earlier =
      scratch_.file("earlier", R"({"event":"hold","customer":"eva","at":"2026-01-31T10:00:00Z"})"
                               "\n");
  const Outcome refused = call("record", "--format json " + earlier);
  EXPECT_EQ(refused.exit_status, 2);
  EXPECT_EQ(lines(refused.output).at(0)["error"]["field"], "at");
  EXPECT_THAT(refused.output + refused.messages, Not(HasSubstr("eva")));
  const std::string later = scratch_.file("later", R"({"event":"hold","customer":"eva","at":"2026-02-01T10:00:00Z"})"
                                                   "\n");
  EXPECT_EQ(call("record", "--format json " + later).exit_status, 0);
}

TEST_F(EraseOfTheProgram, NeedsAStoreThatIsThereAndATimeThatIsNotAhead) {
  EXPECT_EQ(
      run("erase --policy \"$SCRATCH/shop.licet\" --store \"$SCRATCH/none\" --customer eva", scratch_).exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(scratch_.path() / "none"));
  const Outcome ahead = call("erase", "--customer eva --at 2926-02-01");
  EXPECT_EQ(ahead.exit_status, 2);
  EXPECT_THAT(ahead.messages, HasSubstr("ahead"));
  EXPECT_EQ(lines(call("show", "--customer eva --format json").output).at(0)["history"].size(), 3U);
}

}  // namespace
}  // namespace licet::tests
