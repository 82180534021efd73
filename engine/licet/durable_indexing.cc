// How a ledger on disk keeps its index up, and what its observer hears of it.
#include <chrono>
#include <engine/licet/at_the_door.h>
#include <engine/licet/durable_ledger.h>
#include <new>
#include <string>
#include <utility>

namespace licet {
namespace {

/// What has not been written to the index is, after this time at most.
constexpr std::chrono::seconds kIndexEvery{1};

}  // namespace

void DurableLedger::start_indexing() {
  if (writable_) indexer_ = std::jthread([this](const std::stop_token& stop) { keep_index(stop); });
}

Result<void> DurableLedger::write_index(const PolicyInUse& policy, const std::stop_token& stop, bool all_rows) {
  const auto write = [&]() -> Result<void> {
    if (auto written = store_->index(policy.rules, policy.due); !written || !all_rows) return written;
    const auto folded = store_->fold_rows(policy.rules, policy.due, stop);
    return folded ? Result<void>() : tl::unexpected(folded.error());
  };
  return at_the_door(write, [](Failure failure) -> Result<void> { return tl::unexpected(std::move(failure)); });
}

Result<bool> DurableLedger::write_dates(const PolicyInUse& policy, const std::stop_token& stop, bool settled) {
  const auto write = [&]() -> Result<bool> { return store_->date_rows(policy.rules, policy.due, settled, stop); };
  return at_the_door(write, [](Failure failure) -> Result<bool> { return tl::unexpected(std::move(failure)); });
}

void DurableLedger::keep_index(const std::stop_token& stop) {
  std::unique_lock lock(indexing_);
  std::optional<std::string> failed;  // with which message
  bool more = false;                  // rows have no dates yet
  while (!stop.stop_requested()) {
    // What cannot be written is tried again after a while: until then the record has it, and memory.
    wake_indexer_.wait_for(lock, stop, kIndexEvery,
                           [&] { return !failed && (more || store_->touched() >= kIndexedTogether); });
    if (stop.stop_requested()) return;
    std::shared_ptr<const PolicyInUse> policy;
    bool settled = false;
    bool settled_dates = false;
    {
      const std::lock_guard members(guard_);
      if (!policies_.empty()) policy = policies_.back();
      settled = fold_key_.is_settled(FoldKeyInUse::Clock::now());
      settled_dates = retention_key_.is_settled(FoldKeyInUse::Clock::now());
    }
    if (!policy) continue;
    lock.unlock();
    const std::uint64_t before = store_->index_bytes();
    // Dates by other rules are replaced as rows are folded anew, which is done with the latter then.
    Result<void> written = write_index(*policy, stop, false);
    if (written) {
      const Result<bool> dated = write_dates(*policy, stop, settled_dates);
      more = dated && *dated;
      if (!dated) written = tl::unexpected(dated.error());
    }
    if (written && !more && (settled || store_->has_unfolded_rows())) written = write_index(*policy, stop, true);
    tell_of_growth(before, store_->index_bytes());
    tell_of_index(written, failed);
    lock.lock();
  }
}

void DurableLedger::tell_of_index(const Result<void>& written, std::optional<std::string>& failed) noexcept {
  try {
    if (written) {
      if (failed) tell({StoreEvent::Kind::kIndexWrittenAgain, 0, {}});
      failed.reset();
      return;
    }
    // The same one is told once, however often it is met.
    if (failed != written.error().message) tell({StoreEvent::Kind::kIndexNotWritten, 0, written.error()});
    failed = written.error().message;
  } catch (const std::bad_alloc&) {
    // It is told when it is met again.
    failed.emplace();
  }
}

Result<void> DurableLedger::write_last(std::optional<StoreEvent>& event) {
  Result<void> written;
  if (!policies_.empty() && !failed_) written = write_index(*policies_.back(), {}, false);
  Result<void> head;
  if (signer_) head = signer_->finish(event);
  Result<void> closed = store_->close();
  if (written) written = std::move(head);
  return written ? closed : written;
}

Result<void> DurableLedger::close() {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  Result<void> outcome;
  std::optional<StoreEvent> event;
  {
    const std::unique_lock alone(open_);
    if (!store_) return closed_with_;
    indexer_.request_stop();
    if (indexer_.joinable()) indexer_.join();
    before = store_->index_bytes();
    if (writable_) closed_with_ = write_last(event);
    after = store_->index_bytes();
    records_ = store_->visible().records;
    sessions_.clear();
    signer_.reset();
    store_.reset();
    outcome = closed_with_;
  }
  tell_of_growth(before, after);
  if (event) tell(*event);
  return outcome;
}

std::uint64_t DurableLedger::records() {
  const std::shared_lock open(open_);
  return store_ ? store_->visible().records : records_;
}

void DurableLedger::tell(const StoreEvent& event) noexcept {
  try {
    const std::lock_guard one_at_a_time(telling_);
    if (observer_) observer_(event);
  } catch (...) {
    // The observer's own affair: what it is told of has happened.
    return;
  }
}

void DurableLedger::tell_of_growth(std::uint64_t before, std::uint64_t after) noexcept {
  if (after > before) tell({StoreEvent::Kind::kIndexGrew, after, {}});
}

}  // namespace licet
