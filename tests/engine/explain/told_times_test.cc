// What is said of times of events, of facts of grants and recipients, of reviews and of first stages.

#include <engine/explain/sentences.h>
#include <gtest/gtest.h>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

using tests::find_condition;
using tests::ReadyPolicy;

using Lines = std::vector<std::string>;

const char* const kNames =
    "policy p\n  time zone Europe/Berlin\npurpose a\npurpose b within a\npurpose other\naction do\n"
    "action pass needs recipient\nchannel email\nchannel phone\ndata contact\ndata bill by item\n"
    "recipient abroad\nrecipient vendor within abroad\nfact x is yes or no\nfact bought is a time\nfact born is a "
    "date\n"
    "fact coupled is yes or no of consent\nfact listed is yes or no of recipient\nfact issued is a date of item\n"
    "notice info\nconsent k for a with contact valid for 10 days after grant\n"
    "consent stated for a with contact provided coupled is no\n"
    "retention r keep contact at most 2 years after collection then erase\n"
    "retention first keep bill at most 1 month after issued then restrict because BDSG § 35\n"
    "retention bills keep bill for 8 years after issued then erase\n";

Explanation explained(const std::string& rules, const Lines& events, const std::string& request) {
  const auto explanation = ReadyPolicy::of_text(kNames + rules).explain(events, request);
  EXPECT_TRUE(explanation) << (explanation ? "" : explanation.error());
  return explanation ? *explanation : Explanation{};
}

Sentences told(const std::string& rules, const Lines& events, const std::string& request,
               Language language = Language::kEnglish) {
  const ReadyPolicy policy = ReadyPolicy::of_text(kNames + rules);
  const auto explanation = policy.explain(events, request);
  EXPECT_TRUE(explanation) << (explanation ? "" : explanation.error());
  return explanation ? sentences(*explanation, policy.model(), language) : Sentences{};
}

/// An event of customer c on a day of January 2026, at ten by the clock; `rest` are further fields.
std::string january(int day, const std::string& kind, const std::string& rest, const std::string& clock = "09:00") {
  const std::string date = "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
  return R"({"event":")" + kind + R"(","customer":"c","at":")" + date + "T" + clock + R"(:00Z",)" + rest + "}";
}

std::string asking(const std::string& rest = R"("action":"do","purpose":"b","data":["contact"])",
                   const std::string& at = "2026-03-01T10:00:00Z") {
  return R"({"customer":"c","at":")" + at + R"(",)" + rest + "}";
}

