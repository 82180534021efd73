#include <engine/exchange/json_lists.h>
#include <engine/exchange/names.h>
#include <engine/exchange/permitted_json.h>
#include <engine/exchange/request_json.h>
#include <engine/time/civil.h>

namespace licet::exchange {
namespace {

void write_names(std::string& line, ObjectWriter& out, std::string_view field,
                 const std::vector<std::optional<std::string>>& names) {
  write_list(line, out, field, names, [](std::string& to, const std::optional<std::string>& name) {
    if (name) {
      append_quoted(to, *name);
    } else {
      to += "null";
    }
  });
}

void write_group(std::string& line, const PermittedGroup& group) {
  ObjectWriter out(line);
  out.text("purpose", group.purpose);
  out.texts("actions", group.actions);
  write_names(line, out, "channels", group.channels);
  write_names(line, out, "recipients", group.recipients);
  write_names(line, out, "data", group.data);
  out.text("decision", text_of(group.outcome));
  out.text_or_null("rule", group.rule);
  out.text("reason", text_of(group.reason));
  out.texts("duties", group.duties);
  out.texts("because", group.because);
  out.instant("until", group.until);
  out.end();
}

void write_count(std::string& line, const DeniedCount& count) {
  ObjectWriter out(line);
  out.text("reason", text_of(count.reason));
  out.text_or_null("rule", count.rule);
  out.number("combinations", count.combinations);
  out.end();
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

}  // namespace

std::string write_permitted(const Permitted& permitted) {
  std::string line;
  ObjectWriter out(line);
  if (permitted.customer) out.text("customer", *permitted.customer);
  if (permitted.device) out.text("device", *permitted.device);
  out.instant("at", permitted.at);
  out.instant("known", permitted.known.value_or(kNever));
  out.number("permitted", permitted.permitted);
  write_list(line, out, "groups", permitted.groups, write_group);
  write_list(line, out, "denied", permitted.refused, write_count);
  out.raw("policy", write_policy_stamp(permitted.policy));
  out.end();
  return line;
}

std::string write_permitted_csv(const Permitted& permitted) {
  // Names of a policy set are words, which need no quotation marks.
  std::string text = "purpose,action,channel,recipient,data,decision,rule,reason,duties,until\n";
  for (const PermittedGroup& group : permitted.groups) {
    std::string answer = ',' + std::string(text_of(group.outcome)) + ',' + group.rule.value_or("") + ',';
    answer += text_of(group.reason);
    answer += ',' + joined(group.duties) + ',';
    if (group.until != kNever) answer += time::format_rfc3339(group.until);
    answer += '\n';
    for (const std::string& action : group.actions) {
      for (const auto& channel : group.channels) {
        for (const auto& recipient : group.recipients) {
          for (const auto& data : group.data) {
            for (const auto& cell : {group.purpose, action, channel.value_or(""), recipient.value_or("")}) {
              text += cell;
              text += ',';
            }
            text += data.value_or("");
            text += answer;
          }
        }
      }
    }
  }
  return text;
}

}  // namespace licet::exchange
