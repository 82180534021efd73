#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/tools/json_lines.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// A period that no clock of a test outlives, and one that any has.
constexpr const char* kPolicy =
    "policy shop\n  time zone Europe/Berlin\npurpose news\naction send\ndata invoices\ndata clicks\n"
    "retention tax\n  keep invoices\n  at least 900 years after collection\n  then erase\n"
    "retention traces\n  keep clicks\n  at most 1 day after collection\n  then erase\n";

constexpr const char* kEvents =
    R"({"event":"collected","customer":"eva","data":["clicks"],"at":"2026-01-02T10:00:00Z"})"
    "\n"
    R"({"event":"collected","customer":"eva","data":["invoices"],"at":"2026-01-03T10:00:00Z"})"
    "\n"
    R"({"event":"objected","customer":"eva","purposes":["news"],"at":"2026-01-04T10:00:00Z","evidence":"letter"})"
    "\n";

class OutboxOfTheProgram : public testing::Test {
 protected:
  void SetUp() override {
    scratch_.file("shop.licet", kPolicy);
    ASSERT_EQ(call("record", scratch_.file("events", kEvents)).exit_status, 0);
  }

  Outcome call(const std::string& command, const std::string& rest) const {
    return run(command + " --policy \"$SCRATCH/shop.licet\" --store \"$SCRATCH/store\" " + rest, scratch_);
  }
  Outcome due(const std::string& rest) const { return call("due", rest); }

  const Scratch scratch_;
};

TEST_F(OutboxOfTheProgram, IsWorkedOffByLinesThatAreSentBack) {
  EXPECT_EQ(due("--add-receiver mail").output, "receivers: mail\n");
  EXPECT_EQ(due("--add-receiver crm").output, "receivers: crm, mail\n");
  const Outcome of_crm = due("--claim crm --format json");
  EXPECT_EQ(of_crm.exit_status, 0) << of_crm.messages;
  EXPECT_THAT(of_crm.messages, HasSubstr("2 tasks claimed until"));
  const std::vector<json> tasks = lines(of_crm.output);
  ASSERT_THAT(tasks, SizeIs(2));
  EXPECT_EQ(tasks[0]["cause"], "objected");
  EXPECT_EQ(tasks[0]["record"], 2);
  EXPECT_FALSE(tasks[0].contains("evidence"));
  EXPECT_EQ(tasks[1]["cause"], "due");
  EXPECT_EQ(tasks[1]["data"], "clicks");
  EXPECT_THAT(due("--claim crm").output, IsEmpty());

  const Outcome first = due("--confirm crm " + scratch_.file("crm", of_crm.output));
  EXPECT_EQ(first.exit_status, 0) << first.messages;
  EXPECT_EQ(first.output, "2 tasks confirmed\n");
  const Outcome of_mail = due("--claim mail --explain --format json");
  EXPECT_THAT(of_mail.output, HasSubstr(R"("why":{"english":)"));
  const Outcome second = due("--format json --confirm mail " + scratch_.file("mail", of_mail.output));
  EXPECT_EQ(second.exit_status, 0) << second.messages;
  const std::vector<json> confirmed = lines(second.output);
  ASSERT_THAT(confirmed, SizeIs(2));
  EXPECT_EQ(confirmed[1]["finished"], true);
  EXPECT_TRUE(confirmed[1]["erased"].is_number());
  EXPECT_EQ(due("--confirm mail " + scratch_.file("mail", of_mail.output)).output,
            "0 tasks confirmed, 2 already confirmed\n");
  EXPECT_THAT(due("").output, IsEmpty());
  EXPECT_EQ(
      due("--dry-run").output,
      "receiver crm: 0 claimed, 2 confirmed\nreceiver mail: 0 claimed, 2 confirmed\nnothing is to be carried out\n");
  EXPECT_EQ(run("log verify --store \"$SCRATCH/store\"", scratch_).exit_status, 0);
}

TEST_F(OutboxOfTheProgram, RefusesLinesByTheirNumberAndTakesTheRest) {
  due("--add-receiver crm");
  const Outcome claimed = due("--claim crm --format json");
  std::string lines_back = claimed.output;
  const std::size_t name = lines_back.find("eva", lines_back.find('\n'));
  ASSERT_NE(name, std::string::npos);
  lines_back.replace(name, 3, "eve");
  const Outcome outcome = due("--confirm crm " + scratch_.file("back", lines_back));
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_EQ(outcome.output, "1 task confirmed, 1 of them by all receivers, 1 refused\n");
  EXPECT_THAT(outcome.messages, HasSubstr("back:2: `task`: "));
  EXPECT_THAT(outcome.messages, Not(HasSubstr("eve")));
  const Outcome again = due("--format json --confirm crm " + scratch_.file("back", lines_back));
  EXPECT_EQ(again.exit_status, 2);
  EXPECT_EQ(lines(again.output)[1]["line"], 2);
  EXPECT_EQ(lines(again.output)[1]["error"]["field"], "task");
}

TEST_F(OutboxOfTheProgram, NamesTheReceiversThatThereAre) {
  EXPECT_THAT(due("--claim crm").messages, HasSubstr("No receiver is registered"));
  due("--add-receiver crm");
  const Outcome outcome = due("--claim crn");
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.messages, HasSubstr("there are: crm. Did you mean crm?"));
  EXPECT_EQ(due("--remove-receiver crm").output, "no receiver is registered\n");
}

TEST_F(OutboxOfTheProgram, ShowsForPeopleWhatIsClaimed) {
  due("--add-receiver crm");
  const Outcome preview = due("--dry-run");
  EXPECT_THAT(preview.output, HasSubstr("erase by traces: 1 task\n"));
  EXPECT_THAT(preview.output, HasSubstr("objected: 1 task\n"));
  const Outcome outcome = due("--claim crm --limit 1");
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.output, HasSubstr("customer eva  objected  for news"));
  EXPECT_THAT(outcome.messages, HasSubstr("; there are more"));
}

}  // namespace
}  // namespace licet::tests
