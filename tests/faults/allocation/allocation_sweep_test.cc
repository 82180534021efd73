// Memory that is not there, at any of the allocations that a store makes: a call then answers with an error or does
// what it should, nothing is thrown across the library's interface, and what was acknowledged is there afterwards.
//
// One allocation of all threads fails in each round. A test has time for some of them, spread over all; LICET_SECONDS
// says for how long (10 unless told), LICET_ALLOCATION which single one.

#include <array>
#include <gtest/gtest.h>
#include <licet/record_check.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/faults/allocation/scarcity.h>

namespace licet::faults {
namespace {

namespace fs = std::filesystem;
using tests::kGranted;
using tests::kRequest;

struct Told {
  std::vector<std::pair<std::string, std::uint64_t>> events;
  std::vector<std::uint64_t> decisions;
};

std::string event_line(const std::string& id) {
  return R"({"event":"hold","customer":"bert-)" + id + R"(","id":")" + id + "\"}";
}

/// What an application does with a store, a day long; it goes on whatever it is told.
class Day {
 public:
  Day(fs::path directory, const PolicySet& policy) : directory_(std::move(directory)), policy_(policy) {}

  void pass() {
    for (int opened = 0; opened < 3; ++opened) {
      auto store = called([&] { return Store::open(directory_, Access::kCreate); });
      if (!store) continue;
      work(*store, opened);
      static_cast<void>(called([&] { return store->close(); }));
    }
  }

  const Told& told() const { return told_; }

 private:
  void work(Store& store, int opened) {
    const auto granted = called([&] { return store.record_json(kGranted, policy_); });
    if (granted) told_.events.emplace_back(kGranted, granted->record);
    std::array<std::string, 5> lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i] = event_line(std::to_string(opened) + '-' + std::to_string(i));
    }
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    const auto recorded = called([&] { return store.record_json(views, policy_); });
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      if (recorded[i]) told_.events.emplace_back(lines[i], recorded[i]->record);
    }
    expect_permitted(called([&] { return store.decide_json(kRequest, policy_); }));
    const std::array<std::string_view, 1> requests{kRequest};
    const auto why = called([&] { return store.explain_json(requests, policy_); });
    if (why.front()) {
      expect_permitted(why.front()->decision);
      const std::uint64_t record = *why.front()->decision.record;
      static_cast<void>(called([&] { return store.recorded_decision(record); }));
    }
    const StandingRequest anna{"anna", {}, system_clock()(), {}};
    static_cast<void>(called([&] { return store.standing(anna, policy_); }));
    static_cast<void>(called([&] { return store.due(policy_, *anna.at); }));
  }

  void expect_permitted(const tl::expected<Decision, CallError>& decision) {
    if (!decision) return;
    if (!told_.events.empty() && told_.events.front().first == kGranted) {
      EXPECT_EQ(decision->outcome, Outcome::kPermit) << "a wrong answer";
    }
    if (decision->record) told_.decisions.push_back(*decision->record);
  }

  fs::path directory_;
  const PolicySet& policy_;
  Told told_;
};

/// All that was acknowledged is there once, the store is sound, and takes more.
void expect_kept(const fs::path& directory, const PolicySet& policy, const Told& told) {
  auto store = Store::open(directory, Access::kCreate);
  ASSERT_TRUE(store) << store.error().message;
  for (const auto& [line, record] : told.events) {
    const auto again = store->record_json(line, policy);
    ASSERT_TRUE(again) << line;
    EXPECT_TRUE(again->repeated) << line;
    EXPECT_EQ(again->record, record) << line;
  }
  for (const std::uint64_t record : told.decisions) EXPECT_TRUE(store->recorded_decision(record)) << record;
  EXPECT_TRUE(store->record_json(event_line("later"), policy));
  const auto closed = store->close();
  EXPECT_TRUE(closed) << closed.error().message;
  const auto check = check_record(directory);
  ASSERT_TRUE(check) << check.error().message;
  for (const RecordFinding& finding : check->findings) ADD_FAILURE() << finding.message;
}

TEST(AllocationSweep, WhicheverFailsNothingAcknowledgedIsLostAndNothingIsThrown) {
  const PolicySet policy = tests::letter_policy();
  std::uint64_t all = 0;
  {
    const tests::ScratchDirectory scratch;
    Day day(scratch.store(), policy);
    Scarcity none(0);
    day.pass();
    all = none.end();
    ASSERT_EQ(day.told().events.size(), 18U);
    ASSERT_EQ(day.told().decisions.size(), 6U);
  }
  sweep(all, 1, [&](std::uint64_t which) {
    const tests::ScratchDirectory scratch;
    Day day(scratch.store(), policy);
    {
      const Scarcity scarcity(which);
      day.pass();
    }
    expect_kept(scratch.store(), policy, day.told());
  });
}

}  // namespace
}  // namespace licet::faults
