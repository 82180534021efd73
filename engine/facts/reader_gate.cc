#include <algorithm>
#include <engine/facts/reader_gate.h>
#include <thread>

namespace licet::facts {
namespace {

constexpr std::chrono::microseconds kPause{50};

}  // namespace

ReaderGate::Place::Place(ReaderGate& gate) : gate_(gate) {
  const std::lock_guard lock(gate_.mutex_);
  gate_.places_.push_back(this);
}

ReaderGate::Place::~Place() {
  const std::lock_guard lock(gate_.mutex_);
  gate_.places_.erase(std::find(gate_.places_.begin(), gate_.places_.end(), this));
}

void ReaderGate::Place::wait() {
  // Both sides write first and read then, in one order for all: never do both go on.
  while (gate_.closed_.load()) {
    leave();
    {
      std::unique_lock lock(gate_.mutex_);
      gate_.opened_.wait(lock, [this] { return !gate_.closed_.load(); });
    }
    inside_.store(true);
  }
}

bool ReaderGate::is_empty() {
  const std::lock_guard lock(mutex_);
  return std::none_of(places_.begin(), places_.end(), [](const Place* place) { return place->inside_.load(); });
}

bool ReaderGate::change_alone(std::chrono::milliseconds most, const std::function<void()>& change) {
  const std::lock_guard one_at_a_time(changing_);
  const auto deadline = std::chrono::steady_clock::now() + most;
  closed_.store(true);
  bool empty = is_empty();
  while (!empty && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(kPause);
    empty = is_empty();
  }
  if (empty) change();
  {
    const std::lock_guard lock(mutex_);
    closed_.store(false);
  }
  opened_.notify_all();
  return empty;
}

}  // namespace licet::facts
