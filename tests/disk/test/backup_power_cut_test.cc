// Power that fails at each call of a backup, and at each of copying one back: what is there then is the whole record,
// or it is refused.
//
// LICET_POWER_CUTS_SEED sets which of the unsynced is lost.

#include <cstdlib>
#include <engine/record/log_backup.h>
#include <functional>
#include <gtest/gtest.h>
#include <tests/disk/simulated_disk.h>
#include <tests/engine/record/erasure_fixture.h>

namespace licet::test {
namespace {

using record::LogAccess;

const std::filesystem::path kStore = "/simulated_store";
const std::filesystem::path kBackup = "/simulated_backup";
const std::filesystem::path kRestored = "/simulated_restored";
constexpr Instant kBackedUp{1'710'000'000'000'000};
/// Of each moment; chance decides what is lost.
constexpr std::uint64_t kDisks = 8;

std::uint64_t first_seed() {
  const char* const told = std::getenv("LICET_POWER_CUTS_SEED");
  return told == nullptr ? 1 : std::strtoull(told, nullptr, 10);
}

record::LogOptions restored_options(LogAccess access) {
  record::LogOptions options = log_options(access);
  options.master_key = kStore / "master.key";
  return options;
}

/// A record of several segments on a disk whose power has not failed yet; one holder was erased.
class BackedUpDisk {
 public:
  explicit BackedUpDisk(std::uint64_t seed) : disk(seed) {
    auto log = record::Log::open(kStore, log_options(LogAccess::kCreate), disk);
    const auto slot = log ? log->new_slot(holder(1)) : Result<record::Slot>(tl::unexpected(log.error()));
    bool made = slot && append(*log, {"of the one", "of the one again"}, *slot);
    for (int batch = 0; batch < 40; ++batch) made = made && append(*log, batch_contents(batch));
    made = made && append(*log, {erasure(*slot)}) && log->erase(*slot) && append(*log, batch_contents(7));
    if (made) contents = contents_of_log(*log);
    made = made && log->close();
    if (!made) ADD_FAILURE() << "there is no record to back up";
  }

  Result<record::BackupManifest> back_up() {
    return record::back_up_log(kStore, log_options(LogAccess::kRead), kBackup, kBackedUp, disk);
  }
  Result<void> copy_back() {
    const auto manifest = record::read_backup(kBackup, disk);
    if (!manifest) return tl::unexpected(manifest.error());
    if (auto made = disk.make_directory(kRestored); !made) return tl::unexpected(Failure{});
    return record::copy_backup(kBackup, *manifest, kRestored, true, disk);
  }
  /// What is read of what was copied back, or why it is refused.
  Result<Contents> restored(LogAccess access) {
    const auto log = record::Log::open(kRestored, restored_options(access), disk);
    if (!log) return tl::unexpected(log.error());
    Contents read;
    const auto visited = log->visit(0, log->end().records, [&read](record::OpenedRecord record) -> Result<void> {
      read.push_back(std::move(record.content));
      return {};
    });
    return visited ? Result<Contents>(std::move(read)) : tl::unexpected(visited.error());
  }
  /// The store itself, as whoever opens it next makes it whole.
  Contents findings() {
    const auto log = record::Log::open(kStore, log_options(LogAccess::kWrite), disk);
    if (!log) return {log.error().message};
    const auto report = record::verify_log(kStore, log_options(LogAccess::kRead), disk);
    if (!report) return {report.error().message};
    Contents found;
    for (const auto& finding : report->findings) found.push_back(finding.message);
    return found;
  }

  SimulatedDisk disk;
  Contents contents;
};

/// The power fails at each call of what `runs_into_cut` does, on several disks, until it has no more calls. It says
/// whether the power failed; the power is back by then.
void cut_at_each_call(const std::function<bool(BackedUpDisk&, std::uint64_t moment)>& runs_into_cut) {
  bool cut = true;
  for (std::uint64_t moment = 0; cut && !testing::Test::HasFailure(); ++moment) {
    for (std::uint64_t number = 0; number < kDisks; ++number) {
      SCOPED_TRACE("call " + std::to_string(moment) + ", disk " + std::to_string(number));
      BackedUpDisk backed_up(first_seed() + moment * kDisks + number);
      cut = runs_into_cut(backed_up, moment);
    }
  }
}

/// `call` on a disk whose power fails in it, if it has so many calls.
template <class Call>
bool cut_in(SimulatedDisk& disk, std::uint64_t moment, const Call& call) {
  disk.cut_after(moment);
  call();
  const bool cut = disk.is_cut();
  disk.restart();
  return cut;
}

/// Without its manifest, which is written last, there is none; otherwise it is the whole record.
bool is_whole_backup(BackedUpDisk& backed_up) {
  const auto read = record::read_backup(kBackup, backed_up.disk);
  if (!read) {
    EXPECT_EQ(read.error().kind, FailureKind::kNotFound) << read.error().message;
    return false;
  }
  const auto copied = backed_up.copy_back();
  EXPECT_TRUE(copied) << copied.error().message;
  const auto restored = backed_up.restored(LogAccess::kRead);
  EXPECT_TRUE(restored) << restored.error().message;
  EXPECT_TRUE(restored && *restored == backed_up.contents);
  return true;
}

TEST(BackupPowerCuts, LeaveAWholeBackupOrNoneAndTheStoreAsItWas) {
  std::uint64_t whole = 0;
  cut_at_each_call([&](BackedUpDisk& backed_up, std::uint64_t moment) {
    bool told = false;
    const bool cut = cut_in(backed_up.disk, moment, [&] { told = backed_up.back_up().has_value(); });
    const bool is_whole = is_whole_backup(backed_up);
    if (is_whole) ++whole;
    EXPECT_TRUE(is_whole || !told) << "a backup that was told is gone";
    EXPECT_EQ(backed_up.findings(), Contents{});
    return cut;
  });
  EXPECT_GE(whole, kDisks);
}

TEST(BackupPowerCuts, WhileItIsCopiedBackLeaveNothingThatOpensWithAPartOfTheRecord) {
  std::uint64_t opened = 0;
  cut_at_each_call([&](BackedUpDisk& backed_up, std::uint64_t moment) {
    const auto made = backed_up.back_up();
    EXPECT_TRUE(made) << made.error().message;
    bool copied = false;
    const bool cut = cut_in(backed_up.disk, moment, [&] { copied = backed_up.copy_back().has_value(); });
    for (const LogAccess access : {LogAccess::kRead, LogAccess::kWrite, LogAccess::kCreate}) {
      const auto restored = backed_up.restored(access);
      EXPECT_TRUE(cut || (copied && restored));
      if (!restored) continue;
      ++opened;
      // Nothing at all is no part: where there is nothing, a store may be made.
      const bool is_made = access == LogAccess::kCreate && restored->empty();
      EXPECT_TRUE(is_made || *restored == backed_up.contents) << restored->size() << " records";
    }
    return cut;
  });
  EXPECT_GE(opened, 3 * kDisks);
}

}  // namespace
}  // namespace licet::test
