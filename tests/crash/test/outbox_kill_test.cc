// A process that works off an outbox is killed at any moment, again and again, on the same store.
//
// LICET_KILLS says how often, for a quarter of it (25 unless told).

#include <algorithm>
#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <licet/record_check.h>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <sys/poll.h>
#include <sys/wait.h>
#include <tests/crash/heard_process.h>
#include <tests/crash/long_run.h>
#include <tests/crash/outbox_run.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <unistd.h>

namespace licet::crash {
namespace {

/// All that was ever acknowledged.
struct Told {
  std::map<std::string, std::set<std::string>> claimed;               ///< lines by receiver
  std::map<std::string, std::set<std::string>> confirmed;             ///< tasks by receiver
  std::map<std::string, std::map<std::string, std::string>> line_of;  ///< by receiver and task
  std::size_t erased = 0;
};

std::string task_of(const std::string& line) {
  constexpr std::string_view kBefore = R"({"task":")";
  return line.substr(kBefore.size(), 32);
}

class KilledOutbox : public testing::Test {
 protected:
  /// All whole lines that the worker says until it is killed: so long after it has said so many.
  std::string hear(std::uint64_t run, std::size_t lines, std::int64_t micros) {
    int heard = -1;
    const pid_t child = start_heard(
        [&] {
          ::execl(LICET_OUTBOX_WORKER, LICET_OUTBOX_WORKER, scratch_.store().c_str(), std::to_string(run).c_str(),
                  nullptr);
        },
        heard);
    std::string said;
    bool killed = false;
    for (char bytes[4096];;) {
      if (!killed && static_cast<std::size_t>(std::count(said.begin(), said.end(), '\n')) >= lines) {
        // The moment is chance: what the process says meanwhile waits in the pipe.
        const timespec wait{micros / 1'000'000, micros % 1'000'000 * 1'000};
        ::ppoll(nullptr, 0, &wait, nullptr);
        ::kill(child, SIGKILL);
        killed = true;
      }
      const ssize_t got = ::read(heard, bytes, sizeof bytes);
      if (got <= 0) break;
      said.append(bytes, static_cast<std::size_t>(got));
    }
    ::close(heard);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the worker ended by itself: " << status;
    return said.substr(0, said.rfind('\n') + 1);
  }

  void take(const std::string& said) {
    std::istringstream lines(said);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string kind;
      std::string receiver;
      words >> kind >> receiver;
      if (kind == "c") {
        const std::string text = line.substr(kind.size() + receiver.size() + 2);
        told_.claimed[receiver].insert(text);
        told_.line_of[receiver][task_of(text)] = text;
      } else {
        std::string task;
        int erased = 0;
        words >> task >> erased;
        told_.confirmed[receiver].insert(task);
        told_.erased += static_cast<std::size_t>(erased);
      }
    }
  }

  std::size_t erased_events(const Store& store, const std::string& person) {
    const auto standing = store.standing({person, {}, {}, {}}, policy_);
    EXPECT_TRUE(standing);
    return static_cast<std::size_t>(
        std::count_if(standing->history.begin(), standing->history.end(),
                      [](const HistoryEntry& entry) { return entry.event.event.kind == EventKind::kErased; }));
  }

  /// Every confirmation that was acknowledged is there, and every claim.
  void compare(Store& store) {
    for (const auto& [receiver, tasks] : told_.confirmed) {
      for (const std::string& task : tasks) {
        const std::string_view line = told_.line_of[receiver][task];
        const auto confirmed = store.confirm_json(receiver, {&line, 1}, policy_).front();
        ASSERT_TRUE(confirmed);
        EXPECT_TRUE(confirmed->repeated) << "a confirmation is gone";
      }
    }
    for (const auto& [receiver, lines] : told_.claimed) {
      for (const std::string& claimed : lines) {
        const std::string_view line = claimed;
        EXPECT_TRUE(store.confirm_json(receiver, {&line, 1}, policy_).front()) << "a claim is gone";
      }
    }
  }

  /// Works off what is left.
  void drain(Store& store) {
    for (const char* const receiver : kReceivers) {
      while (true) {
        const auto claim = store.claim({receiver, 1'000, std::chrono::hours(1), {}}, policy_);
        ASSERT_TRUE(claim);
        if (claim->tasks.empty()) break;
        for (const OutboxTask& task : claim->tasks) {
          const std::string text = task_line(task, receiver);
          const std::string_view line = text;
          ASSERT_TRUE(store.confirm_json(receiver, {&line, 1}, policy_).front());
        }
      }
    }
  }

  tests::ScratchDirectory scratch_;
  const PolicySet policy_ = shop_policy();
  Told told_;
  std::mt19937_64 random_{first_seed()};
};

TEST_F(KilledOutbox, KeepsEveryClaimAndConfirmationAndRecordsEachErasureOnce) {
  const std::uint64_t kills = std::max<std::uint64_t>(told_number("LICET_KILLS", LICET_KILLS_UNLESS_TOLD) / 4, 2);
  for (std::uint64_t run = 0; run < kills; ++run) {
    take(hear(run, random_() % 60, static_cast<std::int64_t>(random_() % 4'000)));
    if (HasFailure()) return;
  }
  const auto checked = check_record(scratch_.store());
  ASSERT_TRUE(checked);
  for (const RecordFinding& finding : checked->findings) ADD_FAILURE() << finding.message;
  auto store = Store::open(scratch_.store(), Access::kWrite, clock_of_run(kills));
  ASSERT_TRUE(store) << store.error().message;
  compare(*store);
  drain(*store);
  EXPECT_GT(told_.erased, 0U);
  const auto outbox = store->outbox({}, policy_);
  ASSERT_TRUE(outbox);
  EXPECT_TRUE(outbox->counts.empty());
  const auto due = store->due({std::nullopt, true, {}}, policy_);
  ASSERT_TRUE(due);
  EXPECT_TRUE(due->lines.empty());
  std::size_t persons = 0;
  for (std::uint64_t run = 0; run < kills; ++run) {
    for (std::uint64_t group = 0;; ++group) {
      const auto standing = store->standing({person_of_group(run, group), {}, {}, {}}, policy_);
      ASSERT_TRUE(standing);
      // A kill may leave the first event of a group, and not the second.
      if (standing->history.size() < 2) break;
      EXPECT_EQ(erased_events(*store, person_of_group(run, group)), 1U);
      ++persons;
    }
  }
  EXPECT_GE(persons, told_.erased);
  if (HasFailure()) keep_failed(scratch_.store(), "outbox");
}

}  // namespace
}  // namespace licet::crash
