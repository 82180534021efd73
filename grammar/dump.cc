#include <array>
#include <grammar/dump.h>
#include <grammar/dumping.h>
#include <string_view>

namespace licet::grammar {
namespace {

constexpr std::array<std::string_view, 5> kKinds = {"action", "purpose", "channel", "data", "recipient"};
constexpr std::array<std::string_view, 6> kTypes = {"date", "time", "number", "text", "yes-or-no", "one-of"};
constexpr std::array<std::string_view, 6> kOwners = {"",         " of device",   " of request", " of consent",
                                                     " of item", " of recipient"};
constexpr std::array<std::string_view, 3> kStarts = {"grant", "confirmation", "last-contact"};
constexpr std::array<std::string_view, 3> kEffects = {"permit", "forbid", "refer"};
constexpr std::array<std::string_view, 4> kActions = {"erase", "anonymise", "restrict", "review"};

template <class Enum, std::size_t Count>
std::string word(Enum value, const std::array<std::string_view, Count>& words) {
  return std::string(words[static_cast<std::size_t>(value)]);
}

/// "kind name "title"", without a line end.
template <class Node>
std::string opening(std::string_view kind, const Node& node) {
  std::string text(kind);
  text += " " + node.name.text;
  if (node.title) text += " " + dump_text(*node.title);
  return text;
}

std::string clause(std::string_view keyword, const std::string& rest) {
  return "  " + std::string(keyword) + (rest.empty() ? "" : " ") + rest + "\n";
}

std::string dump_with(const syntax::WithData& with) {
  return clause("with", with.any ? "any data" : dump_names(with.names));
}

std::string dump_wordings(const std::vector<syntax::WordingClause>& wordings) {
  std::string text;
  for (const syntax::WordingClause& wording : wordings) {
    text += clause("wording", dump_text(wording.id) + (wording.path ? " in " + dump_text(*wording.path) : ""));
  }
  return text;
}

std::string dump_citations(const std::vector<syntax::Text>& citations) {
  std::string text;
  for (const syntax::Text& citation : citations) text += clause("because", dump_text(citation));
  return text;
}

std::string dump_period(std::string_view keyword, const syntax::RetentionPeriod& period) {
  std::string anchor = dump_time(period.anchor.source);
  if (period.anchor.end_of_year) anchor = "end-of-year " + anchor;
  return clause(keyword, dump_duration(period.duration) + " after " + anchor);
}

std::string dump_end(const syntax::RetentionDeclaration& retention) {
  return clause("then", word(retention.action, kActions)) + dump_citations(retention.citations);
}

struct Printer {
  std::string operator()(const syntax::TermDeclaration& term) const {
    std::string text = opening(word(term.kind, kKinds), term);
    if (term.within) text += " within " + term.within->text;
    if (!term.needs.empty()) text += " needs " + dump_names(term.needs);
    return text + (term.special ? " special" : "") + (term.by_item ? " by-item" : "") + "\n";
  }
  std::string operator()(const syntax::FactDeclaration& fact) const {
    std::string text = opening("fact", fact) + ": " + word(fact.type, kTypes);
    if (!fact.choices.empty()) text += " " + dump_names(fact.choices);
    return text + word(fact.owner, kOwners) + "\n";
  }
  std::string operator()(const syntax::NoticeDeclaration& notice) const {
    return opening("notice", notice) + "\n" + dump_wordings(notice.wordings);
  }
  std::string operator()(const syntax::DutyDeclaration& duty) const { return opening("duty", duty) + "\n"; }
  std::string operator()(const syntax::ConditionDeclaration& condition) const {
    return opening("condition", condition) + "\n" + clause("means", dump_condition(condition.condition));
  }
  std::string operator()(const syntax::ConsentDeclaration& consent) const {
    std::string text = opening("consent", consent) + "\n" + clause("for", dump_names(consent.purposes));
    if (consent.channels) text += clause("by", dump_names(*consent.channels));
    if (consent.data) text += dump_with(*consent.data);
    if (consent.recipients) text += clause("to", dump_names(*consent.recipients));
    if (consent.actions) text += clause("allows", dump_names(*consent.actions));
    if (consent.scope) text += clause("scope", *consent.scope == syntax::ConsentScope::kDevice ? "device" : "person");
    if (consent.confirmation) {
      const auto& within = consent.confirmation->within;
      text += clause("needs confirmation", within ? "within " + dump_duration(*within) : "");
    }
    if (consent.provided) {
      text += clause(consent.provided->at_grant ? "provided-at-grant" : "provided",
                     dump_condition(consent.provided->condition));
    }
    if (consent.validity) {
      text += clause("valid",
                     dump_duration(consent.validity->duration) + " after " + word(consent.validity->start, kStarts));
    }
    return text + dump_wordings(consent.wordings) + dump_citations(consent.citations);
  }
  std::string operator()(const syntax::RuleDeclaration& rule) const {
    std::string text = opening("rule", rule) + "\n";
    text += clause(word(rule.effect, kEffects), rule.anything ? "anything" : dump_names(rule.actions));
    if (rule.purposes) text += clause("for", dump_names(*rule.purposes));
    if (rule.channels) text += clause("by", dump_names(*rule.channels));
    if (rule.data) text += dump_with(*rule.data);
    if (rule.recipients) text += clause("to", dump_names(*rule.recipients));
    if (rule.in_force) text += clause(dump_in_force(*rule.in_force), "");
    if (rule.when) text += clause("when", dump_condition(*rule.when));
    if (rule.unless) text += clause("unless", dump_condition(*rule.unless));
    if (!rule.duties.empty()) text += clause("require", dump_names(rule.duties));
    if (!rule.overrides.empty()) text += clause("overrides", dump_names(rule.overrides));
    return text + dump_citations(rule.citations);
  }
  std::string operator()(const syntax::RetentionDeclaration& retention) const {
    std::string text = opening("retention", retention) + "\n";
    for (const syntax::Kept& kept : retention.kept) text += clause("keep", dump_kept(kept));
    if (retention.in_force) text += clause(dump_in_force(*retention.in_force), "");
    if (retention.when) text += clause("when", dump_condition(*retention.when));
    if (retention.while_condition) text += clause("while", dump_condition(*retention.while_condition));
    if (retention.one_period) return text + dump_period("for", *retention.at_least) + dump_end(retention);
    if (retention.at_least) text += dump_period("at least", *retention.at_least);
    if (retention.at_most) text += dump_period("at most", *retention.at_most);
    return text + dump_end(retention);
  }
  std::string operator()(const syntax::LevelDeclaration& level) const {
    std::string text = opening("level", level) + "\n";
    if (level.above) text += clause("above", dump_names(*level.above));
    if (level.when) text += clause("when", dump_condition(*level.when));
    return text;
  }
  std::string operator()(const syntax::ScenarioDeclaration& scenario) const { return dump_scenario(scenario); }
};

std::string dump_header(const syntax::Header& header) {
  std::string text = opening("policy", header) + "\n";
  if (header.version) text += clause("version", std::to_string(header.version->value));
  if (header.time_zone) text += clause("time zone", header.time_zone->text);
  if (header.in_force) text += clause(dump_in_force(*header.in_force), "");
  for (const syntax::UseClause& use : header.uses) text += clause("use", dump_text(use.path));
  return text;
}

}  // namespace

std::string dump(const syntax::File& file) {
  std::string text = dump_header(file.header);
  for (const syntax::Declaration& declaration : file.declarations) text += std::visit(Printer{}, declaration.node);
  return text;
}

}  // namespace licet::grammar
