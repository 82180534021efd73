#include <engine/licet/link.h>
#include <unordered_set>

namespace licet {

bool is_linked(std::span<const RecordedEvent> events, const std::string& customer, const std::string& device) {
  std::unordered_set<std::string_view> voided;
  for (const RecordedEvent& one : events) {
    if (one.event.kind == EventKind::kVoided) voided.insert(one.event.voids);
  }
  const RecordedEvent* latest = nullptr;
  for (const RecordedEvent& one : events) {
    const Event& event = one.event;
    if (event.kind != EventKind::kLinked && event.kind != EventKind::kUnlinked) continue;
    if (event.customer != customer || event.device != device) continue;
    if (event.id && voided.contains(*event.id)) continue;
    if (latest == nullptr || latest->event.at <= event.at) latest = &one;
  }
  return latest != nullptr && latest->event.kind == EventKind::kLinked;
}

}  // namespace licet
