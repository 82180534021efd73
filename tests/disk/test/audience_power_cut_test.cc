// Power that fails at each call of recording an audience: afterwards there is its record with all outcomes, or there is
// neither; and no file that no record names.
//
// LICET_POWER_CUTS_SEED sets which of the unsynced is lost.

#include <cstdlib>
#include <engine/base/hexadecimal.h>
#include <engine/record/audience_run.h>
#include <gtest/gtest.h>
#include <tests/disk/simulated_disk.h>
#include <tests/engine/record/log_fixture.h>

namespace licet::test {
namespace {

using record::LogAccess;

const std::filesystem::path kStore = "/simulated_store";
constexpr std::uint64_t kDisks = 8;
constexpr std::size_t kCustomers = 5;

std::uint64_t first_seed() {
  const char* const told = std::getenv("LICET_POWER_CUTS_SEED");
  return told == nullptr ? 1 : std::strtoull(told, nullptr, 10);
}

std::string customer(std::size_t number) { return "customer-" + std::to_string(number); }

record::OutcomeBytes outcome(std::size_t number) {
  record::OutcomeBytes bytes{};
  bytes.fill(static_cast<std::uint8_t>(number));
  return bytes;
}

std::string content_of(const record::AudienceNames& names) {
  std::string text = R"({"recorded":"2023-11-14T22:13:20Z","run":")";
  append_hexadecimal(text, names.run);
  text += R"(","customers":)" + std::to_string(names.customers) + R"(,"root":")" + to_hex(names.root);
  return text + R"(","basis":0})";
}

class AudienceDisk {
 public:
  explicit AudienceDisk(std::uint64_t seed) : disk(seed) {
    auto log = record::Log::open(kStore, log_options(LogAccess::kCreate), disk);
    bool made = log.has_value();
    for (std::size_t i = 0; made && i < kCustomers; ++i) {
      const auto slot = log->new_slot(holder(static_cast<std::uint8_t>(i + 1)));
      made = slot && append(*log, {customer(i)}, *slot);
      if (made) slots.push_back(*slot);
    }
    made = made && record_audience(*log, 1) && log->close();
    if (!made) ADD_FAILURE() << "there is no store to ask";
  }

  /// As a store records one.
  static Result<void> record_audience(record::Log& log, std::uint8_t number, const std::vector<record::Slot>& slots) {
    record::RunId run{};
    run.fill(number);
    record::OutcomeSealer sealer = log.outcome_sealer(run);
    record::SealedOutcomes outcomes;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const auto sealed = sealer.seal(slots[i], customer(i), outcome(i), outcomes);
      if (!sealed) return tl::unexpected(sealed.error());
    }
    const auto names = log.write_run(run, {&outcomes, 1});
    if (!names) return tl::unexpected(names.error());
    if (auto named = log.name_run(run, log.end().records); !named) return named;
    record::Draft made = draft(content_of(*names));
    made.kind = record::RecordKind::kAudience;
    return append(log, std::vector<record::Draft>{made});
  }
  Result<void> record_audience(record::Log& log, std::uint8_t number) const {
    return record_audience(log, number, slots);
  }
  /// Opens the store, and records a second one; how many were acknowledged in all.
  std::size_t ask_again() {
    auto log = record::Log::open(kStore, log_options(LogAccess::kWrite), disk);
    if (!log || !record_audience(*log, 2)) return 1;
    static_cast<void>(log->close());
    return 2;
  }

  void expect_whole(std::size_t acknowledged) {
    const auto log = record::Log::open(kStore, log_options(LogAccess::kWrite), disk);
    ASSERT_TRUE(log) << log.error().message;
    std::vector<std::uint64_t> audiences;
    for (std::uint64_t number = 0; number < log->end().records; ++number) {
      const auto opened = log->read(number);
      ASSERT_TRUE(opened);
      if (opened->kind != record::RecordKind::kAudience) continue;
      audiences.push_back(number);
      const auto names = record::names_of_audience(opened->content);
      ASSERT_TRUE(names);
      for (std::size_t i = 0; i < kCustomers; ++i) {
        const auto found = log->open_outcome(number, *names, slots[i], customer(i));
        ASSERT_TRUE(found && *found);
        EXPECT_EQ((*found)->outcome, outcome(i));
      }
    }
    EXPECT_GE(audiences.size(), acknowledged);
    const auto files = record::runs_in(kStore, disk);
    ASSERT_TRUE(files);
    EXPECT_EQ(*files, audiences);
    for (const std::string& path : disk.paths()) EXPECT_FALSE(path.ends_with(".new")) << path;
  }

  SimulatedDisk disk;
  std::vector<record::Slot> slots;
};

TEST(AudienceUnderPowerCuts, IsThereWithAllItsOutcomesOrNotAtAll) {
  AudienceDisk whole(first_seed());
  const std::uint64_t before = whole.disk.calls();
  ASSERT_EQ(whole.ask_again(), 2U);
  const std::uint64_t calls = whole.disk.calls() - before;
  ASSERT_GT(calls, 5U);
  for (std::uint64_t cut = 0; cut <= calls && !HasFailure(); ++cut) {
    for (std::uint64_t seed = first_seed(); seed < first_seed() + kDisks && !HasFailure(); ++seed) {
      SCOPED_TRACE("cut after " + std::to_string(cut) + " calls, seed " + std::to_string(seed));
      AudienceDisk one(seed);
      one.disk.cut_after(cut);
      const std::size_t acknowledged = one.ask_again();
      one.disk.restart();
      one.expect_whole(acknowledged);
    }
  }
}

TEST(AudienceOnAFullDisk, IsRefusedAndLeavesNothing) {
  AudienceDisk one(first_seed());
  one.disk.fill(true);
  EXPECT_EQ(one.ask_again(), 1U);
  one.disk.fill(false);
  one.expect_whole(1);
}

}  // namespace
}  // namespace licet::test
