// Decisions that a retention keeps, in what stands of a holder.

#include <gmock/gmock.h>
#include <tests/engine/licet/letter_store.h>

namespace licet::tests {
namespace {

class StandingOfDecisions : public LetterStore {
 protected:
  static PolicySet keeping() {
    auto policy =
        PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/kept_decisions.licet");
    if (!policy) std::abort();
    return *policy;
  }

  std::vector<RecordsStanding> records(const Store& store, const StandingRequest& request, const PolicySet& policy) {
    const auto standing = store.standing(request, policy);
    EXPECT_TRUE(standing.has_value());
    return standing ? standing->records : std::vector<RecordsStanding>{};
  }

  static StandingRequest anna() {
    StandingRequest request;
    request.customer = "anna";
    return request;
  }

  const PolicySet keeping_ = keeping();
};

TEST_F(StandingOfDecisions, AreListedFromTheFirstToTheLatestWithTheRequestThatConcernsThem) {
  Store store = open();
  ASSERT_TRUE(store.record_json(R"({"event":"collected","customer":"anna","data":["address"]})", keeping_));
  EXPECT_TRUE(records(store, anna(), keeping_).empty()) << "nothing was decided";
  clock_.advance(kHour);
  const std::uint64_t first = store.decide_json(kRequest, keeping_, {})->record.value();
  clock_.advance(kHour);
  const std::uint64_t latest = store.decide_json(kRequest, keeping_, {})->record.value();
  ASSERT_TRUE(
      store.decide_json(R"({"customer":"berta","action":"send","purpose":"news","channel":"email"})", keeping_, {}));

  auto found = records(store, anna(), keeping_);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].data, "decisions");
  EXPECT_EQ(found[0].first.record, first);
  EXPECT_EQ(found[0].first.at, (Instant{kNoon.micros + kHour}));
  ASSERT_TRUE(found[0].latest);
  EXPECT_EQ(found[0].latest->record, latest);
  EXPECT_EQ(found[0].erasure_requested, std::nullopt);

  clock_.advance(kHour);
  ASSERT_TRUE(store.record_json(R"({"event":"erasure_requested","customer":"anna","data":["address"]})", keeping_));
  EXPECT_EQ(records(store, anna(), keeping_).at(0).erasure_requested, std::nullopt) << "it concerns data alone";
  ASSERT_TRUE(store.record_json(R"({"event":"erasure_requested","customer":"anna"})", keeping_));
  EXPECT_TRUE(records(store, anna(), keeping_).at(0).erasure_requested);
}

TEST_F(StandingOfDecisions, AreThoseMadeByTheTimeLookedAtAndKnownByThen) {
  Store store = open();
  const std::uint64_t first = store.decide_json(kRequest, keeping_, {})->record.value();
  clock_.advance(kHour);
  const std::uint64_t latest = store.decide_json(kRequest, keeping_, {})->record.value();
  StandingRequest request = anna();
  request.at = Instant{kNoon.micros - 1};
  EXPECT_TRUE(records(store, request, keeping_).empty());
  request.at = Instant{kNoon.micros + kHour - 1};
  EXPECT_EQ(records(store, request, keeping_).at(0).latest->record, first);
  request.at = Instant{kNoon.micros + 2 * kHour};
  EXPECT_EQ(records(store, request, keeping_).at(0).latest->record, latest);
  request.known = Instant{kNoon.micros + kHour - 1};
  EXPECT_EQ(records(store, request, keeping_).at(0).latest->record, first);
}

TEST_F(StandingOfDecisions, AreNotListedWhereNoRetentionKeepsThem) {
  Store store = open();
  decide(store);
  EXPECT_TRUE(records(store, anna(), policy_).empty());
}

}  // namespace
}  // namespace licet::tests
