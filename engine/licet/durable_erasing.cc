// How a ledger on disk erases a person.
#include <engine/licet/decisions_held.h>
#include <engine/licet/durable_ledger.h>
#include <utility>

namespace licet {

Ledger::Outcome<Erasure> DurableLedger::erase(const ErasureRequest& request, const PolicySet& policy) {
  const auto holder = holder_of(request);
  if (!holder) return tl::unexpected(holder.error());
  const std::shared_lock open(open_);
  if (auto refused = refuse_writing()) return tl::unexpected(CallError(std::move(*refused)));
  const auto erase_now = [&]() -> Outcome<Erasure> {
    const record::LogEnd end = store_->visible();
    const auto times = times_of(request, clock_(), end.recorded);
    if (!times) return tl::unexpected(times.error());
    const auto events = store_->history(*holder, end.records);
    if (!events) return tl::unexpected(CallError(events.error()));
    const auto last = decisions_held(*store_, policy.ready().model(), *holder, times->now);
    if (!last) return tl::unexpected(CallError(last.error()));
    rights::KeptEvents kept =
        rights::kept_events(policy.ready(), *holder, facts::recorded_events(*events), *times, *last);
    std::vector<std::uint64_t> staying = kept.records;
    if (kept.decisions) {
      const auto decisions = store_->decisions(*holder);
      if (!decisions) return tl::unexpected(CallError(decisions.error()));
      staying.insert(staying.end(), decisions->begin(), decisions->end());
    }
    const auto erased = store_->erase(*holder, times->at, staying, times->now);
    forget_sessions();
    if (!erased) return tl::unexpected(CallError(erased.error()));
    if (signer_) signer_->appended(times->now);
    return told_erasure(std::move(kept), *erased);
  };
  // What is to be kept must not change between reading it and erasing the rest: no other job is staged meanwhile.
  Outcome<Erasure> outcome = tl::unexpected(CallError(Failure{}));
  CommitQueue::Job job;
  job.alone = true;
  job.stage = [&] { outcome = erase_now(); };
  if (auto submitted = queue_.submit(job); !submitted) return tl::unexpected(CallError(submitted.error()));
  return outcome;
}

}  // namespace licet
