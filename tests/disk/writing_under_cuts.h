#pragma once
// A process that writes a record and signs heads of it until its power fails, again and again, and who holds what is
// left against what it was told. Thread rule: one thread. All of it follows from the seed.

#include <engine/record/log.h>
#include <random>
#include <string>
#include <tests/disk/faulty_habits.h>
#include <tests/disk/simulated_disk.h>
#include <vector>

namespace licet::test {

class WritingUnderCuts {
 public:
  explicit WritingUnderCuts(std::uint64_t seed, Habit habit = Habit::kNone)
      : random_(seed), disk_(seed), files_(disk_, habit) {}

  /// Writes until the power fails, and looks at what is left.
  void cut_once();

  /// What should not be: acknowledged and lost, never written and found, or not to be opened. Empty: all is well.
  const std::vector<std::string>& violations() const { return violations_; }

 private:
  std::uint64_t dice(std::uint64_t sides) { return random_() % sides; }
  void expect(bool holds, const std::string& otherwise);

  void write();
  bool append(record::Log& log);
  bool erase(record::Log& log);
  bool sign(const record::Log& log);
  void expect_heads(const record::Log& log);
  bool is_named(record::Slot slot) const;
  void finish_erasures(record::Log& log);
  void expect_told(const record::Log& log);
  void check();

  struct Told {
    std::string content;
    record::Slot slot = record::kStoreSlot;
  };

  std::mt19937_64 random_;
  SimulatedDisk disk_;
  FaultyHabits files_;
  std::vector<Told> acknowledged_;
  std::vector<Told> attempted_;
  std::vector<record::Slot> erased_;        ///< acknowledged
  std::vector<record::Slot> being_erased_;  ///< begun
  std::uint64_t written_ = 0;
  bool has_key_ = false;      ///< that signs, durably
  std::uint64_t signed_ = 0;  ///< so many records, as was acknowledged
  std::vector<std::string> violations_;
};

}  // namespace licet::test
