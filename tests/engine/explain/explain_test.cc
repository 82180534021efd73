#include <algorithm>
#include <engine/explain/sentences.h>
#include <gtest/gtest.h>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

using tests::find_condition;
using tests::find_rule;
using tests::ReadyPolicy;

const ReadyPolicy& shop() {
  static const ReadyPolicy policy("shop");
  return policy;
}

std::string fact(const std::string& name, const std::string& value) {
  return R"({"event":"fact","customer":"c","at":"2026-01-01T09:00:00Z","fact":")" + name + R"(","value":)" + value +
         "}";
}

const char* const kCall = R"({"customer":"c","action":"send","purpose":"calls","channel":"phone","data":["contact"],)"
                          R"("at":"2026-04-04T12:30:00Z"})";
const char* const kCallGrant =
    R"({"event":"granted","customer":"c","at":"2026-04-03T07:00:00Z","consent":"call_consent","source":{"page":1},)"
    R"("actor":"staff"})";
const char* const kBirth = R"("1990-05-04")";

std::size_t depth(const ConditionExplanation& condition) {
  std::size_t deepest = 0;
  for (const ConditionExplanation& part : condition.parts) deepest = std::max(deepest, depth(part));
  return deepest + 1;
}

std::size_t count(const ConditionExplanation& condition) {
  std::size_t nodes = 1;
  for (const ConditionExplanation& part : condition.parts) nodes += count(part);
  return nodes;
}

TEST(Explain, EvidenceNamesTheEventsWithTimeSourceAndNumber) {
  const auto explanation = shop().explain({fact("birth_date", kBirth), kCallGrant}, kCall);
  ASSERT_TRUE(explanation) << explanation.error();
  const ConditionExplanation* consent = find_condition(*explanation, "call", ConditionKind::kDeclaration);
  ASSERT_NE(consent, nullptr);
  EXPECT_EQ(consent->status, "granted");
  ASSERT_EQ(consent->evidence.size(), 1U);
  EXPECT_EQ(consent->evidence[0].record, 1U);
  EXPECT_EQ(consent->evidence[0].kind, EventKind::kGranted);
  EXPECT_EQ(consent->evidence[0].source, R"({"page":1})");
  EXPECT_EQ(consent->evidence[0].actor, R"("staff")");
  EXPECT_EQ(consent->since, consent->evidence[0].at);
  const ConditionExplanation* age = find_condition(*explanation, "minor", ConditionKind::kTime);
  ASSERT_NE(age, nullptr);
  EXPECT_EQ(age->subject, "birth_date");
  EXPECT_EQ(age->stated, RawValue("1990-05-04"));
  ASSERT_EQ(age->evidence.size(), 1U);
  EXPECT_EQ(age->evidence[0].record, 0U);
}

TEST(Explain, WithoutTheEventsEvidenceHasNumberAndTimesAlone) {
  const auto with = shop().explain({fact("birth_date", kBirth), kCallGrant}, kCall);
  const auto without = shop().explain_without_events({fact("birth_date", kBirth), kCallGrant}, kCall);
  ASSERT_TRUE(with && without);
  EXPECT_EQ(with->decision, without->decision);
  const Evidence full = find_condition(*with, "call", ConditionKind::kDeclaration)->evidence.front();
  Evidence bare = find_condition(*without, "call", ConditionKind::kDeclaration)->evidence.front();
  EXPECT_EQ(bare.source, "");
  bare.source = full.source;
  bare.actor = full.actor;
  EXPECT_EQ(bare, full);
}

TEST(Explain, QuotesTheWordsOfThePolicy) {
  const auto explanation = shop().explain(
      {}, R"({"customer":"c","action":"send","purpose":"newsletter","channel":"email","data":["address"],)"
          R"("at":"2026-04-04T12:30:00Z"})");
  ASSERT_TRUE(explanation) << explanation.error();
  EXPECT_EQ(find_rule(*explanation, "letter")->when->text, "consent is valid and notice privacy was given");
  EXPECT_EQ(find_condition(*explanation, "letter", ConditionKind::kNotice)->text, "notice privacy was given");
  EXPECT_EQ(find_condition(*explanation, "minor", ConditionKind::kNamed)->text, "adult");
}

TEST(Explain, ListsTheFactsThatReachedRulesMiss) {
  const std::string request = R"({"customer":"c","action":"send","purpose":"newsletter","channel":"post",)"
                              R"("data":["address"],"at":"2026-04-04T12:30:00Z"})";
  const auto explanation = shop().explain({fact("vip", "true")}, request);
  ASSERT_TRUE(explanation) << explanation.error();
  EXPECT_EQ(explanation->missing, (std::vector<std::string>{"birth_date", "orders"}));
  EXPECT_EQ(find_rule(*explanation, "letter_by_post")->when->missing, std::vector<std::string>{"orders"});
  // What is false whatever the missing fact may be, misses nothing.
  const auto decided = shop().explain({fact("vip", "false")}, request);
  ASSERT_TRUE(decided) << decided.error();
  EXPECT_EQ(find_rule(*decided, "letter_by_post")->when->missing, std::vector<std::string>{});
}

