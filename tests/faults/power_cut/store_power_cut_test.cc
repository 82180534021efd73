// Power that fails in a process that records, decides, signs heads, proves, replays, backs up and erases, LMDB's writes
// included: what it had acknowledged is there, who was erased is nowhere, the store, its heads and its backups are
// sound, and its index answers as one made anew from the record.
//
// LICET_STORE_CUTS sets how often (25 unless told), LICET_SEED where chances begin, LICET_KEEP where a store that
// failed is copied to. A new store is begun every 10 cuts. The cuts themselves are made by tests/faults/preload.

#include <gtest/gtest.h>
#include <licet/backup.h>
#include <licet/record_check.h>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <sys/wait.h>
#include <tests/crash/acknowledged.h>
#include <tests/crash/erased_person.h>
#include <tests/crash/heard_process.h>
#include <tests/crash/long_run.h>
#include <tests/crash/signed_store.h>
#include <tests/crash/sparse_copy.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/engine/record/stored_bytes.h>
#include <tests/faults/power_cut/cut_environment.h>
#include <unistd.h>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;
using crash::kCustomers;

constexpr std::uint64_t kCutsOfStore = 10;
constexpr std::size_t kDecisionsForOneExplained = 8;

struct Said : crash::Acknowledged {
  std::map<std::uint64_t, std::uint64_t> persons;  ///< how many events, by the person's number
  std::set<std::uint64_t> erased;                  ///< persons
  std::vector<std::uint64_t> backups;              ///< numbers
  int status = 0;

  void take_line(char kind, std::uint64_t number, std::uint64_t told) {
    if (kind == 'p') persons[number] = told;
    if (kind == 'x') erased.insert(number);
    if (kind == 'b') backups.push_back(number);
    take(kind, number, told);
  }
};

/// Runs a program on `store`, below whose directory the power of every file fails.
Said run_until_cut(const char* program, const fs::path& store, std::uint64_t run, const PowerCut& cut) {
  int heard = 0;
  const auto become = [&] {
    await_power_cut(store.parent_path(), cut);
    const std::string backups = store.parent_path() / "backups";
    const bool takes_backups = program == std::string_view(LICET_STORE_LIFE);
    ::execl(program, program, store.c_str(), std::to_string(run).c_str(), takes_backups ? backups.c_str() : nullptr,
            nullptr);
  };
  const pid_t child = crash::start_heard(become, heard);
  std::string text;
  char bytes[4096];
  for (ssize_t got = 0; (got = ::read(heard, bytes, sizeof bytes)) > 0;) {
    text.append(bytes, static_cast<std::size_t>(got));
  }
  ::close(heard);
  Said said;
  ::waitpid(child, &said.status, 0);
  std::istringstream lines(text);
  char kind = 0;
  std::uint64_t number = 0;
  std::uint64_t record = 0;
  while (lines >> kind >> number >> record) said.take_line(kind, number, record);
  return said;
}

/// A store whose power fails again and again.
class CutStore {
 public:
  CutStore(fs::path directory, std::uint64_t seed, bool disk_lies)
      : directory_(std::move(directory)), random_(seed), disk_lies_(disk_lies) {}

  void cut_once() {
    fs::remove_all(backups());
    fs::create_directories(backups());
    const bool lives = dice(3) == 0;
    // Every third run closes the store every few events, and so writes its index.
    const bool aims_at_index = dice(2) == 0;
    const std::uint64_t run = 3 * runs_++ + (aims_at_index ? 2 : 0);
    PowerCut cut{random_(), dice(4) == 0 ? dice(30) : dice(lives ? 900 : 300), "", disk_lies_};
    if (aims_at_index) cut = {random_(), dice(lives ? 80 : 40), "/data.mdb", disk_lies_};
    const Said said = run_until_cut(lives ? LICET_STORE_LIFE : LICET_STORE_WRITER, directory_, run, cut);
    expect(WIFEXITED(said.status) && WEXITSTATUS(said.status) == kCutStatus,
           "the writer ended by itself: " + std::to_string(said.status));
    if (!has_store_ && said.size() == 0) return;
    has_store_ = true;
    said_signed_ = std::max(said_signed_, said.signed_records);
    expect_sound();
    if (!violations_.empty()) return;
    expect_told(run, said);
    if (!violations_.empty()) return;
    expect_sound();
    expect_rebuilt_alike();
    if (violations_.empty()) expect_restored(said);
  }

