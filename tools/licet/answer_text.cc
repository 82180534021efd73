#include <algorithm>
#include <engine/check/model.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <tools/licet/answer_text.h>
#include <tools/licet/input_lines.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kLabelWidth = 12;

void add_line(std::string& text, std::string_view label, std::string_view value) {
  text += fmt::format("  {}{}\n", padded(label, kLabelWidth), value);
}

void add_lines(std::string& text, std::string_view label, const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    add_line(text, label, value);
    label = "";
  }
}

template <class Declared>
std::vector<std::string> titled(const std::vector<std::string>& names, const Declared& declared) {
  std::vector<std::string> texts;
  texts.reserve(names.size());
  for (const std::string& name : names) {
    const auto id = declared.find(name);
    texts.push_back(id ? with_title(name, declared[*id].title.title) : name);
  }
  return texts;
}

}  // namespace

std::string asked_text(const Request& request) {
  std::string text = fmt::format("{} for {}", request.action, request.purpose);
  if (request.channel) text += " by " + *request.channel;
  const char* before = " with ";
  for (auto category = request.data.begin(); category != request.data.end(); ++category) {
    if (std::find(request.data.begin(), category, *category) != category) continue;
    text += before + *category;
    before = ", ";
  }
  if (request.recipient) text += " to " + *request.recipient;
  return text;
}

std::string holder_text(const Request& request) {
  std::string text;
  if (request.customer) text = "customer " + *request.customer;
  if (request.device) text += (text.empty() ? "device " : ", device ") + *request.device;
  return one_line(text);
}

std::string ground_text(const std::optional<std::string>& rule, Reason reason, const model::Model& model,
                        bool with_titles) {
  if (!rule) return "because nothing permits it";
  const auto id = model.rules.find(*rule);
  std::string text = "by " + (id && with_titles ? with_title(*rule, model.rules[*id].title.title) : *rule);
  if (reason == Reason::kCannotBeRuledOut) text += ", as it cannot be ruled out";
  if (reason == Reason::kNeedsReview) text += ": a person must weigh it";
  return text;
}

namespace {

std::string outcome_text(Outcome outcome, const Style& style) {
  return outcome == Outcome::kPermit ? style.good("PERMIT") : style.bad("DENY");
}

std::vector<std::string> category_lines(const Decision& decision, const model::Model& model) {
  Table table;
  for (const CategoryDecision& category : decision.categories) {
    table.add({category.data, category.outcome == Outcome::kPermit ? "permit" : "deny",
               ground_text(category.rule, category.reason, model, false)});
  }
  return table.lines();
}

}  // namespace

std::string question_text(const Request& request, const Decision& decision, const PolicySet& policy,
                          const Style& style) {
  const model::Model& model = policy.model();
  std::string text = style.strong(asked_text(request)) + '\n';
  add_line(text, "For", holder_text(request));
  add_line(text, "At", moment_text(decision.at, policy));
  if (request.known) add_line(text, "As known", moment_text(*request.known, policy));
  add_line(text, "Decision",
           outcome_text(decision.outcome, style) + ' ' + ground_text(decision.rule, decision.reason, model, true));
  if (!decision.because.empty()) add_line(text, "Because", fmt::format("{}", fmt::join(decision.because, ", ")));
  return text;
}

std::string answer_text(const Request& request, const Decision& decision, const PolicySet& policy, const Style& style) {
  const model::Model& model = policy.model();
  std::string text = question_text(request, decision, policy, style);
  add_lines(text, "Duties", titled(decision.duties, model.duties));
  if (decision.categories.size() > 1) add_lines(text, "Data", category_lines(decision, model));
  add_line(text, "Until", moment_text(decision.until, policy));
  add_lines(text, "Levels", titled(decision.levels, model.levels));
  if (decision.record) add_line(text, "Record", std::to_string(*decision.record));
  return text;
}

std::string unusable_text(const std::string& heading, const InputError& error, const Style& style) {
  std::string text = style.strong(heading) + '\n';
  add_line(text, "Unusable", style.bad(text_of(error)));
  return text;
}

}  // namespace licet::tool
