// Power that fails at each call of writing or syncing while a backup is restored, LMDB's included: what is left is a
// store without who was erased since, or is refused, or is made so when it is opened.
//
// LICET_SEED sets what of the unsynced is lost, LICET_RESTORE_CUTS how often the power fails at each call (1 unless
// told).

#include <fcntl.h>
#include <sys/wait.h>
#include <tests/crash/long_run.h>
#include <tests/engine/licet/backup_fixture.h>
#include <tests/faults/power_cut/cut_environment.h>
#include <unistd.h>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;
using test::files_with;

constexpr const char* kErased = "planted-bert";
constexpr const char* kOther = "planted-anna";
/// Restoring anew takes as long as all else of a cut.
constexpr std::uint64_t kCutsForOneRestoredAnew = 8;

class RestorePowerCuts : public tests::BackupTest {
 protected:
  void SetUp() override {
    BackupTest::SetUp();
    back_up_store();
    erase(place_, kErased);
  }

  /// The exit status of `licet restore`.
  int restore_until_cut(const PowerCut& cut) const {
    const pid_t child = ::fork();
    if (child == 0) {
      await_power_cut(restored_.parent_path(), cut);
      const int nowhere = ::open("/dev/null", O_WRONLY);
      ::dup2(nowhere, STDOUT_FILENO);
      ::execl(LICET_PROGRAM, LICET_PROGRAM, "restore", backup_.c_str(), restored_.c_str(), "--master-key",
              place_.master_key.c_str(), nullptr);
      std::_Exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  void expect_forgotten(const fs::path& directory, Access access) {
    auto store = try_open({directory, place_.master_key, {}}, access);
    if (!store) return;
    ++opened_;
    EXPECT_FALSE(is_permitted(*store, kErased));
    EXPECT_TRUE(is_permitted(*store, kOther));
  }

  void expect_restored() {
    {
      const auto store = try_open({restored_, place_.master_key, {}}, Access::kRead);
      ASSERT_TRUE(store) << store.error().message;
    }
    expect_sound({restored_, place_.master_key, {}});
    EXPECT_THAT(files_with(restored_, kErased), testing::IsEmpty());
  }

  void restore_anew() {
    const auto restored = restore(backup_, {restored_, place_.master_key, {}});
    ASSERT_TRUE(restored) << restored.error().message;
    expect_restored();
  }

  void remove_restored() const {
    fs::remove_all(restored_);
    fs::remove_all(restored_.string() + ".restoring");
  }

  std::uint64_t opened_ = 0;
};

TEST_F(RestorePowerCuts, LeaveNothingThatServesWhoWasErased) {
  const std::uint64_t times = crash::told_number("LICET_RESTORE_CUTS", 1);
  std::uint64_t named = 0;
  bool cut = true;
  for (std::uint64_t moment = 0; cut && !HasFailure(); ++moment) {
    for (std::uint64_t time = 0; time < times; ++time) {
      const std::uint64_t seed = crash::first_seed() + moment * times + time;
      SCOPED_TRACE("call " + std::to_string(moment) + ", LICET_SEED=" + std::to_string(seed));
      const int status = restore_until_cut({seed, moment, "", false});
      cut = status == kCutStatus;
      ASSERT_TRUE(cut || status == 0) << status;
      for (const Access access : {Access::kRead, Access::kWrite}) {
        expect_forgotten(restored_.string() + ".restoring", access);
      }
      if (fs::exists(restored_)) {
        ++named;
        expect_restored();
        for (const Access access : {Access::kRead, Access::kWrite}) expect_forgotten(restored_, access);
      }
      remove_restored();
      if (moment % kCutsForOneRestoredAnew != 0) continue;
      restore_anew();
      remove_restored();
    }
  }
  EXPECT_GE(named, times);
  EXPECT_GT(opened_, 2 * times) << "what is left is never finished";
}

}  // namespace
}  // namespace licet::faults
