#pragma once
// Which policy set's rows, or dates, are worth being written: the fold key or retention key in use, and since when no
// other was.
//
// Private to engine/licet. Thread rule: guarded by its owner. Source: docs/store_format.md, "Row" and "Due".

#include <chrono>
#include <engine/facts/due_rules.h>
#include <engine/facts/fold_key.h>
#include <optional>
#include <type_traits>

namespace licet {

class FoldKeyInUse {
 public:
  using Clock = std::chrono::steady_clock;
  /// Two sets that are used in turns must not have all rows written anew with each turn.
  static constexpr std::chrono::seconds kSettlesAfter{60};

  static_assert(std::is_same_v<facts::FoldKey, facts::RetentionKey>);

  /// A call uses it. The clock is read only where it is another than before.
  void note(const facts::FoldKey& key, Clock::time_point (*now)() = Clock::now) {
    if (key_ == key) return;
    key_ = key;
    since_ = now();
  }
  /// Has no other been used for kSettlesAfter?
  bool is_settled(Clock::time_point now) const { return key_.has_value() && now - since_ >= kSettlesAfter; }

 private:
  std::optional<facts::FoldKey> key_;
  Clock::time_point since_;
};

}  // namespace licet
