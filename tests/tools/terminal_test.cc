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

TEST(Pipe, CarriesNoColour) {
  const Scratch scratch;
  EXPECT_THAT(run("check faulty", scratch, "TERM=xterm; export TERM").output, Not(HasSubstr(kEscape)));
}

}  // namespace
}  // namespace licet::tests
