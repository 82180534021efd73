#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <tests/tools/json_lines.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kRecord = "record --policy club --store \"$SCRATCH/store\" ";
constexpr const char* kExport = "export --policy club --store \"$SCRATCH/store\" --customer eva ";

std::string eva(const Scratch& scratch) {
  return scratch.file(
      "eva",
      R"({"event":"granted","customer":"eva","consent":"news_consent","wording":"2026-02","at":"2026-03-01T09:00:00Z","id":"g1"})"
      "\n"
      R"({"event":"confirmed","customer":"eva","consent":"news_consent","at":"2026-03-02T09:00:00Z","source":"link"})"
      "\n"
      R"({"event":"fact","customer":"eva","fact":"birth_date","value":"1990-05-04","at":"2026-03-02T09:01:00Z"})"
      "\n"
      R"({"event":"informed","customer":"eva","notice":"privacy_notice","at":"2026-03-02T09:01:00Z"})"
      "\n"
      R"({"event":"objected","customer":"eva","purposes":["accounts"],"at":"2026-03-03T09:00:00Z","source":"letter"})"
      "\n");
}

TEST(ExportOfTheProgram, HasTheDecisionsWithTheirReasons) {
  const Scratch scratch;
  ASSERT_EQ(run(kRecord + eva(scratch), scratch).exit_status, 0);
  ASSERT_EQ(run("decide --policy club --store \"$SCRATCH/store\" --customer eva --action send --purpose news --channel "
                "email --data contact",
                scratch)
                .exit_status,
            0);
  const Outcome outcome = run(std::string(kExport) + "--language german,english", scratch);
  ASSERT_EQ(outcome.exit_status, 0) << outcome.messages;
  const json all = json::parse(outcome.output);
  ASSERT_EQ(all["decisions"].size(), 1U);
  EXPECT_EQ(all["decisions"][0]["record"], 5);
  EXPECT_EQ(all["decisions"][0]["answer"]["decision"], "permit");
  EXPECT_FALSE(all["decisions"][0]["sentences"]["german"].empty());
  EXPECT_FALSE(all["rights"]["english"].empty());
  EXPECT_EQ(all["time_zone"], "Europe/Berlin");
  EXPECT_EQ(all["titles"]["purposes"]["news"], "Monthly news");
}

TEST(ExportOfTheProgram, IsThatOfThePolicySetThatWasInUse) {
  const Scratch scratch;
  ASSERT_EQ(run(kRecord + eva(scratch), scratch).exit_status, 0);
  const Outcome outcome =
      run("export --policy-at 9000-01-01T00:00:00Z --store \"$SCRATCH/store\" --customer eva", scratch);
  ASSERT_EQ(outcome.exit_status, 0) << outcome.messages;
  EXPECT_EQ(json::parse(outcome.output)["policy"]["name"], "club");
}

