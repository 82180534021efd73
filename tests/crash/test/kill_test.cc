// A process that records, decides and signs heads is killed at any moment, again and again, on the same store.
//
// LICET_KILLS says how often (100 unless told; under a sanitizer 10). The long run, and one store again by its seed:
//
//     LICET_KILLS=2000 crash_test --gtest_filter='Killed.*'
//     LICET_SEED=20260307 LICET_KILLS=100 LICET_KEEP=/tmp/kept crash_test --gtest_filter='Killed.*'
//
// A new store is begun every 100 kills, so that the time a kill takes does not grow with their number.

#include <gtest/gtest.h>
#include <licet/record_check.h>
#include <numeric>
#include <random>
#include <set>
#include <tests/crash/killed_writer.h>
#include <tests/crash/long_run.h>
#include <tests/crash/signed_store.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::crash {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kKillsOfStore = 100;
constexpr std::uint64_t kKillsBetweenRebuilds = 10;
constexpr std::size_t kDecisionsForOneExplained = 8;

/// What the store says at one moment, without recording.
struct Answers {
  std::vector<Decision> decisions;
  std::vector<DueEntry> due;
  std::vector<std::vector<HistoryEntry>> histories;
  std::vector<std::vector<ConsentStanding>> consents;

  friend bool operator==(const Answers&, const Answers&) = default;
};

Answers answers_of(Store& store, const PolicySet& policy, Instant at) {
  Answers answers;
  for (std::uint64_t number = 0; number < kCustomers; ++number) {
    const auto decision = store.decide(request_of(number, at), policy, {.record = false, .until = true});
    const auto standing = store.standing({customer(number), {}, at, {}}, policy);
    if (!decision || !standing) {
      ADD_FAILURE() << "no answer about " << customer(number);
      continue;
    }
    answers.decisions.push_back(*decision);
    answers.histories.push_back(standing->history);
    answers.consents.push_back(standing->consents);
  }
  auto due = store.due(policy, at);
  EXPECT_TRUE(due);
  if (due) answers.due = std::move(*due);
  return answers;
}

/// A moment of each kind: while the store is opened, which took so long before; while the index is written beside
/// recording, a second after it was opened; and most often between the first acknowledgements.
KillMoment kill_moment(std::uint64_t run, std::chrono::microseconds opening, std::mt19937_64& random) {
  const auto within = [&](std::chrono::microseconds from, std::chrono::microseconds to) {
    return from + std::chrono::microseconds(random() % static_cast<std::uint64_t>((to - from).count()));
  };
  if (run % 8 == 0) return {0, within(0us, opening)};
  if (run % 24 == 12) return {1, within(980ms, 1020ms)};
  return {1 + random() % 60, within(0us, 4ms)};
}

/// A store whose writer is killed again and again, and all that it ever acknowledged.
class KilledStore {
 public:
  KilledStore(std::filesystem::path directory, std::uint64_t seed)
      : directory_(std::move(directory)), policy_(shop_policy()), random_(seed) {}

  void kill_once(bool last) {
    const std::uint64_t run = runs_.size();
    const bool was_there = run > 0;
    runs_.push_back(run_and_kill(directory_, run, kill_moment(run, opening_, random_)));
    if (runs_.back().until_first > 0us) opening_ = runs_.back().until_first;
    said_signed_ = std::max(said_signed_, runs_.back().signed_records);
    if (was_there || runs_.back().size() > 0) expect_sound();
    {
      auto store = Store::open(directory_, Access::kCreate);
      ASSERT_TRUE(store) << store.error().message;
      expect_nothing_lost(*store, run);
      send_again(*store, run);
      if (last) {
        for (std::uint64_t earlier = 0; earlier < run; ++earlier) expect_nothing_lost(*store, earlier);
      }
      const auto closed = store->close();
      EXPECT_TRUE(closed) << closed.error().message;
    }
    if (testing::Test::HasFailure()) return;
    const RecordCheck check = expect_sound();
    EXPECT_EQ(check.events, event_records_);
    EXPECT_EQ(check.records, check.events + check.decisions);
    EXPECT_GE(check.decisions, decisions_);
    EXPECT_LT(*mentioned_.rbegin(), check.records);
    // Closing signs what is under no head.
    if (has_signing_key(directory_)) said_signed_ = check.records;
    EXPECT_EQ(wrong_with_heads(directory_, check, said_signed_), "");
    if (last || run % kKillsBetweenRebuilds == kKillsBetweenRebuilds - 1) expect_rebuild_answers_alike();
  }

