// Every decision that a store has recorded is decided again and comes out alike; one that was changed does not.
//
// LICET_REPLAYS says how many decisions (10,000 unless told; under a sanitizer 1,000). The long run, and one again by
// its seed:
//
//     LICET_REPLAYS=1000000 replay_test --gtest_filter='Replays.*'
//     LICET_SEED=20260307 LICET_REPLAYS=10000 LICET_KEEP=/tmp/kept replay_test --gtest_filter='Replays.*'
//
// The policy set is the web shop's (policies/web_shop); what happens and what is asked is drawn at random.
// All of them stand in one store, of an eighth as many people. With LICET_REPLAYED_STORE, a directory that is not there
// yet, it is made there and stays.

#include <ctime>
#include <engine/decide/ready_policy.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/record_content.h>
#include <engine/exchange/request_json.h>
#include <engine/facts/durable_store.h>
#include <gtest/gtest.h>
#include <licet/replay.h>
#include <map>
#include <tests/crash/long_run.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/random/generated/event.h>
#include <tests/random/generated/request.h>

namespace licet::replays {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLinesAtOnce = 1'000;
constexpr std::uint64_t kDecisionsOfCustomer = 8;
/// Of several decisions about one person some rest on fewer events than others.
constexpr std::size_t kEventsBetween = 700;

PolicySet web_shop() {
  auto policy = PolicySet::load(fs::path(LICET_SOURCE_DIR) / "policies/web_shop/policy");
  if (!policy) std::abort();
  return *policy;
}

/// Lines of JSON about some of many people.
class Lines {
 public:
  Lines(const PolicySet& policy, std::uint64_t seed, std::size_t customers)
      : model_(policy.ready().model()), dice_(seed), timeline_(dice_, model_), customers_(customers) {}

  std::vector<std::string> events(std::size_t count) {
    return drawn(count, [this]() -> std::string {
      Event event = random::make_event(dice_, model_, timeline_, 1);
      event.at.reset();
      if (dice_.percent(50)) event.at = timeline_.pick(dice_);
      name(event.customer, "customer-");
      name(event.device, "device-");
      return exchange::check_form(event) ? std::string() : exchange::write_event(event);
    });
  }

  std::vector<std::string> requests(std::size_t count) {
    return drawn(count, [this] {
      Request request = random::make_request(dice_, model_, timeline_, {});
      if (dice_.percent(50)) request.at.reset();
      name(request.customer, "customer-");
      name(request.device, "device-");
      return exchange::write_request(request);
    });
  }

 private:
  template <class Draw>
  static std::vector<std::string> drawn(std::size_t count, const Draw& draw) {
    std::vector<std::string> lines;
    while (lines.size() < count) {
      std::string line = draw();
      if (!line.empty()) lines.push_back(std::move(line));
    }
    return lines;
  }

  void name(std::optional<std::string>& holder, const char* kind) {
    if (holder) holder = kind + std::to_string(dice_.below(customers_));
  }

