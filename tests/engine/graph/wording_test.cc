// Variables and their values in the words of the policy.

#include <algorithm>
#include <engine/graph/wording.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/engine/graph/policy_text.h>

namespace licet::graph {
namespace {

using testing::ElementsAre;

class Words : public testing::Test {
 protected:
  VariableId variable(VariableKind kind, std::uint32_t subject = 0) const {
    for (std::uint32_t i = 0; i < built_.graph->variables.size(); ++i) {
      const VariableKey& key = built_.graph->variables[VariableId(i)].key;
      if (key.kind == kind && key.subject == subject) return VariableId(i);
    }
    ADD_FAILURE() << "nothing asks this";
    return VariableId(0U);
  }
  std::vector<std::string> values(VariableId id) const {
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < built_.graph->variables[id].domain; ++i) texts.push_back(wording_.value(id, i));
    return texts;
  }
  std::uint32_t fact(const char* name) const { return built_.model->facts.find(name)->value; }
  std::uint32_t time(model::TimeSourceKind kind, std::uint32_t subject) const {
    const auto& times = built_.model->times;
    const auto found = std::find_if(times.begin(), times.end(), [&](const model::TimeSource& time) {
      return time.kind == kind && time.subject == subject;
    });
    return static_cast<std::uint32_t>(found - times.begin());
  }
  std::uint32_t date(const char* name) const { return time(model::TimeSourceKind::kFact, fact(name)); }

  const tests::BuiltGraph built_ = tests::graph_of(R"(policy shop
time zone Europe/Berlin
purpose sale
action show
channel email channel post channel phone
fact basket is a number
fact joined is a date
fact born is a date
fact city is a text
fact country is one of DE, AT
fact adult is yes or no
consent track for sale
rule a permit show for sale by email in force from 2026-01-01 until 2026-12-31
  when basket is at least 100 and not basket is 5 and adult and city is "Köln"
rule b permit show for sale when joined is after 2020-06-30 and joined is before 2021-01-01 and country is AT
rule c permit show for sale when born is at least 18 years ago and joined is within 1 month and consent is valid
rule d forbid show when local time is between 22:00 and 06:30 or day is one of saturday, sunday
rule e permit show for sale when last contact is more than 3 days ago and last contact is in the past
)");
  const Wording wording_{*built_.model, *built_.graph};
};

TEST_F(Words, NameChannelsByTheMembersOfTheirClasses) {
  EXPECT_EQ(wording_.question(variable(VariableKind::kChannel)), "channel");
  EXPECT_THAT(values(variable(VariableKind::kChannel)), ElementsAre("none", "email", "post, phone"));
}

TEST_F(Words, GiveNumbersAsIntervals) {
  const VariableId basket = variable(VariableKind::kNumber, fact("basket"));
  EXPECT_EQ(wording_.question(basket), "basket");
  EXPECT_THAT(values(basket), ElementsAre("not known", "less than 5", "5", "6 to 99", "at least 100"));
}

TEST_F(Words, JoinIntervalsThatAdjoin) {
  const VariableId basket = variable(VariableKind::kNumber, fact("basket"));
  EXPECT_EQ(wording_.values(basket, std::vector<std::uint32_t>{0, 1, 2, 4}), "not known, less than 6, at least 100");
  EXPECT_EQ(wording_.values(basket, std::vector<std::uint32_t>{1, 2, 3, 4}), "known");
  EXPECT_EQ(wording_.values(basket, std::vector<std::uint32_t>{2, 3}), "5 to 99");
}

TEST_F(Words, GiveDaysAsIntervals) {
  EXPECT_THAT(values(variable(VariableKind::kDay, date("joined"))),
              ElementsAre("not known", "before 2020-07-01", "2020-07-01 to 2020-12-31", "on or after 2021-01-01"));
}

TEST_F(Words, GiveAgesAsTheLanguageDoes) {
  EXPECT_THAT(values(variable(VariableKind::kAge, date("born"))),
              ElementsAre("not known", "in the future", "less than 18 years ago", "at least 18 years ago"));
  EXPECT_THAT(values(variable(VariableKind::kAge, date("joined"))),
              ElementsAre("not known", "in the future", "within 1 month", "more than 1 month ago"));
}

TEST_F(Words, CallAMissingContactNever) {
  const std::uint32_t last_contact = time(model::TimeSourceKind::kLastContactForAsked, 0);
  const VariableId contact = variable(VariableKind::kAge, last_contact);
  EXPECT_EQ(wording_.question(contact), "last contact");
  EXPECT_THAT(values(contact), ElementsAre("never", "in the future", "within 3 days", "more than 3 days ago"));
  EXPECT_THAT(values(variable(VariableKind::kPassed, last_contact)),
              ElementsAre("never", "in the past", "in the future"));
}

TEST_F(Words, GiveTextsChoicesAndYesOrNo) {
  EXPECT_THAT(values(variable(VariableKind::kText, fact("city"))),
              ElementsAre("not known", "\"Köln\"", "another text"));
  EXPECT_THAT(values(variable(VariableKind::kChoice, fact("country"))), ElementsAre("not known", "DE", "AT"));
  EXPECT_THAT(values(variable(VariableKind::kYesNo, fact("adult"))), ElementsAre("not known", "no", "yes"));
}

TEST_F(Words, GiveTheClockAsSpansOfTheDay) {
  const VariableId clock = variable(VariableKind::kClock);
  EXPECT_THAT(values(clock), ElementsAre("00:00–06:30", "06:30–22:00", "22:00–24:00"));
  EXPECT_EQ(wording_.values(clock, std::vector<std::uint32_t>{0, 2}), "00:00–06:30, 22:00–24:00");
}

TEST_F(Words, JoinDaysThatAdjoin) {
  const VariableId day = variable(VariableKind::kWeekday);
  EXPECT_EQ(wording_.values(day, std::vector<std::uint32_t>{0, 1, 2, 3, 4}), "monday to friday");
  EXPECT_EQ(wording_.values(day, std::vector<std::uint32_t>{0, 5, 6}), "monday, saturday to sunday");
}

TEST_F(Words, GiveSpansInForceByTheirLocalDays) {
  EXPECT_EQ(wording_.question(variable(VariableKind::kInForce)), "in force from 2026-01-01 until 2026-12-31");
}

TEST_F(Words, GiveTheStatusOfAConsent) {
  const VariableId status = variable(VariableKind::kConsentStatus);
  EXPECT_EQ(wording_.question(status), "consent track");
  EXPECT_THAT(values(status), ElementsAre("none", "pending", "granted", "refused", "withdrawn", "expired"));
}

TEST_F(Words, CountWhatIsTooMuchToName) {
  const VariableId status = variable(VariableKind::kConsentStatus);
  EXPECT_EQ(wording_.values(status, std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}, 2), "none, pending, and 4 more");
}

TEST_F(Words, NameTheRuleAndWhatItDecides) {
  EXPECT_EQ(wording_.decision({model::RuleId(0U), Reason::kPermitted}), "permit by a");
  EXPECT_EQ(wording_.decision({model::RuleId(3U), Reason::kForbidden}), "forbid by d");
  EXPECT_EQ(wording_.decision({model::RuleId(3U), Reason::kCannotBeRuledOut}),
            "forbid by d, which cannot be ruled out");
}

}  // namespace
}  // namespace licet::graph
