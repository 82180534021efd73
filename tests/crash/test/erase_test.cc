// Persons are erased from a store, with a reader open over it, by a process that is killed: at each step of the erasure
// on a copy, and then at any moment while others record and decide.
//
// LICET_ERASURES says how many (10 unless told; under a sanitizer 2). Of ten each takes every tenth step. The long run,
// and one store again by its seed:
//
//     LICET_ERASURES=1000 crash_test --gtest_filter='Erased.*'
//     LICET_SEED=20260307 LICET_ERASURES=10 LICET_KEEP=/tmp/kept crash_test --gtest_filter='Erased.*'
//
// A new store is begun every ten erasures.

#include <gtest/gtest.h>
#include <licet/record_check.h>
#include <map>
#include <random>
#include <tests/crash/long_run.h>
#include <tests/crash/signed_store.h>
#include <tests/crash/sparse_copy.h>
#include <tests/crash/test/erasing_process.h>
#include <tests/crash/test/person_reader.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/engine/record/slot_secrets.h>

namespace licet::crash {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uint64_t kErasuresOfStore = 10;
/// So that ten erasures meet every step once.
constexpr std::uint64_t kStepsApart = 10;
constexpr std::uint64_t kGroupsBefore = 12;
constexpr std::uint64_t kDecisionsBefore = 12;
constexpr std::size_t kDecisionsForOneExplained = 8;

/// What is known of a person, and what of that may stand nowhere once the person is erased.
struct KnownPerson {
  ErasedPerson person;
  PersonStates states;
  std::uint64_t decision = 0;
  std::set<std::string> secrets;
};

/// How often what was met.
struct Met {
  std::uint64_t undone = 0;    ///< killed before the erasure was recorded
  std::uint64_t finished = 0;  ///< killed before it was acknowledged, and finished on opening
  std::uint64_t acknowledged = 0;
};

/// Which of a person's events stay, by what a store in memory makes of the same.
std::vector<std::size_t> kept_events(const PolicySet& policy, const ErasedPerson& person) {
  Store store = Store::in_memory();
  std::map<std::uint64_t, std::size_t> numbers;
  for (const std::string& line : event_lines(person)) {
    const auto recorded = store.record_json(line, policy);
    if (!recorded) {
      ADD_FAILURE() << "not taken: " << line;
      return {};
    }
    numbers.emplace(recorded->record, numbers.size());
  }
  EXPECT_TRUE(store.erase(erasure_of(person), policy));
  const auto standing = store.standing(standing_of(person), policy);
  std::vector<std::size_t> kept;
  if (!standing) ADD_FAILURE() << "no answer in memory";
  if (standing) {
    for (const HistoryEntry& entry : standing->history) kept.push_back(numbers.at(entry.event.record));
  }
  EXPECT_EQ(!kept.empty(), person.keeps_some());
  return kept;
}

/// A store from which persons are erased one after another.
class ErasedStore {
 public:
  ErasedStore(fs::path directory, std::uint64_t seed)
      : directory_(std::move(directory)), policy_(shop_policy()), random_(seed) {
    auto store = open_signed(directory_);
    if (!store) {
      ADD_FAILURE() << store.error().message;
      return;
    }
    record_others(*store);
    for (std::uint64_t number = 0; number < kErasuresOfStore; ++number) record_person(*store, {number});
    EXPECT_TRUE(store->close());
    *store = Store::in_memory();
    for (KnownPerson& known : persons_) know_secrets(known);
  }

