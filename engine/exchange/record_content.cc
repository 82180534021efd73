#include <engine/base/hexadecimal.h>
#include <engine/exchange/content_text.h>
#include <engine/exchange/event_json.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/record_content.h>
#include <engine/exchange/request_json.h>
#include <engine/time/civil.h>

namespace licet::exchange {
namespace {

constexpr std::string_view kRecorded = R"({"recorded":")";
constexpr std::string_view kContent = R"(,"content":")";
constexpr std::string_view kLink = R"(,"link":")";
constexpr std::string_view kOther = R"(,"other":")";
constexpr std::string_view kVoids = R"(,"voids":)";
constexpr std::string_view kEvent = R"(,"event":)";
constexpr std::string_view kBasis = R"(,"basis":)";
constexpr std::string_view kEngine = R"(,"engine":")";
constexpr std::string_view kZone = R"(,"zone":")";
constexpr std::string_view kDevice = R"(,"device":")";
constexpr std::string_view kRequest = R"(,"request":)";
constexpr std::string_view kAnswer = R"(,"answer":)";
constexpr std::size_t kZoneDigits = 64;
/// An answer has as many categories as the request; a record as much as its content may hold.
constexpr JsonLimits kKeptLimits{std::size_t{64} << 20U, limits::kJsonDepth, std::size_t{1} << 24U};

std::span<const std::uint8_t> bytes_of(const std::vector<std::uint64_t>& words) {
  return {reinterpret_cast<const std::uint8_t*>(words.data()), words.size() * sizeof(std::uint64_t)};
}

std::optional<Instant> take_recorded(std::string_view& text) {
  if (!take(text, kRecorded)) return std::nullopt;
  const auto quoted = take_quoted(text);
  if (!quoted) return std::nullopt;
  return time::parse_rfc3339(*quoted);
}

/// A field of sixteen bytes that may be missing. False if it is there and malformed.
bool take_sixteen(std::string_view& text, std::string_view prefix, std::optional<std::array<std::uint8_t, 16>>& into) {
  if (!take(text, prefix)) return true;
  const auto digits = take_quoted(text);
  return digits && read_hexadecimal(*digits, into.emplace());
}

void append_sixteen(std::string& out, std::string_view prefix,
                    const std::optional<std::array<std::uint8_t, 16>>& value) {
  if (!value) return;
  out += prefix;
  append_hexadecimal(out, *value);
  out += '"';
}

bool take_device(std::string_view& text, std::vector<std::uint64_t>& device) {
  if (!take(text, kDevice)) return true;
  const auto digits = take_quoted(text);
  if (!digits || digits->empty() || digits->size() % (2 * sizeof(std::uint64_t)) != 0) return false;
  device.resize(digits->size() / (2 * sizeof(std::uint64_t)));
  return read_hexadecimal(*digits, {reinterpret_cast<std::uint8_t*>(device.data()), digits->size() / 2});
}

/// The object with which a text begins; empty if it begins with none. Whether it is JSON is for the parser to say.
std::string_view first_object(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;  // what it escapes ends no text
      continue;
    }
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '{') ++depth;
    if (depth == 0) return {};
    if (text[i] == '}' && --depth == 0) return text.substr(0, i + 1);
  }
  return {};
}

/// Request and answer are the rest: `,"request":{…},"answer":{…}}`. Each is read once, for whoever decides a store's
/// decisions again reads little else.
bool take_question_and_answer(std::string_view text, DecisionContent& content) {
  if (!take(text, kRequest)) return false;
  const std::string_view asked = first_object(text);
  text.remove_prefix(asked.size());
  if (!take(text, kAnswer) || !text.ends_with('}')) return false;
  text.remove_suffix(1);
  auto request = read_kept_request(asked);
  if (!request || !request->at) return false;
  const auto answer = parse_object(text, kKeptLimits);
  if (!answer) return false;
  const JsonValue* const policy = answer->find("policy");
  const JsonValue* const version = policy == nullptr ? nullptr : policy->find("tz");
  if (version != nullptr) content.zone_version = version->text;
  content.request = std::move(*request);
  content.answer = text;
  return true;
}

}  // namespace

std::string link_name(const LinkNumber& link) {
  std::string name;
  append_hexadecimal(name, link);
  return name;
}

std::string write_event_content(const EventContent& content) {
  std::string json(kRecorded);
  json += time::format_rfc3339(content.recorded);
  json += '"';
  append_sixteen(json, kContent, content.content);
  append_sixteen(json, kLink, content.link);
  append_sixteen(json, kOther, content.other);
  if (content.voids) {
    json += kVoids;
    json += std::to_string(*content.voids);
  }
  json += kEvent;
  json += write_event(content.event);
  json += '}';
  return json;
}

std::optional<EventContent> read_event_content(std::string_view json) {
  EventContent content;
  const auto recorded = take_recorded(json);
  if (!recorded) return std::nullopt;
  content.recorded = *recorded;
  if (!take_sixteen(json, kContent, content.content) || !take_sixteen(json, kLink, content.link) ||
      !take_sixteen(json, kOther, content.other)) {
    return std::nullopt;
  }
  if (take(json, kVoids)) {
    content.voids = take_number(json);
    if (!content.voids) return std::nullopt;
  }
  if (!take(json, kEvent) || !json.ends_with('}')) return std::nullopt;
  json.remove_suffix(1);
  // Allowed is only the length: a store adds `at`.
  auto sent = read_event(json, Recorded::kAllowed);
  if (!sent || sent->recorded || !sent->event.at || (content.content && !sent->event.id)) return std::nullopt;
  if ((sent->event.kind == EventKind::kVoided) != content.voids.has_value()) return std::nullopt;
  content.event = std::move(sent->event);
  return content;
}

std::string write_decision_content(const DecisionContent& content) {
  std::string json(kRecorded);
  json += time::format_rfc3339(content.recorded);
  json += '"';
  json += kBasis;
  json += std::to_string(content.basis);
  json += kEngine;
  json += content.engine;
  json += '"';
  json += kZone;
  json += content.zone;
  json += '"';
  append_sixteen(json, kLink, content.link);
  if (!content.device.empty()) {
    json += kDevice;
    append_hexadecimal(json, bytes_of(content.device));
    json += '"';
  }
  json += kRequest;
  json += write_request(content.request);
  json += kAnswer;
  json += content.answer;
  json += '}';
  return json;
}

std::optional<DecisionContent> read_decision_content(std::string_view json) {
  DecisionContent content;
  const auto recorded = take_recorded(json);
  if (!recorded || !take(json, kBasis)) return std::nullopt;
  content.recorded = *recorded;
  const auto basis = take_number(json);
  if (!basis || !take(json, kEngine)) return std::nullopt;
  content.basis = *basis;
  const auto engine = take_quoted(json);
  if (!engine || !take(json, kZone)) return std::nullopt;
  content.engine = *engine;
  const auto zone = take_quoted(json);
  if (!zone || zone->size() != kZoneDigits) return std::nullopt;
  content.zone = *zone;
  if (!take_sixteen(json, kLink, content.link) || !take_device(json, content.device)) return std::nullopt;
  if (!take_question_and_answer(json, content)) return std::nullopt;
  return content;
}

}  // namespace licet::exchange
