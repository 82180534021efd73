#include <algorithm>
#include <engine/check/model.h>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <licet/request.h>
#include <tools/licet/answer_text.h>
#include <tools/licet/permitted_text.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/standing_text.h>
#include <tools/licet/text_layout.h>

namespace licet::tool {
namespace {

constexpr std::size_t kLabelWidth = 12;
constexpr std::size_t kTextWidth = 100;

using Names = std::vector<std::optional<std::string>>;

/// "email, letter"; "email, letter or none" where a request may name none.
std::string list_text(const Names& names) {
  std::vector<std::string> named;
  for (const auto& name : names) {
    if (name) named.push_back(*name);
  }
  const bool with_none = named.size() < names.size();
  return names_text(named) + (with_none ? (named.empty() ? "none" : " or none") : "");
}

bool is_only_none(const Names& names) { return names.size() == 1 && !names.front(); }

/// Does the list name everything that a request may, none included?
template <class IdType>
bool is_whatever(const Names& names, const model::Vocabulary<IdType>& vocabulary) {
  std::vector<bool> contains(vocabulary.titles.size());
  for (std::size_t i = 0; i < contains.size(); ++i) {
    if (const auto parent = vocabulary.hierarchy.parent(IdType(i))) contains[parent->value] = true;
  }
  const auto leaves = std::count(contains.begin(), contains.end(), false);
  return names.size() == static_cast<std::size_t>(leaves) + 1;
}

/// "contact, select by email with email_address". Of channels nothing is said where it is permitted by whatever
/// channel, and without one.
std::string what_text(const PermittedGroup& group, const model::Model& model) {
  std::string text = names_text(group.actions);
  if (!is_whatever(group.channels, model.channels)) {
    text += is_only_none(group.channels) ? " without a channel" : " by " + list_text(group.channels);
  }
  if (!is_only_none(group.recipients)) text += " to " + list_text(group.recipients);
  text += is_only_none(group.data) ? " without data" : " with " + list_text(group.data);
  return text;
}

class Lines {
 public:
  Lines(const Permitted& permitted, const PolicySet& policy, const Style& style)
      : permitted_(permitted), policy_(policy), model_(policy.model()), style_(style) {}

  std::string text() {
    head();
    const std::string* purpose = nullptr;
    for (const PermittedGroup& group : permitted_.groups) {
      if (purpose == nullptr || *purpose != group.purpose) heading(group.purpose);
      purpose = &group.purpose;
      add(group);
    }
    if (permitted_.permitted == 0) text_ += "\nNothing is permitted.\n";
    denied();
    return std::move(text_);
  }

 private:
  void line(std::string_view label, std::string_view value) {
    text_ += fmt::format("  {}{}\n", padded(label, kLabelWidth), value);
  }

  void head() {
    Request whose;
    whose.customer = permitted_.customer;
    whose.device = permitted_.device;
    text_ += style_.strong("What is permitted") + '\n';
    line("For", holder_text(whose));
    line("At", moment_text(permitted_.at, policy_));
    if (permitted_.known) line("As known", moment_text(*permitted_.known, policy_));
  }

  void heading(const std::string& purpose) {
    const auto id = model_.purposes.find(purpose);
    const std::string title = id ? model_.purposes.titles[id->value].title : std::string();
    text_ += '\n' + style_.strong(with_title(purpose, title)) + '\n';
  }

  void add(const PermittedGroup& group) {
    const bool permits = group.outcome == Outcome::kPermit;
    const std::string what = wrapped(what_text(group, model_), 2, kTextWidth);
    text_ += permits ? style_.good(what.substr(0, what.size() - 1)) + '\n' : what;
    std::string how = permits ? "permit " : "deny ";
    how += fmt::format("{}, until {}", ground_text(group.rule, group.reason, model_, true),
                       clock_text(group.until, policy_));
    text_ += wrapped(how, 6, kTextWidth);
    if (!group.duties.empty()) text_ += wrapped("duties: " + names_text(group.duties), 6, kTextWidth);
  }

  void denied() {
    std::uint64_t all = 0;
    for (const DeniedCount& one : permitted_.refused) all += one.combinations;
    text_ += fmt::format("\n{} looked at: {} permitted, {} denied\n",
                         counted(all + permitted_.permitted, "combination", "combinations"), permitted_.permitted, all);
    Table table;
    for (const DeniedCount& one : permitted_.refused) {
      table.add({std::to_string(one.combinations), ground_text(one.rule, one.reason, model_, true)});
    }
    for (const std::string& row : table.lines()) text_ += "  " + row + '\n';
  }

  const Permitted& permitted_;
  const PolicySet& policy_;
  const model::Model& model_;
  const Style& style_;
  std::string text_;
};

}  // namespace

std::string permitted_text(const Permitted& permitted, const PolicySet& policy, const Style& style) {
  return Lines(permitted, policy, style).text();
}

}  // namespace licet::tool
