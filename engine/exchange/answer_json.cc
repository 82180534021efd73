#include <engine/exchange/explanation_json.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>

namespace licet::exchange {
namespace {

void write_category(std::string& line, const CategoryDecision& category) {
  ObjectWriter out(line);
  out.text("data", category.data);
  out.text("decision", text_of(category.outcome));
  out.text_or_null("rule", category.rule);
  out.text("reason", text_of(category.reason));
  out.end();
}

void write_entry(ObjectWriter& out, const DueEntry& entry) {
  if (entry.customer) out.text("customer", *entry.customer);
  if (entry.device) out.text("device", *entry.device);
  out.text("data", entry.data);
  if (entry.item) out.text("item", *entry.item);
  out.instant("due", entry.due);
  if (entry.action) {
    out.text("action", text_of(*entry.action));
  } else {
    out.null("action");
  }
  out.text_or_null("rule", entry.rule);
  out.boolean("suspended", entry.suspended);
  out.texts("undetermined", entry.undetermined);
}

}  // namespace

std::string write_policy_stamp(const PolicyStamp& policy) {
  std::string line;
  ObjectWriter out(line);
  out.text("name", policy.name);
  if (policy.version == 0) {
    out.null("version");
  } else {
    out.integer("version", policy.version);
  }
  out.text("digest", policy.digest);
  out.text("tz", policy.tz);
  out.end();
  return line;
}

std::string write_decision(const Decision& decision) {
  std::string line;
  ObjectWriter out(line);
  out.text("decision", text_of(decision.outcome));
  out.text_or_null("rule", decision.rule);
  out.text("reason", text_of(decision.reason));
  out.texts("duties", decision.duties);
  out.texts("because", decision.because);
  out.name("categories");
  line += '[';
  for (std::size_t i = 0; i < decision.categories.size(); ++i) {
    if (i > 0) line += ',';
    write_category(line, decision.categories[i]);
  }
  line += ']';
  out.texts("levels", decision.levels);
  out.instant("until", decision.until);
  out.instant("at", decision.at);
  out.raw("policy", write_policy_stamp(decision.policy));
  if (decision.record) {
    out.number("record", *decision.record);
  } else {
    out.null("record");
  }
  out.end();
  return line;
}

std::string write_due(const DueEntry& entry) { return write_due({entry, {}}, {}); }

std::string write_due(const DueLine& line, const std::vector<Language>& languages) {
  std::string text;
  ObjectWriter out(text);
  write_entry(out, line.entry);
  if (!languages.empty()) {
    out.name("why");
    ObjectWriter why(text);
    for (std::size_t i = 0; i < languages.size(); ++i) why.text(text_of(languages[i]), line.why[i]);
    why.end();
  }
  out.end();
  return text;
}

std::string write_error(const InputError& error) {
  std::string line;
  ObjectWriter out(line);
  out.name("error");
  ObjectWriter inner(line);
  inner.text("field", error.field);
  inner.text("message", error.message);
  inner.texts("nearest", error.nearest);
  inner.end();
  out.end();
  return line;
}

}  // namespace licet::exchange
