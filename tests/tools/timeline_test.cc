#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <tests/tools/program.h>

namespace licet::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kPolicy = R"(policy club
  version 1
purpose news
action send
fact vip is yes or no
consent letters for news valid for 6 months after grant
rule r permit send for news when consent is valid or vip
)";
constexpr const char* kEvent = R"({"event":"granted","customer":"p","consent":"letters","at":"2026-03-01T10:00:00Z"})";

std::string explained(const std::string& language) {
  const Scratch scratch;
  const Outcome outcome =
      run("timeline --policy " + scratch.file("club.licet", kPolicy) + " --events " + scratch.file("events", kEvent) +
              " --customer p --action send --purpose news --at 2026-04-01 --explain --language " + language,
          scratch);
  EXPECT_EQ(outcome.exit_status, 0) << outcome.messages;
  return outcome.output;
}

TEST(TimelineOfTheProgram, SaysBesideWhatIsNotKnownThatTheConsentEnded) {
  const std::string text = explained("english");
  const std::string after = text.substr(text.rfind("From 2026-09-02"));
  EXPECT_THAT(after, HasSubstr("expired at the end of 1 September 2026"));
  EXPECT_THAT(after, HasSubstr("vip is not known"));
}

TEST(TimelineOfTheProgram, HasNoDayForTheBeginning) {
  EXPECT_THAT(explained("english"), HasSubstr("Decided for the beginning of time by the policy club"));
  EXPECT_THAT(explained("english"), Not(HasSubstr("1 January 1,")));
}

TEST(TimelineOfTheProgram, HasHeadingsInTheLanguageOfTheExplanation) {
  EXPECT_THAT(explained("german"), HasSubstr("Von Anfang an\n"));
  EXPECT_THAT(explained("german"), HasSubstr("Ab 2026-03-01 10:00\n"));
  EXPECT_THAT(explained("english,german"), HasSubstr("From the beginning\n"));
}

}  // namespace
}  // namespace licet::tests
