#include <charconv>
#include <engine/check/model.h>
#include <string_view>
#include <tools/licet/policy_argument.h>
#include <tools/licet/request_options.h>

namespace licet::tool {
namespace {

/// What does not fit the type stays a text, so that deciding refuses it by the fact's name.
RawValue value_of(std::string_view text, const model::Fact* fact) {
  if (fact != nullptr && fact->type == model::FactType::kYesNo) {
    if (text == "yes" || text == "true") return true;
    if (text == "no" || text == "false") return false;
  }
  if (fact != nullptr && fact->type == model::FactType::kNumber) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
  }
  return std::string(text);
}

bool add_fact(Output& output, const std::string& option, const model::Model& model, Request& request) {
  const std::size_t equals = option.find('=');
  if (equals == std::string::npos || equals == 0) {
    output.message("--fact needs a name and a value: --fact NAME=VALUE");
    return false;
  }
  const std::string name = option.substr(0, equals);
  const auto fact = model.facts.find(name);
  RawValue value = value_of(std::string_view(option).substr(equals + 1), fact ? &model.facts[*fact] : nullptr);
  if (request.facts.emplace(name, std::move(value)).second) return true;
  output.message("--fact states a fact twice");
  return false;
}

}  // namespace

void RequestOptions::add_to(CLI::App& app, const std::string& group, const std::string& at_is) {
  const auto add = [&](const char* name, std::optional<std::string>& value, const std::string& help, const char* type) {
    app.add_option(name, value, help)->type_name(type)->group(group);
  };
  add("--customer", customer, "The customer; or --device, or both", "ID");
  add("--device", device, "The device", "ID");
  add("--action", action, "What is to be done", "NAME");
  add("--purpose", purpose, "What for", "NAME");
  add("--channel", channel, "By which channel", "NAME");
  add("--recipient", recipient, "To which recipient", "NAME");
  app.add_option("--data", data, "With which data categories; may be repeated")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--fact", facts, "A fact of the request; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  add("--at", at, at_is, "TIME");
  add("--known", known, "Only what was recorded until then; default: everything", "TIME");
}

bool RequestOptions::any() const {
  return customer || device || action || purpose || channel || recipient || !data.empty() || !facts.empty() || at ||
         known;
}

namespace {

/// Precondition: action and purpose are given.
std::optional<Request> read_request(Output& output, const RequestOptions& options, const PolicySet& policy) {
  Request request;
  request.customer = options.customer;
  request.device = options.device;
  request.action = *options.action;
  request.purpose = *options.purpose;
  request.channel = options.channel;
  request.recipient = options.recipient;
  request.data = options.data;
  for (const std::string& fact : options.facts) {
    if (!add_fact(output, fact, policy.model(), request)) return std::nullopt;
  }
  if (options.at && !(request.at = parse_moment(output, "--at", *options.at, policy))) return std::nullopt;
  if (options.known && !(request.known = parse_moment(output, "--known", *options.known, policy))) return std::nullopt;
  return request;
}

}  // namespace

std::optional<Request> request_of(Output& output, const RequestOptions& options, const PolicySet& policy) {
  if (options.action && options.purpose && (options.customer || options.device)) {
    return read_request(output, options, policy);
  }
  output.message("a request needs --action, --purpose, and --customer or --device");
  return std::nullopt;
}

bool asks_all(Output& output, const RequestOptions& options) {
  if (options.action && options.purpose) return true;
  output.message(
      "say what is asked of all customers: --action and --purpose; or for whom: --customer, --device, or both");
  return false;
}

std::optional<Request> request_of_all(Output& output, const RequestOptions& options, const PolicySet& policy) {
  if (!asks_all(output, options)) return std::nullopt;
  return read_request(output, options, policy);
}

}  // namespace licet::tool
