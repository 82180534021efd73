#include <algorithm>
#include <atomic>
#include <engine/licet/commit_queue.h>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <new>
#include <string>
#include <thread>
#include <vector>

namespace licet {
namespace {

constexpr std::size_t kThreads = 8;
constexpr std::size_t kJobsOfAThread = 250;
constexpr std::size_t kJobs = kThreads * kJobsOfAThread;

/// What became of a job, and when it was submitted and answered, by a count that all threads share.
struct Told {
  std::uint64_t submitted = 0;
  std::uint64_t answered = 0;
  std::string error;  ///< of its outcome; empty: durable
};

struct MadeBatch {
  std::vector<std::size_t> jobs;
  std::string error;
};

/// Takes what many threads submit; some batches fail.
class Traffic {
 public:
  using Fails = std::function<std::string(std::size_t batch)>;

  /// `begin_fails` and `commit_fails` say, for the n-th batch, with what it fails, or nothing.
  Traffic(Fails begin_fails, Fails commit_fails)
      : told_(kJobs),
        queue_({[this, begin_fails = std::move(begin_fails)] {
                  batches_.emplace_back();
                  return end_of_step(begin_fails(batches_.size()));
                },
                [this, commit_fails = std::move(commit_fails)] {
                  ++commits_;
                  return end_of_step(commit_fails(batches_.size()));
                }}) {}

  void run(std::size_t records_of_a_job) {
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([this, thread, records_of_a_job] {
        for (std::size_t i = 0; i < kJobsOfAThread; ++i) submit(thread * kJobsOfAThread + i, records_of_a_job);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

  const std::vector<Told>& told() const { return told_; }
  const std::vector<MadeBatch>& batches() const { return batches_; }
  std::size_t commits() const { return commits_; }

 private:
  Result<void> end_of_step(const std::string& error) {
    if (error.empty()) return {};
    batches_.back().error = error;
    return tl::unexpected(Failure{FailureKind::kNotWritable, error});
  }

  void submit(std::size_t number, std::size_t records) {
    CommitQueue::Job job;
    job.records = records;
    job.stage = [this, number] { batches_.back().jobs.push_back(number); };
    told_[number].submitted = ++count_;
    const Result<void> outcome = queue_.submit(job);
    told_[number].answered = ++count_;
    if (!outcome) told_[number].error = outcome.error().message;
  }

  std::vector<Told> told_;  ///< each by its own thread
  std::atomic<std::uint64_t> count_ = 0;
  std::vector<MadeBatch> batches_;  ///< the leader's
  std::size_t commits_ = 0;         ///< the leader's
  CommitQueue queue_;
};

std::string never(std::size_t /*batch*/) { return {}; }
std::string every_third(std::size_t batch) { return batch % 3 == 0 ? "batch " + std::to_string(batch) : ""; }

/// Fails the test unless each job was staged once and has its batch's outcome.
void expect_staged_once(const Traffic& traffic) {
  std::vector<int> staged(kJobs);
  for (const MadeBatch& batch : traffic.batches()) {
    for (const std::size_t job : batch.jobs) {
      ++staged[job];
      EXPECT_EQ(traffic.told()[job].error, batch.error);
    }
  }
  EXPECT_EQ(std::count(staged.begin(), staged.end(), 1), static_cast<std::ptrdiff_t>(kJobs));
}

TEST(CommitQueue, StagesEveryJobOnceAndTellsItTheOutcomeOfItsBatch) {
  Traffic traffic(never, every_third);
  traffic.run(1);
  expect_staged_once(traffic);
  EXPECT_EQ(traffic.commits(), traffic.batches().size());
}

TEST(CommitQueue, StagesWhatWasAnsweredBeforeWhatWasSubmittedAfterwards) {
  Traffic traffic(never, never);
  traffic.run(1);
  std::vector<std::size_t> order;
  for (const MadeBatch& batch : traffic.batches()) order.insert(order.end(), batch.jobs.begin(), batch.jobs.end());
  ASSERT_EQ(order.size(), kJobs);
  std::uint64_t earliest_answer_behind = std::numeric_limits<std::uint64_t>::max();
  for (auto job = order.rbegin(); job != order.rend(); ++job) {
    EXPECT_GT(earliest_answer_behind, traffic.told()[*job].submitted);
    earliest_answer_behind = std::min(earliest_answer_behind, traffic.told()[*job].answered);
  }
}

TEST(CommitQueue, StagesNothingOfABatchThatCannotBegin) {
  Traffic traffic(every_third, never);
  traffic.run(1);
  std::size_t failed = 0;
  std::size_t staged = 0;
  for (const MadeBatch& batch : traffic.batches()) {
    if (!batch.error.empty()) {
      EXPECT_TRUE(batch.jobs.empty());
    }
    staged += batch.jobs.size();
  }
  for (const Told& told : traffic.told()) failed += told.error.empty() ? 0U : 1U;
  EXPECT_GT(failed, 0U);
  EXPECT_EQ(staged + failed, kJobs);
  EXPECT_EQ(traffic.commits(), traffic.batches().size() - traffic.batches().size() / 3);
}

TEST(CommitQueue, TakesJobsLargerThanABatchOneByOne) {
  Traffic traffic(never, every_third);
  traffic.run(1'000'000);
  expect_staged_once(traffic);
  EXPECT_EQ(traffic.batches().size(), kJobs);
}

TEST(CommitQueue, AnExceptionFailsItsBatchAndIsToldBeforeAnotherBegins) {
  std::vector<std::string> steps;
  CommitQueue queue({[&] {
                       steps.emplace_back("begin");
                       return Result<void>();
                     },
                     [&] {
                       steps.emplace_back("commit");
                       return Result<void>();
                     },
                     [&] { steps.emplace_back("broken"); }});
  CommitQueue::Job throwing;
  throwing.stage = [] { throw std::bad_alloc(); };
  EXPECT_FALSE(queue.submit(throwing));
  CommitQueue::Job good;
  good.stage = [&] { steps.emplace_back("stage"); };
  EXPECT_TRUE(queue.submit(good));
  EXPECT_EQ(steps, (std::vector<std::string>{"begin", "broken", "begin", "stage", "commit"}));
}

TEST(CommitQueue, AJobThatIsAloneIsStagedBetweenBatches) {
  std::vector<std::string> steps;
  std::atomic<bool> held_up = true;
  CommitQueue queue({[&] {
                       steps.emplace_back("begin");
                       return Result<void>();
                     },
                     [&] {
                       steps.emplace_back("commit");
                       return Result<void>();
                     }});
  std::vector<std::thread> threads;
  std::atomic<int> submitting = 0;
  const auto submit = [&](const std::string& step, bool alone) {
    threads.emplace_back([&, step, alone] {
      CommitQueue::Job job;
      job.alone = alone;
      job.stage = [&steps, &held_up, step] {
        steps.push_back(step);
        while (step == "first" && held_up) std::this_thread::yield();
      };
      ++submitting;
      EXPECT_TRUE(queue.submit(job));
    });
  };
  submit("first", false);
  for (int i = 0; i < 3; ++i) {
    submit("job", false);
    submit("alone", true);
  }
  while (submitting != 7) std::this_thread::yield();
  held_up = false;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::count(steps.begin(), steps.end(), "alone"), 3);
  EXPECT_EQ(std::count(steps.begin(), steps.end(), "job"), 3);
  bool batch = false;
  for (const std::string& step : steps) {
    if (step == "begin") batch = true;
    if (step == "commit") batch = false;
    EXPECT_EQ(batch, step == "begin" || step == "job" || step == "first") << step;
  }
}

}  // namespace
}  // namespace licet
