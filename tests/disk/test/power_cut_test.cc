// Power that fails again and again while a record is written: nothing acknowledged is lost, nothing is invented.
//
// LICET_POWER_CUTS sets how often, LICET_POWER_CUTS_SEED from which seed on; the seed of a failure is named.

#include <cstdlib>
#include <engine/record/log.h>
#include <engine/record/log_verify.h>
#include <gtest/gtest.h>
#include <random>
#include <tests/disk/simulated_disk.h>

namespace licet::record {
namespace {

using test::SimulatedDisk;

constexpr std::uint64_t kCutsOfADisk = 50;
constexpr Instant kBegin{1'700'000'000'000'000};
const std::filesystem::path kStore = "/store";

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* const told = std::getenv(variable);
  return told == nullptr ? otherwise : std::strtoull(told, nullptr, 10);
}

/// One disk, a process that writes to it until its power fails, and what that process was told.
class WritingUnderCuts {
 public:
  explicit WritingUnderCuts(std::uint64_t seed) : random_(seed), disk_(seed) {}

  void cut_once() {
    disk_.cut_after(dice(3) == 0 ? dice(12) : dice(80));
    if (dice(8) == 0) disk_.fail_sync_after(dice(10));
    write();
    disk_.restart();
    check();
  }

 private:
  std::uint64_t dice(std::uint64_t sides) { return random_() % sides; }

  LogOptions options(LogAccess access) const {
    LogOptions options;
    options.access = access;
    options.segment_bytes = 3000;
    return options;
  }

  /// As a stubborn caller would: opens, appends, opens again after a failure.
  void write() {
    while (!disk_.is_cut()) {
      if (dice(16) == 0) disk_.fill(true);
      auto log = Log::open(kStore, options(LogAccess::kCreate), disk_);
      if (!log) {
        disk_.fill(false);
        if (disk_.calls() > calls_at_failure_ + 1000) return;
        continue;
      }
      calls_at_failure_ = disk_.calls();
      if (!expect_told(*log)) return;
      while (append(*log)) {
      }
      if (dice(2) == 0) static_cast<void>(log->close());
      disk_.fill(false);
    }
  }

  /// False: the log takes nothing more, or is to be opened anew.
  bool append(Log& log) {
    if (dice(12) == 0) return false;
    Slot slot = kStoreSlot;
    if (dice(4) == 0) {
      const auto given = log.new_slot(KeyedHash{static_cast<std::uint8_t>(dice(256))});
      if (!given) return false;
      slot = *given;
    } else if (log.end().slots > 1) {
      slot = Slot{1 + dice(log.end().slots - 1)};
    }
    std::vector<Draft> drafts;
    std::vector<std::string> contents;
    for (std::uint64_t i = 0; i <= dice(3); ++i) {
      Draft draft;
      draft.slot = slot;
      draft.content = std::to_string(++written_) + std::string(dice(5) == 0 ? dice(2000) : dice(40), 'x');
      draft.ends_unit = dice(4) != 0;
      contents.push_back(draft.content);
      drafts.push_back(std::move(draft));
    }
    drafts.back().ends_unit = true;
    attempted_ = acknowledged_;
    attempted_.insert(attempted_.end(), contents.begin(), contents.end());
    const Instant time = log.next_batch_time(kBegin);
    const auto appended = log.append(drafts, time, time);
    if (appended) acknowledged_ = attempted_;
    return appended.has_value();
  }

  static std::vector<std::string> contents_of(const Log& log) {
    std::vector<std::string> contents;
    const auto visited = log.visit(0, log.end().records, [&](OpenedRecord record) -> Result<void> {
      contents.push_back(std::move(record.content));
      return {};
    });
    EXPECT_TRUE(visited) << visited.error().message;
    return contents;
  }

  /// All that was acknowledged, and at most the one batch more of which nobody was told.
  bool expect_told(const Log& log) {
    const auto found = contents_of(log);
    EXPECT_GE(found.size(), acknowledged_.size());
    EXPECT_LE(found.size(), attempted_.size());
    const bool good = found.size() >= acknowledged_.size() && found.size() <= attempted_.size() &&
                      std::equal(found.begin(), found.end(), attempted_.begin());
    EXPECT_TRUE(good);
    acknowledged_ = found;
    attempted_ = found;
    return good;
  }

  void check() {
    {
      const auto reader = Log::open(kStore, options(LogAccess::kRead), disk_);
      EXPECT_TRUE(reader || (reader.error().kind == FailureKind::kNotFound && acknowledged_.empty()))
          << reader.error().message;
      if (!reader) return;
      expect_told(*reader);
    }
    auto writer = Log::open(kStore, options(LogAccess::kWrite), disk_);
    ASSERT_TRUE(writer) << writer.error().message;
    expect_told(*writer);
    if (dice(4) != 0) return;
    const auto report = verify_log(kStore, options(LogAccess::kRead), disk_);
    ASSERT_TRUE(report) << report.error().message;
    for (const LogFinding& finding : report->findings) ADD_FAILURE() << finding.message;
  }

  std::mt19937_64 random_;
  SimulatedDisk disk_;
  std::vector<std::string> acknowledged_;
  std::vector<std::string> attempted_;
  std::uint64_t written_ = 0;
  std::uint64_t calls_at_failure_ = 0;
};

TEST(PowerCuts, NothingAcknowledgedIsLostAndNothingIsInvented) {
  const std::uint64_t cuts = number_of("LICET_POWER_CUTS", LICET_POWER_CUTS_UNLESS_TOLD);
  std::uint64_t seed = number_of("LICET_POWER_CUTS_SEED", 1);
  for (std::uint64_t cut = 0; cut < cuts; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    WritingUnderCuts writing(seed);
    for (std::uint64_t i = 0; i < kCutsOfADisk && cut < cuts; ++i, ++cut) {
      writing.cut_once();
      ASSERT_FALSE(testing::Test::HasFailure()) << "cut " << i;
    }
  }
}

}  // namespace
}  // namespace licet::record
