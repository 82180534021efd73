#pragma once
// Signs heads of a record in time: a while after the first record that is under none, and when the store is closed.
//
// Private to engine/licet. Thread rule: any number of threads; start() and finish() once each. It has a thread of its
// own, which sleeps until there is something to sign.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <engine/record/head_keeper.h>
#include <engine/record/log.h>
#include <functional>
#include <licet/instant.h>
#include <licet/result.h>
#include <licet/store_event.h>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace licet {

class HeadSigner {
 public:
  using Tell = std::function<void(const StoreEvent&)>;

  /// `log` must outlive it; its first `covered` records are under a head. With `every` 0 nothing is signed before
  /// finish() without being asked for. `tell` is called with no lock held, by any thread that signs.
  HeadSigner(record::HeadKeeper keeper, const record::Log& log, std::uint64_t covered, std::chrono::seconds every,
             Tell tell);

  /// What is there under no head counts as appended at this time.
  void start(Instant now);
  /// Something was appended, at this time.
  void appended(Instant now);
  /// Signs without waiting for the time, but beside the caller.
  void sign_soon();
  /// Signs at once, and tells of it. Failures of HeadKeeper::sign().
  Result<record::SignedHead> sign();
  /// From here on nothing is signed: the disk may hold what memory does not.
  void give_up();
  /// Ends the thread, and signs what is under no head. `event` is what has to be told of it: not here, for the caller
  /// may hold a lock.
  Result<void> finish(std::optional<StoreEvent>& event);

 private:
  void keep_signing(const std::stop_token& stop);
  Result<record::SignedHead> sign_in_turn();
  /// What has to be told of an attempt; none if it is nothing new.
  std::optional<StoreEvent> event_of(const Result<record::SignedHead>& head);

  record::HeadKeeper keeper_;
  const record::Log* log_;
  const std::chrono::seconds every_;
  const Tell tell_;

  std::mutex signing_;                 ///< one signs at a time; of what follows
  std::uint64_t covered_;              ///< records under the newest head
  std::optional<std::string> failed_;  ///< with which message, when it was tried last

  std::mutex guard_;              ///< of what follows
  std::optional<Instant> since_;  ///< the first record that may be under no head
  Instant latest_;                ///< the last time that was given
  bool due_ = false;
  bool given_up_ = false;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace licet
