#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kEscape = "\x1b[";

std::vector<std::string> check_faulty(std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"check", (here() / "data" / "faulty").string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(Terminal, ShowsColour) { EXPECT_THAT(run_on_terminal(check_faulty(), {"TERM=xterm"}), HasSubstr(kEscape)); }

TEST(Terminal, ShowsNoColourWithNoColor) {
  const std::string shown = run_on_terminal(check_faulty(), {"TERM=xterm", "NO_COLOR=1"});
  EXPECT_THAT(shown, HasSubstr("error"));
  EXPECT_THAT(shown, Not(HasSubstr(kEscape)));
}

TEST(Terminal, AnEmptyNoColorCountsAsUnset) {
  EXPECT_THAT(run_on_terminal(check_faulty(), {"TERM=xterm", "NO_COLOR="}), HasSubstr(kEscape));
}

TEST(Terminal, ThatIsDumbShowsNoColour) {
  EXPECT_THAT(run_on_terminal(check_faulty(), {"TERM=dumb"}), Not(HasSubstr(kEscape)));
}

TEST(Terminal, ShowsNoColourWithColorNever) {
  EXPECT_THAT(run_on_terminal(check_faulty({"--color", "never"}), {"TERM=xterm"}), Not(HasSubstr(kEscape)));
}

TEST(Terminal, ShowsColourWithColorAlwaysInSpiteOfNoColor) {
  EXPECT_THAT(run_on_terminal(check_faulty({"--color", "always"}), {"NO_COLOR=1"}), HasSubstr(kEscape));
}

std::vector<std::string> record_events(const Scratch& scratch, std::vector<std::string> more = {}) {
  const std::string data = (here() / "data").string();
  std::vector<std::string> arguments{
      "record", "--policy", data + "/club", "--store", (scratch.path() / "store").string(), data + "/new_events.jsonl"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(Terminal, ShowsHowFarRecordingHasComeAndClearsIt) {
  const Scratch scratch;
  const std::string shown = run_on_terminal(record_events(scratch), {"TERM=xterm"});
  const std::size_t bar = shown.find("] 100 %  7 events");
  ASSERT_NE(bar, std::string::npos) << shown;
  const std::size_t cleared = shown.find("\r\x1b[K", bar);
  EXPECT_LT(cleared, shown.find("3 events recorded")) << shown;
}

TEST(Terminal, ShowsNoProgressAmongLinesOfResultsNorWhereItCannotBeCleared) {
  const Scratch scratch;
  EXPECT_THAT(run_on_terminal(record_events(scratch, {"--format", "json"}), {"TERM=xterm"}), Not(HasSubstr("%")));
  EXPECT_THAT(run_on_terminal(record_events(scratch), {"TERM=dumb"}), Not(HasSubstr("%")));
}

TEST(Pipe, CarriesNoProgress) {
  const Scratch scratch;
  const Outcome outcome =
      run("record --policy club --store \"$SCRATCH/store\" new_events.jsonl", scratch, "TERM=xterm; export TERM");
  EXPECT_THAT(outcome.output + outcome.messages, Not(HasSubstr("%")));
  EXPECT_THAT(outcome.output + outcome.messages, Not(HasSubstr(kEscape)));
}

TEST(Pipe, CarriesNoColour) {
  const Scratch scratch;
  EXPECT_THAT(run("check faulty", scratch, "TERM=xterm; export TERM").output, Not(HasSubstr(kEscape)));
}

}  // namespace
}  // namespace licet::tests
