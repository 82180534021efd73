// Why what is held is not due, ground by ground; and which events that rests on.

#include <engine/exchange/erasure_json.h>
#include <engine/exchange/event_json.h>
#include <engine/facts/memory_store.h>
#include <engine/rights/kept_events.h>
#include <gtest/gtest.h>
#include <tests/random/compared/readied.h>

namespace licet::rights {
namespace {

constexpr Instant kNow{1'772'366'400'000'000};  // 2026-03-01T12:00:00Z

/// Rules on `bills`, and events of one customer, on 1 January 2026 unless they say otherwise; what is kept, as JSON.
std::string kept(const std::string& rules, const std::vector<std::string>& events) {
  const auto policy = random::ready(
      "policy p\n  time zone Europe/Berlin\npurpose a\naction do\ndata bills\nfact issued is a date\n"
      "consent k for a\n" +
      rules);
  if (!policy) return policy.error();
  facts::MemoryStore store;
  for (const std::string& rest : events) {
    const auto sent = exchange::read_event(R"({"customer":"c","at":"2026-01-01T11:00:00Z","event":)" + rest + "}",
                                           exchange::Recorded::kRefused);
    if (!sent) return sent.error().message;
    facts::Offer offer{sent->event, sent->canonical, {}};
    if (const auto taken = store.take(offer, *policy->model, {kNow.micros - 1'000'000}); !taken) {
      return taken.error().message;
    }
  }
  const KeptEvents found = kept_events(*policy->policy, {facts::HolderKind::kCustomer, "c"},
                                       store.history(std::string("c"), {}), {kNow, kNow});
  Erasure erasure;
  erasure.kept = found.categories;
  const std::string json = exchange::write_erasure({}, erasure);
  const std::size_t begin = json.find("\"kept\":[") + 8;
  std::string numbers;
  for (const std::uint64_t record : found.records) numbers += " " + std::to_string(record);
  return json.substr(begin, json.find("],\"kept_events\"") - begin) + numbers;
}

constexpr const char* kCollected = R"("collected","data":["bills"])";
constexpr const char* kGranted = R"("granted","consent":"k")";

TEST(KeptCategory, IsKeptUntilTheDateOfARule) {
  EXPECT_EQ(kept("retention r keep bills at most 1 year after collection then review because X, Y", {kCollected}),
            R"({"data":"bills","ground":"until_due","due":"2027-01-01T23:00:00Z","action":"review","rule":"r",)"
            R"("because":["X","Y"],"undetermined":[]} 0)");
}

TEST(KeptCategory, IsKeptByTheRuleWhoseMinimumHoldsARequestBack) {
  EXPECT_EQ(kept("retention short keep bills at most 1 day after collection then erase\n"
                 "retention long keep bills at least 1 year after collection then review",
                 {kCollected, R"("erasure_requested")"}),
            R"({"data":"bills","ground":"until_due","due":"2027-01-01T23:00:00Z","action":"erase","rule":"long",)"
            R"("because":[],"undetermined":[]} 0 1)");
}

TEST(KeptCategory, IsKeptAsLongAsAConsentIsCurrent) {
  EXPECT_EQ(
      kept("retention r keep bills at most 1 day after consent k ends then erase", {kCollected, kGranted}),
      R"({"data":"bills","ground":"open","due":null,"action":null,"rule":"r","because":[],"undetermined":[]} 0 1)");
}

TEST(KeptCategory, IsKeptForWantOfAFact) {
  for (const char* limb : {"at least", "at most"}) {
    EXPECT_EQ(kept(std::string("retention r keep bills ") + limb + " 1 day after issued then erase", {kCollected}),
              R"({"data":"bills","ground":"undetermined","due":null,"action":null,"rule":"r","because":[],)"
              R"("undetermined":["issued"]} 0)");
  }
}

TEST(KeptCategory, IsKeptBeforeItsPeriodBegins) {
  EXPECT_EQ(
      kept("retention r keep bills at most 1 day after last contact then erase", {kCollected}),
      R"({"data":"bills","ground":"not_begun","due":null,"action":null,"rule":"r","because":[],"undetermined":[]} )"
      "0");
}

TEST(KeptCategory, IsKeptWhereNoRuleSetsADate) {
  EXPECT_EQ(
      kept("", {kCollected}),
      R"({"data":"bills","ground":"no_rule","due":null,"action":null,"rule":null,"because":[],"undetermined":[]} )"
      "0");
}

TEST(KeptCategory, IsKeptWhileAHoldStands) {
  EXPECT_EQ(kept("retention r keep bills at most 1 day after collection then erase", {kCollected, R"("hold")"}),
            R"({"data":"bills","ground":"suspended","due":null,"action":null,"rule":null,"because":[],)"
            R"("undetermined":[]} 0 1)");
}

TEST(KeptCategory, IsNotKeptOnceItIsDue) {
  EXPECT_EQ(kept("retention r keep bills at most 1 day after collection then restrict", {kCollected, kGranted}), "");
}

/// The numbers of the events that are kept, each behind a space.
std::string numbers(const std::string& rules, const std::vector<std::string>& events) {
  const std::string all = kept(rules, events);
  const std::size_t end = all.rfind('}');
  return end == std::string::npos ? all : all.substr(end + 1);
}

const char* const kOtherConsent =
    "purpose b\npurpose c within b\nfact adult is yes or no\nfact other is yes or no\nnotice info\nnotice news\n"
    "condition ready means adult and notice info was given\n"
    "consent m for b provided ready at grant valid for 12 months after last contact\n";

const std::vector<std::string> kHistory = {kCollected,
                                           R"("granted","consent":"m")",
                                           R"("contacted","purposes":["c"])",
                                           R"("contacted","purposes":["a"])",
                                           R"("fact","fact":"adult","value":true)",
                                           R"("fact","fact":"other","value":true)",
                                           R"("informed","notice":"info")",
                                           R"("informed","notice":"news")",
                                           kGranted};

TEST(KeptEvents, OfAConsentThatEndsAreItsOwnTheContactsThatExtendItAndWhatItIsProvidedFor) {
  EXPECT_EQ(numbers(kOtherConsent + std::string("retention r keep bills at most 1 day after consent m ends then erase"),
                    kHistory),
            " 0 1 2 4 6");
}

TEST(KeptEvents, OfAConsentThatStartsAreItsOwnAlone) {
  EXPECT_EQ(
      numbers(kOtherConsent + std::string("retention r keep bills at least 1 year after consent m starts then erase"),
              kHistory),
      " 0 1");
}

TEST(KeptEvents, OfALastContactAreThoseByTheChannelsAndForThePurposesThatItCounts) {
  const std::string channels = "channel phone\nchannel mobile within phone\nchannel post\n";
  const std::vector<std::string> events = {kCollected,
                                           R"("contacted","purposes":["b"],"channels":["post"])",
                                           R"("contacted","purposes":["c"],"channels":["mobile"])",
                                           R"("contacted","purposes":["a"],"channels":["phone"])",
                                           R"("contacted","purposes":["b"])",
                                           R"("contacted","purposes":["b","a"],"channels":["post","phone"])"};
  const auto with = [&](const std::string& anchor) {
    return numbers(kOtherConsent + channels + "retention r keep bills at most 1 year after " + anchor + " then erase",
                   events);
  };
  EXPECT_EQ(with("last contact for b by phone"), " 0 2 5");
  EXPECT_EQ(with("last contact by phone"), " 0 2 3 5");
  EXPECT_EQ(with("last contact by mobile, post"), " 0 1 2 5");
  EXPECT_EQ(with("last contact for b"), " 0 1 2 4 5");
  EXPECT_EQ(with("last contact"), " 0 1 2 3 4 5");
  EXPECT_EQ(numbers(kOtherConsent + channels +
                        "retention r keep bills at most 1 year after last contact by phone then erase\n"
                        "retention s keep bills at most 1 day after consent m ends then erase",
                    {kCollected, R"("granted","consent":"m")", events[1], events[4], events[3]}),
            " 0 1 2 3 4")
      << "a contact by another channel extends the consent";
}

TEST(KeptEvents, OfAWhileAreThoseItsConditionReads) {
  const auto with = [](const std::string& condition) {
    return numbers(
        kOtherConsent + ("retention r keep bills while " + condition) + " at most 1 year after collection then erase",
        kHistory);
  };
  EXPECT_EQ(with("consent m is valid"), " 0 1 2 4 6");
  EXPECT_EQ(with("consent m has expired"), " 0 1 2");
  EXPECT_EQ(with("ready"), " 0 4 6");
  EXPECT_EQ(with("(other is known or notice news was given)"), " 0 5 7");
}

TEST(KeptEvents, OfAnObjectionAreThoseThatReachThePurpose) {
  EXPECT_EQ(
      numbers(kOtherConsent + std::string("retention r keep bills at most 1 year after objection to b then erase"),
              {kCollected, R"("objected","purposes":["a"])", R"("objected","purposes":["c"])", R"("objected")",
               R"("objection_lifted","purposes":["a"])", R"("objection_lifted","purposes":["b"])", R"("objected")",
               R"("restricted")", R"("erasure_requested","data":["objections"])"}),
      " 0 2 3 5 6");
}

TEST(KeptEvents, AreObjectionsUnlessTheRequestNamesThemOrARuleForThemHasEnded) {
  EXPECT_EQ(numbers("", {R"("objected")", R"("objection_lifted")", R"("restricted")"}), " 0 1");
  EXPECT_EQ(numbers("", {R"("objected")", R"("erasure_requested")"}), " 0");
  EXPECT_EQ(numbers("", {R"("objected")", R"("erasure_requested","data":["objections"])"}), "");
  EXPECT_EQ(numbers("retention r keep objections for 1 week after collection then erase", {R"("objected")"}), "");
  EXPECT_EQ(numbers("retention r keep objections for 1 year after collection then erase", {R"("objected")"}), " 0");
}

TEST(KeptEvents, OfAProofAreAllOfTheConsentWhileItIsNotDue) {
  EXPECT_EQ(numbers("retention r keep proof of k for 1 year after consent k ends then erase",
                    {kGranted, R"("withdrawn","consent":"k")", R"("contacted","purposes":["a"])"}),
            " 0 1");
  EXPECT_EQ(numbers("retention r keep proof of k for 1 week after consent k ends then erase",
                    {kGranted, R"("withdrawn","consent":"k")"}),
            "");
  EXPECT_EQ(numbers("retention r keep proof of k for 1 week after collection then erase", {kGranted}), " 0")
      << "as long as it is current";
}

TEST(KeptEvents, AreNeitherVoidedNorVoiding) {
  EXPECT_EQ(numbers("retention r keep bills at most 1 year after collection then erase",
                    {kCollected, R"("hold","id":"h")", R"("voided","voids":"h")"}),
            " 0");
}

}  // namespace
}  // namespace licet::rights
