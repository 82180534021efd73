#include <engine/explain/evidence.h>

namespace licet::explain {

Evidence EvidenceBook::of(const facts::EventRef& ref, EventKind kind, const std::string& subject) {
  if (ref.record == kNoRecord) {
    Evidence unnumbered;
    unnumbered.record = kNoRecord;
    unnumbered.kind = kind;
    unnumbered.at = ref.at;
    unnumbered.recorded = ref.recorded;
    unnumbered.subject = subject;
    return unnumbered;
  }
  const auto [found, fresh] = known_.try_emplace(ref.record);
  Evidence& evidence = found->second;
  if (fresh) {
    evidence.record = ref.record;
    evidence.kind = kind;
    evidence.at = ref.at;
    evidence.recorded = ref.recorded;
    if (const auto recorded = events_ ? events_(ref.record) : std::nullopt) {
      const Event& event = recorded->event;
      evidence.wording = event.wording;
      evidence.value = event.value;
      evidence.recipient = event.recipient.value_or(std::string());
      evidence.purposes = event.purposes;
      evidence.channels = event.channels;
      evidence.data = event.data;
      evidence.source = event.source;
      evidence.actor = event.actor;
    }
  }
  Evidence copy = evidence;
  copy.subject = subject;
  return copy;
}

}  // namespace licet::explain
