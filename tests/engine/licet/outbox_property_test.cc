// On random sequences the outbox does what a plain model of it says: nothing is lost, nothing is done twice, and
// `erased` is recorded once for each erasure that all have confirmed.

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <tests/engine/licet/outbox_fixture.h>

namespace licet::tests {
namespace {

constexpr const char* kReceivers[] = {"crm", "mail", "shop"};

/// A task as whoever works it off sees it.
struct SeenTask {
  std::map<std::string, Instant> held;       ///< by whom, until when
  std::map<std::string, std::string> lines;  ///< as each was handed it
  std::set<std::string> confirmed;
  bool finished = false;
};

class OutboxOnRandomSequences : public OutboxInAStore {
 protected:
  std::uint64_t below(std::uint64_t end) { return random_() % end; }
  std::string anyone() { return "customer-" + std::to_string(below(4)); }
  std::string any_receiver() { return kReceivers[below(std::size(kReceivers))]; }
  bool is_registered(const std::string& receiver) const { return registered_.contains(receiver); }

  void record_something() {
    const std::string who = R"("customer":")" + anyone() + '"';
    const std::string id = "e" + std::to_string(next_id_++);
    switch (below(8)) {
      case 0:
        record(R"({"event":"collected","data":["clicks"],"at":"2025-0)" + std::to_string(1 + below(9)) +
               R"(-01T09:00:00Z",)" + who + "}");
        break;
      case 1:
        record(R"({"event":"collected","data":["orders"],"at":"2025-06-01T09:00:00Z",)" + who + "}");
        break;
      case 2:
        record(R"({"event":"collected","data":["contact"],)" + who + "}");
        break;
      case 3:
        record(R"({"event":"erasure_requested","data":["contact"],)" + who + "}");
        ++events_;
        break;
      case 4:
        record(R"({"event":"withdrawn","consent":"news_consent",)" + who + R"(,"id":")" + id + "\"}");
        ++events_;
        break;
      case 5:
        record(R"({"event":"objected",)" + who + "}");
        ++events_;
        break;
      case 6:
        record(R"({"event":"hold",)" + who + "}");
        break;
      default:
        record(R"({"event":"hold_lifted",)" + who + "}");
    }
  }

  void remove_one() {
    const std::string receiver = any_receiver();
    if (!removes_ || !is_registered(receiver) || registered_.size() == 1) return;
    remove(receiver);
    registered_.erase(receiver);
    removed_ = true;
    // Its claims end.
    for (auto& [id, task] : tasks_) task.held.erase(receiver);
  }

  void add_one() {
    const std::string receiver = any_receiver();
    add(receiver);
    registered_.insert(receiver);
  }

  bool all_have(const SeenTask& task) const {
    return std::includes(task.confirmed.begin(), task.confirmed.end(), registered_.begin(), registered_.end());
  }

  void claim_some(std::size_t most) {
    const std::string receiver = any_receiver();
    if (is_registered(receiver)) claim_as(receiver, most);
  }

  void claim_as(const std::string& receiver, std::size_t most) {
    const auto claimed = store_.claim({receiver, most, std::chrono::hours(1), {}}, policy_);
    ASSERT_TRUE(claimed) << told(claimed.error());
    for (const OutboxTask& each : claimed->tasks) {
      SeenTask& task = tasks_[each.id];
      EXPECT_FALSE(task.finished) << "handed out although it is finished";
      EXPECT_FALSE(all_have(task)) << "handed out although all have confirmed it";
      EXPECT_FALSE(task.confirmed.contains(receiver)) << "handed out to who has confirmed it";
      const auto held = task.held.find(receiver);
      EXPECT_TRUE(held == task.held.end() || held->second <= now_) << "handed out twice";
      task.held[receiver] = claimed->until;
      task.lines[receiver] = task_line(each, receiver);
      if (each.due) is_erasure_.insert_or_assign(each.id, each.due->entry.action == DueAction::kErase);
    }
  }

  void confirm_one() {
    if (tasks_.empty()) return;
    auto chosen = tasks_.begin();
    std::advance(chosen, static_cast<std::ptrdiff_t>(below(tasks_.size())));
    confirm_as(any_receiver(), chosen->first, chosen->second);
  }

  void confirm_as(const std::string& receiver, const std::string& id, SeenTask& task) {
    const auto line = task.lines.find(receiver);
    if (line == task.lines.end() || !is_registered(receiver)) return;
    const std::uint64_t records = store_.records();
    const auto confirmed = confirm(receiver, line->second);
    ASSERT_TRUE(confirmed) << told(confirmed.error());
    EXPECT_EQ(confirmed->task, id);
    EXPECT_EQ(confirmed->repeated, task.confirmed.contains(receiver));
    if (confirmed->repeated) {
      EXPECT_EQ(store_.records(), records) << "a repetition was recorded";
      return;
    }
    task.confirmed.insert(receiver);
    task.held.erase(receiver);
    EXPECT_TRUE(confirmed->finished || !all_have(task)) << "confirmed by all and not finished";
    EXPECT_TRUE(!confirmed->finished || removed_ || all_have(task)) << "finished before all have confirmed";
    if (confirmed->finished) task.finished = true;
    if (confirmed->erased) {
      EXPECT_TRUE(is_erasure_[id]);
      ++erased_;
    }
  }

  void step() {
    switch (below(12)) {
      case 0:
        return add_one();
      case 1:
        return remove_one();
      case 2:
        now_.micros += static_cast<std::int64_t>(below(90)) * 60 * kSecond;
        clock_.set(now_);
        return;
      case 3:
        if (below(4) == 0) reopen();
        return;
      case 4:
      case 5:
        return claim_some(1 + below(5));
      case 6:
      case 7:
      case 8:
        return confirm_one();
      default:
        now_.micros += kSecond;
        clock_.set(now_);
        record_something();
    }
  }

  std::size_t erased_of_all() {
    std::size_t count = 0;
    for (int i = 0; i < 4; ++i) count += erased_events("customer-" + std::to_string(i));
    return count;
  }

  void run(std::uint64_t seed, int steps, bool removes) {
    removes_ = removes;
    random_.seed(seed);
    clock_.set(now_);
    add("crm");
    registered_.insert("crm");
    for (int i = 0; i < steps; ++i) {
      step();
      if (HasFatalFailure()) return;
    }
    // In the end everybody does everything.
    for (int i = 0; i < 4; ++i) record(R"({"event":"hold_lifted","customer":"customer-)" + std::to_string(i) + "\"}");
    for (int round = 0; round < 3; ++round) {
      now_.micros += 2 * kHour;
      clock_.set(now_);
      for (const std::string& receiver : registered_) {
        claim_as(receiver, 1'000);
        for (auto& [id, task] : tasks_) confirm_as(receiver, id, task);
      }
    }
    EXPECT_EQ(tasks_to_do(), 0U);
    for (const std::string& line : due()) EXPECT_THAT(line, testing::HasSubstr(R"("action":"review")"));
    // Where someone was removed, tasks were finished without a confirmation.
    if (removed_) {
      EXPECT_GE(erased_of_all(), erased_);
    } else {
      EXPECT_EQ(erased_of_all(), erased_);
    }
    EXPECT_GT(erased_, 3U);
    // Nothing is finished that nobody was handed: so each event was.
    const auto of_events = std::count_if(tasks_.begin(), tasks_.end(),
                                         [&](const auto& task) { return !is_erasure_.contains(task.first); });
    EXPECT_EQ(static_cast<std::uint64_t>(of_events), events_);
  }

  std::mt19937_64 random_;
  Instant now_ = kNoon;
  bool removes_ = false;
  bool removed_ = false;
  std::uint64_t next_id_ = 0;
  std::uint64_t events_ = 0;  ///< that are tasks
  std::set<std::string> registered_;
  std::map<std::string, SeenTask> tasks_;
  std::map<std::string, bool> is_erasure_;  ///< of those that were due
  std::size_t erased_ = 0;                  ///< with a confirmation
};

TEST_P(OutboxOnRandomSequences, LosesNothingAndDoesNothingTwice) { run(20261122, on_disk() ? 400 : 2'000, false); }
TEST_P(OutboxOnRandomSequences, LosesNothingWhereReceiversAreRemoved) { run(7, on_disk() ? 400 : 2'000, true); }

INSTANTIATE_TEST_SUITE_P(Places, OutboxOnRandomSequences, testing::Values(OutboxPlace::kMemory, OutboxPlace::kDisk),
                         name_of);

}  // namespace
}  // namespace licet::tests