  /// How often that was told which only some runs do.
  std::uint64_t erasures() const { return erased_.size(); }
  std::uint64_t backups_restored() const { return backups_restored_; }

  const std::vector<std::string>& violations() const { return violations_; }

 private:
  fs::path backups() const { return directory_.parent_path() / "backups"; }
  fs::path restored() const { return directory_.parent_path() / "restored"; }
  std::uint64_t dice(std::uint64_t sides) { return random_() % sides; }

  void expect(bool holds, const std::string& otherwise) {
    if (!holds) violations_.push_back(otherwise);
  }

  void expect_sound() {
    const auto check = check_record(directory_);
    if (!check) return expect(false, check.error().message);
    for (const RecordFinding& finding : check->findings) expect(false, finding.message);
    const std::string wrong = crash::wrong_with_heads(directory_, *check, said_signed_);
    expect(wrong.empty(), wrong);
  }

  void expect_told(std::uint64_t run, const Said& said) {
    auto store = Store::open(directory_, Access::kWrite);
    if (!store) return expect(false, store.error().message);
    for (const auto& [number, record] : said.events) {
      const auto again = store->record_json(crash::event_line(run, number), policy_);
      expect(again && again->repeated && again->record == record, "event " + std::to_string(number) + " is not there");
    }
    for (std::size_t i = 0; i < said.decisions.size(); i += kDecisionsForOneExplained) {
      const auto decision = store->recorded_decision(said.decisions[i]);
      expect(decision.has_value(), "decision " + std::to_string(said.decisions[i]) + " is not there");
    }
    expect_persons(*store, said);
    const auto closed = store->close();
    expect(closed.has_value(), closed ? "" : closed.error().message);
    *store = Store::in_memory();
    expect_nowhere(directory_);
  }

  /// Whole or erased; for good what was told, or seen once.
  void expect_persons(Store& store, const Said& said) {
    for (const auto& [number, events] : said.persons) persons_[number] = events;
    erased_.insert(said.erased.begin(), said.erased.end());
    for (const auto& [number, events] : persons_) {
      const auto standing = store.standing(crash::standing_of({number}), policy_);
      if (!standing) return expect(false, "no answer about a person");
      const bool is_whole = standing->history.size() == events;
      expect(is_whole || standing->history.empty(), "half a person is there");
      expect(!is_whole || erased_.count(number) == 0, "a person who was erased is there");
      const bool may_be_gone = erased_.count(number) != 0 || said.persons.count(number) != 0;
      expect(is_whole || may_be_gone, "a person whom nobody erased is gone");
      if (!is_whole) erased_.insert(number);
    }
  }

  void expect_nowhere(const fs::path& directory) {
    std::set<std::string> secrets;
    for (const std::uint64_t number : erased_) secrets.insert(crash::ErasedPerson{number}.name());
    for (const std::string& place : test::places_of(directory, secrets)) expect(false, place);
  }

  /// Every backup that is one is whole; what was told is one.
  void expect_restored(const Said& said) {
    for (const auto& entry : fs::directory_iterator(backups())) {
      const auto number = std::strtoull(entry.path().filename().c_str(), nullptr, 10);
      const bool is_told = std::count(said.backups.begin(), said.backups.end(), number) != 0;
      const StorePlace place{restored(), directory_ / "master.key", directory_ / "signing.key"};
      const auto made = restore(entry.path(), place, {.older = true});
      if (!made) {
        const bool is_none = made.error().kind == FailureKind::kNotFound;
        expect(is_none && !is_told, made.error().message);
        continue;
      }
      ++backups_restored_;
      const auto check = check_record(place.directory, place.master_key);
      expect(check && check->contents_checked && check->findings.empty(), "what was backed up is not sound");
      expect_nowhere(place.directory);
      fs::remove_all(restored());
    }
  }

