#include <engine/exchange/audience_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/time/civil.h>

namespace licet::exchange {
namespace {

void write_category(std::string& json, const CategoryDecision& category) {
  ObjectWriter out(json);
  out.text("data", category.data);
  out.text("decision", text_of(category.outcome));
  out.text_or_null("rule", category.rule);
  out.text("reason", text_of(category.reason));
  out.end();
}

/// RFC 4180: in quotation marks where it has to be.
void append_csv_field(std::string& line, std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += field;
    return;
  }
  line += '"';
  for (const char c : field) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

/// Within an object that is being written.
void write_answer(std::string& json, ObjectWriter& out, const AudienceGroup& group) {
  out.text("decision", text_of(group.outcome));
  out.text_or_null("rule", group.rule);
  out.text("reason", text_of(group.reason));
  if (!group.categories.empty()) write_list(json, out, "categories", group.categories, write_category);
  out.texts("duties", group.duties);
  out.texts("because", group.because);
}

}  // namespace

void write_audience_group(std::string& json, const AudienceGroup& group) {
  ObjectWriter out(json);
  write_answer(json, out, group);
  out.number("customers", group.customers);
  out.end();
}

std::string write_audience_customer(const Audience& audience, std::size_t place) {
  const PermittedCustomers::Customer customer = audience.permitted[place];
  const AudienceGroup& group = audience.groups[customer.group];
  std::string line;
  ObjectWriter out(line);
  out.text("customer", customer.id);
  out.text_or_null("rule", group.rule);
  out.texts("duties", group.duties);
  if (audience.until_known) out.instant("until", customer.until);
  out.end();
  return line;
}

std::string audience_csv_header(const Audience& audience) {
  return audience.until_known ? "customer,rule,duties,until\n" : "customer,rule,duties\n";
}

std::string write_audience_csv(const Audience& audience, std::size_t place) {
  const PermittedCustomers::Customer customer = audience.permitted[place];
  const AudienceGroup& group = audience.groups[customer.group];
  std::string line;
  append_csv_field(line, customer.id);
  // Names of a policy set are words, which need no quotation marks.
  line += ',' + group.rule.value_or("") + ',';
  for (std::size_t i = 0; i < group.duties.size(); ++i) line += (i > 0 ? " " : "") + group.duties[i];
  if (audience.until_known) {
    line += ',';
    if (customer.until != kNever) line += time::format_rfc3339(customer.until);
  }
  line += '\n';
  return line;
}

std::string write_audience_summary(const Request& request, const Audience& audience) {
  std::string line;
  ObjectWriter out(line);
  Request asked = request;
  asked.at = audience.at;
  asked.known = audience.known;
  out.raw("request", write_request(asked));
  out.number("customers", audience.customers);
  out.number("permitted", audience.permitted.size());
  write_list(line, out, "groups", audience.groups, write_audience_group);
  out.raw("policy", write_policy_stamp(audience.policy));
  if (audience.record) {
    out.number("record", *audience.record);
    out.text("root", audience.root);
  } else {
    out.null("record");
  }
  out.end();
  return line;
}

std::string write_audience_outcome(const AudienceOutcome& outcome) {
  std::string line;
  ObjectWriter out(line);
  out.number("record", outcome.record);
  out.text("customer", outcome.customer);
  out.raw("request", write_request(outcome.request));
  write_answer(line, out, outcome.group);
  if (outcome.until_known) out.instant("until", outcome.until);
  out.name("proof");
  ObjectWriter proof(line);
  proof.text("root", outcome.root);
  proof.number("customers", outcome.customers);
  proof.number("index", outcome.index);
  proof.text("salt", outcome.salt);
  proof.text("outcome", outcome.outcome);
  proof.texts("path", outcome.path);
  proof.end();
  out.end();
  return line;
}

}  // namespace licet::exchange