  void erase_once(std::uint64_t number) {
    const KnownPerson& known = persons_[number];
    for (std::uint64_t step = number % kStepsApart + 1; !testing::Test::HasFailure(); step += kStepsApart) {
      SCOPED_TRACE("killed at step " + std::to_string(step));
      const fs::path copy = directory_.string() + "-copy";
      fs::remove_all(copy);
      copy_directory(directory_, copy);
      PersonReader reader(copy, policy_, known.person, known.states);
      const ErasureRun run = erase_and_kill(copy, ++runs_, known.person, {step, 0us});
      expect_whole_or_erased(copy, known, run, runs_, reader);
      if (run.ended) break;
    }
    if (testing::Test::HasFailure()) return;
    const std::uint64_t run = ++runs_;
    const auto later = std::chrono::microseconds(random_() % static_cast<std::uint64_t>(longest_.count()));
    SCOPED_TRACE("killed " + std::to_string(later.count()) + " µs after it began");
    PersonReader reader(directory_, policy_, known.person, known.states);
    ErasureRun erased = erase_and_kill(directory_, run, known.person, {0, later});
    if (erased.took) longest_ = std::max(longest_, *erased.took * 5 / 4);
    told_[run] = erased.beside;
    if (expect_whole_or_erased(directory_, known, erased, run, reader) == Look::kWhole) {
      erase_here(known);
      erased = {{}, true, true, true, {}};
      expect_whole_or_erased(directory_, known, erased, run, reader);
    }
    gone_.insert(known.secrets.begin(), known.secrets.end());
  }

  const Met& met() const { return met_; }

 private:
  void record_others(Store& store) {
    for (std::uint64_t group = 0; group < kGroupsBefore; ++group) {
      const EventGroup events = event_group(0, group);
      const auto recorded = store.record_json(events.views(), policy_);
      for (std::size_t i = 0; i < recorded.size(); ++i) {
        ASSERT_TRUE(recorded[i]);
        told_[0].events[events.numbers[i]] = recorded[i]->record;
      }
    }
    for (std::uint64_t number = 0; number < kDecisionsBefore; ++number) {
      const auto decision = store.decide_json(crash::request_line(number), policy_);
      ASSERT_TRUE(decision && decision->record);
      told_[0].decisions.push_back(*decision->record);
    }
  }

  void record_person(Store& store, const ErasedPerson& person) {
    KnownPerson known;
    known.person = person;
    for (const std::string& line : event_lines(person)) {
      const auto recorded = store.record_json(line, policy_);
      ASSERT_TRUE(recorded);
      known.states.whole.events.push_back(recorded->record);
    }
    const auto decision = store.decide_json(request_line(person), policy_);
    ASSERT_TRUE(decision && decision->record);
    known.decision = *decision->record;
    known.states.whole.outcome = decision->outcome;
    known.states.erased.outcome = person.keeps_some() ? decision->outcome : Outcome::kDeny;
    for (std::size_t event = 0; event < known.states.whole.events.size(); ++event) {
      known.secrets.insert(person.word(event));
    }
    for (const std::size_t kept : kept_events(policy_, person)) {
      known.states.erased.events.push_back(known.states.whole.events[kept]);
      known.secrets.erase(person.word(kept));
    }
    if (!person.keeps_some()) known.secrets.insert(person.name());
    persons_.push_back(std::move(known));
  }

  /// Those of the record, and that all which stands in files in so many words is found there: what is not found later
  /// is gone.
  void know_secrets(KnownPerson& known) {
    const auto log = record::Log::open(directory_);
    ASSERT_TRUE(log) << log.error().message;
    const auto record = log->read(known.states.whole.events.front());
    ASSERT_TRUE(record) << record.error().message;
    known.secrets.merge(test::secrets_of(directory_, *log, record->slot).all());
    EXPECT_NE(test::files_with(directory_, known.person.name()), std::vector<fs::path>{}) << "the index names people";
  }

  void erase_here(const KnownPerson& known) {
    auto store = Store::open(directory_, Access::kWrite);
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_TRUE(store->erase(erasure_of(known.person), policy_));
    EXPECT_TRUE(store->close());
  }

  /// What the person is once the store was opened for writing: whole or erased, for everyone and in every file.
  Look expect_whole_or_erased(const fs::path& directory, const KnownPerson& known, const ErasureRun& run,
                              std::uint64_t number, PersonReader& reader) {
    const Look beside = reader.ask();
    EXPECT_TRUE(beside == Look::kWhole || beside == Look::kErased) << static_cast<char>(beside);
    if (run.acknowledged) {
      EXPECT_EQ(beside, Look::kErased);
      expect_nothing_left(directory, known);
    }
    expect_sound(directory, run.beside.signed_records);
    Look state = Look::kWrong;
    {
      auto store = Store::open(directory, Access::kWrite);
      if (!store) {
        ADD_FAILURE() << store.error().message;
        return state;
      }
      state = look(*store, policy_, known.person, known.states);
      EXPECT_TRUE(state == Look::kWhole || state == Look::kErased) << static_cast<char>(state);
      if (run.acknowledged || beside == Look::kErased) {
        EXPECT_EQ(state, Look::kErased);
      }
      EXPECT_EQ(store->recorded_decision(known.decision).has_value(), state == Look::kWhole);
      for (const auto& [earlier, told] : told_) expect_told(*store, earlier, told);
      expect_told(*store, number, run.beside);
      EXPECT_TRUE(store->close());
    }
    if (state == Look::kErased) expect_nothing_left(directory, known);
    EXPECT_EQ(reader.ask(), state);
    expect_all_signed(directory, expect_sound(directory, run.beside.signed_records));
    ++(run.acknowledged ? met_.acknowledged : (state == Look::kErased ? met_.finished : met_.undone));
    return state;
  }

