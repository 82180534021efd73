#include <engine/exchange/event_value.h>
#include <engine/exchange/field_values.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/stored_json.h>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

/// A decision's line holds its request and an answer in proportion to it and to the policy set; these bounds only keep
/// a damaged file from using up the memory.
constexpr JsonLimits kStoredLimits{
    .bytes = std::size_t{64} << 20U, .depth = limits::kJsonDepth + 1, .items = std::size_t{1} << 20U};

InputError not_as_written(std::string field) {
  return {std::move(field), "The field is not as the store writes it.", {}};
}

std::optional<Digest> digest_of(const JsonValue& value) {
  Digest digest{};
  if (value.kind != Kind::kText || value.text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < value.text.size(); ++i) {
    const char c = value.text[i];
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !(c >= 'a' && c <= 'f')) return std::nullopt;
    const auto half = static_cast<std::uint8_t>(is_digit ? c - '0' : c - 'a' + 10);
    digest[i / 2] = static_cast<std::uint8_t>(digest[i / 2] << 4U | half);
  }
  return digest;
}

/// Every line begins with them.
struct Stamp {
  std::uint64_t record = 0;
  Instant recorded;
};

tl::expected<Stamp, InputError> read_stamp(const JsonValue& object) {
  const JsonValue* record = object.find("record");
  if (record == nullptr || record->kind != Kind::kInteger || record->integer < 0) {
    return tl::unexpected(not_as_written("record"));
  }
  const JsonValue* recorded = object.find("recorded");
  std::optional<Instant> instant;
  if (recorded == nullptr || read_instant("recorded", *recorded, instant)) {
    return tl::unexpected(not_as_written("recorded"));
  }
  return Stamp{static_cast<std::uint64_t>(record->integer), *instant};
}

tl::expected<StoredRecord, InputError> read_stored_event(const JsonValue& object, const JsonValue& event,
                                                         const Stamp& stamp) {
  if (event.kind != Kind::kObject) return tl::unexpected(not_as_written("event"));
  auto sent = read_event_value(event, Recorded::kRefused);
  if (!sent) return tl::unexpected(std::move(sent.error()));
  if (!sent->event.at) return tl::unexpected(not_as_written("at"));
  StoredEvent stored{{std::move(sent->event), stamp.recorded, stamp.record}, std::nullopt};
  const JsonValue* content = object.find("content");
  if (content != nullptr) stored.content = digest_of(*content);
  const bool fits = (content != nullptr) == stored.event.event.id.has_value();
  if (!fits || (content != nullptr && !stored.content)) return tl::unexpected(not_as_written("content"));
  return stored;
}

void write_stamp(ObjectWriter& out, std::uint64_t record, Instant recorded) {
  out.number("record", record);
  out.instant("recorded", recorded);
}

}  // namespace

std::string write_stored(const StoredEvent& stored) {
  std::string line;
  ObjectWriter out(line);
  write_stamp(out, stored.event.record, stored.event.recorded);
  out.raw("event", write_event(stored.event.event));
  if (stored.content) out.text("content", to_hex(*stored.content));
  out.end();
  return line;
}

std::string write_stored(std::uint64_t record, Instant recorded, const Request& request, const Decision& decision) {
  std::string line;
  ObjectWriter out(line);
  write_stamp(out, record, recorded);
  out.raw("request", write_request(request));
  out.raw("answer", write_decision(decision));
  out.end();
  return line;
}

tl::expected<StoredRecord, InputError> read_stored(std::string_view line) {
  const auto object = parse_object(line, kStoredLimits);
  if (!object) return tl::unexpected(object.error());
  const auto stamp = read_stamp(*object);
  if (!stamp) return tl::unexpected(stamp.error());
  if (const JsonValue* event = object->find("event")) return read_stored_event(*object, *event, *stamp);
  const JsonValue* request = object->find("request");
  const JsonValue* answer = object->find("answer");
  if (request == nullptr || request->kind != Kind::kObject) return tl::unexpected(not_as_written("request"));
  if (answer == nullptr || answer->kind != Kind::kObject) return tl::unexpected(not_as_written("answer"));
  return StoredDecision{stamp->record, stamp->recorded, json_text(*request), json_text(*answer)};
}

}  // namespace licet::exchange
