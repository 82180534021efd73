#include <engine/licet/at_the_door.h>
#include <engine/licet/commit_queue.h>
#include <utility>

namespace licet {
namespace {

/// A batch beyond this would make those who wait behind it wait longer than a sync is worth.
constexpr std::size_t kGroupRecords = 8192;
constexpr std::size_t kGroupBytes = std::size_t{12} << 20U;

}  // namespace

CommitQueue::Group CommitQueue::take_group() {
  Group group{waiting_.first, waiting_.first};
  std::size_t records = group.first->records;
  std::size_t bytes = group.first->bytes;
  for (Job* next = group.first->next_; next != nullptr; next = next->next_) {
    if (group.first->alone || next->alone) break;
    records += next->records;
    bytes += next->bytes;
    if (records > kGroupRecords || bytes > kGroupBytes) break;
    group.last = next;
  }
  waiting_.first = std::exchange(group.last->next_, nullptr);
  if (waiting_.first == nullptr) waiting_.last = nullptr;
  return group;
}

bool CommitQueue::run(const Group& group, Failure& told) {
  bool threw = false;
  Result<void> outcome = at_the_door(
      [&]() -> Result<void> {
        if (group.first->alone) {
          group.first->stage();
          return {};
        }
        if (auto begun = steps_.begin(); !begun) return begun;
        for (Job* job = group.first; job != nullptr; job = job->next_) job->stage();
        return steps_.commit();
      },
      [&](Failure failure) -> Result<void> {
        threw = true;
        return tl::unexpected(std::move(failure));
      });
  if (threw && steps_.broken) steps_.broken();
  if (!outcome) told = std::move(outcome.error());
  return outcome.has_value();
}

Result<void> CommitQueue::submit(Job& job) {
  job.room_ = std::make_shared<Failure>();
  std::unique_lock lock(guard_);
  job.next_ = nullptr;
  job.done_ = false;
  (waiting_.last == nullptr ? waiting_.first : waiting_.last->next_) = &job;
  waiting_.last = &job;
  while (true) {
    changed_.wait(lock, [&] { return job.done_ || !led_; });
    if (job.done_) break;
    led_ = true;
    const Group group = take_group();
    lock.unlock();
    const std::shared_ptr<Failure> failure = group.first->room_;
    const bool done = run(group, *failure);
    lock.lock();
    for (Job* each = group.first; each != nullptr;) {
      Job* const next = each->next_;
      if (!done) each->failure_ = failure;
      each->done_ = true;
      each = next;
    }
    led_ = false;
    changed_.notify_all();
  }
  if (job.failure_) return tl::unexpected(*job.failure_);
  return {};
}

}  // namespace licet
