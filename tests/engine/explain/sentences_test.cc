// What the sentences may and may not claim.

#include <engine/explain/sentences.h>
#include <gtest/gtest.h>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

using tests::ReadyPolicy;

/// Rules on these declarations, for an action without channel.
const char* const kNames =
    "policy p\n  time zone Europe/Berlin\npurpose a\npurpose b within a\naction do\naction write needs channel\n"
    "channel email\nchannel phone\ndata contact\ndata note within contact is special\ndata address\n"
    "fact x is yes or no\nfact y is yes or no\nfact screen is yes or no of device\nfact seen is a time\n"
    "notice info\nconsent k for a with contact, address\nconsent cookies for a scope device\n"
    "consent asked for a provided x is no at grant\n"
    "retention r keep contact, address, note at most 2 years after collection then erase\n";

Sentences told(const std::string& rules, const std::vector<std::string>& events, const std::string& request,
               Language language = Language::kEnglish) {
  const ReadyPolicy policy = ReadyPolicy::of_text(kNames + rules);
  const auto explanation = policy.explain(events, request);
  EXPECT_TRUE(explanation) << (explanation ? "" : explanation.error());
  return explanation ? sentences(*explanation, policy.model(), language) : Sentences{};
}

std::string event(const std::string& kind, const std::string& rest, const std::string& at = "2026-01-01T09:00:00Z") {
  return R"({"event":")" + kind + R"(","customer":"c","at":")" + at + R"(")" + rest + "}";
}

std::string asking(const std::string& rest = "", const std::string& at = "2026-03-01T10:00:00Z") {
  return R"({"customer":"c","purpose":"b","at":")" + at + R"(")" +
         (rest.find("action") == std::string::npos ? R"(,"action":"do")" : "") + rest + "}";
}

TEST(Sentences, ADeviceThatTheRequestDoesNotNameIsNoMissingFact) {
  const std::string rule = "rule r permit do for a when screen or consent cookies is valid";
  EXPECT_EQ(told(rule, {}, asking()).summary[1],
            "Rule r permits this only if “screen or consent cookies is valid” is met; but the request names no device, "
            "so screen is not known.");
  EXPECT_EQ(told("rule r permit do for a when consent cookies is valid", {}, asking(), Language::kGerman).summary[1],
            "Die Regel r erlaubt dies nur, wenn „consent cookies is valid“ erfüllt ist; aber die Anfrage nennt kein "
            "Gerät, daher liegt eine wirksame Einwilligung cookies nicht vor.");
}

TEST(Sentences, AbsenceIsClaimedOnlyForWhatIsAsked) {
  const std::vector<std::string> events{event("objected", R"(,"channels":["phone"])"),
                                        event("restricted", R"(,"data":["address"])")};
  const Sentences sentences = told(
      "rule r permit do for a with contact when not objection stands and not restriction stands and not erasure is "
      "requested and not last contact is known and not notice info was given and not consent k is valid",
      {event("restricted", R"(,"data":["address"])")}, asking(R"(,"data":["contact"])"));
  // The special note within contact is not named.
  EXPECT_EQ(sentences.summary[1], "Rule r names contact, but not the special category note within it.");
  EXPECT_EQ(
      told("rule r permit do for a when not objection stands and not restriction stands and not erasure is "
           "requested and not last contact is known and not notice info was given and not consent k is valid",
           events, asking())
          .summary[1],
      "No objection to this stands; processing is not restricted for this; no request for erasure stands for this; no "
      "contact for b is recorded; the notice info is not recorded as given; no grant of k counts.");
  EXPECT_EQ(told("rule r permit do for a with address when not objection stands and not erasure is requested and not "
                 "last contact is known and not notice info was given and not consent k is valid",
                 {}, asking(R"(,"data":["address"])"))
                .summary[1],
            "No objection to this stands; no request for the erasure of address stands; no contact for b is recorded; "
            "the notice info is not recorded as given; no grant of k counts.");
}

TEST(Sentences, AFactAtGrantIsToldInThePast) {
  const std::vector<std::string> events{event("fact", R"(,"fact":"x","value":true)"),
                                        event("granted", R"(,"consent":"asked")", "2026-01-02T09:00:00Z"),
                                        event("fact", R"(,"fact":"x","value":false)", "2026-02-01T09:00:00Z")};
  const std::string rule = "rule r permit do for a when consent asked is valid";
  EXPECT_EQ(told(rule, events, asking()).summary[1],
            "Rule r permits this only if “consent asked is valid” is met; but the consent asked of 2 January 2026 does "
            "not count, because x was yes when the consent was granted.");
  EXPECT_NE(told(rule, events, asking(), Language::kGerman)
                .details[0]
                .find("x war bei Erteilung der Einwilligung „ja“ (angegeben am 1. Januar 2026)"),
            std::string::npos);
}

TEST(Sentences, OnlyASingleFactIsSaidToSettle) {
  const std::string two = "rule r permit do for a when x and y";
  EXPECT_NE(told(two, {}, asking()).summary[1].find("Stating x or y may settle this."), std::string::npos);
  EXPECT_NE(told(two, {event("fact", R"(,"fact":"x","value":true)")}, asking())
                .summary[1]
                .find("Stating y would settle this."),
            std::string::npos);
  EXPECT_NE(told("rule r permit do for a when x and screen", {}, asking(), Language::kGerman)
                .summary[1]
                .find("Die Angabe von x könnte dies klären."),
            std::string::npos);
}

