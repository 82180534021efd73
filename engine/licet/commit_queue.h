#pragma once
// Group commit: what many threads want recorded is made durable together.
//
// Whoever comes first leads: it takes all that wait, stages them in order, makes them durable with one sync, and wakes
// their threads. What comes meanwhile waits for the next batch, so batches grow with the load and nobody waits for a
// clock. Thread rule: any number of threads. Private to engine/licet.

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <licet/result.h>
#include <memory>
#include <mutex>

namespace licet {

class CommitQueue {
 public:
  /// What one thread wants recorded. `stage` is called in the leader's thread.
  struct Job {
    std::size_t records = 1;  ///< about how many
    std::size_t bytes = 0;    ///< about how much
    bool alone = false;       ///< `stage` makes it durable itself, while no batch is being made
    std::function<void()> stage;

   private:
    friend class CommitQueue;
    Job* next_ = nullptr;
    /// For the failure of a group that begins with this job: who leads may not want for memory, for others wait.
    std::shared_ptr<Failure> room_;
    std::shared_ptr<const Failure> failure_;
    bool done_ = false;
  };

  /// Makes a batch: calls `begin`, every job's `stage`, then `commit`, whose outcome is theirs. Of a job that is alone
  /// only `stage` is called.
  struct Steps {
    std::function<Result<void>()> begin;
    std::function<Result<void>()> commit;
    /// Called where one of these threw, before another batch begins: memory may know what the disk does not.
    std::function<void()> broken = {};
  };

  explicit CommitQueue(Steps steps) : steps_(std::move(steps)) {}

  /// Returns when the job is durable, or has failed.
  Result<void> submit(Job& job);

 private:
  struct Group {
    Job* first = nullptr;
    Job* last = nullptr;
  };

  Group take_group();
  /// False with the failure.
  bool run(const Group& group, Failure& told);

  Steps steps_;
  std::mutex guard_;
  std::condition_variable changed_;
  Group waiting_;
  bool led_ = false;
};

}  // namespace licet
