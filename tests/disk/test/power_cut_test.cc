// Power that fails again and again while a record is written and erased from: nothing acknowledged is lost, nothing is
// invented, nothing erased comes back. And the same with what writers of files have got wrong before: it is noticed.
//
// LICET_POWER_CUTS sets how often, LICET_POWER_CUTS_SEED from which seed on; the seed of a violation is named.

#include <cstdlib>
#include <gtest/gtest.h>
#include <tests/disk/writing_under_cuts.h>

namespace licet::test {
namespace {

constexpr std::uint64_t kCutsOfADisk = 50;

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* const told = std::getenv(variable);
  return told == nullptr ? otherwise : std::strtoull(told, nullptr, 10);
}

TEST(PowerCuts, NothingAcknowledgedIsLostNothingIsInventedAndNothingErasedComesBack) {
  const std::uint64_t cuts = number_of("LICET_POWER_CUTS", LICET_POWER_CUTS_UNLESS_TOLD);
  std::uint64_t seed = number_of("LICET_POWER_CUTS_SEED", 1);
  for (std::uint64_t cut = 0; cut < cuts; ++seed) {
    WritingUnderCuts writing(seed);
    for (std::uint64_t i = 0; i < kCutsOfADisk && cut < cuts; ++i, ++cut) {
      writing.cut_once();
      ASSERT_TRUE(writing.violations().empty())
          << "seed " << seed << ", cut " << i << ": " << writing.violations().front();
    }
  }
}

struct NamedHabit {
  Habit habit;
  const char* name;
};

class FaultsOfOthers : public testing::TestWithParam<NamedHabit> {};

TEST_P(FaultsOfOthers, AreNoticed) {
  constexpr std::uint64_t kDisks = 200;
  for (std::uint64_t seed = 1; seed <= kDisks; ++seed) {
    WritingUnderCuts writing(seed, GetParam().habit);
    for (std::uint64_t cut = 0; cut < 20; ++cut) {
      writing.cut_once();
      if (!writing.violations().empty()) return;
    }
  }
  FAIL() << "It could be done, and nobody would know.";
}

INSTANTIATE_TEST_SUITE_P(Disk, FaultsOfOthers,
                         testing::Values(NamedHabit{Habit::kAnswersBeforeSync, "AnswersBeforeSync"},
                                         NamedHabit{Habit::kForgetsDirectories, "ForgetsDirectories"},
                                         NamedHabit{Habit::kForgetsKeys, "ForgetsKeys"},
                                         NamedHabit{Habit::kForgetsRenamedFiles, "ForgetsRenamedFiles"},
                                         NamedHabit{Habit::kIgnoresFailedSyncs, "IgnoresFailedSyncs"},
                                         NamedHabit{Habit::kIgnoresShortWrites, "IgnoresShortWrites"},
                                         NamedHabit{Habit::kWritesElsewhere, "WritesElsewhere"},
                                         NamedHabit{Habit::kCutsWhatItCannotRead, "CutsWhatItCannotRead"}),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace licet::test
