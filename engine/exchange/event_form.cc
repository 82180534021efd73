#include <algorithm>
#include <array>
#include <engine/exchange/event_form.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/names.h>
#include <fmt/format.h>

namespace licet::exchange {
namespace {

/// The fields that only some kinds take, in the order of language.md's table.
struct KindField {
  std::string_view name;
  std::string_view meaning;  ///< as the object of "must name"
  bool (*present)(const Event&);
};

enum : std::uint32_t {
  kConsentField = 1U << 0U,
  kWordingField = 1U << 1U,
  kPurposesField = 1U << 2U,
  kChannelsField = 1U << 3U,
  kDataField = 1U << 4U,
  kNoticeField = 1U << 5U,
  kFactField = 1U << 6U,
  kValueField = 1U << 7U,
  kItemField = 1U << 8U,
  kFactsField = 1U << 9U,
  kVoidsField = 1U << 10U,
};

constexpr std::array<KindField, 11> kKindFields = {{
    {"consent", "the consent", [](const Event& e) { return !e.consent.empty(); }},
    {"wording", "the wording", [](const Event& e) { return e.wording.has_value(); }},
    {"purposes", "the purposes", [](const Event& e) { return !e.purposes.empty(); }},
    {"channels", "the channels", [](const Event& e) { return !e.channels.empty(); }},
    {"data", "the data", [](const Event& e) { return !e.data.empty(); }},
    {"notice", "the notice", [](const Event& e) { return !e.notice.empty(); }},
    {"fact", "the fact", [](const Event& e) { return !e.fact.empty(); }},
    {"value", "the fact's value", [](const Event& e) { return e.value.has_value(); }},
    {"item", "the item", [](const Event& e) { return e.item.has_value(); }},
    {"facts", "the facts", [](const Event& e) { return !e.facts.empty(); }},
    {"voids", "the id of the event that was recorded wrongly", [](const Event& e) { return !e.voids.empty(); }},
}};

struct KindForm {
  std::uint32_t required = 0;
  std::uint32_t optional = 0;
  bool both_holders = false;
};

/// What may be said of a recipient.
constexpr bool takes_recipient(EventKind kind) { return kind == EventKind::kFact || kind == EventKind::kVoided; }

constexpr KindForm form_of(EventKind kind) {
  switch (kind) {
    case EventKind::kGranted:
      return {kConsentField, kWordingField | kPurposesField | kChannelsField | kFactsField};
    case EventKind::kConfirmed:
      return {kConsentField, kFactsField};
    case EventKind::kRefused:
      return {kConsentField};
    case EventKind::kWithdrawn:
      return {kConsentField, kPurposesField | kChannelsField};
    case EventKind::kObjected:
      return {0, kPurposesField | kChannelsField};
    case EventKind::kObjectionLifted:
      return {0, kPurposesField};
    case EventKind::kRestricted:
    case EventKind::kRestrictionLifted:
    case EventKind::kErasureRequested:
    case EventKind::kHold:
    case EventKind::kHoldLifted:
      return {0, kDataField};
    case EventKind::kErased:
      return {0, kDataField | kItemField};
    case EventKind::kInformed:
      return {kNoticeField, kWordingField};
    case EventKind::kCollected:
      return {kDataField, kItemField};
    case EventKind::kContacted:
      return {kPurposesField, kChannelsField};
    case EventKind::kFact:
      return {kFactField | kValueField, kItemField};
    case EventKind::kLinked:
    case EventKind::kUnlinked:
      return {0, 0, true};
    case EventKind::kVoided:
      return {kVoidsField};
  }
  return {};
}

/// JSON within the event's JSON, so one level deeper.
Problem check_kept(std::string_view field, const std::string& json) {
  if (json.empty()) return std::nullopt;
  if (json.find_first_of("\r\n") != std::string::npos) {
    return InputError{std::string(field), fmt::format("The JSON text of `{}` must stand in one line.", field), {}};
  }
  const auto value = parse_value(json, {.depth = limits::kJsonDepth - 1});
  if (!value) return InputError{std::string(field), value.error().message, {}};
  std::string ignored;
  return read_kept(field, *value, ignored);
}

Problem check_facts(const std::vector<NamedValue>& facts) {
  std::vector<std::string_view> names;
  for (const NamedValue& fact : facts) {
    if (auto wrong = check_utf8("facts", fact.fact)) return wrong;
    if (auto wrong = check_raw_value("facts." + fact.fact, fact.value)) return wrong;
    names.push_back(fact.fact);
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return std::nullopt;
  return InputError{fmt::format("facts.{}", *twice), "`facts` states this fact twice.", {}};
}

Problem check_bounds(const Event& event) {
  if (event.at) {
    if (auto wrong = check_instant("at", *event.at)) return wrong;
  }
  if (event.id) {
    if (auto wrong = check_key("id", *event.id, limits::kEventIdBytes)) return wrong;
  }
  if (!event.voids.empty()) {
    if (auto wrong = check_key("voids", event.voids, limits::kEventIdBytes)) return wrong;
  }
  if (auto wrong = check_utf8("consent", event.consent)) return wrong;
  if (event.wording) {
    if (auto wrong = check_utf8("wording", *event.wording)) return wrong;
  }
  if (auto wrong = check_names("purposes", event.purposes)) return wrong;
  if (auto wrong = check_names("channels", event.channels)) return wrong;
  if (auto wrong = check_names("data", event.data)) return wrong;
  if (auto wrong = check_utf8("notice", event.notice)) return wrong;
  if (auto wrong = check_utf8("fact", event.fact)) return wrong;
  if (event.value) {
    if (auto wrong = check_raw_value("value", *event.value)) return wrong;
  }
  if (event.item) {
    if (auto wrong = check_key("item", *event.item, limits::kItemBytes)) return wrong;
  }
  if (auto wrong = check_facts(event.facts)) return wrong;
  if (auto wrong = check_kept("source", event.source)) return wrong;
  if (auto wrong = check_kept("actor", event.actor)) return wrong;
  return check_kept("evidence", event.evidence);
}

}  // namespace

Problem check_kind_fields(const Event& event) {
  const KindForm form = form_of(event.kind);
  for (std::size_t i = 0; i < kKindFields.size(); ++i) {
    const KindField& field = kKindFields[i];
    if (field.present(event) && ((form.required | form.optional) & (1U << i)) == 0) {
      return InputError{
          std::string(field.name), fmt::format("An event `{}` takes no `{}`.", text_of(event.kind), field.name), {}};
    }
  }
  for (std::size_t i = 0; i < kKindFields.size(); ++i) {
    const KindField& field = kKindFields[i];
    if (!field.present(event) && (form.required & (1U << i)) != 0) {
      return InputError{
          std::string(field.name), fmt::format("An event `{}` must name {}.", text_of(event.kind), field.meaning), {}};
    }
  }
  if (form.both_holders && !(event.customer && event.device)) {
    return InputError{event.customer ? "device" : "customer",
                      fmt::format("An event `{}` must name both the customer and the device.", text_of(event.kind)),
                      {}};
  }
  return std::nullopt;
}

Problem check_event_holder(const Event& event) {
  if (!event.recipient) return check_holder(event.customer, event.device, "An event");
  if (!takes_recipient(event.kind)) {
    return InputError{
        "recipient",
        fmt::format("An event `{}` takes no `recipient`: of one only facts are recorded.", text_of(event.kind)),
        {}};
  }
  if (event.customer || event.device) {
    return InputError{"recipient", "An event of a `recipient` names no `customer` and no `device`.", {}};
  }
  return check_key("recipient", *event.recipient, limits::kHolderBytes);
}

Problem check_form(const Event& event) {
  if (auto wrong = check_kind_fields(event)) return wrong;
  if (auto wrong = check_event_holder(event)) return wrong;
  if (auto wrong = check_bounds(event)) return wrong;
  if (write_event(event).size() > limits::kJsonLineBytes) {
    return InputError{"", fmt::format("The event is longer than {} bytes.", limits::kJsonLineBytes), {}};
  }
  return std::nullopt;
}

}  // namespace licet::exchange
