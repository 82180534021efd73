// A process that records and decides is killed at any moment, again and again, on the same store.
//
// LICET_KILLS says how often (100 unless told; under a sanitizer 10).

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <engine/record/log_verify.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <sys/wait.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <unistd.h>

namespace licet::crash {
namespace {

struct Acknowledged {
  std::map<std::uint64_t, std::uint64_t> events;  ///< record by number
  std::vector<std::uint64_t> decisions;
};

/// Runs the writer until it has acknowledged so much, and kills it. What it still said before it died counts too.
Acknowledged run_and_kill(const std::filesystem::path& directory, std::uint64_t run, std::size_t acknowledgements) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execl(LICET_STORE_WRITER, LICET_STORE_WRITER, directory.c_str(), std::to_string(run).c_str(), nullptr);
    std::_Exit(127);
  }
  ::close(ends[1]);
  std::FILE* const said = ::fdopen(ends[0], "r");
  Acknowledged acknowledged;
  char kind = 0;
  unsigned long long number = 0;
  unsigned long long record = 0;
  std::size_t count = 0;
  while (std::fscanf(said, "%c %llu %llu\n", &kind, &number, &record) == 3) {
    if (kind == 'e') acknowledged.events[number] = record;
    if (kind == 'd') acknowledged.decisions.push_back(record);
    if (++count == acknowledgements) ::kill(child, SIGKILL);
  }
  std::fclose(said);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the writer ended by itself: " << status;
  return acknowledged;
}

/// What the store answers to every request, at one moment, without recording.
std::vector<Decision> answers(Store& store, const PolicySet& policy, Instant at) {
  std::vector<Decision> all;
  for (std::uint64_t number = 0; number < kCustomers; ++number) {
    const auto decision = store.decide(request_of(number, at), policy, {.record = false, .until = true});
    if (decision) all.push_back(*decision);
  }
  EXPECT_EQ(all.size(), kCustomers);
  return all;
}

std::size_t kills() {
  const char* const told = std::getenv("LICET_KILLS");
  return told == nullptr ? LICET_KILLS_UNLESS_TOLD : std::strtoul(told, nullptr, 10);
}

/// Every event that was acknowledged is there under its number, once; a retry is answered alike.
void expect_nothing_lost(const std::filesystem::path& directory, const PolicySet& policy, std::uint64_t run,
                         const Acknowledged& acknowledged) {
  auto store = Store::open(directory, Access::kWrite);
  ASSERT_TRUE(store) << store.error().message;
  for (const auto& [number, record] : acknowledged.events) {
    const auto again = store->record_json(event_line(run, number), policy);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->repeated) << number;
    EXPECT_EQ(again->record, record) << number;
  }
  for (const std::uint64_t record : acknowledged.decisions) {
    const auto decision = store->recorded_decision(record);
    ASSERT_TRUE(decision) << record;
    EXPECT_EQ(decision->explanation.decision.record, record);
  }
  EXPECT_TRUE(store->close());
}

/// The index made anew from the record answers alike.
void expect_rebuild_answers_alike(const std::filesystem::path& directory, const PolicySet& policy) {
  const std::filesystem::path copy = directory.string() + "-copy";
  std::filesystem::copy(directory, copy, std::filesystem::copy_options::recursive);
  std::filesystem::remove_all(copy / "facts");
  {
    auto store = Store::open(directory, Access::kWrite);
    auto rebuilt = Store::open(copy, Access::kWrite);
    ASSERT_TRUE(store) << store.error().message;
    ASSERT_TRUE(rebuilt) << rebuilt.error().message;
    const Instant at = system_clock()();
    EXPECT_EQ(answers(*store, policy, at), answers(*rebuilt, policy, at));
    const auto due = store->due(policy, at);
    const auto due_rebuilt = rebuilt->due(policy, at);
    ASSERT_TRUE(due && due_rebuilt);
    EXPECT_EQ(*due, *due_rebuilt);
  }
  std::filesystem::remove_all(copy);
}

TEST(Killed, NothingAcknowledgedIsLostNorThereTwice) {
  const tests::ScratchDirectory scratch;
  const PolicySet policy = shop_policy();
  std::mt19937_64 random(20'260'301);
  for (std::uint64_t run = 0; run < kills(); ++run) {
    const std::size_t acknowledgements = 1 + random() % 60;
    const Acknowledged acknowledged = run_and_kill(scratch.store(), run, acknowledgements);
    ASSERT_GE(acknowledged.events.size() + acknowledged.decisions.size(), acknowledgements) << "run " << run;
    expect_nothing_lost(scratch.store(), policy, run, acknowledged);
    const auto report = record::verify_log(scratch.store());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(report->findings.empty()) << "run " << run << ": " << report->findings.front().message;
    if (run % 10 == 9) expect_rebuild_answers_alike(scratch.store(), policy);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace licet::crash
