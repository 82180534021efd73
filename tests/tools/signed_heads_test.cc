#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace fs = std::filesystem;

constexpr const char* kStore = " --store \"$SCRATCH/store\" --signing-key \"$SCRATCH/signing\" ";

constexpr std::chrono::seconds kWellBelowTheDefault{45};

class SignedHeads : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome made = command("log keygen --name shop.example/consents");
    ASSERT_EQ(made.exit_status, 0) << made.messages;
    key_ = made.output;
    record("eva");
  }
  Outcome command(const std::string& name) { return run(name + kStore, scratch_); }
  void record(const std::string& customer) {
    const std::string event = scratch_.file("event", R"({"event":"hold","customer":")" + customer + "\"}\n");
    const Outcome outcome = run(std::string("record --policy club") + kStore + event, scratch_);
    ASSERT_EQ(outcome.exit_status, 0) << outcome.messages;
  }
  json checkpoint() { return json::parse(command("log checkpoint --format json").output); }

  const Scratch scratch_;
  std::string key_;
};

TEST_F(SignedHeads, AKeyIsMadeBeforeItsStoreOnceAndForItsOwnerOnly) {
  EXPECT_THAT(key_, StartsWith("shop.example/consents+"));
  struct stat status {};
  ASSERT_EQ(::stat((scratch_.path() / "signing").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const Outcome again = command("log keygen");
  EXPECT_EQ(again.exit_status, 2);
  EXPECT_THAT(again.messages, HasSubstr("--rotate"));
  EXPECT_EQ(command("log keygen --list").output, key_);
  EXPECT_EQ(json::parse(command("log keygen --list --format json").output)["key"].get<std::string>() + "\n", key_);
}

TEST_F(SignedHeads, TheNewestIsPrintedAsItWasSigned) {
  const Outcome printed = command("log checkpoint");
  EXPECT_EQ(printed.exit_status, 0);
  const std::string note = read_file(scratch_.path() / "store" / "heads" / "newest");
  EXPECT_EQ(printed.output, note);
  EXPECT_THAT(note, StartsWith("shop.example/consents\n1\n"));
  const json head = checkpoint();
  EXPECT_EQ(head["note"], note);
  EXPECT_EQ(head["records"], 1);
  EXPECT_EQ(head["origin"], "shop.example/consents");
  record("bert");
  EXPECT_EQ(checkpoint()["records"], 2);
}

TEST_F(SignedHeads, AreSignedAsOftenAsTheOptionSaysWhileEventsStillCome) {
  Conversation recording({"record", "--policy", (here() / "data/club").string(), "--format", "json", "--sign-every",
                          "1", "--store", (scratch_.path() / "store").string(), "--signing-key",
                          (scratch_.path() / "signing").string()});
  recording.say(R"({"event":"hold","customer":"bert"})");
  EXPECT_EQ(json::parse(recording.hear())["record"], 1);
  const auto until = std::chrono::steady_clock::now() + kWellBelowTheDefault;
  while (checkpoint()["records"] == 1 && std::chrono::steady_clock::now() < until) {
  }
  EXPECT_EQ(checkpoint()["records"], 2);
  EXPECT_EQ(recording.end(), 0);
}

TEST_F(SignedHeads, AreSignedOnlyAtTheEndWhereTheOptionSaysSoOrIsLong) {
  std::uint64_t records = 1;
  for (const char* every : {"0", "86400"}) {
    Conversation recording({"record", "--policy", (here() / "data/club").string(), "--format", "json", "--sign-every",
                            every, "--store", (scratch_.path() / "store").string(), "--signing-key",
                            (scratch_.path() / "signing").string()});
    for (int i = 0; i < 3; ++i) {
      recording.say(R"({"event":"hold","customer":"bert"})");
      EXPECT_EQ(json::parse(recording.hear())["record"], records + static_cast<std::uint64_t>(i));
      EXPECT_EQ(checkpoint()["records"], records) << every;
    }
    records += 3;
    EXPECT_EQ(recording.end(), 0);
    EXPECT_EQ(checkpoint()["records"], records) << every;
  }
}

TEST_F(SignedHeads, AreAskedForAtIntervalsOfUpToADay) {
  for (const char* wrong : {"-1", "86401", "1.5", "often"}) {
    const Outcome outcome =
        run(std::string("record --policy club --sign-every ") + wrong + kStore + "/dev/null", scratch_);
    EXPECT_EQ(outcome.exit_status, 2) << wrong;
    EXPECT_THAT(outcome.messages, HasSubstr("--sign-every")) << wrong;
  }
  for (const char* good : {"0", "86400"}) {
    EXPECT_EQ(
        run(std::string("record --policy club --sign-every ") + good + kStore + "/dev/null", scratch_).exit_status, 0);
  }
}

TEST_F(SignedHeads, AKeyThatIsNotFoundIsMissed) {
  const std::string event = scratch_.file("event", R"({"event":"hold","customer":"bert"})"
                                                   "\n");
  const Outcome outcome = run("record --policy club --store \"$SCRATCH/store\" " + event, scratch_);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.messages, HasSubstr("--signing-key"));
  EXPECT_EQ(checkpoint()["records"], 1);
}

TEST_F(SignedHeads, WithoutAKeyThereIsNone) {
  const std::string event = scratch_.file("event", R"({"event":"hold","customer":"eva"})"
                                                   "\n");
  ASSERT_EQ(run("record --policy club --store \"$SCRATCH/other\" " + event, scratch_).exit_status, 0);
  const Outcome outcome = run("log checkpoint --store \"$SCRATCH/other\"", scratch_);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_THAT(outcome.messages, HasSubstr("keygen"));
}

TEST_F(SignedHeads, AChangeOfKeysPrintsTheNewOneAndKeepsTheOld) {
  const Outcome changed = command("log keygen --rotate");
  ASSERT_EQ(changed.exit_status, 0) << changed.messages;
  EXPECT_NE(changed.output, key_);
  EXPECT_EQ(command("log keygen --list").output, changed.output + key_);
  EXPECT_EQ(checkpoint()["signers"].size(), 2U);
  record("bert");
  EXPECT_EQ(checkpoint()["signers"].size(), 1U);
  EXPECT_EQ(command("log verify").exit_status, 0);
}

TEST_F(SignedHeads, AnOlderCopyOfTheStoreIsRefusedAndNamedByVerify) {
  fs::copy(scratch_.path() / "store", scratch_.path() / "older", fs::copy_options::recursive);
  record("bert");
  fs::remove_all(scratch_.path() / "store");
  fs::rename(scratch_.path() / "older", scratch_.path() / "store");
  const Outcome decided = run(std::string("due --policy club") + kStore, scratch_);
  EXPECT_EQ(decided.exit_status, 2);
  EXPECT_THAT(decided.messages, HasSubstr("older copy of the store"));
  for (const auto& [reading, status] : {std::pair("replay", 1), std::pair("log prove --record 0", 2)}) {
    const Outcome refused = command(reading);
    EXPECT_EQ(refused.exit_status, status) << reading;
    EXPECT_THAT(refused.messages, HasSubstr("older copy of the store")) << reading;
  }
  EXPECT_EQ(run("replay --store \"$SCRATCH/store\"", scratch_).exit_status, 0) << "not told where the newer head is";
  const Outcome verified = command("log verify");
  EXPECT_EQ(verified.exit_status, 1);
  EXPECT_THAT(verified.output, HasSubstr("signing.head over 2 records contradicts the record"));
}

TEST_F(SignedHeads, ARecordThatContradictsTheHeadIsNotSignedAndThatIsTold) {
  fs::remove(scratch_.path() / "signing.head");
  const std::string event = scratch_.file("event", R"({"event":"hold","customer":"bert"})"
                                                   "\n");
  const Outcome outcome = run(std::string("record --policy club") + kStore + event, scratch_);
  EXPECT_THAT(outcome.messages, HasSubstr("signing.head is missing"));
  EXPECT_THAT(outcome.messages, HasSubstr("Nothing is signed"));
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_EQ(checkpoint()["records"], 1);
}

TEST_F(SignedHeads, AreExportedWithTheTreeAndTheExportIsContinued) {
  const std::string target = " --format json \"$SCRATCH/tiles\"";
  const json first = json::parse(command("log export" + target).output);
  EXPECT_EQ(first["records"], 1);
  EXPECT_EQ(first["before"], 0);
  record("bert");
  const json second = json::parse(command("log export" + target).output);
  EXPECT_EQ(second["records"], 2);
  EXPECT_EQ(second["before"], 1);
  EXPECT_EQ(second["beyond"], 0);
  EXPECT_EQ(read_file(scratch_.path() / "tiles" / "checkpoint"), command("log checkpoint").output);
  EXPECT_TRUE(fs::exists(scratch_.path() / "tiles" / "tile" / "entries"));
}

TEST_F(SignedHeads, WhatNoWitnessSignedIsNotKept) {
  const std::string answer = scratch_.file("answer", command("log checkpoint").output);
  const std::string stranger = "witness.example+c71e9eb3+BJymdDBVKwXy8PjMGBlDqGWOXDE5AEMyJtVBx7XVWPbP";
  const Outcome outcome = command("log checkpoint --add " + answer + " --witness " + stranger);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_NE(outcome.messages, "");
  EXPECT_EQ(command("log checkpoint --add " + answer).exit_status, 2);
  EXPECT_FALSE(fs::exists(scratch_.path() / "store" / "heads" / "00000000000000000001.note"));
}

}  // namespace
}  // namespace licet::tests