TEST(ToldTimes, OfWhatAConditionNamesEachIsToldWithItsTimeOrThatThereIsNone) {
  struct Row {
    const char* condition;
    Lines events;
    const char* english;
    const char* german;
  };
  const std::string grant = january(2, "granted", R"("consent":"k")");
  const std::vector<Row> rows = {
      {"last contact for other, a by email, phone is within 1 year",
       {january(2, "contacted", R"("purposes":["b"],"channels":["phone"])")},
       "the last contact for a or other by email or phone was on 2 January 2026, so “last contact for other, a by "
       "email, phone is within 1 year” is met (until the end of 2 January 2027)",
       "der letzte Kontakt zum Zweck a oder other per email oder phone war am 2. Januar 2026; damit ist „last contact "
       "for other, a by email, phone is within 1 year“ erfüllt (bis zum Ablauf des 2. Januar 2027)"},
      {"last contact by email is known",
       {january(2, "contacted", R"("purposes":["b"],"channels":["phone"])")},
       "no contact for b by email is recorded",
       "ein Kontakt zum Zweck b per email ist nicht verzeichnet"},
      {"collection of contact is in the past",
       {january(2, "collected", R"("data":["contact"])")},
       "contact was last collected on 2 January 2026, so “collection of contact is in the past” is met",
       "contact wurde zuletzt am 2. Januar 2026 erhoben; damit ist „collection of contact is in the past“ erfüllt"},
      {"collection of contact is in the past",
       {january(2, "collected", R"("data":["contact"])"), january(3, "erased", R"("data":["contact"])")},
       "contact is not recorded as collected, or has been erased since",
       "contact ist nicht als erhoben verzeichnet oder inzwischen gelöscht"},
      {"consent k starts is before 2026-01-02",
       {grant},
       "the consent k was last given on 2 January 2026, so “consent k starts is before 2026-01-02” is not met",
       "die Einwilligung k wurde zuletzt am 2. Januar 2026 erteilt; damit ist „consent k starts is before 2026-01-02“ "
       "nicht erfüllt"},
      {"consent k starts is known",
       {},
       "no effective grant of k is recorded",
       "eine wirksame Erteilung der Einwilligung k ist nicht verzeichnet"},
      {"consent k ends is more than 1 month ago",
       {grant},
       "the consent k of 2 January 2026 expired at the end of 12 January 2026, so “consent k ends is more than 1 month "
       "ago” is met (since 14 February 2026)",
       "die Einwilligung k vom 2. Januar 2026 ist mit Ablauf des 12. Januar 2026 erloschen; damit ist „consent k ends "
       "is more than 1 month ago“ erfüllt (seit dem 14. Februar 2026)"},
      {"consent k ends is known",
       {grant, january(5, "withdrawn", R"("consent":"k")"), january(6, "refused", R"("consent":"k")")},
       "the consent k of 2 January 2026 ended on 5 January 2026 at 10:00",
       "die Einwilligung k vom 2. Januar 2026 endete am 5. Januar 2026 um 10:00 Uhr"},
      {"consent k ends is known",
       {grant, january(5, "withdrawn", R"("consent":"k")")},
       "the consent k was withdrawn on 5 January 2026",
       "die Einwilligung k wurde am 5. Januar 2026 widerrufen"},
      {"consent stated ends is known",
       {january(2, "granted", R"("consent":"stated")")},
       "the consent stated of 2 January 2026 has not ended",
       "die Einwilligung stated vom 2. Januar 2026 hat nicht geendet"},
      {"objection to a is before 2026-01-02",
       {january(2, "objected", R"("purposes":["b"])")},
       "the last objection to a was made on 2 January 2026, so “objection to a is before 2026-01-02” is not met",
       "der letzte Widerspruch gegen a wurde am 2. Januar 2026 erhoben; damit ist „objection to a is before "
       "2026-01-02“ nicht erfüllt"},
      {"objection to a is known",
       {january(2, "objected", R"("purposes":["other"])")},
       "no objection to a is recorded that was not lifted",
       "ein Widerspruch gegen a, der nicht zurückgenommen wurde, ist nicht verzeichnet"},
      {"last restriction is on or after 2026-01-02",
       {january(2, "restricted", R"("data":["bill"])"), january(3, "restriction_lifted", R"("data":["bill"])")},
       "processing was last restricted on 2 January 2026, so “last restriction is on or after 2026-01-02” is met",
       "die Verarbeitung wurde zuletzt am 2. Januar 2026 eingeschränkt; damit ist „last restriction is on or after "
       "2026-01-02“ erfüllt"},
      {"last restriction is known",
       {},
       "no restriction of processing is recorded",
       "eine Einschränkung der Verarbeitung ist nicht verzeichnet"},
      {"notice info was given within 1 year",
       {january(2, "informed", R"("notice":"info")"), january(3, "informed", R"("notice":"info","wording":"w")")},
       "the notice info was last given on 3 January 2026 with wording w, so “notice info was given within 1 year” is "
       "met (until the end of 3 January 2027)",
       "die Information info wurde zuletzt am 3. Januar 2026 mit dem Wortlaut w erteilt; damit ist „notice info was "
       "given within 1 year“ erfüllt (bis zum Ablauf des 3. Januar 2027)"},
      {"notice info was given before 2026-01-03",
       {january(2, "informed", R"("notice":"info")"), january(3, "informed", R"("notice":"info")")},
       "the notice info was first given on 2 January 2026, so “notice info was given before 2026-01-03” is met",
       "die Information info wurde erstmals am 2. Januar 2026 erteilt; damit ist „notice info was given before "
       "2026-01-03“ erfüllt"},
  };
  for (const Row& row : rows) {
    const std::string rule = "rule r permit do for a with contact when " + std::string(row.condition);
    const auto said = [&](Language language) {
      std::string all;
      for (const std::string& sentence : told(rule, row.events, asking(), language).details) all += sentence + '\n';
      return all;
    };
    const auto says = [](const std::string& all, std::string text) {
      const bool capital = text.front() >= 'a' && text.front() <= 'z';
      std::string begun = text;
      if (capital) begun.front() = static_cast<char>(text.front() - 'a' + 'A');
      return all.find(text) != std::string::npos || all.find(begun) != std::string::npos;
    };
    const std::string english = said(Language::kEnglish);
    EXPECT_TRUE(says(english, row.english)) << english;
    const std::string german = said(Language::kGerman);
    EXPECT_TRUE(says(german, row.german)) << german;
  }
}

