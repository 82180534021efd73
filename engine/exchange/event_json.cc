#include <algorithm>
#include <array>
#include <engine/exchange/event_form.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/event_value.h>
#include <engine/exchange/field_values.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/unknown_name.h>

namespace licet::exchange {
namespace {

/// What is read into: the event, and beside it what only a store adds.
struct Reading {
  Event event;
  std::optional<Instant> recorded;
};

struct EventField {
  std::string_view name;
  Problem (*read)(std::string_view name, const JsonValue& value, Reading& into);
};

Problem read_kind(std::string_view name, const JsonValue& value, Reading& into) {
  std::string word;
  if (auto wrong = read_text(name, value, word)) return wrong;
  const auto kind = event_kind_of(word);
  if (!kind) {
    const std::vector<std::string> words(event_kind_words().begin(), event_kind_words().end());
    return InputError{std::string(name), "There is no event of this kind.", nearest_to(word, words)};
  }
  into.event.kind = *kind;
  return std::nullopt;
}

Problem read_facts(std::string_view name, const JsonValue& value, Reading& into) {
  if (auto wrong = read_stated_facts(name, value, into.event.facts)) return wrong;
  if (!into.event.facts.empty()) return std::nullopt;
  return InputError{std::string(name), "`facts` is empty. State at least one, or leave the field out.", {}};
}

constexpr std::array<EventField, 21> kEventFields = {{
    {"event", read_kind},
    {"customer", [](auto n, auto& v, Reading& r) { return read_key(n, v, limits::kHolderBytes, r.event.customer); }},
    {"device", [](auto n, auto& v, Reading& r) { return read_key(n, v, limits::kHolderBytes, r.event.device); }},
    {"recipient", [](auto n, auto& v, Reading& r) { return read_key(n, v, limits::kHolderBytes, r.event.recipient); }},
    {"at", [](auto n, auto& v, Reading& r) { return read_instant(n, v, r.event.at); }},
    {"id", [](auto n, auto& v, Reading& r) { return read_key(n, v, limits::kEventIdBytes, r.event.id); }},
    {"consent", [](auto n, auto& v, Reading& r) { return read_name(n, v, r.event.consent); }},
    {"wording",
     [](auto n, auto& v, Reading& r) {
       r.event.wording.emplace();
       return read_text(n, v, *r.event.wording);
     }},
    {"purposes", [](auto n, auto& v, Reading& r) { return read_names(n, v, EmptyList::kRefused, r.event.purposes); }},
    {"channels", [](auto n, auto& v, Reading& r) { return read_names(n, v, EmptyList::kRefused, r.event.channels); }},
    {"data", [](auto n, auto& v, Reading& r) { return read_names(n, v, EmptyList::kRefused, r.event.data); }},
    {"notice", [](auto n, auto& v, Reading& r) { return read_name(n, v, r.event.notice); }},
    {"fact", [](auto n, auto& v, Reading& r) { return read_name(n, v, r.event.fact); }},
    {"value", [](auto n, auto& v, Reading& r) { return read_raw_value(n, v, r.event.value); }},
    {"item", [](auto n, auto& v, Reading& r) { return read_key(n, v, limits::kItemBytes, r.event.item); }},
    {"facts", read_facts},
    {"voids",
     [](auto n, auto& v, Reading& r) {
       std::optional<std::string> id;
       auto wrong = read_key(n, v, limits::kEventIdBytes, id);
       if (id) r.event.voids = std::move(*id);
       return wrong;
     }},
    {"source", [](auto n, auto& v, Reading& r) { return read_kept(n, v, r.event.source); }},
    {"actor", [](auto n, auto& v, Reading& r) { return read_kept(n, v, r.event.actor); }},
    {"evidence", [](auto n, auto& v, Reading& r) { return read_kept(n, v, r.event.evidence); }},
    {"recorded", [](auto n, auto& v, Reading& r) { return read_instant(n, v, r.recorded); }},
}};

/// `recorded`, the last field, is a field only where a store's times are taken over.
std::span<const EventField> fields_of(Recorded recorded) {
  return std::span(kEventFields).first(kEventFields.size() - (recorded == Recorded::kAllowed ? 0 : 1));
}

const EventField* find_field(std::span<const EventField> fields, std::string_view name) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [name](const EventField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

InputError unknown_field(std::span<const EventField> fields, const std::string& name) {
  std::vector<std::string> known;
  known.reserve(fields.size());
  for (const EventField& field : fields) known.emplace_back(field.name);
  return {name, "An event has no such field.", nearest_to(name, known)};
}

void write_fields(std::string& line, ObjectWriter& out, const Event& event) {
  out.text("event", text_of(event.kind));
  if (event.customer) out.text("customer", *event.customer);
  if (event.device) out.text("device", *event.device);
  if (event.recipient) out.text("recipient", *event.recipient);
  if (event.at) out.instant("at", *event.at);
  if (event.id) out.text("id", *event.id);
  if (!event.consent.empty()) out.text("consent", event.consent);
  if (event.wording) out.text("wording", *event.wording);
  if (!event.purposes.empty()) out.texts("purposes", event.purposes);
  if (!event.channels.empty()) out.texts("channels", event.channels);
  if (!event.data.empty()) out.texts("data", event.data);
  if (!event.notice.empty()) out.text("notice", event.notice);
  if (!event.fact.empty()) out.text("fact", event.fact);
  if (event.value) write_raw_value(out, "value", *event.value);
  if (event.item) out.text("item", *event.item);
  if (!event.facts.empty()) {
    out.name("facts");
    ObjectWriter facts(line);
    for (const NamedValue& fact : event.facts) write_raw_value(facts, fact.fact, fact.value);
    facts.end();
  }
  if (!event.voids.empty()) out.text("voids", event.voids);
  if (!event.source.empty()) out.raw("source", event.source);
  if (!event.actor.empty()) out.raw("actor", event.actor);
  if (!event.evidence.empty()) out.raw("evidence", event.evidence);
}

}  // namespace

/// What an `id` stands for: all that was sent, without when a store took it.
std::string canonical_content(const JsonValue& object) {
  if (object.find("recorded") == nullptr) return canonical_text(object);
  JsonValue content = object;
  const auto found = std::find(content.keys.begin(), content.keys.end(), "recorded") - content.keys.begin();
  content.keys.erase(content.keys.begin() + found);
  content.items.erase(content.items.begin() + found);
  return canonical_text(content);
}

tl::expected<SentEvent, InputError> read_event_value(const JsonValue& object, Recorded recorded) {
  const std::span<const EventField> fields = fields_of(recorded);
  for (const std::string& key : object.keys) {
    if (find_field(fields, key) == nullptr) return tl::unexpected(unknown_field(fields, key));
  }
  if (object.find("event") == nullptr) {
    return tl::unexpected(InputError{"event", "The field `event`, which says what happened, is missing.", {}});
  }
  Reading reading;
  for (std::size_t i = 0; i < object.keys.size(); ++i) {
    const EventField& field = *find_field(fields, object.keys[i]);
    if (auto wrong = field.read(field.name, object.items[i], reading)) return tl::unexpected(std::move(*wrong));
  }
  if (auto wrong = check_kind_fields(reading.event)) return tl::unexpected(std::move(*wrong));
  if (auto wrong = check_event_holder(reading.event)) return tl::unexpected(std::move(*wrong));
  return SentEvent{std::move(reading.event), canonical_content(object), reading.recorded};
}

tl::expected<SentEvent, InputError> read_event(std::string_view line, Recorded recorded) {
  JsonLimits json_limits;
  if (recorded == Recorded::kAllowed) json_limits.bytes += kStoreFieldBytes;
  const auto object = parse_object(line, json_limits);
  if (!object) return tl::unexpected(object.error());
  return read_event_value(*object, recorded);
}

std::string write_event(const Event& event) {
  std::string line;
  ObjectWriter out(line);
  write_fields(line, out, event);
  out.end();
  return line;
}

std::string write_event(const RecordedEvent& event) {
  std::string line;
  ObjectWriter out(line);
  write_fields(line, out, event.event);
  out.instant("recorded", event.recorded);
  out.end();
  return line;
}

std::string canonical_of(const Event& event) {
  const std::string line = write_event(event);
  const auto object = parse_object(line);
  return object ? canonical_text(*object) : line;
}

}  // namespace licet::exchange
