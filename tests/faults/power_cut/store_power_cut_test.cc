// Power that fails in a process that records and decides, LMDB's writes included: what it had acknowledged is there,
// the store is sound, and its index answers as one made anew from the record.
//
// LICET_STORE_CUTS sets how often (100 unless told), LICET_SEED where chances begin, LICET_KEEP where a store that
// failed is copied to. A new store is begun every 10 cuts. The cuts themselves are made by tests/faults/preload.

#include <gtest/gtest.h>
#include <licet/record_check.h>
#include <random>
#include <sstream>
#include <sys/wait.h>
#include <tests/crash/heard_process.h>
#include <tests/crash/long_run.h>
#include <tests/crash/sparse_copy.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/faults/power_cut/cut_environment.h>
#include <unistd.h>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;
using crash::kCustomers;

constexpr std::uint64_t kCutsOfStore = 10;
constexpr std::size_t kDecisionsForOneExplained = 8;

struct Said {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> events;  ///< number and record
  std::vector<std::uint64_t> decisions;
  int status = 0;
};

void become_writer(const fs::path& directory, std::uint64_t run, const PowerCut& cut) {
  await_power_cut(directory, cut);
  ::execl(LICET_STORE_WRITER, LICET_STORE_WRITER, directory.c_str(), std::to_string(run).c_str(), nullptr);
}

Said write_until_cut(const fs::path& directory, std::uint64_t run, const PowerCut& cut) {
  int heard = 0;
  const pid_t child = crash::start_heard([&] { become_writer(directory, run, cut); }, heard);
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
  while (lines >> kind >> number >> record) {
    if (kind == 'e') said.events.emplace_back(number, record);
    if (kind == 'd') said.decisions.push_back(record);
  }
  return said;
}

/// A store whose power fails again and again.
class CutStore {
 public:
  CutStore(fs::path directory, std::uint64_t seed, bool disk_lies)
      : directory_(std::move(directory)), random_(seed), disk_lies_(disk_lies) {}

  void cut_once() {
    // Every third run closes the store every few events, and so writes its index.
    const bool aims_at_index = dice(2) == 0;
    const std::uint64_t run = 3 * runs_++ + (aims_at_index ? 2 : 0);
    PowerCut cut{random_(), dice(4) == 0 ? dice(30) : dice(300), "", disk_lies_};
    if (aims_at_index) cut = {random_(), dice(40), "/data.mdb", disk_lies_};
    const Said said = write_until_cut(directory_, run, cut);
    expect(WIFEXITED(said.status) && WEXITSTATUS(said.status) == kCutStatus,
           "the writer ended by itself: " + std::to_string(said.status));
    if (!has_store_ && said.events.empty() && said.decisions.empty()) return;
    has_store_ = true;
    expect_sound();
    if (!violations_.empty()) return;
    expect_told(run, said);
    if (!violations_.empty()) return;
    expect_sound();
    expect_rebuilt_alike();
  }

  const std::vector<std::string>& violations() const { return violations_; }

 private:
  std::uint64_t dice(std::uint64_t sides) { return random_() % sides; }

  void expect(bool holds, const std::string& otherwise) {
    if (!holds) violations_.push_back(otherwise);
  }

  void expect_sound() {
    const auto check = check_record(directory_);
    if (!check) return expect(false, check.error().message);
    for (const RecordFinding& finding : check->findings) expect(false, finding.message);
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
    const auto closed = store->close();
    expect(closed.has_value(), closed ? "" : closed.error().message);
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
  std::vector<std::string> violations_;
};

TEST(StorePowerCuts, NothingAcknowledgedIsLostAndTheIndexAnswersAsOneMadeAnew) {
  const std::uint64_t cuts = crash::told_number("LICET_STORE_CUTS", 100);
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
  }
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
