#include <algorithm>
#include <array>
#include <engine/exchange/event_value.h>
#include <engine/exchange/field_values.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/request_json.h>
#include <engine/exchange/unknown_name.h>

namespace licet::exchange {
namespace {

struct RequestField {
  std::string_view name;
  Problem (*read)(std::string_view name, const JsonValue& value, Request& into);
};

Problem read_facts(std::string_view name, const JsonValue& value, Request& into) {
  std::vector<NamedValue> facts;
  if (auto wrong = read_stated_facts(name, value, facts)) return wrong;
  for (NamedValue& fact : facts) into.facts.emplace(std::move(fact.fact), std::move(fact.value));
  return std::nullopt;
}

constexpr std::array<RequestField, 10> kRequestFields = {{
    {"customer", [](auto n, auto& v, Request& r) { return read_key(n, v, limits::kHolderBytes, r.customer); }},
    {"device", [](auto n, auto& v, Request& r) { return read_key(n, v, limits::kHolderBytes, r.device); }},
    {"action", [](auto n, auto& v, Request& r) { return read_name(n, v, r.action); }},
    {"purpose", [](auto n, auto& v, Request& r) { return read_name(n, v, r.purpose); }},
    {"channel", [](auto n, auto& v, Request& r) { return read_name(n, v, r.channel); }},
    {"recipient", [](auto n, auto& v, Request& r) { return read_name(n, v, r.recipient); }},
    {"data", [](auto n, auto& v, Request& r) { return read_names(n, v, EmptyList::kAllowed, r.data); }},
    {"facts", read_facts},
    {"at", [](auto n, auto& v, Request& r) { return read_instant(n, v, r.at); }},
    {"known", [](auto n, auto& v, Request& r) { return read_instant(n, v, r.known); }},
}};

const RequestField* find_field(std::string_view name) {
  const auto found = std::find_if(kRequestFields.begin(), kRequestFields.end(),
                                  [name](const RequestField& field) { return field.name == name; });
  return found == kRequestFields.end() ? nullptr : &*found;
}

InputError unknown_field(const std::string& name) {
  std::vector<std::string> known;
  known.reserve(kRequestFields.size());
  for (const RequestField& field : kRequestFields) known.emplace_back(field.name);
  return {name, "A request has no such field.", nearest_to(name, known)};
}

}  // namespace

namespace {

std::optional<InputError> check_what_is_asked(const Request& request) {
  if (request.action.empty()) return InputError{"action", "A request must name its action.", {}};
  if (request.purpose.empty()) return InputError{"purpose", "A request must name its purpose.", {}};
  if (request.data.size() > limits::kListItems) {
    return InputError{"data", "The list has more than " + std::to_string(limits::kListItems) + " items.", {}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<InputError> check_request_form(const Request& request) {
  if (auto wrong = check_holder(request.customer, request.device, "A request")) return wrong;
  return check_what_is_asked(request);
}

std::optional<InputError> check_names_nobody(const Request& request) {
  if (!request.customer && !request.device) return std::nullopt;
  return InputError{
      request.customer ? "customer" : "device", "A request of all customers names neither customer nor device.", {}};
}

std::optional<InputError> check_audience_form(const Request& request) {
  auto wrong = check_names_nobody(request);
  return wrong ? wrong : check_what_is_asked(request);
}

namespace {

template <class Check>
tl::expected<Request, InputError> read_request_within(std::string_view json, const JsonLimits& json_limits,
                                                      const Check& check_form) {
  const auto object = parse_object(json, json_limits);
  if (!object) return tl::unexpected(object.error());
  for (const std::string& key : object->keys) {
    if (find_field(key) == nullptr) return tl::unexpected(unknown_field(key));
  }
  Request request;
  for (std::size_t i = 0; i < object->keys.size(); ++i) {
    const RequestField& field = *find_field(object->keys[i]);
    if (auto wrong = field.read(field.name, object->items[i], request)) return tl::unexpected(std::move(*wrong));
  }
  if (auto wrong = check_form(request)) return tl::unexpected(std::move(*wrong));
  return request;
}

}  // namespace

tl::expected<Request, InputError> read_request(std::string_view line) {
  return read_request_within(line, {}, check_request_form);
}

tl::expected<Request, InputError> read_kept_request(std::string_view json) {
  JsonLimits kept;
  kept.bytes = 2 * limits::kJsonLineBytes;
  return read_request_within(json, kept, check_request_form);
}

tl::expected<Request, InputError> read_audience_request(std::string_view json) {
  JsonLimits kept;
  kept.bytes = 2 * limits::kJsonLineBytes;
  return read_request_within(json, kept, check_audience_form);
}

std::string write_request(const Request& request) {
  std::string line;
  ObjectWriter out(line);
  if (request.customer) out.text("customer", *request.customer);
  if (request.device) out.text("device", *request.device);
  out.text("action", request.action);
  out.text("purpose", request.purpose);
  if (request.channel) out.text("channel", *request.channel);
  if (request.recipient) out.text("recipient", *request.recipient);
  if (!request.data.empty()) out.texts("data", request.data);
  if (!request.facts.empty()) {
    out.name("facts");
    ObjectWriter facts(line);
    for (const auto& [name, value] : request.facts) write_raw_value(facts, name, value);
    facts.end();
  }
  if (request.at) out.instant("at", *request.at);
  if (request.known) out.instant("known", *request.known);
  out.end();
  return line;
}

}  // namespace licet::exchange
