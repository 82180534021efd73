// Audiences of a store on disk, as the program records and proves them.

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <tests/tools/json_lines.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kEvents = R"({"event":"fact","customer":"eva","fact":"birth_date","value":"1980-05-05"}
{"event":"fact","customer":"max","fact":"birth_date","value":"1981-05-05"}
{"event":"objected","customer":"max"}
{"event":"fact","customer":"kim","fact":"fees_paid","value":true}
)";
constexpr const char* kAudience =
    "audience --policy club --store \"$SCRATCH/store\" --action send --purpose accounts --channel post --data "
    "email_address ";

class AudienceOfEverybody : public testing::Test {
 protected:
  void record() {
    const Outcome recorded =
        run("record --policy club --store \"$SCRATCH/store\" " + scratch_.file("events", kEvents), scratch_);
    ASSERT_EQ(recorded.exit_status, 0) << recorded.messages;
  }
  /// The public key of the store, which signs from then on.
  std::string make_key() {
    const Outcome made =
        run("log keygen --store \"$SCRATCH/store\" --signing-key \"$SCRATCH/sign.key\" --name audience.test", scratch_);
    EXPECT_EQ(made.exit_status, 0) << made.messages;
    return made.output.substr(0, made.output.find('\n'));
  }
  Outcome ask(const std::string& more) { return run(kAudience + more, scratch_); }

  const Scratch scratch_;
};

TEST_F(AudienceOfEverybody, ListsWhoIsPermittedAndWritesCountsToAFileOfItsOwner) {
  record();
  const Outcome asked = ask("--format json --summary \"$SCRATCH/counts.json\"");
  EXPECT_EQ(asked.exit_status, 0) << asked.messages;
  EXPECT_EQ(asked.messages, "");
  const std::vector<json> permitted = lines(asked.output);
  const json summary = json::parse(read_file(scratch_.path() / "counts.json"));
  EXPECT_EQ(summary["customers"], 3);
  EXPECT_EQ(summary["permitted"], permitted.size());
  EXPECT_EQ(summary["record"], 4);
  const auto rights = std::filesystem::status(scratch_.path() / "counts.json").permissions();
  EXPECT_EQ(rights & std::filesystem::perms::others_all, std::filesystem::perms::none);
  const Outcome again = ask("--format json --no-record");
  EXPECT_EQ(again.output, asked.output);
  EXPECT_THAT(again.messages, HasSubstr("of 3 customers permitted"));
  const Outcome verified = run("log verify --store \"$SCRATCH/store\"", scratch_);
  EXPECT_EQ(verified.exit_status, 0) << verified.output;
  EXPECT_THAT(verified.output, HasSubstr("5 records"));
}

TEST_F(AudienceOfEverybody, ListsDifferentCustomersAsDifferentLines) {
  std::string events;
  for (const char* id : {"anna b", "anna\\nb", "anna\\tb", " anna b", "anna b ", "anna  b", "\\\"anna b\\\"",
                         "anna\\\\nb", "anna\\u202eb", "anna\\udb40\\udc01b"}) {
    events +=
        R"({"event":"fact","customer":")" + std::string(id) + R"(","fact":"birth_date","value":"1980-05-05"})" + '\n';
  }
  ASSERT_EQ(
      run("record --policy club --store \"$SCRATCH/store\" " + scratch_.file("events", events), scratch_).exit_status,
      0);
  const Outcome asked = ask("");
  EXPECT_EQ(asked.output,
            "\" anna b\"\n"
            "\"\\\"anna b\\\"\"\n"
            "\"anna\\tb\"\n"
            "\"anna\\nb\"\n"
            "\"anna  b\"\n"
            "anna b\n"
            "\"anna b \"\n"
            "anna\\nb\n"
            "\"anna\\u202eb\"\n"
            "\"anna\\udb40\\udc01b\"\n");
}

TEST_F(AudienceOfEverybody, TellsWhatItDecidedForOne) {
  record();
  ASSERT_EQ(ask("").exit_status, 0);
  const Outcome told = run("audience --store \"$SCRATCH/store\" --outcome 4 --customer kim", scratch_);
  ASSERT_EQ(told.exit_status, 0) << told.messages;
  const json outcome = json::parse(told.output);
  EXPECT_EQ(outcome["customer"], "kim");
  EXPECT_EQ(outcome["proof"]["customers"], 3);
  const Outcome nobody = run("audience --store \"$SCRATCH/store\" --outcome 4 --customer nobody", scratch_);
  EXPECT_EQ(nobody.exit_status, 2);
  EXPECT_THAT(nobody.messages, testing::Not(HasSubstr("nobody's")));
  EXPECT_EQ(run("audience --store \"$SCRATCH/store\" --outcome 3 --customer kim", scratch_).exit_status, 2);
}