TEST(ExportOfTheProgram, WritesAFileThatOnlyItsOwnerReads) {
  const Scratch scratch;
  ASSERT_EQ(run(kRecord + eva(scratch), scratch).exit_status, 0);
  const Outcome outcome = run(std::string(kExport) + "--format html -o \"$SCRATCH/page.html\"", scratch);
  EXPECT_EQ(outcome.exit_status, 0) << outcome.messages;
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(read_file(scratch.path() / "page.html"), HasSubstr("<html lang=\"en\">"));
  struct stat found {};
  ASSERT_EQ(::stat((scratch.path() / "page.html").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  const std::string there = scratch.file("there.html", "public until now");
  ASSERT_EQ(::chmod(there.c_str(), 0644), 0);
  EXPECT_EQ(run(std::string(kExport) + "--format html -o \"$SCRATCH/there.html\"", scratch).exit_status, 0);
  ASSERT_EQ(::stat(there.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  EXPECT_THAT(read_file(there), HasSubstr("<html lang=\"en\">"));
}

TEST(ExportOfTheProgram, WhatIsPortableCanBeRecordedElsewhereAndStandsAlike) {
  const Scratch scratch;
  ASSERT_EQ(run(kRecord + eva(scratch), scratch).exit_status, 0);
  ASSERT_EQ(run(std::string(kExport) + "--as portable -o \"$SCRATCH/eva.jsonl\"", scratch).exit_status, 0);
  ASSERT_EQ(run("record --policy club --store \"$SCRATCH/other\" \"$SCRATCH/eva.jsonl\"", scratch).exit_status, 0);
  const auto standing = [&](const char* store) {
    const Outcome shown = run(std::string("show --policy club --format json --at 2026-04-01 --customer eva --store "
                                          "\"$SCRATCH/") +
                                  store + "\"",
                              scratch);
    json all = json::parse(shown.output);
    json stands = {{"consents", all["consents"]}, {"facts", all["facts"]}, {"objections", all["objections"]}};
    // Numbers and times of recording are each store's own.
    for (auto& one : stands["consents"]) {
      for (const char* grant : {"current", "waiting"}) {
        if (!one.contains(grant)) continue;
        one[grant].erase("record");
        one[grant].erase("recorded");
        if (one[grant].contains("confirmed")) one[grant]["confirmed"] = one[grant]["confirmed"]["at"];
      }
    }
    for (const char* list : {"facts", "objections"}) {
      for (auto& one : stands[list]) one.erase("record");
      for (auto& one : stands[list]) one.erase("recorded");
    }
    return stands;
  };
  EXPECT_EQ(standing("store"), standing("other"));
  EXPECT_EQ(standing("other")["consents"][0]["status"], "granted");
}

constexpr const char* kTwoPurposes = R"(policy two
  version 1
purpose ads
purpose news within ads
purpose sale within ads
action send
consent both "Both" for news, sale valid for 1 month after grant wording "w"
rule r permit send for ads when consent is valid
)";

struct Exported {
  json records;
  std::string page;
};

Exported exported(const Scratch& scratch, const std::string& events, const std::string& at) {
  const std::string call = "export --customer p --at " + at + " --policy " + scratch.file("two.licet", kTwoPurposes) +
                           " --events " + scratch.file("two.jsonl", events);
  const Outcome records = run(call + " --as consents", scratch);
  EXPECT_EQ(records.exit_status, 0) << records.messages;
  return {json::parse(records.output)["@graph"], run(call + " --format text", scratch).output};
}

std::vector<std::string> states_of(const json& record) {
  std::vector<std::string> states;
  for (const json& one : record["dpv:hasConsentStatus"]) states.push_back(one["@type"]);
  return states;
}

using States = std::vector<std::string>;

TEST(ExportOfTheProgram, ConsentRecordsTellWhatAWithdrawalInPartLeaves) {
  const Scratch scratch;
  const json records =
      exported(
          scratch,
          R"({"event":"granted","customer":"p","consent":"both","wording":"w","at":"2026-03-01T09:00:00Z"})"
          "\n"
          R"({"event":"withdrawn","customer":"p","consent":"both","purposes":["sale"],"at":"2026-03-02T09:00:00Z"})"
          "\n",
          "2026-03-10")
          .records;
  EXPECT_EQ(states_of(records[0]), (States{"dpv:ConsentGiven", "dpv:ConsentWithdrawn", "dpv:ConsentGiven"}));
  const json& left = records[0]["dpv:hasConsentStatus"][2];
  ASSERT_EQ(left["dpv:hasPurpose"].size(), 1U);
  EXPECT_EQ(left["dpv:hasPurpose"][0]["dct:identifier"], "news");
}

TEST(ExportOfTheProgram, ConsentRecordsTellWhatExpiredBetweenTwoGrants) {
  const Scratch scratch;
  const Exported all =
      exported(scratch,
               R"({"event":"granted","customer":"p","consent":"both","wording":"w","at":"2026-03-01T09:00:00Z"})"
               "\n"
               R"({"event":"granted","customer":"p","consent":"both","wording":"w","at":"2026-05-01T09:00:00Z"})"
               "\n",
               "2026-05-10");
  EXPECT_EQ(states_of(all.records[0]), (States{"dpv:ConsentGiven", "dpv:ConsentExpired", "dpv:ConsentGiven"}));
  EXPECT_EQ(all.records[0]["dpv:hasConsentStatus"][1]["dpv:isIndicatedAtTime"]["@value"], "2026-04-02T00:00:00Z");
  // The last day of the month, and not the first instant after it.
  EXPECT_THAT(all.page, HasSubstr("Valid until  1 June 2026\n"));
}

TEST(ExportOfTheProgram, AnswersWithoutEffectAreToldAsThat) {
  const Scratch scratch;
  const Exported all = exported(
      scratch,
      R"({"event":"granted","customer":"p","consent":"both","wording":"old","at":"2026-03-01T09:00:00.123456Z"})"
      "\n",
      "2026-03-10");
  ASSERT_EQ(all.records.size(), 1U);
  EXPECT_EQ(states_of(all.records[0]), States{"dpv:ConsentInvalidated"});
  EXPECT_THAT(all.page, HasSubstr("an answer of yours is recorded"));
  EXPECT_THAT(all.page, testing::Not(HasSubstr("You have given none of these consents")));
}

TEST(ExportOfTheProgram, AConsentThatIsDeclaredNoLongerHasItsRecord) {
  const Scratch scratch;
  const std::string former = scratch.file("former.licet", std::string(kTwoPurposes) + "consent former for ads\n");
  const std::string event = scratch.file(
      "event", R"({"event":"granted","customer":"p","consent":"former","at":"2026-03-01T09:00:00.123456Z"})"
               "\n");
  const std::string store = " --store \"$SCRATCH/store\" ";
  ASSERT_EQ(run("record --policy " + former + store + event, scratch).exit_status, 0);
  const std::string call = "export --customer p --policy " + scratch.file("two.licet", kTwoPurposes) + store;
  const json records = json::parse(run(call + "--as consents", scratch).output)["@graph"];
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(states_of(records[0]), States{"dpv:ConsentUnknown"});
  EXPECT_EQ(records[0]["dct:identifier"], "former/0");
  const std::string page = run(call + "--format text", scratch).output;
  EXPECT_THAT(page, HasSubstr("1 March 2026 at 09:00"));
  EXPECT_THAT(page, testing::Not(HasSubstr("09:00:00.123456\n")));
}

TEST(ExportOfTheProgram, SaysThatNothingIsRecorded) {
  const Scratch scratch;
  ASSERT_EQ(run(kRecord + eva(scratch), scratch).exit_status, 0);
  const Outcome outcome =
      run("export --policy club --store \"$SCRATCH/store\" --customer nobody --format text", scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_THAT(outcome.messages, HasSubstr("nothing is recorded"));
  EXPECT_THAT(outcome.output, HasSubstr("Nothing is recorded under this reference."));
}

TEST(ExportOfTheProgram, SaysWhatDoesNotGoTogether) {
  const Scratch scratch;
  for (const char* arguments : {"--as portable --format html", "--format html --language german,english", "--device x",
                                "--as everything", "--format xml"}) {
    const Outcome outcome = run(std::string(kExport) + arguments, scratch);
    EXPECT_EQ(outcome.exit_status, 2) << arguments;
    EXPECT_EQ(outcome.output, "");
    EXPECT_NE(outcome.messages, "");
  }
}

}  // namespace
}  // namespace licet::tests
