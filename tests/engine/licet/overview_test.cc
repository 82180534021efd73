// What a store tells of one holder: what falls due, what happened in its order, and what was decided.

#include <licet/sentences.h>
#include <tests/engine/licet/letter_store.h>
#include <variant>

namespace licet::tests {
namespace {

constexpr std::int64_t kDay = 24 * kHour;
constexpr const char* kCollected = R"({"event":"collected","customer":"anna","data":["address"],"id":"c1"})";

class Overviewing : public LetterStore {
 protected:
  Overview overview_of(const Store& store, OverviewRequest request) {
    const auto told = store.overview(request, policy_);
    EXPECT_TRUE(told.has_value());
    return told.value_or(Overview{});
  }
  Overview overview_of(const Store& store, std::optional<Instant> at = std::nullopt) {
    return overview_of(store, {{"anna", {}, at, {}, {}}, {Language::kEnglish, Language::kGerman}, {}});
  }
  /// Without a device, so that it is recorded under the customer.
  std::uint64_t decided(Store& store) {
    clock_.advance(kHour);
    return decide(store,
                  R"({"customer":"anna","action":"send","purpose":"news","channel":"email","data":["address"]})");
  }
};

std::vector<std::pair<HappeningKind, std::uint64_t>> told(const Overview& overview) {
  std::vector<std::pair<HappeningKind, std::uint64_t>> all;
  for (const Happening& one : overview.timeline) all.emplace_back(one.kind, one.record);
  return all;
}

using Told = std::vector<std::pair<HappeningKind, std::uint64_t>>;

TEST_F(Overviewing, TellsWhatHappenedInItsOrderWithWhatTimeAloneEnded) {
  Store store = open();
  record(store, kGranted);
  record(store, kCollected);
  const std::uint64_t first = decided(store);
  const Instant later{kNoon.micros + 500 * kDay};
  clock_.set(later);
  const std::uint64_t second = decided(store);
  // It happened before everything else.
  record(store, R"({"event":"objected","customer":"anna","at":"2026-01-05T10:00:00Z"})");
  const Overview overview = overview_of(store);
  EXPECT_EQ(told(overview), (Told{{HappeningKind::kEvent, second + 1},
                                  {HappeningKind::kEvent, 0},
                                  {HappeningKind::kEvent, 1},
                                  {HappeningKind::kDecided, first},
                                  {HappeningKind::kExpired, 0},
                                  {HappeningKind::kDecided, second}}));
  ASSERT_EQ(overview.timeline.size(), 6U);
  EXPECT_EQ(overview.timeline[4].consent, "news_consent");
  EXPECT_EQ(overview.timeline[4].at, overview.standing.consents.front().current->end);
}

TEST_F(Overviewing, LooksBackOnlyAtWhatHadHappenedThenAndAtWhatWasKnown) {
  Store store = open();
  record(store, kGranted);
  const std::uint64_t first = decided(store);
  const Instant between = clock_.clock()();
  clock_.advance(kDay);
  decided(store);
  const Overview then = overview_of(store, between);
  EXPECT_EQ(told(then), (Told{{HappeningKind::kEvent, 0}, {HappeningKind::kDecided, first}}));
  EXPECT_EQ(then.decisions_in_all, 1U);
  const Overview known = overview_of(store, {{"anna", {}, {}, between, {}}, {}, {}});
  EXPECT_EQ(known.decisions_in_all, 1U);
  EXPECT_EQ(known.timeline.size(), 2U);
}

TEST_F(Overviewing, ListsTheNewestDecisionsAsTheyWereRecordedAndSaysHowManyThereAre) {
  Store store = open();
  record(store, kGranted);
  std::vector<std::uint64_t> made;
  for (int i = 0; i < 5; ++i) made.push_back(decided(store));
  for (const std::size_t most : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{5}, std::size_t{9}}) {
    const Overview overview = overview_of(store, {{"anna", {}, {}, {}, {}}, {}, most});
    EXPECT_EQ(overview.decisions_in_all, 5U);
    ASSERT_EQ(overview.decisions.size(), std::min<std::size_t>(most, 5));
    for (std::size_t i = 0; i < overview.decisions.size(); ++i) {
      const ExportedDecision& one = overview.decisions[i];
      EXPECT_EQ(one.record, made[5 - overview.decisions.size() + i]);
      EXPECT_EQ(one.decision, store.recorded_decision(one.record)->explanation.decision);
      EXPECT_EQ(one.request.purpose, "news");
    }
  }
  EXPECT_EQ(overview_of(store).decisions.size(), 5U);
}

TEST_F(Overviewing, SaysOfWhatIsHeldWhatDueSays) {
  Store store = open();
  record(store, kGranted);
  record(store, kCollected);
  record(store, kWithdrawn);
  for (const int days : {1, 10, 35, 400}) {
    const Instant at{kNoon.micros + days * kDay};
    const std::vector<Language> languages{Language::kEnglish, Language::kGerman};
    const auto due = store.due(DueRequest{at, false, languages}, policy_);
    ASSERT_TRUE(due.has_value());
    ASSERT_EQ(due->lines.size(), 1U);
    const Overview overview = overview_of(store, at);
    EXPECT_EQ(overview.data, due->lines);
    ASSERT_EQ(overview.data.front().why.size(), 2U);
    EXPECT_NE(overview.data.front().why[0], overview.data.front().why[1]);
  }
}

TEST_F(Overviewing, InMemoryItIsTheSameButForDecisions) {
  Store disk = open();
  Store memory = Store::in_memory(clock_.clock());
  for (const char* line : {kGranted, kCollected, kWithdrawn}) {
    record(disk, line);
    record(memory, line);
    clock_.advance(kDay);
  }
  const Overview one = overview_of(disk);
  const Overview other = overview_of(memory);
  EXPECT_EQ(one.standing.consents, other.standing.consents);
  EXPECT_EQ(one.data, other.data);
  EXPECT_EQ(one.timeline, other.timeline);
  EXPECT_EQ(other.decisions_in_all, 0U);
}

TEST_F(Overviewing, RefusesToTellOfTwo) {
  const Store store = open();
  const auto told = store.overview({{"anna", "phone-77", {}, {}, {}}, {}, {}}, policy_);
  ASSERT_FALSE(told.has_value());
  EXPECT_EQ(std::get<InputError>(told.error()).field, "customer");
}

TEST_F(Overviewing, AllThatIsPermittedIsWhatDecideSaysAndIsNotRecorded) {
  Store store = open();
  record(store, kGranted);
  const std::uint64_t records = store.records();
  PermittedRequest request;
  request.customer = "anna";
  const auto permitted = store.permitted(request, policy_);
  ASSERT_TRUE(permitted.has_value());
  EXPECT_EQ(store.records(), records);
  ASSERT_EQ(permitted->groups.size(), 1U);
  const PermittedGroup& group = permitted->groups.front();
  EXPECT_EQ(group.actions, std::vector<std::string>{"send"});
  EXPECT_EQ(group.channels, std::vector<std::optional<std::string>>{"email"});
  EXPECT_EQ(group.data, (std::vector<std::optional<std::string>>{std::nullopt, "address"}));
  const auto decision = store.decide_json(kRequestOfTwo, policy_, {.record = false});
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(group.rule, decision->rule);
  EXPECT_EQ(group.until, decision->until);
  EXPECT_EQ(permitted->policy, decision->policy);
  EXPECT_EQ(permitted->permitted, 2U);
  EXPECT_FALSE(permitted->refused.empty());
}

TEST_F(Overviewing, AllThatIsPermittedIsRefusedWhereARequestWouldBe) {
  const Store store = open();
  const auto field = [&](const PermittedRequest& request) {
    const auto permitted = store.permitted(request, policy_);
    return permitted ? std::string("none") : std::get<InputError>(permitted.error()).field;
  };
  PermittedRequest request;
  EXPECT_EQ(field(request), "customer");
  request.customer = "anna";
  EXPECT_EQ(field(request), "none");
  request.purpose = "newz";
  EXPECT_EQ(field(request), "purpose");
  request.purpose.reset();
  request.channel = "post";
  EXPECT_EQ(field(request), "channel");
  request.channel.reset();
  request.at = Instant{kNever.micros};
  EXPECT_EQ(field(request), "at");
}

}  // namespace
}  // namespace licet::tests
