// A person is erased: what stays, what is answered afterwards, and what is taken.

#include <algorithm>
#include <engine/exchange/erasure_json.h>
#include <engine/exchange/request_json.h>
#include <gmock/gmock.h>
#include <licet/record_check.h>
#include <tests/engine/licet/policy_fixture.h>
#include <thread>

namespace licet::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kEvents[] = {
    R"({"event":"granted","customer":"anna","consent":"news_consent","at":"2025-01-10T09:00:00Z","id":"g1"})",
    R"({"event":"collected","customer":"anna","data":["contact"],"at":"2025-01-10T09:00:00Z"})",
    R"({"event":"contacted","customer":"anna","purposes":["news"],"at":"2025-01-20T09:00:00Z"})",
    R"({"event":"withdrawn","customer":"anna","consent":"news_consent","at":"2025-02-01T09:00:00Z","id":"w1"})",
    R"({"event":"collected","customer":"anna","data":["invoices"],"at":"2025-05-05T09:00:00Z"})",
    R"({"event":"fact","customer":"anna","fact":"invoice_date","value":"2025-05-05","at":"2025-05-05T09:00:00Z","id":"f1"})",
    R"({"event":"collected","customer":"anna","data":["orders","clicks"],"at":"2025-06-01T09:00:00Z"})",
    R"({"event":"restricted","customer":"anna","device":"phone","data":["clicks"],"at":"2025-06-02T09:00:00Z"})",
    R"({"event":"collected","customer":"bert","data":["contact"],"at":"2025-06-03T09:00:00Z"})",
};
/// What the dates of invoices and orders rest on.
constexpr std::size_t kKeptEvents[] = {4, 5, 6};

constexpr const char* kAsked =
    R"({"customer":"anna","action":"send","purpose":"news","channel":"email","data":["contact"],)"
    R"("at":"2026-03-01T12:00:00Z"})";

PolicySet kept_policy() {
  auto policy = PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/kept.licet");
  if (!policy) std::abort();
  return *policy;
}

enum class Place : std::uint8_t { kMemory, kDisk };

class ErasureInAStore : public testing::TestWithParam<Place> {
 protected:
  ErasureInAStore() : store_(open()) {}

  Store open() {
    if (GetParam() == Place::kMemory) return Store::in_memory(clock_.clock());
    Result<Store> store = Store::open(scratch_.store(), Access::kCreate, clock_.clock());
    if (!store) std::abort();
    return std::move(*store);
  }
  /// On disk: closed and opened again.
  void reopen() {
    if (GetParam() == Place::kMemory) return;
    ASSERT_TRUE(store_.close());
    store_ = open();
  }

  void record_all() {
    for (std::size_t i = 0; i < std::size(kEvents); ++i) {
      const auto recorded = store_.record_json(kEvents[i], policy_);
      ASSERT_TRUE(recorded);
      numbers_.push_back(recorded->record);
    }
  }

  tl::expected<Erasure, CallError> erase(const std::string& customer, std::optional<Instant> at = std::nullopt) {
    ErasureRequest request;
    request.customer = customer;
    request.at = at;
    return store_.erase(request, policy_);
  }

  std::vector<std::string> due(const std::string& customer) {
    std::vector<std::string> lines;
    const auto entries = store_.due(policy_, kNoon);
    EXPECT_TRUE(entries);
    for (const DueEntry& entry : *entries) {
      if (entry.customer == customer) lines.push_back(exchange::write_due(entry));
    }
    return lines;
  }

  std::vector<std::uint64_t> shown(const std::string& customer) {
    StandingRequest request;
    request.customer = customer;
    const auto standing = store_.standing(request, policy_);
    std::vector<std::uint64_t> records;
    if (!standing) return records;
    for (const HistoryEntry& entry : standing->history) records.push_back(entry.event.record);
    return records;
  }

  std::vector<std::uint64_t> kept_numbers() const {
    std::vector<std::uint64_t> kept;
    for (const std::size_t i : kKeptEvents) kept.push_back(numbers_[i]);
    return kept;
  }

