// Memory that is not there, at any of the allocations that a store makes: a call then answers with an error or does
// what it should, nothing is thrown across the library's interface, and what was acknowledged is there afterwards.
//
// One allocation of all threads fails in each round. A test has time for some of them, spread over all; LICET_SECONDS
// says for how long (10 unless told), LICET_ALLOCATION which single one.

#include <array>
#include <atomic>
#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <licet/record_check.h>
#include <licet/signed_heads.h>
#include <new>
#include <tests/crash/long_run.h>
#include <tests/engine/licet/policy_fixture.h>

namespace {
std::atomic<std::uint64_t> allocations{0};
/// Which one fails, counted from 1; 0: none does.
std::atomic<std::uint64_t> failing{0};
/// Threads of the library always are; that of the test is while it calls.
thread_local bool in_library = true;
}  // namespace

// NOLINTBEGIN(cppcoreguidelines-owning-memory,cppcoreguidelines-no-malloc): an allocator manages memory by hand.
// Out of line, or GCC takes them for the library's own and misses their counterparts.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (in_library) {
    const std::uint64_t number = allocations.fetch_add(1, std::memory_order_relaxed) + 1;
    if (number == failing.load(std::memory_order_relaxed)) throw std::bad_alloc();
  }
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
// NOLINTEND(cppcoreguidelines-owning-memory,cppcoreguidelines-no-malloc)

namespace licet::faults {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;
using tests::kGranted;
using tests::kRequest;

/// While it lives, the allocation of this number fails; 0: none does.
class Scarcity {
 public:
  explicit Scarcity(std::uint64_t number) {
    allocations = 0;
    failing = number;
  }
  ~Scarcity() { end(); }
  Scarcity(const Scarcity&) = delete;
  Scarcity& operator=(const Scarcity&) = delete;

  /// So many were made.
  std::uint64_t end() {
    failing = 0;
    return allocations;
  }
};

/// Calls the library, which throws nothing.
template <class Call>
auto called(const Call& call) {
  struct Inside {
    Inside() { in_library = true; }
    ~Inside() { in_library = false; }
  } const inside;
  return call();
}

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

/// The numbers 0 to 2^bits − 1 in an order in which each falls into the middle of a gap: their bits turned round.
std::uint64_t spread(std::uint64_t number, int bits) {
  std::uint64_t turned = 0;
  for (int bit = 0; bit < bits; ++bit) turned |= (number >> bit & 1U) << (bits - 1 - bit);
  return turned;
}

TEST(AllocationSweep, WhicheverFailsNothingAcknowledgedIsLostAndNothingIsThrown) {
  in_library = false;
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
  static std::uint64_t which = 0;
  std::set_terminate([] {
    std::fprintf(stderr, "LICET_ALLOCATION=%llu ends the process\n", static_cast<unsigned long long>(which));
    std::abort();
  });
  const std::uint64_t only = crash::told_number("LICET_ALLOCATION", 0);
  const auto until = SteadyClock::now() + std::chrono::seconds(crash::told_number("LICET_SECONDS", 10));
  const auto bits = static_cast<int>(std::bit_width(all));
  std::uint64_t rounds = 0;
  for (std::uint64_t round = 0; round >> bits == 0 && SteadyClock::now() < until && !HasFailure(); ++round) {
    which = only != 0 ? only : spread(round, bits) + 1;
    if (which > all) continue;
    ++rounds;
    SCOPED_TRACE("LICET_ALLOCATION=" + std::to_string(which) + " of " + std::to_string(all));
    const tests::ScratchDirectory scratch;
    Day day(scratch.store(), policy);
    {
      const Scarcity scarcity(which);
      day.pass();
    }
    expect_kept(scratch.store(), policy, day.told());
    if (only != 0) break;
  }
  RecordProperty("allocations", static_cast<int>(all));
  RecordProperty("failed", static_cast<int>(rounds));
  std::printf("%llu of %llu allocations failed\n", static_cast<unsigned long long>(rounds),
              static_cast<unsigned long long>(all));
  std::set_terminate(nullptr);
}

}  // namespace
}  // namespace licet::faults
