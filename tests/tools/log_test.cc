#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

constexpr const char* kRecord = "record --policy club --store \"$SCRATCH/store\" --format json ";
constexpr const char* kVerify = "log verify --store \"$SCRATCH/store\" --format json ";

std::vector<json> lines(const std::string& text) {
  std::vector<json> objects;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) objects.push_back(json::parse(line));
  return objects;
}

/// Turns one bit, in place.
void turn_a_bit(const fs::path& path, std::streamoff at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(at);
  const int byte = file.get();
  ASSERT_GE(byte, 0);
  file.seekp(at);
  file.put(static_cast<char>(byte ^ 4));
}

fs::path first_segment(const Scratch& scratch) {
  return scratch.path() / "store" / "log" / (std::string(20, '0') + ".seg");
}

void make_store(const Scratch& scratch) {
  ASSERT_EQ(run(std::string(kRecord) + "new_events.jsonl", scratch).exit_status, 2);
  ASSERT_EQ(run("decide --policy club --store \"$SCRATCH/store\" requests.jsonl", scratch).exit_status, 0);
}

TEST(LogVerify, CallsASoundStoreSound) {
  const Scratch scratch;
  make_store(scratch);
  const Outcome outcome = run(kVerify, scratch);
  EXPECT_EQ(outcome.exit_status, 0) << outcome.output << outcome.messages;
  EXPECT_EQ(outcome.messages, "");
  const std::vector<json> objects = lines(outcome.output);
  ASSERT_EQ(objects.size(), 1U);
  EXPECT_EQ(objects[0]["sound"], true);
  EXPECT_EQ(objects[0]["events"], 3);
  EXPECT_EQ(objects[0]["decisions"], 4);
  EXPECT_EQ(objects[0]["records"], 7);
  EXPECT_EQ(objects[0]["contents_checked"], true);
  EXPECT_EQ(run("log verify --store \"$SCRATCH/store\"", scratch).exit_status, 0);
}