TEST(Sentences, AWithdrawalInPartIsEvidence) {
  EXPECT_EQ(
      told("rule r permit write for a when consent k is valid",
           {event("granted", R"(,"consent":"k")"),
            event("withdrawn", R"(,"consent":"k","channels":["email"],"source":"letter")", "2026-02-01T09:00:00Z")},
           asking(R"(,"action":"write","channel":"email")"))
          .details[0],
      "Rule r permits this only if “consent k is valid” is met; but the consent k of 1 January 2026 was withdrawn "
      "for the channel email on 1 February 2026 (letter).");
}

TEST(Sentences, CategoriesWithOtherCandidatesAreToldApart) {
  const Sentences sentences =
      told("rule r permit do for a with contact, note when x\nrule s permit do for a with address when x",
           {event("fact", R"(,"fact":"x","value":false)")}, asking(R"(,"data":["contact","address"])"));
  EXPECT_EQ(sentences.summary[0], "No rule permits do for b with contact.");
  EXPECT_EQ(sentences.summary[3], "No rule permits do for b with address.");
}

TEST(Sentences, ARuleOutOfReachIsNotMeasuredByAnotherRequest) {
  EXPECT_EQ(told("rule r permit write for a by email when consent is valid and not objection stands", {},
                 asking(R"(,"action":"write","channel":"phone")"))
                .summary[1],
            "Rule r permits this only by email.");
}

TEST(Sentences, TheAskedKnownIsSaid) {
  const Sentences sentences = told("rule r permit do for a", {}, asking(R"(,"known":"2026-03-03T10:00:00Z")"));
  EXPECT_EQ(sentences.details.back(),
            "Decided for 1 March 2026, 11:00 (Europe/Berlin), on what was recorded until 3 March 2026, 11:00 "
            "(Europe/Berlin), by the policy p.");
}

TEST(Sentences, ALocalTimeThatOccursTwiceIsToldWithItsOffset) {
  const std::string rule = "rule r permit do for a when local time is between 02:00 and 03:00";
  EXPECT_NE(told(rule, {}, asking("", "2026-10-25T00:45:00Z")).summary[1].find("It is Sunday, 02:45 (UTC+2), so"),
            std::string::npos);
  EXPECT_NE(told(rule, {}, asking("", "2026-10-25T01:45:00Z")).summary[1].find("It is Sunday, 02:45 (UTC+1), so"),
            std::string::npos);
  for (const char* once : {"2026-10-24T23:59:59Z", "2026-10-25T02:00:00Z", "2026-03-29T01:00:00Z"}) {
    EXPECT_EQ(told(rule, {}, asking("", once)).details.back().find("UTC"), std::string::npos) << once;
  }
}

TEST(Sentences, AConsentThatComesToCountEndsTheObjection) {
  const std::string rules =
      "fact born is a date\nconsent grown for a provided born is at least 18 years ago\n"
      "rule r permit do for a\nrule ob forbid do for a when objection stands";
  const std::vector<std::string> events{event("fact", R"(,"fact":"born","value":"2008-04-04")"), event("objected", ""),
                                        event("granted", R"(,"consent":"grown")", "2026-01-02T09:00:00Z")};
  EXPECT_EQ(
      told(rules, events, asking()).summary.back(),
      "Holds until the end of 3 April 2026 (Europe/Berlin): then the consent grown counts, the objection no longer "
      "stands, “born is at least 18 years ago” is met, and rule r permits it.");
}

TEST(Sentences, ADeniedCategoryIsSaidToDenyTheWhole) {
  const Sentences sentences =
      told("rule r permit do for a with address", {}, asking(R"(,"data":["address","contact"])"), Language::kGerman);
  ASSERT_GE(sentences.summary.size(), 3U);
  EXPECT_EQ(sentences.summary[2], "Die Anfrage im Ganzen ist wegen contact abgelehnt.");
}

TEST(Sentences, AConfirmationIsToldWithItsDeadline) {
  EXPECT_EQ(
      told("consent slow for a needs confirmation within 4 days\nrule r permit do for a when consent slow is valid",
           {event("granted", R"(,"consent":"slow")")}, asking("", "2026-01-03T09:00:00Z"))
          .details[0],
      "Rule r permits this only if “consent slow is valid” is met; but the consent slow was granted on 1 January "
      "2026 and has not been confirmed (due by the end of 5 January 2026).");
}

TEST(Sentences, ANamedConditionIsToldByItsFactWhereverItStands) {
  EXPECT_EQ(told("condition g means x\ncondition h means g and y\nrule r permit do for a when h and g",
                 {event("fact", R"(,"fact":"x","value":true)"), event("fact", R"(,"fact":"y","value":true)")}, asking())
                .summary[1],
            "The condition h is met, because the condition g is met, because x is yes and y is yes; the condition g is "
            "met, because x is yes.");
}

}  // namespace
}  // namespace licet::explain
