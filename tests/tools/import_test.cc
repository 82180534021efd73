#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <tests/tools/json_lines.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kImport =
    "import --policy club --store \"$SCRATCH/store\" --mapping import/mapping.json --summary json ";

json summary_of(const Outcome& outcome) { return json::parse(outcome.output); }

json standing_of(const std::string& customer, const Scratch& scratch, const std::string& store = "store") {
  const Outcome shown =
      run("show --policy club --format json --at 2026-04-01 --store \"$SCRATCH/" + store + "\" --customer " + customer,
          scratch);
  EXPECT_EQ(shown.exit_status, 0) << shown.messages;
  return json::parse(shown.output);
}

TEST(ImportOfTheProgram, TakesRowsAndListsDoubtfulOnes) {
  const Scratch scratch;
  const Outcome outcome = run(std::string(kImport) + "--doubtful \"$SCRATCH/doubtful\" import/members.csv", scratch);
  EXPECT_EQ(outcome.exit_status, 1) << outcome.messages;
  const json summary = summary_of(outcome);
  EXPECT_EQ(summary["rows"], 11);
  EXPECT_EQ(summary["taken"], 3);
  EXPECT_EQ(summary["already_there"], 1);
  EXPECT_EQ(summary["without_event"], 1);
  EXPECT_EQ(summary["doubtful"], 6);
  EXPECT_EQ(summary["events"], 5);
  EXPECT_EQ(summary["events_already_there"], 3);

  const std::vector<json> doubtful = lines(read_file(scratch.path() / "doubtful"));
  ASSERT_EQ(doubtful.size(), 6U);
  const auto is = [&](std::size_t i, int line, const char* column, const char* field) {
    EXPECT_EQ(doubtful[i]["line"], line);
    EXPECT_EQ(doubtful[i].value("column", ""), column);
    EXPECT_EQ(doubtful[i].value("field", ""), field);
    EXPECT_THAT(outcome.messages, HasSubstr(fmt::format("import/members.csv:{}: ", line)));
  };
  is(0, 5, "", "events[1].evidence");
  is(1, 6, "status", "events[0].wording");
  is(2, 7, "status", "events[0].event");
  is(3, 8, "answered", "events[0].at");
  is(4, 10, "", "");
  is(5, 11, "", "");
  EXPECT_THAT(doubtful[5]["reason"].get<std::string>(), HasSubstr("(line 11, column 26)"));
  EXPECT_THAT(outcome.messages + outcome.output, Not(HasSubstr("192.0.2")));
}

TEST(ImportOfTheProgram, ConfirmsOnlyWhatTheSourceProves) {
  const Scratch scratch;
  run(std::string(kImport) + "import/members.csv", scratch);
  const json proven = standing_of("m1", scratch);
  EXPECT_EQ(proven["consents"][0]["status"], "granted");
  EXPECT_EQ(proven["facts"][0]["value"], "1990-05-04");
  EXPECT_EQ(proven["history"][0]["source"], json::parse(R"({"imported_from":"old_club","source":"web"})"));
  EXPECT_EQ(proven["history"][0]["evidence"], json::parse(R"({"ip":"192.0.2.1"})"));
  const json unproven = standing_of("m2", scratch);
  EXPECT_EQ(unproven["consents"][0]["status"], "expired");
  EXPECT_FALSE(unproven["consents"][0].contains("current"));
  EXPECT_EQ(unproven["history"][0]["source"]["source"], "web; \"spring\" fair");
  EXPECT_EQ(standing_of("m3", scratch)["consents"][0]["status"], "refused");
  EXPECT_TRUE(standing_of("m4", scratch)["history"].empty());
}

TEST(ImportOfTheProgram, AnsweredAgainIsAlreadyThere) {
  const Scratch scratch;
  run(std::string(kImport) + "import/members.csv", scratch);
  const json again = summary_of(run(std::string(kImport) + "import/members.csv", scratch));
  EXPECT_EQ(again["taken"], 0);
  EXPECT_EQ(again["already_there"], 4);
  EXPECT_EQ(again["events"], 0);
}

TEST(ImportOfTheProgram, TakesJsonLines) {
  const Scratch scratch;
  const Outcome outcome = run(std::string(kImport) + "import/members.jsonl", scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_EQ(summary_of(outcome)["taken"], 2);
  EXPECT_THAT(outcome.messages, HasSubstr("members.jsonl:2: "));
  EXPECT_EQ(standing_of("m12", scratch)["consents"][0]["status"], "refused");
}

TEST(ImportOfTheProgram, WritesNothingInADryRun) {
  const Scratch scratch;
  const Outcome outcome =
      run("import --policy club --mapping import/mapping.json --summary json --dry-run import/members.csv", scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  const json summary = summary_of(outcome);
  EXPECT_EQ(summary["dry_run"], true);
  EXPECT_EQ(summary["taken"], 3);
  EXPECT_EQ(summary["already_there"], 1);
  EXPECT_EQ(summary["doubtful"], 6);
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "store"));
}