TEST(ToldTimes, TwoTimesOfOneDayAreToldApartByTheClock) {
  const std::string rule = "rule r permit do for a with contact when notice info was given before bought";
  const std::string sale = january(2, "fact", R"("fact":"bought","value":"2026-01-02T10:30:00Z")");
  EXPECT_EQ(told(rule, {january(2, "informed", R"("notice":"info")"), sale}, asking()).summary[1],
            "The notice info was first given on 2 January 2026 at 10:00 and bought is 2 January 2026 at 11:30, so "
            "“notice info was given before bought” is met.");
  EXPECT_EQ(told(rule, {january(1, "informed", R"("notice":"info")"), sale}, asking(), Language::kGerman).summary[1],
            "Die Information info wurde erstmals am 1. Januar 2026 erteilt und bought ist der 2. Januar 2026, 11:30 "
            "Uhr; damit ist „notice info was given before bought“ erfüllt.");
}

TEST(ToldTimes, ByWholeDaysTheClockSaysNothing) {
  const std::string rule = "rule r permit do for a with contact when last contact is on or after born";
  const Lines events{january(2, "fact", R"("fact":"born","value":"2026-01-02")"),
                     january(2, "contacted", R"("purposes":["a"])")};
  EXPECT_EQ(told(rule, events, asking()).summary[1],
            "The last contact for b was on 2 January 2026 and born is 2 January 2026, so “last contact is on or after "
            "born” is met.");
}

TEST(ToldTimes, WithoutAnEventNoFactIsAskedFor) {
  const std::string rule = "rule r permit do for a with contact when notice info was given before bought";
  const Explanation neither = explained(rule, {}, asking());
  EXPECT_TRUE(neither.missing.empty());
  EXPECT_EQ(find_condition(neither, "r", ConditionKind::kTimesCompared)->value, ConditionValue::kFalse);
  EXPECT_EQ(told(rule, {}, asking()).summary[1],
            "Rule r permits this only if “notice info was given before bought” is met; but the notice info is not "
            "recorded as given.");
  const Lines given{january(2, "informed", R"("notice":"info")")};
  EXPECT_EQ(explained(rule, given, asking()).missing, Lines{"bought"});
  EXPECT_EQ(told(rule, given, asking()).summary[1],
            "Rule r permits this only if “notice info was given before bought” is met; but bought is not known. "
            "Stating bought would settle this.");
}

TEST(ToldTimes, TheMomentsComparedStandInTheDataWithTheirEvents) {
  const Explanation explanation = explained(
      "rule r permit do for a with contact when consent k ends is after last contact by email",
      {january(2, "granted", R"("consent":"k")"), january(3, "contacted", R"("purposes":["a"],"channels":["email"])"),
       january(4, "withdrawn", R"("consent":"k")")},
      asking());
  const ConditionExplanation* compared = find_condition(explanation, "r", ConditionKind::kTimesCompared);
  ASSERT_NE(compared, nullptr);
  EXPECT_EQ(compared->value, ConditionValue::kTrue);
  ASSERT_EQ(compared->parts.size(), 2U);
  const ConditionExplanation& end = compared->parts[0];
  EXPECT_EQ(end.event_time, EventTime::kConsentEnds);
  EXPECT_EQ(end.subject, "k");
  ASSERT_EQ(end.evidence.size(), 2U);
  EXPECT_EQ(end.evidence[0].kind, EventKind::kGranted);
  EXPECT_EQ(end.evidence[1].kind, EventKind::kWithdrawn);
  EXPECT_EQ(end.since, end.evidence[1].at);
  const ConditionExplanation& contact = compared->parts[1];
  EXPECT_EQ(contact.purposes, Lines{"b"});
  EXPECT_EQ(contact.channels, Lines{"email"});
  EXPECT_EQ(contact.evidence.at(0).record, 1U);
}

TEST(ToldTimes, ANamedConditionIsToldByWhatItMeansInItsPlace) {
  // In a rule it is the last contact for what is asked, in a level any.
  const std::string rules =
      "condition recent means last contact is within 1 year\nlevel none\nlevel near when recent\n"
      "rule r permit do for a with contact when recent or level is at least near";
  const Lines events{january(2, "contacted", R"("purposes":["other"])")};
  const Sentences english = told(rules, events, asking());
  EXPECT_EQ(english.summary[1],
            "The level near is reached, because the last contact was on 2 January 2026, so “last contact is within 1 "
            "year” is met (until the end of 2 January 2027).");
  const Explanation explanation = explained(rules, events, asking());
  const ConditionExplanation* named = find_condition(explanation, "r", ConditionKind::kNamed);
  EXPECT_EQ(named->value, ConditionValue::kFalse);
  EXPECT_EQ(named->parts.at(0).purposes, Lines{"b"});
}

