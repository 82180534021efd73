#include <tests/engine/licet/policy_fixture.h>
#include <vector>

namespace licet::tests {
namespace {

TEST(Times, RecordedStrictlyIncreasesThoughTheClockStandsOrGoesBack) {
  const PolicySet policy = letter_policy();
  HandClock clock;
  Store store = Store::in_memory(clock.clock());
  Instant last = kBeforeAll;
  for (int i = 0; i < 10; ++i) {
    if (i == 5) clock.advance(-kHour);
    const auto recorded = store.record_json(R"({"event":"hold","customer":"anna"})", policy);
    ASSERT_TRUE(recorded.has_value());
    EXPECT_GT(recorded->recorded, last);
    last = recorded->recorded;
    ASSERT_TRUE(store.decide_json(kRequest, policy).has_value());
  }
  // Ten events and ten decisions share the one order.
  EXPECT_EQ(last.micros, kNoon.micros + 18);
}

TEST(Times, ADecisionWithoutTimeSeesWhatWasJustRecorded) {
  const PolicySet policy = letter_policy();
  HandClock clock;
  Store store = Store::in_memory(clock.clock());
  ASSERT_TRUE(store.record_json(kGranted, policy).has_value());
  ASSERT_TRUE(store.record_json(kWithdrawn, policy).has_value());
  clock.advance(-kHour);
  const auto decision = store.decide_json(kRequest, policy);
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(decision->outcome, Outcome::kDeny);
  EXPECT_EQ(decision->at, Instant{kNoon.micros + 1});
}

TEST(Times, AnEventWithoutTimeHappenedWhenItWasRecorded) {
  const PolicySet policy = letter_policy();
  HandClock clock;
  Store store = Store::in_memory(clock.clock());
  ASSERT_TRUE(store.record_json(kGranted, policy).has_value());
  Request request;
  request.customer = "anna";
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  request.at = Instant{kNoon.micros - 1};
  EXPECT_EQ(store.decide(request, policy)->outcome, Outcome::kDeny);
  request.at = kNoon;
  EXPECT_EQ(store.decide(request, policy)->outcome, Outcome::kPermit);
}

TEST(Times, WhatWasKnownThenIsWhatWasRecordedUntilThen) {
  const PolicySet policy = letter_policy();
  HandClock clock;
  Store store = Store::in_memory(clock.clock());
  ASSERT_TRUE(store.record_json(kGranted, policy).has_value());
  clock.advance(10 * kHour);
  // A withdrawal of which the shop learns late.
  ASSERT_TRUE(store
                  .record_json(R"({"event":"withdrawn","customer":"anna","consent":"news_consent",)"
                               R"("at":"2026-03-01T13:00:00Z"})",
                               policy)
                  .has_value());
  Request request;
  request.customer = "anna";
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  request.at = Instant{kNoon.micros + 5 * kHour};
  EXPECT_EQ(store.decide(request, policy)->outcome, Outcome::kDeny);
  request.known = Instant{kNoon.micros + 5 * kHour};
  EXPECT_EQ(store.decide(request, policy)->outcome, Outcome::kPermit);
}

TEST(Times, UntilIsOnlyLookedForWhenWanted) {
  const PolicySet policy = letter_policy();
  const HandClock clock;
  Store store = Store::in_memory(clock.clock());
  ASSERT_TRUE(store.record_json(kGranted, policy).has_value());
  // Twelve months from 1 March 2026, to the end of the day in Berlin.
  EXPECT_EQ(store.decide_json(kRequest, policy)->until, Instant{1'803'942'000'000'000});
  EXPECT_EQ(store.decide_json(kRequest, policy, {.until = false})->until, kNever);
}

TEST(Groups, EachLineSeesThoseBeforeItAndARefusedOneStopsNone) {
  const PolicySet policy = letter_policy();
  const HandClock clock;
  Store store = Store::in_memory(clock.clock());
  const std::vector<std::string_view> lines{kGranted, "nonsense", kGranted,
                                            R"({"event":"voided","customer":"anna","voids":"g1"})",
                                            R"({"event":"voided","customer":"bert","voids":"g1"})"};
  const auto outcomes = store.record_json(lines, policy);
  ASSERT_EQ(outcomes.size(), 5U);
  EXPECT_EQ(outcomes[0]->record, 0U);
  EXPECT_EQ(field_of(outcomes[1].error()), "");
  EXPECT_TRUE(outcomes[2]->repeated);
  EXPECT_EQ(outcomes[3]->record, 1U);
  EXPECT_EQ(field_of(outcomes[4].error()), "voids");
  EXPECT_EQ(store.decide_json(kRequest, policy)->outcome, Outcome::kDeny);
}

TEST(Groups, OfRequestsAreAnsweredInOrder) {
  const PolicySet policy = letter_policy();
  const HandClock clock;
  Store store = Store::in_memory(clock.clock());
  ASSERT_TRUE(store.record_json(kGranted, policy).has_value());
  std::vector<std::string_view> lines(2500, kRequest);
  lines[7] = R"({"customer":"anna","action":"send","purpose":"news"})";
  const auto answers = store.decide_json(lines, policy, {.until = false});
  ASSERT_EQ(answers.size(), lines.size());
  EXPECT_EQ(field_of(answers[7].error()), "channel");
  EXPECT_EQ(answers[6]->record, 7U);
  EXPECT_EQ(answers[8]->record, 8U);
  EXPECT_EQ(answers.back()->record, 2499U);
}

TEST(Due, ListsCustomersBeforeDevicesEachSorted) {
  const PolicySet policy = letter_policy();
  const HandClock clock;
  Store store = Store::in_memory(clock.clock());
  for (const char* line : {R"({"event":"collected","device":"a","data":["address"]})",
                           R"({"event":"collected","customer":"zoe","data":["address"]})",
                           R"({"event":"collected","customer":"anna","data":["address"]})"}) {
    ASSERT_TRUE(store.record_json(line, policy).has_value());
  }
  const Result<std::vector<DueEntry>> due = store.due(policy, Instant{kNoon.micros + kHour});
  ASSERT_TRUE(due.has_value());
  ASSERT_EQ(due->size(), 3U);
  EXPECT_EQ((*due)[0].customer, "anna");
  EXPECT_EQ((*due)[1].customer, "zoe");
  EXPECT_EQ((*due)[2].device, "a");
}

}  // namespace
}  // namespace licet::tests
