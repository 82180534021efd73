#pragma once
// A gate that many readers pass at the cost of one store each, so that what they stand on can be changed while none is
// inside. Private to engine/facts.
//
// Thread rule: a Place by one thread at a time, everything else by any number.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace licet::facts {

class ReaderGate {
 public:
  /// A reader's way through the gate. The gate must outlive it.
  class Place {
   public:
    explicit Place(ReaderGate& gate);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    /// Waits while the gate is closed.
    void enter() {
      inside_.store(true);
      if (gate_.closed_.load()) wait();
    }
    void leave() { inside_.store(false, std::memory_order_release); }

   private:
    friend class ReaderGate;
    void wait();

    alignas(64) std::atomic<bool> inside_ = false;  // a cache line of its own: only its reader writes it
    ReaderGate& gate_;
  };

  /// Closes the gate until all are out, calls `change`, opens it. False, with nothing called, if someone is still
  /// inside after `most`; nobody has waited longer than that and the call of `change`.
  bool change_alone(std::chrono::milliseconds most, const std::function<void()>& change);

 private:
  bool is_empty();

  std::atomic<bool> closed_ = false;
  std::mutex changing_;
  std::mutex mutex_;  ///< of places_, and for opened_
  std::condition_variable opened_;
  std::vector<Place*> places_;
};

}  // namespace licet::facts
