#include <engine/check/dump.h>
#include <engine/time/civil.h>
#include <engine/time/zone.h>
#include <fmt/format.h>
#include <string_view>

namespace licet::check {
namespace {

using model::Model;

constexpr std::string_view kTypes[] = {"date", "time", "number", "text", "yes-or-no", "one of"};
constexpr std::string_view kOwners[] = {"customer", "device", "request", "consent", "item", "recipient"};
constexpr std::string_view kEffects[] = {"permit", "forbid", "refer"};
constexpr std::string_view kStarts[] = {"grant", "confirmation", "last contact"};
constexpr std::string_view kActions[] = {"erase", "anonymise", "restrict", "review"};
constexpr std::string_view kUnits[] = {"minutes", "hours", "days", "weeks", "months", "years"};

class ModelDump {
 public:
  explicit ModelDump(const Model& model) : model_(model) {}

  std::string whole() {
    add("policy {}{} version {} zone {}\n", model_.name, quoted(model_.title), model_.version, model_.zone->name());
    terms("purpose", model_.purposes);
    terms("action", model_.actions);
    terms("channel", model_.channels);
    terms("data", model_.data);
    terms("recipient", model_.recipients);
    for (const model::Fact& fact : model_.facts.list) add_fact(fact);
    for (const model::Notice& notice : model_.notices.list) {
      add("notice {}{}\n", notice.title.name, quoted(notice.title.title));
      add_wordings(notice.wordings);
    }
    for (const model::Duty& duty : model_.duties.list) add("duty {}{}\n", duty.title.name, quoted(duty.title.title));
    for (const model::NamedConditionEntry& condition : model_.conditions.list) {
      add("condition {} = {}\n", condition.title.name, dump(model_, condition.expression));
    }
    for (const model::Consent& consent : model_.consents.list) add_consent(consent);
    for (const model::Rule& rule : model_.rules.list) add_rule(rule);
    for (const model::Retention& retention : model_.retentions.list) add_retention(retention);
    for (const model::Level& level : model_.levels.list) add_level(level);
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  static std::string quoted(const std::string& title) { return title.empty() ? "" : fmt::format(" \"{}\"", title); }

  std::string name(model::PurposeId id) const { return model_.purposes.titles[id.value].name; }
  std::string name(model::ActionId id) const { return model_.actions.titles[id.value].name; }
  std::string name(model::ChannelId id) const { return model_.channels.titles[id.value].name; }
  std::string name(model::DataId id) const { return model_.data.titles[id.value].name; }
  std::string name(model::RecipientId id) const { return model_.recipients.titles[id.value].name; }
  std::string name(model::DutyId id) const { return model_.duties[id].title.name; }
  std::string name(model::ConsentId id) const { return model_.consents[id].title.name; }
  std::string name(model::RuleId id) const { return model_.rules[id].title.name; }
  std::string name(model::LevelId id) const { return model_.levels[id].title.name; }

  template <class IdType>
  void add_names(std::string_view clause, const std::vector<IdType>& ids) {
    add("  {}", clause);
    for (std::size_t i = 0; i < ids.size(); ++i) add("{}{}", i == 0 ? " " : ", ", name(ids[i]));
    text_ += '\n';
  }
  template <class IdType>
  void add_names(std::string_view clause, const std::optional<std::vector<IdType>>& ids) {
    if (ids) add_names(clause, *ids);
  }
  void add_data(const model::DataClause& clause) {
    if (clause.any) {
      add("  with any data\n");
    } else {
      add_names("with", clause.names);
    }
  }
  void add_condition(std::string_view clause, const std::optional<model::ExpressionId>& condition) {
    if (condition) add("  {} {}\n", clause, dump(model_, *condition));
  }
  void add_citations(const std::vector<std::string>& citations) {
    for (const std::string& citation : citations) add("  because \"{}\"\n", citation);
  }

  template <class IdType>
  void terms(std::string_view kind, const model::Vocabulary<IdType>& vocabulary) {
    for (std::uint32_t i = 0; i < vocabulary.titles.size(); ++i) {
      add("{} {}{}", kind, vocabulary.titles[i].name, quoted(vocabulary.titles[i].title));
      if (const auto parent = vocabulary.hierarchy.parent(IdType(i))) add(" within {}", name(*parent));
      if constexpr (std::is_same_v<IdType, model::DataId>) {
        if (model_.special[i]) add(" special");
        if (model_.by_item[i]) add(" by-item");
      }
      if constexpr (std::is_same_v<IdType, model::ActionId>) {
        const model::ActionNeeds& needs = model_.action_needs[i];
        if (needs.channel) add(" needs-channel");
        if (needs.recipient) add(" needs-recipient");
        if (needs.data) add(" needs-data");
      }
      text_ += '\n';
    }
  }

  void add_fact(const model::Fact& fact) {
    add("fact {}{} {}", fact.title.name, quoted(fact.title.title), kTypes[static_cast<std::size_t>(fact.type)]);
    if (fact.type == model::FactType::kChoice) add(" {}", fmt::join(fact.choices, ", "));
    add(" of {}\n", kOwners[static_cast<std::size_t>(fact.owner)]);
  }

  void add_wordings(const std::vector<model::Wording>& wordings) {
    for (const model::Wording& wording : wordings) {
      add("  wording \"{}\"", wording.id);
      if (!wording.path.empty()) {
        add(" in \"{}\" {} bytes sha256 {}", wording.path, wording.text.size(), wording.sha256);
      }
      text_ += '\n';
    }
  }

  void add_consent(const model::Consent& consent) {
    add("consent {}{}{}\n", consent.title.name, quoted(consent.title.title),
        consent.scope == model::ConsentScope::kDevice ? " of device" : "");
    add_names("for", consent.purposes);
    add_names("by", consent.channels);
    if (consent.data.any || !consent.data.names.empty()) add_data(consent.data);
    if (!consent.recipients.empty()) add_names("to", consent.recipients);
    add_names("allows", consent.actions);
    if (consent.needs_confirmation) {
      add("  needs confirmation{}\n",
          consent.confirmation_within ? " within " + dump(*consent.confirmation_within) : std::string());
    }
    add_condition(consent.provided_at_grant ? "provided at grant" : "provided", consent.provided);
    if (consent.valid_for) {
      add("  valid for {} after {}\n", dump(*consent.valid_for), kStarts[static_cast<std::size_t>(consent.valid_from)]);
    }
    add_wordings(consent.wordings);
    add_citations(consent.citations);
  }

  static std::string instant(Instant t) {
    if (t == kBeforeAll) return "ever";
    if (t == kNever) return "never";
    return time::format_rfc3339(t);
  }

  void add_force(const model::ForceSpan& span) {
    if (span.from == kBeforeAll && span.until == kNever) return;
    add("  in force from {} until {}\n", instant(span.from), instant(span.until));
  }

  void add_rule(const model::Rule& rule) {
    add("rule {}{} {}{}\n", rule.title.name, quoted(rule.title.title), kEffects[static_cast<std::size_t>(rule.effect)],
        rule.actions ? "" : " anything");
    add_names("actions", rule.actions);
    add_names("for", rule.purposes);
    add_names("by", rule.channels);
    if (rule.data) add_data(*rule.data);
    add_names("to", rule.recipients);
    add_force(rule.in_force);
    add_condition("when", rule.when);
    add_condition("unless", rule.unless);
    if (!rule.duties.empty()) add_names("require", rule.duties);
    if (!rule.overrides.empty()) add_names("overrides", rule.overrides);
    if (!rule.overridden_by.empty()) add_names("overridden by", rule.overridden_by);
    add_citations(rule.citations);
  }

  void add_period(std::string_view clause, const std::optional<model::RetentionPeriod>& period) {
    if (!period) return;
    add("  {} {} after {}{}\n", clause, dump(period->period),
        period->anchor.end_of_year ? "the end of the year of " : "", dump(model_, period->anchor.time));
  }

  void add_retention(const model::Retention& retention) {
    add("retention {}{}\n", retention.title.name, quoted(retention.title.title));
    if (!retention.data.empty()) add_names(retention.by_item ? "keep each item of" : "keep", retention.data);
    if (!retention.proofs.empty()) add_names("keep proof of", retention.proofs);
    if (retention.objections) add("  keep objections\n");
    if (retention.decisions) add("  keep decisions\n");
    add_force(retention.in_force);
    add_condition("when", retention.when);
    add_condition("while", retention.while_condition);
    add_period("at least", retention.at_least);
    add_period("at most", retention.at_most);
    add("  then {}{}\n", kActions[static_cast<std::size_t>(retention.action)],
        retention.first_stage ? " as a first stage" : "");
    add_citations(retention.citations);
  }

  void add_level(const model::Level& level) {
    add("level {}{}\n", level.title.name, quoted(level.title.title));
    if (!level.above.empty()) add_names("above", level.above);
    if (!level.all_below.empty()) add_names("all below", level.all_below);
    add_condition("when", level.when);
  }

  const Model& model_;
  std::string text_;
};

}  // namespace

std::string dump(const Model& model) { return ModelDump(model).whole(); }

std::string dump(time::Period period) {
  return fmt::format("{} {}", period.amount, kUnits[static_cast<std::size_t>(period.unit)]);
}

}  // namespace licet::check