TEST(ToldTimes, WhatAGrantDoesNotStateCannotBeStatedForIt) {
  const std::string rule = "rule r permit do for a with contact when consent stated is valid";
  const Lines events{january(2, "granted", R"("consent":"stated")")};
  EXPECT_EQ(explained(rule, events, asking()).missing, Lines{"coupled"});
  EXPECT_EQ(told(rule, events, asking()).summary[1],
            "Rule r permits this only if “consent stated is valid” is met; but whether the consent stated of 2 January "
            "2026 counts is not known, because the grant of 2 January 2026 does not state coupled.");
  // With a fact beside it that can be stated, that may help.
  EXPECT_EQ(told("rule r permit do for a with contact when consent stated is valid or x", events, asking()).summary[1],
            "Rule r permits this only if “consent stated is valid or x” is met; but whether the consent stated of 2 "
            "January 2026 counts is not known, because the grant of 2 January 2026 does not state coupled, and x is "
            "not known. Stating x may settle this.");
}

TEST(ToldTimes, AFactOfARecipientIsToldWithWhose) {
  const std::string rule = "rule r permit pass for a with contact to abroad when listed";
  const auto stated = [](const char* recipient) {
    return R"({"event":"fact","recipient":")" + std::string(recipient) +
           R"(","at":"2026-01-02T09:00:00Z","fact":"listed","value":true})";
  };
  const std::string request = asking(R"("action":"pass","purpose":"b","data":["contact"],"recipient":"vendor")");
  EXPECT_EQ(told(rule, {stated("vendor"), stated("abroad")}, request).summary[1], "listed of vendor is yes.");
  EXPECT_EQ(told(rule, {stated("abroad")}, request).summary[1], "listed of abroad, within which vendor lies, is yes.");
  EXPECT_EQ(told(rule, {stated("abroad")}, request, Language::kGerman).summary[1],
            "listed von abroad, wozu vendor gehört, ist „ja“.");
  EXPECT_EQ(told(rule, {}, request).summary[1],
            "Rule r permits this only if “listed” is met; but listed of vendor is not known. Stating listed would "
            "settle this.");
  const std::string nobody = "rule r permit do for a with contact when listed";
  EXPECT_EQ(told(nobody, {stated("abroad")}, asking()).summary[1],
            "Rule r permits this only if “listed” is met; but the request names no recipient, so listed is not known.");
  EXPECT_TRUE(explained(nobody, {stated("abroad")}, asking()).missing.empty());
}

TEST(ToldTimes, AReviewIsToldWithItsRuleAndWhy) {
  const std::string rule = "rule weigh \"Weighing\" refer do for a with contact when x because GDPR Art. 6(1)(f)\n";
  const Lines yes{january(2, "fact", R"("fact":"x","value":true)")};
  const Sentences reviewed = told(rule, yes, asking());
  EXPECT_EQ(reviewed.summary[0],
            "Not permitted as it stands: a person must weigh it, by rule weigh (“Weighing”), GDPR Art. 6(1)(f).");
  EXPECT_EQ(reviewed.summary[1], "x is yes.");
  EXPECT_EQ(told(rule, yes, asking(), Language::kGerman).summary[0],
            "So nicht erlaubt: Ein Mensch muss es abwägen, nach der Regel weigh („Weighing“), GDPR Art. 6(1)(f).");
  const Sentences open = told(rule, {}, asking());
  EXPECT_EQ(open.summary[1], "It cannot be ruled out that “x” is met: x is not known.");
  EXPECT_EQ(open.summary[2], "Stating x would settle this.");
  EXPECT_EQ(open.details[0],
            "Rule weigh (“Weighing”, GDPR Art. 6(1)(f)) refers this to a person, who must weigh it, because it cannot "
            "be ruled out that “x” is met: x is not known. Stating x would settle this.");
  const Lines no{january(2, "fact", R"("fact":"x","value":false)")};
  EXPECT_EQ(told(rule, no, asking()).details[0],
            "Rule weigh (“Weighing”, GDPR Art. 6(1)(f)) does not refer this to a person: x is no "
            "(stated on 2 January 2026).");
}

