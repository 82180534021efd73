#pragma once
// The events that a condition's value rests on. Private to this stage. Thread rule: one thread.

#include <engine/explain/explain.h>
#include <engine/facts/holder_state.h>
#include <licet/explanation.h>
#include <string>
#include <unordered_map>

namespace licet::explain {

/// Looks events up, each once. Refers to the source, which must outlive it; one that is empty gives numbers and times
/// only.
class EvidenceBook {
 public:
  explicit EvidenceBook(const EventSource& events) : events_(events) {}

  /// `subject` is what the event is known to be about, in names of the policy set.
  Evidence of(const facts::EventRef& ref, EventKind kind, const std::string& subject);

 private:
  const EventSource& events_;
  std::unordered_map<std::uint64_t, Evidence> known_;  ///< by record number; `subject` left open
};

}  // namespace licet::explain