TEST(ImportOfTheProgram, TellsInADryRunWhatAStoreThatIsEmptyWouldTake) {
  const Scratch scratch;
  const std::string rows = scratch.file("rows.csv",
                                        "member;status;answered;form;ip;clicked;clicked_ip;born\n"
                                        "m1;1;03.03.2026 09:15;web;192.0.2.1;;;\n"
                                        "m1;1;03.03.2026 09:15;web;192.0.2.1;;;\n"
                                        "m1;1;03.03.2026 09:18;web;192.0.2.1;;;\n"
                                        "m1;1;03.03.2026 09:15;web;192.0.2.1;;;04.05.1990\n");
  json rehearsed =
      summary_of(run("import --policy club --mapping import/mapping.json --summary json --dry-run " + rows, scratch));
  json taken = summary_of(run(kImport + rows, scratch));
  EXPECT_EQ(rehearsed["doubtful"], 1);
  EXPECT_EQ(rehearsed["already_there"], 1);
  rehearsed.erase("dry_run");
  taken.erase("dry_run");
  EXPECT_EQ(rehearsed, taken);
}

TEST(ImportOfTheProgram, SaysWhichColumnsOfTheMappingNoRowHad) {
  const Scratch scratch;
  const std::string rows =
      scratch.file("rows.jsonl", R"({"member":"m1","stauts":"1","answered":"03.03.2026 09:15","form":"web"})"
                                 "\n");
  const Outcome outcome = run(kImport + rows, scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_EQ(summary_of(outcome)["columns_in_no_row"], json({"born", "clicked", "clicked_ip", "ip", "status"}));
}

TEST(ImportOfTheProgram, SaysHowAFileOfCsvShouldBeSaved) {
  const Scratch scratch;
  const std::string header = "member,status,answered,form,ip,clicked,clicked_ip,born\n";
  const auto messages = [&](const std::string& bytes) {
    const Outcome outcome = run(kImport + scratch.file("rows.csv", bytes), scratch);
    EXPECT_EQ(outcome.exit_status, 2);
    return outcome.messages;
  };
  EXPECT_THAT(messages(header), HasSubstr("\"separator\": \",\""));
  EXPECT_THAT(messages("\xFF\xFEm\0e\0"), HasSubstr("UTF-16"));
  EXPECT_THAT(messages("member;status\rm1;1\r"), HasSubstr("carriage return"));
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "store"));
}

TEST(ImportOfTheProgram, SaysWhichLinesAnUnclosedQuotationMarkTook) {
  const Scratch scratch;
  const std::string rows = scratch.file("rows.csv",
                                        "member;status;answered;form;ip;clicked;clicked_ip;born\n"
                                        "m1;1;03.03.2026 09:15;\"web;192.0.2.1;;;\n"
                                        "m2;1;03.03.2026 09:15;web;192.0.2.1;;;\n"
                                        "m3;1;03.03.2026 09:15;web;192.0.2.1;;;\n");
  const Outcome outcome = run(kImport + rows, scratch);
  EXPECT_THAT(outcome.messages, HasSubstr("Lines 2 to 4 were read as one record."));
}

TEST(ImportOfTheProgram, RefusesAMappingByItsFieldAndDoesNothing) {
  const Scratch scratch;
  const std::string mapping = scratch.file(
      "mapping",
      R"({"origin":"x","events":[{"event":{"constant":"granted"},"customer":"c","at":"t","consent":{"constant":"nwes"}}]})");
  const Outcome outcome =
      run("import --policy club --store \"$SCRATCH/store\" --mapping " + mapping + " import/members.csv", scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.messages, HasSubstr("`events[0].consent`"));
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "store"));
}

TEST(ImportOfTheProgram, RefusesAFileWithoutTheColumns) {
  const Scratch scratch;
  const std::string rows = scratch.file("rows.csv", "member;status\nm1;1\n");
  const Outcome outcome = run(kImport + rows, scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.messages, HasSubstr("lacks columns that the mapping names: answered"));
}

constexpr const char* kHeader = "member;status;answered;form;ip;clicked;clicked_ip;born\n";