TEST(LogVerify, NamesTheFileAndTheRecordInWhichABitDiffers) {
  const Scratch scratch;
  make_store(scratch);
  constexpr std::streamoff kSegmentHeader = 56;
  constexpr std::streamoff kInThePayload = 144 + 7;
  turn_a_bit(first_segment(scratch), kSegmentHeader + kInThePayload);
  const Outcome outcome = run(kVerify, scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  const std::vector<json> objects = lines(outcome.output);
  ASSERT_GE(objects.size(), 2U);
  EXPECT_EQ(objects[0]["record"], 0);
  EXPECT_THAT(objects[0]["file"].get<std::string>(), HasSubstr(".seg"));
  EXPECT_EQ(objects.back()["sound"], false);
  EXPECT_EQ(objects.back()["findings"], objects.size() - 1);
  const Outcome text = run("log verify --store \"$SCRATCH/store\"", scratch);
  EXPECT_EQ(text.exit_status, 1);
  EXPECT_THAT(text.output, HasSubstr("record 0"));
}

TEST(LogVerify, FindsAnIndexThatKnowsMoreThanTheRecord) {
  const Scratch scratch;
  const std::string first = scratch.file("first", R"({"event":"hold","customer":"eva"})"
                                                  "\n");
  ASSERT_EQ(run(kRecord + first, scratch).exit_status, 0);
  fs::copy(scratch.path() / "store", scratch.path() / "earlier", fs::copy_options::recursive);
  ASSERT_EQ(run(kRecord + first, scratch).exit_status, 0);
  fs::remove_all(scratch.path() / "store" / "log");
  fs::copy(scratch.path() / "earlier" / "log", scratch.path() / "store" / "log", fs::copy_options::recursive);
  const Outcome outcome = run(kVerify, scratch);
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_THAT(lines(outcome.output).at(0)["file"].get<std::string>(), HasSubstr("facts"));
}

TEST(LogVerify, RunsBesideAWriter) {
  const Scratch scratch;
  make_store(scratch);
  const std::string data = (here() / "data").string();
  Conversation writer(
      {"record", "--policy", data + "/club", "--store", (scratch.path() / "store").string(), "--format", "json"});
  writer.say(R"({"event":"hold","customer":"eva"})");
  ASSERT_THAT(writer.hear(), HasSubstr("\"record\":7"));
  const Outcome outcome = run(kVerify, scratch);
  EXPECT_EQ(outcome.exit_status, 0) << outcome.output << outcome.messages;
  EXPECT_EQ(lines(outcome.output).at(0)["records"], 8);
  EXPECT_EQ(writer.end(), 0);
}

TEST(MasterKey, StandsWhereItIsPut) {
  const Scratch scratch;
  const std::string key = " --master-key \"$SCRATCH/key\" ";
  ASSERT_EQ(run(kRecord + key + "new_events.jsonl", scratch).exit_status, 2);
  EXPECT_TRUE(fs::exists(scratch.path() / "key"));
  EXPECT_FALSE(fs::exists(scratch.path() / "store" / "master.key"));
  const std::string decide = "decide --policy club --store \"$SCRATCH/store\" --no-record requests.jsonl";
  EXPECT_EQ(run(decide + key, scratch).exit_status, 0);
  EXPECT_EQ(run(decide, scratch).exit_status, 2);
  EXPECT_EQ(run("due --policy club --store \"$SCRATCH/store\"" + key, scratch).exit_status, 0);
  EXPECT_EQ(lines(run(kVerify + key, scratch).output).at(0)["contents_checked"], true);
  const Outcome without = run(kVerify, scratch);
  EXPECT_EQ(without.exit_status, 0) << without.output;
  EXPECT_EQ(lines(without.output).at(0)["contents_checked"], false);
}

TEST(OperatorLog, TellsTimeLevelAndWhatHappened) {
  const Scratch scratch;
  const Outcome outcome = run(std::string(kRecord) + "--log debug new_events.jsonl", scratch);
  EXPECT_TRUE(std::regex_search(
      outcome.messages, std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info: store opened for writing)")));
  EXPECT_TRUE(std::regex_search(outcome.messages, std::regex(R"((debug|warning): 7 lines in \d+\.\d{3} s)")));
  EXPECT_THAT(outcome.messages, HasSubstr("Z info: index written and store closed in"));
}

TEST(OperatorLog, TellsOnlyWhatIsAskedFor) {
  const Scratch scratch;
  const std::string file = scratch.file("events", R"({"event":"hold","customer":"eva"})"
                                                  "\n");
  const Outcome warnings = run(kRecord + file, scratch);
  EXPECT_THAT(warnings.messages, Not(HasSubstr("info:")));
  EXPECT_THAT(warnings.messages, Not(HasSubstr("debug:")));
  EXPECT_EQ(run(kRecord + ("--log off " + file), scratch).messages, "");
}

TEST(OperatorLog, TellsHowManyRecordsThereAre) {
  const Scratch scratch;
  make_store(scratch);
  const Outcome outcome = run("due --policy club --store \"$SCRATCH/store\" --log info --format json", scratch);
  EXPECT_TRUE(std::regex_search(outcome.messages, std::regex(R"(store opened for reading in [\d.]+ s: 7 records\n)")))
      << outcome.messages;
}

TEST(OperatorLog, WarnsOfATailThatWasCutAndOfAnIndexMadeAnew) {
  const Scratch scratch;
  make_store(scratch);
  std::ofstream(first_segment(scratch), std::ios::app | std::ios::binary) << "no record";
  fs::remove_all(scratch.path() / "store" / "facts");
  const std::string again = kRecord + scratch.file("events", "");
  const std::string warnings = run(again, scratch).messages;
  EXPECT_THAT(warnings, HasSubstr("warning: 9 bytes at the end of the record were cut off"));
  EXPECT_THAT(warnings, HasSubstr("warning: the index was missing and is made anew from 7 records"));
  EXPECT_EQ(run(again, scratch).messages, "");
}

TEST(OperatorLog, TellsAtOnceThatTheIndexCannotBeWrittenWhileTheStoreIsOpen) {
  const Scratch scratch;
  make_store(scratch);
  constexpr std::streamoff kInAnEvent = 250;
  const std::string policy = (here() / "data" / "club").string();
  Conversation writer({"record", "--policy", policy, "--store", (scratch.path() / "store").string(), "--log", "error",
                       "--format", "json"},
                      true);
  const std::string event = R"({"event":"hold","customer":"eva-secret"})";
  writer.say(event);
  ASSERT_THAT(writer.hear(), HasSubstr("\"record\":7"));
  // The holder's row is made of what is damaged, too.
  turn_a_bit(first_segment(scratch), kInAnEvent);
  writer.say(event);
  std::string line = writer.hear();
  if (line.find("\"record\":8") != std::string::npos) line = writer.hear();
  EXPECT_THAT(line, HasSubstr("error: the index could not be written, which is tried again"));
  EXPECT_THAT(line, Not(HasSubstr("eva")));
  turn_a_bit(first_segment(scratch), kInAnEvent);
  EXPECT_EQ(writer.end(), 0);
}

TEST(OperatorLog, HoldsNothingOfCustomersEventsAndRequests) {
  const Scratch scratch;
  const std::string events =
      scratch.file("events", R"({"event":"fact","customer":"canary-1","fact":"birth_date","value":"1977-07-07"})"
                             "\n"
                             R"({"event":"linked","customer":"canary-1","device":"canary-2","id":"canary-3"})"
                             "\n"
                             R"({"event":"hold","customer":"canary-1","canary":"canary-4"})"
                             "\ncanary-5\n");
  const std::string requests = scratch.file(
      "requests", R"({"customer":"canary-1","device":"canary-2","action":"send","purpose":"news","channel":"post"})"
                  "\n"
                  R"({"customer":"canary-1","action":"canary-6"})"
                  "\n");
  std::string told = run(kRecord + ("--log debug " + events), scratch).messages;
  for (const char* options : {" ", " --no-record ", " --explain "}) {
    told += run("decide --policy club --store \"$SCRATCH/store\" --log debug" + (options + requests), scratch).messages;
  }
  told += run("due --policy club --store \"$SCRATCH/store\" --log debug", scratch).messages;
  EXPECT_THAT(told, HasSubstr("debug: "));
  EXPECT_THAT(told, HasSubstr("store opened for reading"));
  EXPECT_THAT(told, Not(HasSubstr("canary")));
  EXPECT_THAT(told, Not(HasSubstr("1977")));
}

}  // namespace
}  // namespace licet::tests