  std::string refusal_of(const std::string& line) {
    const auto recorded = store_.record_json(line, policy_);
    if (recorded) return "taken";
    const auto* wrong = std::get_if<InputError>(&recorded.error());
    return wrong == nullptr ? std::get<Failure>(recorded.error()).message : wrong->field + ": " + wrong->message;
  }

  const ScratchDirectory scratch_;
  const PolicySet policy_ = kept_policy();
  HandClock clock_;
  Store store_;
  std::vector<std::uint64_t> numbers_;
};

TEST_P(ErasureInAStore, TellsWhatIsKeptUntilWhenAndByWhichRule) {
  record_all();
  const auto erasure = erase("anna");
  ASSERT_TRUE(erasure);
  EXPECT_EQ(erasure->kept_events, 3U);
  const std::string told = exchange::write_erasure({"anna", {}, {}}, *erasure);
  EXPECT_THAT(told, testing::StartsWith(R"({"customer":"anna","record":)"));
  EXPECT_THAT(
      told,
      HasSubstr(
          R"("kept":[{"data":"invoices","ground":"until_due","due":"2033-12-31T23:00:00Z","action":"erase",)"
          R"x("rule":"tax","because":["AO § 147(3)","HGB § 257(4)"],"undetermined":[]},)x"
          R"({"data":"orders","ground":"until_due","due":"2028-06-01T22:00:00Z","action":"review","rule":"claims",)"
          R"("because":["BGB § 195"],"undetermined":[]}],"kept_events":3,"still_listed":["clicks"]})"));
}

TEST_P(ErasureInAStore, LeavesTheDatesOfWhatIsKeptAndTheEventsTheyRestOn) {
  record_all();
  const std::vector<std::string> before = due("anna");
  ASSERT_EQ(before.size(), 4U);
  ASSERT_TRUE(erase("anna"));
  for (int round = 0; round < 2; ++round) {
    const std::vector<std::string> after = due("anna");
    EXPECT_THAT(after, ElementsAre(before[1], before[2], HasSubstr(R"("data":"clicks")")));
    EXPECT_EQ(shown("anna"), kept_numbers());
    EXPECT_THAT(shown("bert"), ElementsAre(numbers_[8]));
    reopen();
  }
}

TEST_P(ErasureInAStore, IsAskedAfterwardsAsOneWhoHasOnlyTheKeptEvents) {
  record_all();
  ASSERT_TRUE(erase("anna"));
  Store other = Store::in_memory(clock_.clock());
  for (const std::size_t i : kKeptEvents) ASSERT_TRUE(other.record_json(kEvents[i], policy_));
  const auto decision = store_.explain_json({{kAsked}}, policy_, {false, true});
  const auto expected = other.explain_json({{kAsked}}, policy_, {false, true});
  ASSERT_TRUE(decision.front() && expected.front());
  const auto text = [&](const Explanation& explanation) {
    std::string all = exchange::write_decision(explanation.decision);
    for (const std::string& sentence : sentences(explanation, policy_, Language::kEnglish).summary) all += sentence;
    return all;
  };
  EXPECT_EQ(text(*decision.front()), text(*expected.front()));
}

TEST_P(ErasureInAStore, TakesOnlyWhatHappensLater) {
  record_all();
  ASSERT_TRUE(erase("anna"));
  clock_.advance(kHour);
  reopen();
  EXPECT_EQ(refusal_of(R"({"event":"contacted","customer":"anna","purposes":["news"],"at":"2026-03-01T11:59:59Z"})"),
            "at: This person was erased after that time: only what happens later is taken.");
  EXPECT_EQ(refusal_of(kEvents[0]),
            "id: An event with this `id` was recorded and has been erased: it is not taken again.");
  EXPECT_EQ(refusal_of(R"({"event":"granted","customer":"anna","consent":"news_consent","at":"2026-03-01T12:30:00Z"})"),
            "taken");
  EXPECT_EQ(refusal_of(R"({"event":"contacted","customer":"bert","purposes":["news"],"at":"2025-06-04T12:00:00Z"})"),
            "taken");
  const auto again = store_.record_json(kEvents[5], policy_);
  ASSERT_TRUE(again) << "what is kept is known by its `id`";
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->record, numbers_[5]);
  const auto decision =
      store_.decide_json(R"({"customer":"anna","action":"send","purpose":"news","channel":"email"})", policy_);
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->outcome, Outcome::kPermit);
}