TEST_F(AudienceOfEverybody, ProvesAnOutcomeToWhoHasThePublicKeyAloneAndNothingThatWasChanged) {
  record();
  const std::string key = make_key();
  ASSERT_EQ(ask("--signing-key \"$SCRATCH/sign.key\"").exit_status, 0);
  const Outcome proven =
      run("audience --store \"$SCRATCH/store\" --signing-key \"$SCRATCH/sign.key\" --prove 4 --customer eva", scratch_);
  ASSERT_EQ(proven.exit_status, 0) << proven.messages;
  const auto check = [&](const std::string& proof) {
    return run("audience --check-proof " + scratch_.file("proof", proof) + " --key '" + key + "'", scratch_);
  };
  std::filesystem::remove_all(scratch_.path() / "store");
  const Outcome good = check(proven.output);
  ASSERT_EQ(good.exit_status, 0) << good.messages;
  EXPECT_EQ(json::parse(good.output)["customer"], "eva");
  json proof = json::parse(proven.output);
  EXPECT_EQ(proof.size(), 8U);
  for (const char* field : {"customer", "outcome", "salt", "leaf", "payload", "receipt"}) {
    nlohmann::ordered_json changed = nlohmann::ordered_json::parse(proven.output);
    auto text = changed[field].get<std::string>();
    // In the middle, where no padding of Base64 stands.
    char& c = text[text.size() / 2];
    c = c == 'e' ? 'f' : 'e';
    changed[field] = text;
    EXPECT_NE(check(changed.dump() + '\n').exit_status, 0) << field;
  }
  nlohmann::ordered_json moved = nlohmann::ordered_json::parse(proven.output);
  moved["index"] = (moved["index"].get<int>() + 1) % 3;
  EXPECT_EQ(check(moved.dump() + '\n').exit_status, 1);
  EXPECT_EQ(check(proven.output + proven.output).exit_status, 1) << "two lines";
  const std::string other_name = "other" + key.substr(key.find('+'));
  const Outcome by_another =
      run("audience --check-proof " + scratch_.file("proof", proven.output) + " --key '" + other_name + "'", scratch_);
  EXPECT_NE(by_another.exit_status, 0);
  EXPECT_EQ(by_another.output, "");
}

TEST_F(AudienceOfEverybody, SaysThatItsPathIsWrongBeforeAnythingIsRecorded) {
  record();
  EXPECT_EQ(ask("--summary \"$SCRATCH/no/such/folder/counts.json\"").exit_status, 2);
  EXPECT_EQ(run("audience --store \"$SCRATCH/store\" --outcome 4 --customer kim", scratch_).exit_status, 2);
  EXPECT_EQ(ask("--at yesterday --summary \"$SCRATCH/counts.json\"").exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(scratch_.path() / "counts.json"));
}

TEST_F(AudienceOfEverybody, IsNamedWhereADecisionIsAskedFor) {
  record();
  ASSERT_EQ(ask("").exit_status, 0);
  for (const char* command :
       {"show --record 4 --store \"$SCRATCH/store\"", "log prove --record 4 --store \"$SCRATCH/store\""}) {
    const Outcome asked = run(command, scratch_);
    EXPECT_EQ(asked.exit_status, 2);
    EXPECT_THAT(asked.messages, HasSubstr("licet audience --outcome 4 --customer ID"));
  }
}

TEST_F(AudienceOfEverybody, RefusesOptionsThatSayNothing) {
  record();
  ASSERT_EQ(ask("").exit_status, 0);
  const std::string told = "audience --store \"$SCRATCH/store\" --customer kim ";
  ASSERT_EQ(run(told + "--outcome 4", scratch_).exit_status, 0);
  for (const char* more : {"--outcome 4 --prove 4", "--outcome 4 --no-record", "--outcome 4 --purpose accounts",
                           "--outcome 4 --policy club", "--prove 4 --no-until", "--outcome -1", "--outcome 4 --all",
                           "--policy club --no-record", "--policy club --no-until", "--policy club --summary counts"}) {
    const Outcome refused = run(told + more, scratch_);
    EXPECT_EQ(refused.exit_status, 2) << more;
    EXPECT_EQ(refused.output, "") << more;
  }
  EXPECT_EQ(ask("--all").exit_status, 2);
}

}  // namespace
}  // namespace licet::tests
