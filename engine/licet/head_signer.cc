#include <engine/licet/at_the_door.h>
#include <engine/licet/head_signer.h>
#include <utility>

namespace licet {

HeadSigner::HeadSigner(record::HeadKeeper keeper, const record::Log& log, std::uint64_t covered,
                       std::chrono::seconds every, Tell tell)
    : keeper_(std::move(keeper)), log_(&log), every_(every), tell_(std::move(tell)), covered_(covered) {}

void HeadSigner::start(Instant now) {
  if (log_->end().records > covered_) appended(now);
  thread_ = std::jthread([this](const std::stop_token& stop) { keep_signing(stop); });
}

void HeadSigner::appended(Instant now) {
  const std::lock_guard lock(guard_);
  latest_ = now;
  if (!since_) {
    since_ = now;
  } else if (every_.count() == 0 || now.micros - since_->micros < std::chrono::microseconds(every_).count()) {
    return;
  } else {
    due_ = true;
  }
  wake_.notify_one();
}

void HeadSigner::sign_soon() {
  const std::lock_guard lock(guard_);
  due_ = true;
  wake_.notify_one();
}

void HeadSigner::give_up() {
  const std::lock_guard lock(guard_);
  given_up_ = true;
}

void HeadSigner::keep_signing(const std::stop_token& stop) {
  std::unique_lock lock(guard_);
  while (!stop.stop_requested()) {
    wake_.wait(lock, stop, [this] { return since_ || due_; });
    if (every_.count() == 0) {
      wake_.wait(lock, stop, [this] { return due_; });
    } else {
      wake_.wait_for(lock, stop, every_, [this] { return due_; });
    }
    if (stop.stop_requested()) return;
    due_ = false;
    since_.reset();
    if (given_up_) continue;
    lock.unlock();
    const Result<record::SignedHead> head =
        at_the_door([&] { return sign(); },
                    [](Failure failure) -> Result<record::SignedHead> { return tl::unexpected(std::move(failure)); });
    lock.lock();
    // What the system refused is tried again after the same time.
    if (!head && !since_) since_ = latest_;
  }
}

Result<record::SignedHead> HeadSigner::sign_in_turn() {
  const std::lock_guard lock(signing_);
  return at_the_door([&] { return keeper_.sign(*log_); },
                     [](Failure failure) -> Result<record::SignedHead> { return tl::unexpected(std::move(failure)); });
}

std::optional<StoreEvent> HeadSigner::event_of(const Result<record::SignedHead>& head) {
  const std::lock_guard lock(signing_);
  if (!head) {
    // The same one is told once, however often it is met.
    if (failed_ == head.error().message) return std::nullopt;
    failed_ = head.error().message;
    return StoreEvent{StoreEvent::Kind::kHeadNotSigned, 0, head.error()};
  }
  failed_.reset();
  const std::uint64_t size = head->checkpoint.size;
  if (size <= covered_) return std::nullopt;
  covered_ = size;
  return StoreEvent{StoreEvent::Kind::kHeadSigned, size, {}};
}

Result<record::SignedHead> HeadSigner::sign() {
  Result<record::SignedHead> head = sign_in_turn();
  if (const auto event = event_of(head)) tell_(*event);
  return head;
}

Result<void> HeadSigner::finish(std::optional<StoreEvent>& event) {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  {
    const std::scoped_lock lock(signing_, guard_);
    if (given_up_ || log_->end().records <= covered_) return {};
  }
  const auto head = sign_in_turn();
  event = event_of(head);
  return head ? Result<void>() : tl::unexpected(head.error());
}

}  // namespace licet
