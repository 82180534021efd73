#include <engine/licet/at_the_door.h>
#include <engine/licet/commit_queue.h>
#include <utility>

namespace licet {
namespace {

/// A batch beyond this would make those who wait behind it wait longer than a sync is worth.
constexpr std::size_t kGroupRecords = 8192;
constexpr std::size_t kGroupBytes = std::size_t{16} << 20U;

}  // namespace

std::deque<CommitQueue::Job*> CommitQueue::take_group() {
  std::deque<Job*> group;
  std::size_t records = 0;
  std::size_t bytes = 0;
  while (!waiting_.empty()) {
    Job* const next = waiting_.front();
    records += next->records;
    bytes += next->bytes;
    if (!group.empty() && (records > kGroupRecords || bytes > kGroupBytes)) break;
    group.push_back(next);
    waiting_.pop_front();
  }
  return group;
}

Result<void> CommitQueue::run(const std::deque<Job*>& group) {
  if (auto begun = steps_.begin(); !begun) return begun;
  for (Job* const job : group) job->stage();
  return steps_.commit();
}

Result<void> CommitQueue::submit(Job& job) {
  std::unique_lock lock(guard_);
  waiting_.push_back(&job);
  while (true) {
    changed_.wait(lock, [&] { return job.done || !led_; });
    if (job.done) return std::move(job.outcome);
    led_ = true;
    const std::deque<Job*> group = take_group();
    lock.unlock();
    const Result<void> outcome = at_the_door(
        [&] { return run(group); }, [](Failure failure) -> Result<void> { return tl::unexpected(std::move(failure)); });
    lock.lock();
    for (Job* const each : group) {
      each->outcome = outcome;
      each->done = true;
    }
    led_ = false;
    changed_.notify_all();
  }
}

}  // namespace licet