  void expect_rebuilt_alike() {
    const fs::path copy = directory_.string() + "-copy";
    crash::copy_directory(directory_, copy);
    fs::remove_all(copy / "facts");
    {
      auto store = Store::open(directory_, Access::kRead);
      auto rebuilt = Store::open(copy, Access::kWrite);
      if (!store || !rebuilt) return expect(false, (store ? rebuilt : store).error().message);
      const Instant at = system_clock()();
      for (std::uint64_t number = 0; number < kCustomers; ++number) {
        const Request request = crash::request_of(number, at);
        const auto one = store->decide(request, policy_, {.record = false, .until = true});
        const auto other = rebuilt->decide(request, policy_, {.record = false, .until = true});
        expect(one && other && *one == *other, "a rebuilt index decides otherwise");
        const auto standing = store->standing({crash::customer(number), {}, at, {}}, policy_);
        const auto again = rebuilt->standing({crash::customer(number), {}, at, {}}, policy_);
        expect(standing && again && standing->history == again->history && standing->consents == again->consents,
               "a rebuilt index shows otherwise");
      }
      const auto due = store->due(policy_, at);
      const auto due_again = rebuilt->due(policy_, at);
      expect(due && due_again && *due == *due_again, "a rebuilt index has other dates");
    }
    fs::remove_all(copy);
  }

  fs::path directory_;
  PolicySet policy_ = crash::shop_policy();
  std::mt19937_64 random_;
  bool disk_lies_;
  bool has_store_ = false;
  std::uint64_t runs_ = 0;
  std::uint64_t said_signed_ = 0;                   ///< so many records
  std::map<std::uint64_t, std::uint64_t> persons_;  ///< how many events there were, by number
  std::set<std::uint64_t> erased_;                  ///< of them
  std::uint64_t backups_restored_ = 0;
  std::vector<std::string> violations_;
};

TEST(StorePowerCuts, NothingAcknowledgedIsLostAndTheIndexAnswersAsOneMadeAnew) {
  const std::uint64_t cuts = crash::told_number("LICET_STORE_CUTS", 25);
  std::uint64_t erasures = 0;
  std::uint64_t backups = 0;
  for (std::uint64_t done = 0; done < cuts; done += kCutsOfStore) {
    const std::uint64_t seed = crash::first_seed() + done / kCutsOfStore;
    const tests::ScratchDirectory scratch;
    CutStore store(scratch.store(), seed, false);
    for (std::uint64_t cut = 0; cut < std::min(kCutsOfStore, cuts - done); ++cut) {
      store.cut_once();
      if (store.violations().empty()) continue;
      crash::keep_failed(scratch.store(), "cut-" + std::to_string(seed));
      FAIL() << "LICET_SEED=" << seed << ", cut " << cut << ": " << store.violations().front();
    }
    erasures += store.erasures();
    backups += store.backups_restored();
  }
  EXPECT_GT(erasures, 0U);
  EXPECT_GT(backups, 0U);
}

/// What shows that a loss would be seen.
TEST(StorePowerCuts, ADiskThatLiesAboutSyncsIsNoticed) {
  constexpr std::uint64_t kStores = 10;
  for (std::uint64_t seed = 0; seed < kStores; ++seed) {
    const tests::ScratchDirectory scratch;
    CutStore store(scratch.store(), crash::first_seed() + seed, true);
    for (std::uint64_t cut = 0; cut < 3; ++cut) {
      store.cut_once();
      if (!store.violations().empty()) return;
    }
  }
  FAIL() << "Nobody noticed.";
}

}  // namespace
}  // namespace licet::faults
