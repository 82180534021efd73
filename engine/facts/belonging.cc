#include <engine/facts/belonging.h>

namespace licet::facts {
namespace {

bool is_kept_for_both(EventKind kind) {
  return kind == EventKind::kObjected || kind == EventKind::kObjectionLifted || kind == EventKind::kRestricted ||
         kind == EventKind::kRestrictionLifted;
}

}  // namespace

bool is_of_device(const Event& event, const model::Model& model) {
  if (const auto consent = model.consents.find(event.consent)) {
    return model.consents[*consent].scope == model::ConsentScope::kDevice;
  }
  if (const auto fact = model.facts.find(event.fact)) {
    return model.facts[*fact].owner == model::FactOwner::kDevice;
  }
  return false;
}

Belonging belonging_of(const Event& event, const model::Model& model) {
  if (event.recipient) return {false, false, true};
  if (is_kept_for_both(event.kind)) return {event.customer.has_value(), event.device.has_value(), false};
  if (event.device && is_of_device(event, model)) return {false, true, false};
  return {event.customer.has_value(), !event.customer.has_value(), false};
}

}  // namespace licet::facts