TEST(Explain, TellsWhenEachValueChangesByTimeAlone) {
  const auto explanation = shop().explain({fact("birth_date", kBirth), kCallGrant}, kCall);
  ASSERT_TRUE(explanation) << explanation.error();
  const ConditionExplanation* clock = find_condition(*explanation, "call", ConditionKind::kWallClock);
  EXPECT_EQ(clock->until, Instant{1775325600000000});  // 20:00 in Berlin
  const ConditionExplanation* consent = find_condition(*explanation, "call", ConditionKind::kConsent);
  EXPECT_EQ(consent->until, consent->parts[0].ends);
  EXPECT_EQ(find_condition(*explanation, "minor", ConditionKind::kTime)->until, std::nullopt);
}

TEST(Explain, DeclinedUntilLeavesOutEveryChange) {
  const auto explanation = shop().explain({fact("birth_date", kBirth), kCallGrant}, kCall, {false});
  ASSERT_TRUE(explanation) << explanation.error();
  EXPECT_FALSE(explanation->until_sought);
  EXPECT_EQ(explanation->change, std::nullopt);
  EXPECT_EQ(find_condition(*explanation, "call", ConditionKind::kWallClock)->until, std::nullopt);
  const Sentences told = sentences(*explanation, shop().model(), Language::kEnglish);
  EXPECT_EQ(told.summary.size(), 2U);
}

TEST(Explain, ChangeSaysWhatIsDecidedThenAndWhichConditionsDiffer) {
  const auto explanation = shop().explain({fact("birth_date", kBirth), kCallGrant}, kCall);
  ASSERT_TRUE(explanation && explanation->change);
  EXPECT_EQ(explanation->change->at, explanation->decision.until);
  EXPECT_EQ(explanation->change->reason, Reason::kNothingPermits);
  ASSERT_EQ(explanation->change->conditions.size(), 1U);
  EXPECT_EQ(explanation->change->conditions[0].text, "local time is between 08:00 and 20:00");
  EXPECT_EQ(explanation->change->conditions[0].before, ConditionValue::kTrue);
  EXPECT_EQ(explanation->change->conditions[0].after, ConditionValue::kFalse);
}

TEST(Explain, OutOfReachNamesTheClausesThatKeepThePermitAway) {
  const auto explanation =
      shop().explain({}, R"({"customer":"c","action":"send","purpose":"survey","channel":"phone","data":["health"],)"
                         R"("at":"2026-04-04T12:30:00Z"})");
  ASSERT_TRUE(explanation) << explanation.error();
  ASSERT_NE(find_rule(*explanation, "questions"), nullptr);
  EXPECT_EQ(find_rule(*explanation, "questions")->out_of_reach, (std::vector<std::string>{"channel", "data"}));
  EXPECT_FALSE(find_rule(*explanation, "questions")->applies);
  EXPECT_EQ(find_rule(*explanation, "letter"), nullptr);
}

TEST(Explain, OfAPermittedRequestNothingOutOfReachIsListed) {
  const auto explanation = shop().explain({fact("birth_date", kBirth), kCallGrant}, kCall);
  ASSERT_TRUE(explanation) << explanation.error();
  EXPECT_EQ(explanation->decision.outcome, Outcome::kPermit);
  for (const RuleExplanation& rule : explanation->categories[0].rules) EXPECT_TRUE(rule.out_of_reach.empty());
}

std::string with_condition(const std::string& declarations, const std::string& condition) {
  return "policy p\npurpose a\naction do\nfact x is yes or no\nfact y is yes or no\n" + declarations +
         "rule r\n  permit do for a\n  when " + condition + "\n";
}

const char* const kDo = R"({"customer":"c","action":"do","purpose":"a","at":"2026-04-04T12:30:00Z"})";

TEST(Explain, LongChainsOfNamedConditionsAreShownToTheDocumentedDepth) {
  std::string chain = "condition c0 means x\n";
  for (int i = 1; i <= 50'000; ++i) {
    chain += "condition c" + std::to_string(i) + " means c" + std::to_string(i - 1) + "\n";
  }
  const ReadyPolicy policy = ReadyPolicy::of_text(with_condition(chain, "c50000"));
  const auto explanation = policy.explain({}, kDo);
  ASSERT_TRUE(explanation) << explanation.error();
  const ConditionExplanation& when = *find_rule(*explanation, "r")->when;
  EXPECT_EQ(depth(when), kExplainedDepth + 1);
  EXPECT_EQ(when.value, ConditionValue::kUnknown);
  EXPECT_EQ(when.missing, std::vector<std::string>{"x"});
  EXPECT_EQ(explanation->missing, std::vector<std::string>{"x"});
}