  void expect_nothing_left(const fs::path& directory, const KnownPerson& known) {
    std::set<std::string> secrets = gone_;
    secrets.insert(known.secrets.begin(), known.secrets.end());
    for (const std::string& place : test::places_of(directory, secrets)) ADD_FAILURE() << place;
  }

  static RecordCheck expect_sound(const fs::path& directory, std::uint64_t said_signed) {
    auto check = check_record(directory);
    if (!check) {
      ADD_FAILURE() << check.error().message;
      return {};
    }
    for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.message;
    EXPECT_EQ(wrong_with_heads(directory, *check, said_signed), "");
    return std::move(*check);
  }

  /// As closing leaves it.
  static void expect_all_signed(const fs::path& directory, const RecordCheck& check) {
    EXPECT_EQ(wrong_with_heads(directory, check, check.records), "");
  }

  /// What was acknowledged of others is there.
  void expect_told(Store& store, std::uint64_t run, const Acknowledged& told) {
    for (const auto& [number, record] : told.events) {
      const auto again = store.record_json(event_line(run, number), policy_);
      ASSERT_TRUE(again) << "event " << run << '-' << number;
      EXPECT_TRUE(again->repeated && again->record == record) << "event " << run << '-' << number;
    }
    for (std::size_t i = 0; i < told.decisions.size(); i += kDecisionsForOneExplained) {
      EXPECT_TRUE(store.recorded_decision(told.decisions[i])) << "record " << told.decisions[i];
    }
  }

  fs::path directory_;
  PolicySet policy_;
  std::mt19937_64 random_;
  std::vector<KnownPerson> persons_;
  std::map<std::uint64_t, Acknowledged> told_;  ///< by run
  std::set<std::string> gone_;                  ///< secrets of those who are erased
  std::uint64_t runs_ = 0;
  std::chrono::microseconds longest_ = 20ms;
  Met met_;
};

TEST(Erased, IsWholeOrNotThereWhereverTheProcessIsKilledAndReadersNeverSeeHalf) {
  const std::uint64_t erasures = told_number("LICET_ERASURES", LICET_ERASURES_UNLESS_TOLD);
  Met met;
  for (std::uint64_t done = 0; done < erasures; done += kErasuresOfStore) {
    const std::uint64_t seed = first_seed() + done / kErasuresOfStore;
    const tests::ScratchDirectory scratch;
    ErasedStore store(scratch.store(), seed);
    for (std::uint64_t number = 0; number < std::min(kErasuresOfStore, erasures - done) && !HasFailure(); ++number) {
      SCOPED_TRACE("LICET_SEED=" + std::to_string(seed) + ", person " + std::to_string(number) + " of its store");
      store.erase_once(number);
    }
    if (HasFailure()) return keep_failed(scratch.store().parent_path(), "erased-" + std::to_string(seed));
    met.undone += store.met().undone;
    met.finished += store.met().finished;
    met.acknowledged += store.met().acknowledged;
  }
  RecordProperty("killed_and_undone", static_cast<int>(met.undone));
  RecordProperty("killed_and_finished", static_cast<int>(met.finished));
  RecordProperty("acknowledged", static_cast<int>(met.acknowledged));
  EXPECT_GT(met.undone, 0U);
  EXPECT_GT(met.finished, 0U);
  EXPECT_GT(met.acknowledged, 0U);
}

}  // namespace
}  // namespace licet::crash