  /// That were told.
  std::uint64_t heads() const {
    return std::accumulate(runs_.begin(), runs_.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const Acknowledged& run) { return sum + run.heads; });
  }

 private:
  /// `log verify` finds nothing, in the heads neither, before the store was opened again and after.
  RecordCheck expect_sound() {
    auto check = check_record(directory_);
    if (!check) {
      ADD_FAILURE() << check.error().message;
      return {};
    }
    for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.message;
    EXPECT_EQ(wrong_with_heads(directory_, *check, said_signed_), "");
    return std::move(*check);
  }

  /// Every event that was acknowledged is there under its number. So is every decision, where the numbers of events and
  /// decisions fill the record; some are explained again.
  void expect_nothing_lost(Store& store, std::uint64_t run) {
    for (const auto& [number, record] : runs_[run].events) {
      const auto again = store.record_json(event_line(run, number), policy_);
      ASSERT_TRUE(again) << "event " << run << '-' << number;
      EXPECT_TRUE(again->repeated) << "event " << run << '-' << number;
      EXPECT_EQ(again->record, record) << "event " << run << '-' << number;
    }
    for (std::size_t i = 0; i < runs_[run].decisions.size(); i += kDecisionsForOneExplained) {
      const std::uint64_t record = runs_[run].decisions[i];
      const auto decision = store.recorded_decision(record);
      ASSERT_TRUE(decision) << "record " << record;
      EXPECT_EQ(decision->explanation.decision.record, record);
    }
  }

  /// Whoever sent events and heard nothing sends them again, until the writer's last group. Each is there once then:
  /// no two have a record in common, and the record holds no event besides them.
  void send_again(Store& store, std::uint64_t run) {
    std::map<std::uint64_t, std::uint64_t>& events = runs_[run].events;
    const std::uint64_t groups = events.empty() ? 1 : events.rbegin()->first / kGroupNumbers + 2;
    for (std::uint64_t group = 0; group < groups; ++group) {
      const EventGroup sent = event_group(run, group);
      const auto recorded = store.record_json(sent.views(), policy_);
      ASSERT_EQ(recorded.size(), sent.numbers.size());
      for (std::size_t i = 0; i < recorded.size(); ++i) {
        ASSERT_TRUE(recorded[i]) << "event " << run << '-' << sent.numbers[i];
        events[sent.numbers[i]] = recorded[i]->record;
      }
    }
    for (const auto& [number, record] : events) {
      const std::uint64_t count = records_of_event(run, number);
      event_records_ += count;
      for (std::uint64_t i = 0; i < count; ++i) expect_first_mention(record + i);
    }
    decisions_ += runs_[run].decisions.size();
    for (const std::uint64_t record : runs_[run].decisions) expect_first_mention(record);
  }

  void expect_first_mention(std::uint64_t record) {
    EXPECT_TRUE(mentioned_.insert(record).second) << "record " << record << " is said to be two things";
  }

  /// The index made anew from the record answers alike.
  void expect_rebuild_answers_alike() {
    const std::filesystem::path copy = directory_.string() + "-copy";
    std::filesystem::copy(directory_, copy, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(copy / "facts");
    {
      auto store = Store::open(directory_, Access::kWrite);
      auto rebuilt = Store::open(copy, Access::kWrite);
      ASSERT_TRUE(store) << store.error().message;
      ASSERT_TRUE(rebuilt) << rebuilt.error().message;
      const Instant at = system_clock()();
      EXPECT_TRUE(answers_of(*store, policy_, at) == answers_of(*rebuilt, policy_, at));
    }
    std::filesystem::remove_all(copy);
  }

  std::filesystem::path directory_;
  PolicySet policy_;
  std::mt19937_64 random_;
  std::chrono::microseconds opening_ = 20ms;
  std::vector<Acknowledged> runs_;
  std::set<std::uint64_t> mentioned_;
  std::uint64_t said_signed_ = 0;  ///< so many records
  std::uint64_t event_records_ = 0;
  std::uint64_t decisions_ = 0;
};

TEST(Killed, NothingAcknowledgedIsLostNorThereTwice) {
  const std::uint64_t kills = told_number("LICET_KILLS", LICET_KILLS_UNLESS_TOLD);
  std::uint64_t heads = 0;
  for (std::uint64_t done = 0; done < kills; done += kKillsOfStore) {
    const std::uint64_t seed = first_seed() + done / kKillsOfStore;
    const std::uint64_t kills_of_store = std::min(kKillsOfStore, kills - done);
    const tests::ScratchDirectory scratch;
    KilledStore store(scratch.store(), seed);
    for (std::uint64_t kill = 1; kill <= kills_of_store; ++kill) {
      const std::string again = "LICET_SEED=" + std::to_string(seed) + " LICET_KILLS=" + std::to_string(kill);
      SCOPED_TRACE(again + " repeats the store up to here");
      store.kill_once(kill == kills_of_store);
      if (!HasFailure()) continue;
      keep_failed(scratch.store(), "killed-" + std::to_string(seed) + '-' + std::to_string(kill));
      return;
    }
    heads += store.heads();
  }
  // How many depends on how fast the machine is.
  EXPECT_GT(heads, 0U) << "told before the kills";
}

}  // namespace
}  // namespace licet::crash
