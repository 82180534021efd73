#include <algorithm>
#include <engine/base/utf8.h>
#include <engine/explain/rule_sentences.h>

namespace licet::explain {
namespace {

/// A longer condition is not repeated within a sentence.
constexpr std::size_t kQuotedCodePoints = 200;

bool is_quotable(const ConditionExplanation& condition) {
  return !condition.text.empty() && count_code_points(condition.text) <= kQuotedCodePoints;
}

template <class IdType>
std::vector<std::string> names(const model::Vocabulary<IdType>& vocabulary, const std::vector<IdType>& ids) {
  std::vector<std::string> result;
  result.reserve(ids.size());
  for (const IdType id : ids) result.push_back(vocabulary.titles[id.value].name);
  return result;
}

}  // namespace

std::vector<std::string> missing_facts(const RuleExplanation& rule) {
  std::vector<std::string> missing;
  if (rule.condition != ConditionValue::kUnknown) return missing;
  for (const auto* condition : {&rule.when, &rule.unless}) {
    if (!*condition || (*condition)->value != ConditionValue::kUnknown) continue;
    for (const std::string& fact : (*condition)->missing) {
      if (std::find(missing.begin(), missing.end(), fact) == missing.end()) missing.push_back(fact);
    }
  }
  return missing;
}

std::string RuleSentences::title(const RuleExplanation& rule) const {
  if (rule.title.empty()) return {};
  return speaker_.say(Phrase::kTitle, {{"title", speaker_.quoted(rule.title)}});
}

std::string RuleSentences::because(const RuleExplanation& rule) const {
  if (rule.because.empty()) return {};
  std::string citations = rule.because.front();
  for (std::size_t i = 1; i < rule.because.size(); ++i) citations += ", " + rule.because[i];
  return speaker_.say(Phrase::kBecause, {{"citations", citations}});
}

std::string RuleSentences::subject(const RuleExplanation& rule) const {
  std::string brackets = rule.title.empty() ? std::string() : speaker_.quoted(rule.title);
  for (const std::string& citation : rule.because) brackets += (brackets.empty() ? "" : ", ") + citation;
  if (!brackets.empty()) brackets = speaker_.say(Phrase::kTitle, {{"title", brackets}});
  return speaker_.say(Phrase::kRule, {{"rule", rule.rule}, {"title", brackets}});
}

Filling RuleSentences::why(const RuleExplanation& rule) const {
  Statement row = in_a_row(statements_.of(rule));
  return {"why", std::move(row.text), row.name_first};
}

std::string RuleSentences::condition(const RuleExplanation& rule) const {
  // What holds already need not be demanded.
  const bool when = rule.when && rule.when->value != ConditionValue::kTrue;
  const bool unless = rule.unless && rule.unless->value != ConditionValue::kFalse;
  if ((when && !is_quotable(*rule.when)) || (unless && !is_quotable(*rule.unless)) || (!when && !unless)) {
    return speaker_.say(Phrase::kItsConditionMet, {});
  }
  const std::string when_text = when ? speaker_.quoted(rule.when->text) : std::string();
  const std::string unless_text = unless ? speaker_.quoted(rule.unless->text) : std::string();
  if (when && unless) return speaker_.say(Phrase::kWhenAndUnless, {{"when", when_text}, {"unless", unless_text}});
  if (when) return speaker_.say(Phrase::kWhenMet, {{"when", when_text}});
  return speaker_.say(Phrase::kUnlessNotMet, {{"unless", unless_text}});
}

std::string RuleSentences::settled_by(const RuleExplanation& rule) const {
  const std::vector<std::string> facts = missing_facts(rule);
  if (facts.empty()) return {};
  return ' ' + speaker_.say(Phrase::kSettled, {{"facts", speaker_.list(facts)}});
}

std::string RuleSentences::out_of_force(const RuleExplanation& rule) const {
  const std::string subject = this->subject(rule);
  if (rule.in_force_from && rule.in_force_until && *rule.in_force_until <= *rule.in_force_from) {
    return speaker_.say(Phrase::kRuleNeverInForce, {{"rule", subject}});
  }
  if (rule.in_force_until && *rule.in_force_until <= statements_.at()) {
    return speaker_.say(Phrase::kRuleNoLongerInForce,
                        {{"rule", subject}, {"date", speaker_.last_day(*rule.in_force_until)}});
  }
  return speaker_.say(Phrase::kRuleNotYetInForce,
                      {{"rule", subject}, {"date", speaker_.date(rule.in_force_from.value_or(statements_.at()))}});
}

std::string RuleSentences::out_of_reach(const RuleExplanation& rule) const {
  const model::Model& model = speaker_.model();
  const auto id = model.rules.find(rule.rule);
  if (!id) return {};
  const model::Rule& declared = model.rules[*id];
  const auto lacks = [&](const char* clause) {
    return std::find(rule.out_of_reach.begin(), rule.out_of_reach.end(), clause) != rule.out_of_reach.end();
  };
  std::string channels;
  std::string data;
  std::string recipients;
  if (lacks("channel") && declared.channels) {
    channels =
        speaker_.say(Phrase::kByChannel, {{"channel", speaker_.choice(names(model.channels, *declared.channels))}});
  }
  if (lacks("data") && (!declared.data || (declared.data->names.empty() && !declared.data->any))) {
    data = speaker_.say(Phrase::kOnlyWithoutData, {});
  } else if (lacks("data") && declared.data->any) {
    data = speaker_.say(Phrase::kOnlyWithAnyData, {});
  } else if (lacks("data")) {
    data = speaker_.say(Phrase::kWithData, {{"data", speaker_.choice(names(model.data, declared.data->names))}});
  }
  if (lacks("recipient") && !declared.recipients) {
    recipients = speaker_.say(Phrase::kOnlyWithoutRecipient, {});
  } else if (lacks("recipient")) {
    recipients = speaker_.say(Phrase::kToRecipient,
                              {{"recipient", speaker_.choice(names(model.recipients, *declared.recipients))}});
  }
  std::string text =
      speaker_.say(Phrase::kRuleOutOfReach,
                   {{"rule", subject(rule)}, {"channels", channels}, {"data", data}, {"recipients", recipients}});
  if (!rule.when && !rule.unless) return text;
  if (rule.condition == ConditionValue::kTrue) return text + ' ' + speaker_.say(Phrase::kReachBesidesMet, {});
  return text + ' ' + speaker_.say(Phrase::kReachBesidesUnmet, {{"condition", condition(rule)}, why(rule)});
}

std::string RuleSentences::overridden(const RuleExplanation& rule) const {
  const bool several = rule.overridden_by.size() > 1;
  return speaker_.say(several ? Phrase::kOverriddenByRules : Phrase::kOverriddenByRule,
                      {{"rules", speaker_.list(rule.overridden_by)}});
}

std::string RuleSentences::applies(const RuleExplanation& rule, const CategoryExplanation& category) const {
  const Filling reasons = why(rule);
  const bool in_doubt = rule.condition == ConditionValue::kUnknown;
  const bool always = reasons.text.empty();
  const auto say = [&](Phrase phrase) {
    return speaker_.say(phrase,
                        {{"rule", subject(rule)}, reasons, {"condition", in_doubt ? condition(rule) : std::string()}});
  };
  if (!rule.overridden_by.empty()) {
    Phrase phrase = always ? Phrase::kOverriddenPermitsAlways : Phrase::kOverriddenPermits;
    if (!rule.permits) phrase = always ? Phrase::kOverriddenForbidsAlways : Phrase::kOverriddenForbids;
    if (in_doubt) phrase = Phrase::kOverriddenForbidsInDoubt;
    return say(phrase) + ' ' + overridden(rule);
  }
  if (in_doubt) return say(Phrase::kRuleForbidsInDoubt) + settled_by(rule);
  if (!rule.permits) return say(always ? Phrase::kRuleForbidsAlways : Phrase::kRuleForbids);
  if (category.outcome == Outcome::kDeny) {
    return say(always ? Phrase::kRuleWouldPermitAlways : Phrase::kRuleWouldPermit);
  }
  return say(always ? Phrase::kRulePermitsAlways : Phrase::kRulePermits);
}

std::string RuleSentences::paragraph(const RuleExplanation& rule, const CategoryExplanation& category) const {
  if (!rule.in_force) return out_of_force(rule);
  if (!rule.out_of_reach.empty()) return out_of_reach(rule);
  if (rule.applies) return applies(rule, category);
  if (!rule.permits) return speaker_.say(Phrase::kRuleDoesNotForbid, {{"rule", subject(rule)}, why(rule)});
  return speaker_.say(Phrase::kRulePermitsOnlyIf,
                      {{"rule", subject(rule)}, {"condition", condition(rule)}, why(rule)}) +
         settled_by(rule);
}

}  // namespace licet::explain
