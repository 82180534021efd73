#include <algorithm>
#include <engine/exchange/idle_confirmation.h>
#include <engine/time/legal_period.h>

namespace licet::exchange {
namespace {

using InOrder = std::vector<const ImportedEvent*>;

/// Why it confirms nothing; null if it may.
const char* why_idle(const InOrder& in_order, std::size_t confirmation, const model::Model& model) {
  const Event& confirmed = in_order[confirmation]->event;
  const model::Consent& consent = model.consents[*model.consents.find(confirmed.consent)];
  if (!consent.needs_confirmation) return nullptr;
  const auto is_same = [&](const Event& other) {
    return other.consent == confirmed.consent && other.customer == confirmed.customer &&
           other.device == confirmed.device;
  };
  for (std::size_t i = confirmation; i-- > 0;) {
    const Event& before = in_order[i]->event;
    if (!is_same(before)) continue;
    if (before.kind == EventKind::kConfirmed) return nullptr;
    if (before.kind == EventKind::kRefused) return "The consent was refused before: nothing is there to confirm.";
    if (before.kind != EventKind::kGranted) continue;
    const bool late = consent.confirmation_within &&
                      *confirmed.at >= time::end_of_period(*before.at, *consent.confirmation_within, *model.zone);
    return late ? "It was confirmed after the time that the consent allows for it: it would have no effect." : nullptr;
  }
  const bool later = std::any_of(
      in_order.begin() + static_cast<std::ptrdiff_t>(confirmation), in_order.end(),
      [&](const ImportedEvent* one) { return one->event.kind == EventKind::kGranted && is_same(one->event); });
  return later ? "It was confirmed before it was granted: it would have no effect." : nullptr;
}

}  // namespace

std::optional<RowDoubt> idle_confirmation(const ImportMapping& mapping, const std::vector<ImportedEvent>& events,
                                          const model::Model& model) {
  InOrder in_order;
  for (const ImportedEvent& one : events) in_order.push_back(&one);
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const ImportedEvent* a, const ImportedEvent* b) { return *a->event.at < *b->event.at; });
  for (std::size_t i = 0; i < in_order.size(); ++i) {
    if (in_order[i]->event.kind != EventKind::kConfirmed) continue;
    if (const char* const reason = why_idle(in_order, i, model)) {
      const std::size_t place = in_order[i]->place;
      return RowDoubt{mapping.events[place].at.column, "events[" + std::to_string(place) + "].at", reason};
    }
  }
  return std::nullopt;
}

}  // namespace licet::exchange
