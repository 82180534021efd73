// What an answer about missing acts tells beside the sets.

#include <engine/rights/missing.h>
#include <gtest/gtest.h>
#include <tests/engine/rights/asked_question.h>

namespace licet::rights {
namespace {

/// As asked of nobody's events.
Missing missing_of(const std::string& text, Request request, const std::vector<RecordedEvent>& events = {},
                   const MissingLimits& limits = {}) {
  const auto policy = random::ready(text);
  EXPECT_TRUE(policy) << policy.error();
  request.action = "send";
  request.purpose = "ads";
  if (!request.at) request.at = Instant{1'710'000'000'000'000};  // 2024-03-09T16:00:00Z
  return missing(*policy->policy, asked(*policy, events, request), limits);
}

Request of_customer() {
  Request request;
  request.customer = "p";
  return request;
}

constexpr const char* kAds = "policy p version 1 purpose ads action send ";

TEST(Missing, SaysThatOnlyADeviceIsMissing) {
  const std::string text =
      std::string(kAds) + "consent c for ads scope device rule r permit send for ads when consent is valid";
  const Missing found = missing_of(text, of_customer());
  EXPECT_TRUE(found.sets.empty());
  EXPECT_TRUE(found.device_helps);
  EXPECT_FALSE(found.customer_helps);
  Request with_device = of_customer();
  with_device.device = "d";
  EXPECT_EQ(missing_of(text, with_device).sets.size(), 1U);
  EXPECT_FALSE(missing_of(text, with_device).device_helps);
}

TEST(Missing, SaysFromWhenOnTimeAlonePermits) {
  const Missing found = missing_of(
      std::string(kAds) + "rule r permit send for ads when local time is between 18:00 and 20:00", of_customer());
  EXPECT_EQ(found.permitted_from, Instant{1'710'007'200'000'000});  // 18:00, the clock is UTC
  EXPECT_FALSE(
      missing_of(std::string(kAds) + "fact vip is yes or no rule r permit send for ads when vip", of_customer())
          .permitted_from);
}

TEST(Missing, CountsAsOneSetWhatDiffersInValuesOnly) {
  const std::string text = std::string(kAds) +
                           "fact country is one of DE, AT, CH fact vip is yes or no "
                           "rule r permit send for ads when country is one of DE, AT or vip";
  const Missing one = missing_of(text, of_customer(), {}, {1});
  ASSERT_EQ(one.sets.size(), 1U);
  EXPECT_FALSE(one.complete);
  const Missing all = missing_of(text, of_customer(), {}, {3});
  ASSERT_EQ(all.sets.size(), 2U);
  EXPECT_TRUE(all.complete);
  for (const MissingSet& set : all.sets) {
    if (set.acts[0].name != "country") continue;
    EXPECT_EQ(set.acts[0].value->values, (std::vector<RawValue>{"DE", "AT"}));
  }
}

TEST(Missing, TellsOfTwoUnknownDatesThatTheyAreCompared) {
  const Missing found = missing_of(std::string(kAds) +
                                       "fact born is a date fact moved is a date "
                                       "rule r permit send for ads when born is before moved",
                                   of_customer());
  ASSERT_EQ(found.sets.size(), 1U);
  const MissingSet& set = found.sets.front();
  ASSERT_EQ(set.acts.size(), 2U);
  EXPECT_EQ(set.acts[0].value->compared_with, std::vector<std::string>{"moved"});
  EXPECT_EQ(set.acts[1].value->compared_with, std::vector<std::string>{"born"});
  EXPECT_LT(std::get<std::string>(set.acts[0].value->example), std::get<std::string>(set.acts[1].value->example));
}

}  // namespace
}  // namespace licet::rights
