#include <algorithm>
#include <tests/reference/past_events.h>
#include <unordered_set>

namespace licet::reference {
namespace {

/// What becomes of a list in which the set in use does not declare a name.
enum class UnknownName : std::uint8_t {
  kLosesName,     ///< the name goes, the rest stays
  kNamesNothing,  ///< the list counts as not stated, and so touches everything
};

template <class IdType>
void resolve_list(const model::Vocabulary<IdType>& vocabulary, const std::vector<std::string>& names,
                  UnknownName unknown, std::vector<IdType>& resolved, bool& named) {
  named = !names.empty();
  for (const std::string& name : names) {
    if (const auto id = vocabulary.find(name)) {
      resolved.push_back(*id);
    } else if (unknown == UnknownName::kNamesNothing) {
      named = false;
      resolved.clear();
      return;
    }
  }
}

/// What a request for erasure may name beside categories: Licet's own records (language-additions.md, "Retention that
/// follows the statute"). A category that is declared under the word wins.
void resolve_data(const model::Model& model, const Event& event, UnknownName unknown, PastEvent& past) {
  static constexpr std::string_view kProofOf = "proof of ";
  std::vector<std::string> categories;
  bool some_record = false;
  for (const std::string& name : event.data) {
    const bool may_be_record = event.kind == EventKind::kErasureRequested && !model.data.find(name);
    if (may_be_record && name == "objections") {
      past.names_objections = true;
      some_record = true;
      continue;
    }
    if (may_be_record && name.starts_with(kProofOf)) {
      if (const auto consent = model.consents.find(name.substr(kProofOf.size()))) {
        past.names_proofs.push_back(*consent);
        some_record = true;
        continue;
      }
    }
    categories.push_back(name);
  }
  resolve_list(model.data, categories, unknown, past.data, past.names_data);
  const bool names_nothing = !categories.empty() && !past.names_data;
  past.names_data = !names_nothing && (past.names_data || some_record);
}

/// The facts of the grant that the event states and the set still declares as such.
std::vector<StatedOfGrant> facts_of_grant(const model::Model& model, const Event& event) {
  std::vector<StatedOfGrant> stated;
  for (const NamedValue& named : event.facts) {
    const auto fact = model.facts.find(named.fact);
    if (!fact || model.facts[*fact].owner != model::FactOwner::kConsent) continue;
    stated.push_back({*fact, exchange::fit(model.facts[*fact], named.value, *model.zone)});
  }
  return stated;
}

UnknownName on_unknown_name(EventKind kind) {
  switch (kind) {
    case EventKind::kObjected:
    case EventKind::kRestricted:
    case EventKind::kErasureRequested:
    case EventKind::kWithdrawn:
      return UnknownName::kNamesNothing;
    default:
      return UnknownName::kLosesName;
  }
}

bool kept_for_both(EventKind kind) {
  return kind == EventKind::kObjected || kind == EventKind::kObjectionLifted || kind == EventKind::kRestricted ||
         kind == EventKind::kRestrictionLifted;
}

/// Section 11: "An event with a customer belongs to the customer, one with only a device to the device …".
void assign_holder(const model::Model& model, const Event& event, const View& view, PastEvent& past) {
  const bool customer = event.customer && view.customer && *event.customer == *view.customer;
  const bool device = event.device && view.device && *event.device == *view.device;
  const bool device_scoped = (past.consent && model.consents[*past.consent].scope == model::ConsentScope::kDevice) ||
                             (past.fact && model.facts[*past.fact].owner == model::FactOwner::kDevice);
  if (event.recipient) return;
  if (kept_for_both(event.kind)) {
    past.of_customer = customer;
    past.of_device = device;
  } else if (event.customer && !device_scoped) {
    past.of_customer = customer;
  } else {
    past.of_device = device;
  }
}

/// None if the event has no effect under this set.
std::optional<PastEvent> read_under(const model::Model& model, const RecordedEvent& recorded, const View& view) {
  const Event& event = recorded.event;
  PastEvent past;
  past.kind = event.kind;
  past.moment = {*event.at, recorded.recorded};
  if (!event.consent.empty()) {
    past.consent = model.consents.find(event.consent);
    if (!past.consent) return std::nullopt;
  }
  if (!event.notice.empty()) {
    past.notice = model.notices.find(event.notice);
    if (!past.notice) return std::nullopt;
  }
  if (!event.fact.empty()) {
    past.fact = model.facts.find(event.fact);
    if (!past.fact) return std::nullopt;
    // A value of one piece is none of the customer, and one of the customer none of a piece.
    const bool of_item = model.facts[*past.fact].owner == model::FactOwner::kItem;
    if (of_item != event.item.has_value()) return std::nullopt;
    if (event.value) past.value = exchange::fit(model.facts[*past.fact], *event.value, *model.zone);
  }
  if (event.recipient) {
    past.recipient = model.recipients.find(*event.recipient);
    if (!past.recipient) return std::nullopt;
  }
  past.wording = event.wording;
  past.item = event.item;
  past.of_grant = facts_of_grant(model, event);
  const UnknownName unknown = on_unknown_name(event.kind);
  resolve_list(model.purposes, event.purposes, unknown, past.purposes, past.names_purposes);
  resolve_list(model.channels, event.channels, unknown, past.channels, past.names_channels);
  resolve_data(model, event, unknown, past);
  const bool lost_a_list =
      past.names_purposes == event.purposes.empty() || past.names_channels == event.channels.empty();
  if (event.kind == EventKind::kWithdrawn && lost_a_list) {
    // What one list names adds to what the other does; one that touches everything leaves nothing to the other.
    past.names_purposes = past.names_channels = false;
  }
  // What remains of these without a name still is evidence: a grant narrowed to nothing, a lifting of nothing.
  const bool is_evidence = event.kind == EventKind::kGranted || event.kind == EventKind::kObjectionLifted;
  if (past.names_purposes && past.purposes.empty() && !is_evidence) return std::nullopt;
  if (past.names_data && past.data.empty() && past.names_proofs.empty() && !past.names_objections) return std::nullopt;
  assign_holder(model, event, view, past);
  if (!past.of_customer && !past.of_device && !past.recipient) return std::nullopt;
  return past;
}

}  // namespace

std::vector<PastEvent> past_events(const model::Model& model, std::span<const RecordedEvent> events, const View& view) {
  std::unordered_set<std::string> voided;
  for (const RecordedEvent& event : events) {
    if (event.event.kind == EventKind::kVoided && event.recorded <= view.known) voided.insert(event.event.voids);
  }
  std::vector<PastEvent> result;
  for (const RecordedEvent& event : events) {
    if (event.recorded > view.known || *event.event.at > view.at || event.event.kind == EventKind::kVoided) continue;
    if (event.event.id && voided.contains(*event.event.id)) continue;
    auto past = read_under(model, event, view);
    if (!past) continue;
    if (past->of_customer && past->of_device) {
      // Kept for each of the two, without a link between them: what ends the one does not end the other.
      result.push_back(*past);
      result.back().of_device = false;
      past->of_customer = false;
    }
    result.push_back(std::move(*past));
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const PastEvent& a, const PastEvent& b) { return a.moment < b.moment; });
  return result;
}

}  // namespace licet::reference
