#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <tests/tools/program.h>
#include <vector>

namespace licet::tests {
namespace {

using nlohmann::json;

constexpr const char* kShow = "show --store \"$SCRATCH/store\" --format json ";

/// Records an event of eva and decides one request about her; gives the answer.
json recorded_answer(const Scratch& scratch) {
  const std::string event = scratch.file("event", R"({"event":"fact","customer":"eva","fact":"fees_paid","value":true,)"
                                                  R"("at":"2026-03-02T10:00:00Z"})"
                                                  "\n");
  EXPECT_EQ(run("record --policy club --store \"$SCRATCH/store\" " + event, scratch).exit_status, 0);
  const Outcome decided =
      run("decide --policy club --store \"$SCRATCH/store\" --customer eva --action send --purpose news --channel post "
          "--format json",
          scratch);
  EXPECT_EQ(decided.exit_status, 0) << decided.messages;
  return json::parse(decided.output);
}

TEST(ShowOfTheProgram, TellsWhatIsKeptOfACustomer) {
  const Scratch scratch;
  recorded_answer(scratch);
  const Outcome shown = run(std::string(kShow) + "--policy club --customer eva", scratch);
  EXPECT_EQ(shown.exit_status, 0) << shown.messages;
  const json standing = json::parse(shown.output);
  EXPECT_EQ(standing["levels"], json::array({"member"}));
  EXPECT_EQ(standing["facts"][0]["value"], true);
  ASSERT_EQ(standing["history"].size(), 1U);
  EXPECT_EQ(standing["history"][0]["event"], "fact");
}

TEST(ShowOfTheProgram, ExplainsARecordedDecisionWithoutAPolicySet) {
  const Scratch scratch;
  const json answer = recorded_answer(scratch);
  const std::string number = std::to_string(answer["record"].get<std::uint64_t>());
  const Outcome shown = run(std::string(kShow) + "--language german --record " + number, scratch);
  EXPECT_EQ(shown.exit_status, 0) << shown.messages;
  json decision = json::parse(shown.output);
  EXPECT_EQ(decision["record"], answer["record"]);
  EXPECT_EQ(decision["request"]["customer"], "eva");
  EXPECT_EQ(decision["request"]["at"], answer["at"]);
  const json explanation = decision["answer"]["explanation"];
  EXPECT_FALSE(explanation["sentences"]["german"]["summary"].empty());
  decision["answer"].erase("explanation");
  EXPECT_EQ(decision["answer"], answer);
}

TEST(ShowOfTheProgram, RefusesANumberThatIsNoDecision) {
  const Scratch scratch;
  recorded_answer(scratch);
  for (const char* number : {"0", "77"}) {
    const Outcome shown = run(std::string(kShow) + "--record " + number, scratch);
    EXPECT_EQ(shown.exit_status, 2);
    EXPECT_EQ(shown.output, "");
    EXPECT_NE(shown.messages, "");
  }
}

TEST(ShowOfTheProgram, TellsWhatAGrantStatedThatIsOfNoGrantUnderThisPolicySet) {
  const Scratch scratch;
  const auto set = [](const std::string& owner) {
    return "policy club\npurpose news\naction send\nfact coupled is yes or no" + owner +
           "\nconsent c for news\nrule r permit send for news when consent is valid\n";
  };
  const std::string before = scratch.file("before.licet", set(" of consent"));
  const std::string after = scratch.file("after.licet", set(""));
  const std::string event =
      scratch.file("event", R"({"event":"granted","customer":"eva","consent":"c","facts":{"coupled":true}})"
                            "\n");
  ASSERT_EQ(run("record --policy " + before + " --store \"$SCRATCH/store\" " + event, scratch).exit_status, 0);
  const std::string show = "show --store \"$SCRATCH/store\" --customer eva --policy ";
  EXPECT_EQ(run(show + before, scratch).output.find("stated of the grant"), std::string::npos);
  const Outcome shown = run(show + after, scratch);
  EXPECT_NE(shown.output.find("stated of the grant"), std::string::npos) << shown.output << shown.messages;
}

TEST(ShowOfTheProgram, ListsTheNewestDecisionsAndAllOfThemIfAsked) {
  const Scratch scratch;
  const json first = recorded_answer(scratch);
  std::string requests;
  for (int i = 0; i < 21; ++i) {
    requests += R"({"customer":"eva","action":"send","purpose":"news","channel":"post"})"
                "\n";
  }
  const std::string file = scratch.file("requests", requests);
  ASSERT_EQ(run("decide --policy club --store \"$SCRATCH/store\" " + file, scratch).exit_status, 0);
  const auto shown = [&](const std::string& options) {
    return json::parse(run(std::string(kShow) + "--policy club --customer eva " + options, scratch).output);
  };
  const json some = shown("");
  EXPECT_EQ(some["decisions"].size(), 20U);
  EXPECT_EQ(some["decisions_in_all"], 22U);
  const json all = shown("--all");
  ASSERT_EQ(all["decisions"].size(), 22U);
  EXPECT_EQ(all["decisions"][0]["record"], first["record"]);
  EXPECT_EQ(all["decisions"][0]["answer"], first);
  EXPECT_EQ(all["timeline"].size(), 23U);
  EXPECT_EQ(all["decisions"][21], some["decisions"][19]);
  const std::string text = run("show --store \"$SCRATCH/store\" --policy club --customer eva", scratch).output;
  EXPECT_NE(text.find("and 2 decisions before (22 in all): --all lists them"), std::string::npos) << text;
}

TEST(ShowOfTheProgram, TakesThePolicySetThatWasInUse) {
  const Scratch scratch;
  recorded_answer(scratch);
  const std::string of_eva = "--customer eva --at 2030-01-01";
  const std::string given = run(std::string(kShow) + "--policy club " + of_eva, scratch).output;
  const Outcome archived = run(std::string(kShow) + "--policy-at 2030-01-01T00:00:00Z " + of_eva, scratch);
  EXPECT_EQ(archived.exit_status, 0) << archived.messages;
  EXPECT_EQ(archived.output, given);
  // A date is the beginning of its day, by the clock of the set.
  EXPECT_EQ(run(std::string(kShow) + "--policy-at 2030-01-01 " + of_eva, scratch).output, given);
  const Outcome before = run(std::string(kShow) + "--policy-at 2001-01-01 " + of_eva, scratch);
  EXPECT_EQ(before.exit_status, 2);
  EXPECT_EQ(before.output, "");
}

TEST(ShowOfTheProgram, RefusesWhatCanNameNobody) {
  const Scratch scratch;
  recorded_answer(scratch);
  const std::string show = "show --store \"$SCRATCH/store\" --policy club ";
  const std::vector<std::string> wrong = {
      "--customer ''",  "--device ''",       "--customer " + std::string(257, 'x'), "--customer \"$(printf '\\377')\"",
      "--recipient ''", "--recipient nobody"};
  for (const std::string& whose : wrong) {
    const Outcome shown = run(show + whose, scratch);
    EXPECT_EQ(shown.exit_status, 2) << whose;
    EXPECT_EQ(shown.output, "") << whose;
    EXPECT_NE(shown.messages, "") << whose;
  }
  EXPECT_EQ(run(show + "--customer " + std::string(256, 'x'), scratch).exit_status, 0);
}

TEST(AudienceOfTheProgram, RecordsNothingAndRunsUnderThePolicySetThatWasInUse) {
  const Scratch scratch;
  recorded_answer(scratch);
  const std::string verify = "log verify --store \"$SCRATCH/store\" --format json";
  const std::string before = run(verify, scratch).output;
  const Outcome told =
      run("audience --store \"$SCRATCH/store\" --policy-at 2030-01-01T00:00:00Z --customer eva "
          "--at 2030-01-01 --format json",
          scratch);
  EXPECT_EQ(told.exit_status, 0) << told.messages;
  EXPECT_GT(json::parse(told.output)["permitted"], 0U);
  EXPECT_EQ(run(verify, scratch).output, before);
}

}  // namespace
}  // namespace licet::tests