TEST(Explain, ANamedConditionThatIsUsedAgainIsShownOnce) {
  std::string diamond = "condition c0 means x or y\n";
  for (int i = 1; i <= 30; ++i) {
    const std::string below = "c" + std::to_string(i - 1);
    diamond += "condition c" + std::to_string(i) + " means " + below + " and not (not " + below + ")\n";
  }
  const ReadyPolicy policy = ReadyPolicy::of_text(with_condition(diamond, "c30"));
  const auto explanation = policy.explain({fact("x", "true")}, kDo);
  ASSERT_TRUE(explanation) << explanation.error();
  const ConditionExplanation& when = *find_rule(*explanation, "r")->when;
  EXPECT_EQ(when.value, ConditionValue::kTrue);
  EXPECT_LT(count(when), 200U);
}

TEST(Explain, DeepTextsAreShownWhole) {
  std::string condition = "x";
  for (int i = 0; i < 60; ++i) condition = (i % 2 == 0 ? "not (" : "(y or ") + condition + ")";
  const ReadyPolicy policy = ReadyPolicy::of_text(with_condition("", condition));
  const auto explanation = policy.explain({fact("x", "true"), fact("y", "false")}, kDo);
  ASSERT_TRUE(explanation) << explanation.error();
  EXPECT_EQ(depth(*find_rule(*explanation, "r")->when), 61U);
}

TEST(Explain, AnOrWithAnUnknownPartIsSettledByThatPart) {
  const ReadyPolicy policy = ReadyPolicy::of_text(with_condition("", "x or y"));
  const auto explanation = policy.explain({fact("x", "false")}, kDo);
  ASSERT_TRUE(explanation) << explanation.error();
  EXPECT_EQ(explanation->missing, std::vector<std::string>{"y"});
  const Sentences told = sentences(*explanation, policy.model(), Language::kGerman);
  EXPECT_EQ(told.summary[1],
            "Die Regel r erlaubt dies nur, wenn „x or y“ erfüllt ist; aber y ist nicht bekannt. Die Angabe von y würde "
            "dies klären.");
}

TEST(Explain, AWiderPurposeThanNamedIsSaidToBeWider) {
  const ReadyPolicy policy = ReadyPolicy::of_text(
      "policy p\npurpose a\npurpose b within a\naction do\nrule r\n  forbid do for b\n  when purpose is b\n");
  const auto explanation = policy.explain({}, kDo);
  ASSERT_TRUE(explanation) << explanation.error();
  EXPECT_EQ(explanation->decision.reason, Reason::kCannotBeRuledOut);
  const Sentences told = sentences(*explanation, policy.model(), Language::kEnglish);
  EXPECT_EQ(told.summary[1],
            "It cannot be ruled out that “purpose is b” is met: what is asked is wider than b, so “purpose is b” "
            "cannot be decided.");
  EXPECT_EQ(told.summary[2], "Asking for a narrower purpose would settle this.");
}

TEST(Explain, AnUncertainLevelIsToldByWhatItNeeds) {
  const ReadyPolicy policy = ReadyPolicy::of_text(
      "policy p\npurpose a\naction do\nfact x is yes or no\nfact y is yes or no\nlevel none\nlevel low when x\n"
      "level high when y\nrule r\n  permit do for a\n  when level is at least low\n");
  const auto unknown = policy.explain({fact("x", "false")}, kDo);
  ASSERT_TRUE(unknown) << unknown.error();
  EXPECT_EQ(sentences(*unknown, policy.model(), Language::kEnglish).summary[1],
            "Rule r permits this only if “level is at least low” is met; but whether the level low is reached is not "
            "known, because y is not known. Stating y would settle this.");
  const auto through = policy.explain({fact("x", "false"), fact("y", "true")}, kDo);
  ASSERT_TRUE(through) << through.error();
  EXPECT_EQ(sentences(*through, policy.model(), Language::kGerman).summary[1],
            "Die Stufe low ist über high erreicht, denn y ist „ja“.");
  const ConditionExplanation* level = find_condition(*through, "r", ConditionKind::kLevel);
  ASSERT_EQ(level->parts.size(), 2U);
  EXPECT_EQ(level->parts[0].subject, "low");
  EXPECT_EQ(level->parts[1].value, ConditionValue::kTrue);
}

TEST(Explain, SeveralCategoriesDecidedAlikeAreToldTogether) {
  const auto explanation =
      shop().explain({R"({"event":"restricted","customer":"c","at":"2026-03-01T09:00:00Z","data":["contact"]})"},
                     R"({"customer":"c","action":"send","purpose":"newsletter","channel":"email",)"
                     R"("data":["address","contact","visits"],"at":"2026-04-01T10:00:00Z"})");
  ASSERT_TRUE(explanation) << explanation.error();
  const Sentences told = sentences(*explanation, shop().model(), Language::kEnglish);
  EXPECT_EQ(told.summary[0], "Forbidden by rule minor (“Protection of minors”), GDPR Art. 8.");
}

}  // namespace
}  // namespace licet::explain