TEST_P(ErasureInAStore, LeavesWhatHappenedFromItsTimeOn) {
  record_all();
  const Instant june{1'748'736'000'000'000};  // 2025-06-01T00:00:00Z
  const auto erasure = erase("anna", june);
  ASSERT_TRUE(erasure);
  EXPECT_EQ(erasure->at, june);
  EXPECT_THAT(shown("anna"), ElementsAre(numbers_[4], numbers_[5], numbers_[6], numbers_[7]));
  EXPECT_EQ(refusal_of(R"({"event":"contacted","customer":"anna","purposes":["news"],"at":"2025-05-31T12:00:00Z"})"),
            "at: This person was erased after that time: only what happens later is taken.");
  EXPECT_EQ(refusal_of(R"({"event":"contacted","customer":"anna","purposes":["news"],"at":"2025-06-02T12:00:00Z"})"),
            "taken");
}

TEST_P(ErasureInAStore, ErasesAgainWhatFellDueMeanwhile) {
  record_all();
  ASSERT_TRUE(erase("anna"));
  clock_.set({1'861'920'000'000'000});  // 2029-01-01T00:00:00Z: the orders are due
  const auto erasure = erase("anna");
  ASSERT_TRUE(erasure);
  ASSERT_EQ(erasure->kept.size(), 1U);
  EXPECT_EQ(erasure->kept[0].data, "invoices");
  EXPECT_THAT(shown("anna"), ElementsAre(numbers_[4], numbers_[5]));
  EXPECT_THAT(erasure->still_listed, IsEmpty());
}

TEST_P(ErasureInAStore, KeepsForADeviceWhatIsKeptForBoth) {
  record_all();
  ASSERT_TRUE(erase("anna"));
  StandingRequest request;
  request.device = "phone";
  const auto standing = store_.standing(request, policy_);
  ASSERT_TRUE(standing);
  ASSERT_EQ(standing->restrictions.size(), 1U);
  ErasureRequest erased;
  erased.device = "phone";
  ASSERT_TRUE(store_.erase(erased, policy_));
  EXPECT_THAT(store_.standing(request, policy_)->history, IsEmpty());
  EXPECT_EQ(shown("anna"), kept_numbers());
}

TEST_P(ErasureInAStore, OfSomeoneUnknownRefusesEarlierActsAllTheSame) {
  const auto erasure = erase("carla");
  ASSERT_TRUE(erasure);
  EXPECT_EQ(erasure->kept_events, 0U);
  EXPECT_EQ(refusal_of(R"({"event":"hold","customer":"carla","at":"2026-02-01T12:00:00Z"})"),
            "at: This person was erased after that time: only what happens later is taken.");
}

TEST_P(ErasureInAStore, OfSeveralTogetherDoesWhatOfEachByItselfWould) {
  record_all();
  ErasureRequest anna;
  anna.customer = "anna";
  ErasureRequest phone;
  phone.device = "phone";
  const std::vector<ErasureRequest> requests{phone, anna, {}, anna};
  const auto outcomes = store_.erase(requests, policy_);
  ASSERT_EQ(outcomes.size(), 4U);
  ASSERT_TRUE(outcomes[0] && outcomes[1]);
  EXPECT_LT(outcomes[0]->record, outcomes[1]->record);
  EXPECT_EQ(outcomes[1]->kept_events, 3U);
  EXPECT_EQ(field_of(outcomes[2].error()), "customer");
  EXPECT_EQ(field_of(outcomes[3].error()), "customer");
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(shown("anna"), kept_numbers());
    EXPECT_THAT(shown("bert"), ElementsAre(numbers_[8]));
    StandingRequest request;
    request.device = "phone";
    EXPECT_THAT(store_.standing(request, policy_)->history, IsEmpty());
    reopen();
  }
  EXPECT_TRUE(store_.erase(std::span<const ErasureRequest>(), policy_).empty());
}

TEST_P(ErasureInAStore, NeedsOneHolderAndATimeThatIsNotAhead) {
  const auto wrong = [&](const ErasureRequest& request) {
    const auto erasure = store_.erase(request, policy_);
    return erasure ? std::string("erased") : field_of(erasure.error());
  };
  EXPECT_EQ(wrong({}), "customer");
  EXPECT_EQ(wrong({"anna", "phone", {}}), "customer");
  EXPECT_EQ(wrong({"", {}, {}}), "customer");
  EXPECT_EQ(wrong({{}, std::string(257, 'x'), {}}), "device");
  EXPECT_EQ(wrong({"anna", {}, Instant{kNoon.micros + kHour}}), "at");
  EXPECT_EQ(wrong({"anna", {}, Instant{kNoon.micros + 60 * kSecond}}), "erased");
  EXPECT_EQ(wrong({"anna", {}, Instant{kNoon.micros - kHour}}), "erased");
  EXPECT_EQ(refusal_of(R"({"event":"hold","customer":"anna","at":"2026-03-01T11:59:00Z"})"),
            "at: This person was erased after that time: only what happens later is taken.");
}

INSTANTIATE_TEST_SUITE_P(Places, ErasureInAStore, testing::Values(Place::kMemory, Place::kDisk),
                         [](const auto& place) { return place.param == Place::kMemory ? "Memory" : "Disk"; });

TEST(Erasure, LeavesARecordThatIsSound) {
  const ScratchDirectory scratch;
  const PolicySet policy = kept_policy();
  HandClock clock;
  {
    Result<Store> store = Store::open(scratch.store(), Access::kCreate, clock.clock());
    ASSERT_TRUE(store);
    for (const char* event : kEvents) ASSERT_TRUE(store->record_json(event, policy));
    ASSERT_TRUE(store->decide_json(kAsked, policy));
    ErasureRequest request;
    request.customer = "anna";
    ASSERT_TRUE(store->erase(request, policy));
    const auto gone = store->recorded_decision(std::size(kEvents) + 1);
    EXPECT_FALSE(gone) << "a decision goes with the person";
    ASSERT_TRUE(store->close());
  }
  const auto check = check_record(scratch.store());
  ASSERT_TRUE(check);
  for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.file << ": " << finding.message;
  EXPECT_GT(check->erased, 0U);
}

TEST(Erasure, BesideDecidingAndRecordingLosesNothingThatIsLater) {
  const ScratchDirectory scratch;
  const PolicySet policy = kept_policy();
  Result<Store> store = Store::open(scratch.store(), Access::kCreate);
  ASSERT_TRUE(store);
  for (const char* event : kEvents) ASSERT_TRUE(store->record_json(event, policy));
  constexpr int kRounds = 40;
  std::thread deciding([&] {
    for (int i = 0; i < kRounds; ++i) {
      for (const auto& decision : store->decide_json(std::vector<std::string_view>(20, kAsked), policy)) {
        EXPECT_TRUE(decision) << failure_of(decision.error()).message;
      }
    }
  });
  std::thread recording([&] {
    for (int i = 0; i < kRounds; ++i) {
      EXPECT_TRUE(store->record_json(R"({"event":"hold","customer":"bert"})", policy));
    }
  });
  for (int i = 0; i < kRounds / 4; ++i) {
    ErasureRequest request;
    request.customer = "anna";
    EXPECT_TRUE(store->erase(request, policy));
  }
  deciding.join();
  recording.join();
  StandingRequest request;
  request.customer = "bert";
  EXPECT_EQ(store->standing(request, policy)->history.size(), kRounds + 1U);
  request.customer = "anna";
  EXPECT_EQ(store->standing(request, policy)->history.size(), std::size(kKeptEvents));
  EXPECT_TRUE(store->close());
}

}  // namespace
}  // namespace licet::tests