TEST(ToldTimes, AReviewThatDoesNotDecideYieldsOrIsOverridden) {
  const Lines yes{january(2, "fact", R"("fact":"x","value":true)")};
  const std::string weigh = "rule weigh refer do for a with contact when x\n";
  EXPECT_EQ(told(weigh + "rule r permit do for a with contact", yes, asking()).details[0],
            "Rule weigh would by itself refer this to a person, who must weigh it: x is yes (stated on 2 January "
            "2026). But the permission prevails.");
  EXPECT_EQ(told(weigh + "rule r forbid do for a", yes, asking()).details[0],
            "Rule weigh would by itself refer this to a person, who must weigh it: x is yes (stated on 2 January "
            "2026). But the prohibition prevails.");
  EXPECT_EQ(
      told(weigh + "rule over refer do for a with contact overrides weigh", yes, asking()).details[0],
      "Rule weigh would refer this to a person: x is yes (stated on 2 January 2026). But rule over overrides it.");
}

TEST(ToldTimes, AnotherDenialIsToldBeforeAReview) {
  const std::string rules =
      "data note\nretention n keep note at most 1 year after collection then erase\n"
      "rule weigh refer do for a with contact\nrule never forbid do for a with note\n"
      "rule r permit do for a with bill\n";
  const Sentences mixed = told(rules, {}, asking(R"("action":"do","purpose":"b","data":["contact","note","bill"])"));
  EXPECT_EQ(mixed.summary[0], "Forbidden for note by rule never.");
  EXPECT_EQ(mixed.summary[1], "Not permitted for contact as it stands: a person must weigh it, by rule weigh.");
  EXPECT_EQ(mixed.summary[2], "The whole request is denied because of note.");
  const Sentences reviewed = told(rules, {}, asking(R"("action":"do","purpose":"b","data":["contact","bill"])"));
  EXPECT_EQ(reviewed.summary[1], "The whole request needs this weighing because of contact.");
}

TEST(ToldTimes, AFirstStageIsToldWithRetentionDayAndProvision) {
  const std::string rules = "rule still forbid do for a when restriction stands\nrule r permit do for a with bill";
  const Lines events{january(2, "collected", R"("data":["bill"],"item":"7")"),
                     january(2, "fact", R"("fact":"issued","value":"2026-01-02","item":"7")")};
  const std::string bill = R"("action":"do","purpose":"b","data":["bill"])";
  const Sentences stands = told(rules, events, asking(bill));
  EXPECT_EQ(stands.summary[0], "Forbidden by rule still.");
  EXPECT_EQ(stands.summary[1],
            "Processing of bill has been restricted since 3 February 2026 by the retention rule first (BDSG § 35).");
  EXPECT_EQ(told(rules, events, asking(bill), Language::kGerman).summary[1],
            "Die Verarbeitung von bill ist seit dem 3. Februar 2026 nach der Aufbewahrungsregel first (BDSG § 35) "
            "eingeschränkt.");
  const Explanation explanation = explained(rules, events, asking(bill));
  const ConditionExplanation* stage = find_condition(explanation, "still", ConditionKind::kFirstStage);
  ASSERT_NE(stage, nullptr);
  EXPECT_EQ(stage->subject, "first");
  EXPECT_EQ(stage->data, "bill");
  EXPECT_EQ(stage->because, Lines{"BDSG § 35"});
  EXPECT_EQ(stage->evidence.at(0).record, 0U);

  const std::string before = "2026-01-20T10:00:00Z";
  const Explanation ahead = explained(rules, events, asking(bill, before));
  ASSERT_TRUE(ahead.change);
  ASSERT_EQ(ahead.change->conditions.size(), 2U);
  EXPECT_EQ(ahead.change->conditions[1].kind, ConditionKind::kFirstStage);
  EXPECT_EQ(told(rules, events, asking(bill, before)).summary.back(),
            "Holds until the end of 2 February 2026 (Europe/Berlin): then the processing is restricted by the "
            "retention rule first, and rule still forbids it.");
  EXPECT_EQ(told(rules, events, asking(bill, before), Language::kGerman).summary.back(),
            "Gilt bis zum Ablauf des 2. Februar 2026 (Europe/Berlin); dann ist die Verarbeitung nach der "
            "Aufbewahrungsregel first eingeschränkt, und die Regel still verbietet es.");
}

}  // namespace
}  // namespace licet::explain
