#pragma once
// A store on disk beside one in memory: both are offered the same, and must answer alike.

#include <engine/facts/memory_store.h>
#include <memory>
#include <optional>
#include <string>
#include <tests/engine/facts/durable_fixture.h>
#include <tests/engine/facts/store_policy.h>
#include <tests/engine/record/faulty_files.h>
#include <vector>

namespace licet::test {

/// One event and the set under which it is offered.
struct Offered {
  Event event;
  std::shared_ptr<const StorePolicy> policy;
};

class StorePair {
 public:
  StorePair();

  /// Offers the events to the store on disk in one batch, made at `now`, and to the one in memory, as recorded when the
  /// other recorded them. Fails the test where the answers differ. What was taken, for each.
  std::vector<bool> offer(const std::vector<Offered>& events, Instant now);
  /// Stages the events and drops them: nothing of it may count.
  void offer_in_vain(const std::vector<Offered>& events, Instant now);
  void decide(const facts::Holder& holder, const StorePolicy& policy, Instant now);
  void index(const StorePolicy& policy, bool stopped);

  void close(bool orderly);
  void open(record::LogAccess access);
  /// Of a closed pair.
  void lose_index();
  void keep_index();
  void put_kept_index_back();

  /// Fails the test where what a session sees is not what folding the memory's events gives.
  void compare(const facts::Holders& holders, const StorePolicy& policy, const facts::FoldBounds& bounds);
  /// Likewise of visiting everyone.
  void compare_everyone(const StorePolicy& policy, const facts::FoldBounds& bounds);

  /// When each event was recorded.
  const std::vector<Instant>& recorded() const { return recorded_; }

 private:
  std::vector<RecordedEvent> history(const facts::Holder& holder) const;
  std::string expected(const facts::Holder& holder, const StorePolicy& policy, const facts::FoldBounds& bounds) const;

  ScratchDirectory scratch_{quick_parent()};
  FaultyFiles files_;  ///< without a fault: it spares the syncs
  facts::MemoryStore memory_;
  std::optional<facts::DurableStore> durable_;
  std::optional<facts::Session> session_;
  std::vector<Instant> recorded_;
};

}  // namespace licet::test