TEST(ImportOfTheProgram, TakesNothingOfARowWhoseFirstEventIsRefused) {
  const Scratch scratch;
  const std::string rows =
      scratch.file("rows.csv", std::string(kHeader) +
                                   "m1;1;03.03.2026 09:15;web;192.0.2.1;;;\n"
                                   "m1;1;03.03.2026 09:18;web;192.0.2.1;1772529600;192.0.2.9;04.05.1990\n");
  const Outcome outcome = run(kImport + rows, scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_EQ(summary_of(outcome)["doubtful"], 1);
  const json standing = standing_of("m1", scratch);
  ASSERT_EQ(standing["history"].size(), 1U);
  EXPECT_EQ(standing["history"][0]["event"], "granted");
  EXPECT_NE(standing["consents"][0]["status"], "granted");
}

TEST(ImportOfTheProgram, TakesNeitherWhiteSpaceNorTheKeyForEvidence) {
  const Scratch scratch;
  const std::string rows =
      scratch.file("rows.csv", std::string(kHeader) + "m1;1;03.03.2026 09:15;web;192.0.2.1;1772529600; ;\n");
  EXPECT_EQ(summary_of(run(kImport + rows, scratch))["doubtful"], 1);
  std::string mapping = read_file(LICET_SOURCE_DIR "/tests/tools/data/import/mapping.json");
  const std::string proof = R"({"ip": "clicked_ip"})";
  ASSERT_NE(mapping.find(proof), std::string::npos);
  mapping.replace(mapping.find(proof), proof.size(), R"({"who": "member"})");
  const Outcome by_key = run("import --policy club --summary json --dry-run --mapping " +
                                 scratch.file("mapping", mapping) + " import/members.csv",
                             scratch);
  EXPECT_EQ(summary_of(by_key)["taken"], 2) << by_key.messages;
}

TEST(ImportOfTheProgram, DoubtsALiftingThatWouldLiftEverything) {
  const Scratch scratch;
  const std::string mapping = scratch.file("mapping", R"({"origin":"x","separator":";","events":[{
    "event":{"constant":"objection_lifted"},"customer":"c","purposes":"p","at":{"column":"t","time":"unix"}}]})");
  const std::string rows = scratch.file("rows.csv", "c;p;t\na;;1772529600\nb;news;1772529600\n");
  const Outcome outcome =
      run("import --policy club --summary json --dry-run --mapping " + mapping + " " + rows, scratch);
  EXPECT_EQ(summary_of(outcome)["doubtful"], 1) << outcome.messages;
  EXPECT_EQ(summary_of(outcome)["taken"], 1);
}

TEST(ImportOfTheProgram, WritesNoListOverWhatItReads) {
  const Scratch scratch;
  const std::string text = std::string(kHeader) + "m1;1;03.03.2026 09:15;web;192.0.2.1;;;\n";
  const std::string rows = scratch.file("rows.csv", text);
  const Outcome outcome = run(kImport + ("--doubtful " + rows + " " + rows), scratch);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_EQ(read_file(scratch.path() / "rows.csv"), text);
}

constexpr int kRows = 8'000;

std::string row(int number) {
  return fmt::format("c{};1;03.03.2026 09:{:02};web;192.0.2.1;1772529600;192.0.2.1;04.05.1990\n", number, number % 60);
}

std::uint64_t records_of(const std::string& store, const Scratch& scratch) {
  const Outcome verified = run("log verify --format json --store \"$SCRATCH/" + store + "\"", scratch);
  EXPECT_EQ(verified.exit_status, 0) << verified.messages;
  return lines(verified.output).at(0)["records"];
}

/// The history without what each store gives by itself.
json told(json standing) {
  for (json& entry : standing["history"]) entry.erase("recorded");
  for (json& entry : standing["history"]) entry.erase("record");
  return standing["history"];
}

TEST(ImportOfTheProgram, KilledAtAnyMomentAndRunAgainIsAsRunOnce) {
  const Scratch scratch;
  const std::string head = "member;status;answered;form;ip;clicked;clicked_ip;born\n";
  std::string all = head;
  for (int i = 0; i < kRows; ++i) all += row(i);
  const std::string file = scratch.file("rows.csv", all);
  const std::string store = (scratch.path() / "store").string();
  const std::string data = (here() / "data").string();
  std::mt19937 random(7);
  for (int kill = 0; kill < 8; ++kill) {
    Conversation program({"import", "--policy", data + "/club", "--mapping", data + "/import/mapping.json", "--store",
                          store, "--format", "csv"});
    const int rows = std::uniform_int_distribution<int>(1, kRows)(random);
    std::string some = head;
    for (int i = 0; i < rows; ++i) some += row(i);
    program.say(some);
    program.kill();
  }
  const Outcome rest = run(kImport + file, scratch);
  ASSERT_EQ(rest.exit_status, 0) << rest.messages;
  const json summary = summary_of(rest);
  EXPECT_EQ(summary["events"].get<int>() + summary["events_already_there"].get<int>(), kRows * 3);
  EXPECT_EQ(summary["taken"].get<int>() + summary["already_there"].get<int>(), kRows);

  const Outcome once = run(
      "import --policy club --store \"$SCRATCH/once\" --mapping import/mapping.json --summary json " + file, scratch);
  EXPECT_EQ(summary_of(once)["events"], kRows * 3);
  EXPECT_EQ(records_of("store", scratch), records_of("once", scratch));
  for (const int number : {0, 1, 1023, 1024, kRows / 2, kRows - 1}) {
    const std::string customer = fmt::format("c{}", number);
    EXPECT_EQ(told(standing_of(customer, scratch)), told(standing_of(customer, scratch, "once"))) << customer;
  }
}

}  // namespace
}  // namespace licet::tests