  const model::Model& model_;
  fuzz::Dice dice_;
  random::Timeline timeline_;
  std::size_t customers_;
};

std::vector<std::string_view> views(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

/// How many were recorded, by outcome.
std::map<Outcome, std::uint64_t> record_decisions(const fs::path& directory, const PolicySet& policy,
                                                  std::uint64_t count, std::uint64_t seed) {
  Lines lines(policy, seed, static_cast<std::size_t>(count / kDecisionsOfCustomer + 1));
  std::map<Outcome, std::uint64_t> outcomes;
  auto store = Store::open(directory, Access::kCreate);
  if (!store) {
    ADD_FAILURE() << store.error().message;
    return outcomes;
  }
  for (std::uint64_t made = 0; made < count;) {
    std::size_t taken = 0;
    const std::vector<std::string> events = lines.events(kEventsBetween);
    for (const auto& recorded : store->record_json(views(events), policy)) taken += recorded ? 1U : 0U;
    EXPECT_GT(taken, kEventsBetween / 4);
    const std::vector<std::string> requests =
        lines.requests(static_cast<std::size_t>(std::min<std::uint64_t>(kLinesAtOnce, count - made)));
    // `until` is asked for or not; that is not recorded.
    const DecideOptions options{.record = true, .until = made / kLinesAtOnce % 4 != 0};
    std::size_t decided = 0;
    for (const auto& decision : store->decide_json(views(requests), policy, options)) {
      if (!decision) continue;
      ++decided;
      ++outcomes[decision->outcome];
    }
    made += decided;
    EXPECT_GT(decided, 0U);
    if (testing::Test::HasFailure()) break;
  }
  EXPECT_TRUE(store->close());
  return outcomes;
}

Result<ReplayCount> replay(const fs::path& directory, std::vector<Replayed>& different) {
  ReplayObserver observer;
  observer.different = [&](const Replayed& replayed) { different.push_back(replayed); };
  return replay_store({directory, {}, {}}, {}, observer);
}

/// Records the decision of this record once more, with another outcome.
void forge(const fs::path& directory, std::uint64_t record) {
  facts::DurableOptions options;
  options.log.access = record::LogAccess::kWrite;
  auto store = facts::DurableStore::open(directory, options);
  ASSERT_TRUE(store) << store.error().message;
  const auto opened = store->log().read(record);
  ASSERT_TRUE(opened);
  auto content = exchange::read_decision_content(opened->content);
  ASSERT_TRUE(content);
  const std::string_view permit = R"("decision":"permit")";
  const std::size_t place = content->answer.find(permit);
  ASSERT_NE(place, std::string::npos) << content->answer;
  content->answer.replace(place, permit.size(), R"("decision":"deny")");
  const facts::Holder holder{facts::HolderKind::kCustomer, *content->request.customer};
  facts::Batch batch = store->begin(content->recorded);
  const auto taken = store->take_decision(batch, holder, opened->slot, content->basis, opened->policy,
                                          [&](const facts::Receipt& given) {
                                            content->recorded = given.recorded;
                                            return exchange::write_decision_content(*content);
                                          });
  ASSERT_TRUE(taken) << taken.error().message;
  ASSERT_TRUE(store->commit(std::move(batch)));
  ASSERT_TRUE(store->close());
}

TEST(Replays, EveryRecordedDecisionComesOutAlike) {
  const std::uint64_t replays = crash::told_number("LICET_REPLAYS", LICET_REPLAYS_UNLESS_TOLD);
  const std::uint64_t seed = crash::first_seed();
  SCOPED_TRACE("LICET_SEED=" + std::to_string(seed));
  const tests::ScratchDirectory scratch;
  const char* const told = std::getenv("LICET_REPLAYED_STORE");
  const fs::path directory = told == nullptr ? scratch.store() : fs::path(told);
  auto outcomes = record_decisions(directory, web_shop(), replays, seed);
  ASSERT_FALSE(HasFailure());
  EXPECT_GT(outcomes[Outcome::kPermit], replays / 50);
  EXPECT_GT(outcomes[Outcome::kDeny], replays / 50);
  std::vector<Replayed> different;
  const std::clock_t begun = std::clock();
  const auto count = replay(directory, different);
  const double seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  ASSERT_TRUE(count) << count.error().message;
  RecordProperty("decided_again_in_a_second_of_processor_time",
                 static_cast<int>(static_cast<double>(count->decisions) / seconds));
  EXPECT_EQ(count->decisions, outcomes[Outcome::kPermit] + outcomes[Outcome::kDeny]);
  EXPECT_GE(count->decisions, replays);
  EXPECT_EQ(count->same, count->decisions);
  for (const Replayed& each : different) ADD_FAILURE() << "record " << each.record << " comes out otherwise";
  if (HasFailure()) crash::keep_failed(directory, "replayed-" + std::to_string(seed));
}

TEST(Replays, ADecisionThatWasChangedIsReportedWithItsRecordAndField) {
  const tests::ScratchDirectory scratch;
  const PolicySet policy = tests::letter_policy();
  std::uint64_t recorded = 0;
  {
    auto store = Store::open(scratch.store(), Access::kCreate);
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->record_json(tests::kGranted, policy));
    const auto decision = store->decide_json(tests::kRequest, policy);
    ASSERT_TRUE(decision && decision->record);
    ASSERT_EQ(decision->outcome, Outcome::kPermit);
    recorded = *decision->record;
    ASSERT_TRUE(store->close());
  }
  forge(scratch.store(), recorded);
  ASSERT_FALSE(HasFatalFailure());
  std::vector<Replayed> different;
  const auto count = replay(scratch.store(), different);
  ASSERT_TRUE(count) << count.error().message;
  EXPECT_EQ(count->same, 1U);
  EXPECT_EQ(count->different, 1U);
  ASSERT_EQ(different.size(), 1U);
  EXPECT_EQ(different[0].record, recorded + 1);
  ASSERT_EQ(different[0].differences.size(), 1U);
  EXPECT_EQ(different[0].differences[0].field, "decision");
  EXPECT_EQ(different[0].differences[0].recorded, R"("deny")");
  EXPECT_EQ(different[0].differences[0].again, R"("permit")");
}

}  // namespace
}  // namespace licet::replays
