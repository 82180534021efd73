#pragma once
// The events that a question looks at, and the states they fold to at one moment after another.
//
// Thread rule: values; AskedStates by one thread. Source: language.md section 11.

#include <engine/decide/ready_policy.h>
#include <engine/explain/explain.h>
#include <engine/facts/fold.h>
#include <span>
#include <vector>

namespace licet::rights {

/// A question, and the events of all whom it names, each list in order of recording.
struct AskedHistory {
  exchange::Question question;
  std::vector<RecordedEvent> person;
  std::vector<RecordedEvent> device;
  /// One for each of decide::recipients_asked().
  std::vector<std::vector<RecordedEvent>> recipients;
};

/// Folds for the question of a history at any moment.
class AskedStates {
 public:
  /// Both must outlive it; the question's own time does not count.
  AskedStates(const decide::ReadyPolicy& policy, const AskedHistory& history);
  AskedStates(const AskedStates&) = delete;
  AskedStates& operator=(const AskedStates&) = delete;

  /// With what happened until `at` and was recorded until the question's `known`. Valid until it is called again.
  const decide::States& fold(Instant at);

 private:
  const decide::ReadyPolicy& policy_;
  const AskedHistory& history_;
  std::vector<std::string> names_;  ///< of recipients
  std::vector<std::uint64_t> person_;
  std::vector<std::uint64_t> device_;
  std::vector<std::vector<std::uint64_t>> recipients_;
  std::vector<facts::HolderView> views_;
  decide::States states_;
};

/// Finds events of the history by their numbers. The history must outlive it, unchanged.
explain::EventSource events_of(const AskedHistory& history);

/// When something that counts happened, up to `last`: rising, each once.
std::vector<Instant> moments_of(const AskedHistory& history, Instant last);

}  // namespace licet::rights
