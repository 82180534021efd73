#include <algorithm>
#include <engine/base/utf8.h>
#include <engine/check/coverage.h>
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

/// What is said of a rule that applies: for a reason, without condition, or because its condition is unknown.
struct EffectPhrases {
  Phrase because;
  Phrase always;
  Phrase in_doubt;
};
constexpr EffectPhrases kForbids = {Phrase::kRuleForbids, Phrase::kRuleForbidsAlways, Phrase::kRuleForbidsInDoubt};
constexpr EffectPhrases kRefers = {Phrase::kRuleRefers, Phrase::kRuleRefersAlways, Phrase::kRuleRefersInDoubt};
constexpr EffectPhrases kWouldRefer = {Phrase::kRuleWouldRefer, Phrase::kRuleWouldReferAlways,
                                       Phrase::kRuleWouldReferInDoubt};

EffectPhrases overridden_phrases(RuleEffect effect) {
  switch (effect) {
    case RuleEffect::kForbid:
      return {Phrase::kOverriddenForbids, Phrase::kOverriddenForbidsAlways, Phrase::kOverriddenForbidsInDoubt};
    case RuleEffect::kRefer:
      return {Phrase::kOverriddenRefers, Phrase::kOverriddenRefersAlways, Phrase::kOverriddenRefersInDoubt};
    case RuleEffect::kPermit:
      break;
  }
  // A permit applies only where its condition is true.
  return {Phrase::kOverriddenPermits, Phrase::kOverriddenPermitsAlways, Phrase::kOverriddenPermits};
}

/// What keeps a rule's condition unknown.
struct Open {
  std::vector<std::string> facts;
  std::vector<Phrase> wider;  ///< of the request
  bool only_these = true;     ///< with a value for each fact, and a narrower request, the condition is known
};

template <class Item>
void add_once(std::vector<Item>& list, const Item& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

Phrase wider_attribute(const std::string& hindrance) {
  if (hindrance == "wider_purpose") return Phrase::kAttributePurpose;
  if (hindrance == "wider_action") return Phrase::kAttributeAction;
  if (hindrance == "wider_channel") return Phrase::kAttributeChannel;
  if (hindrance == "wider_recipient") return Phrase::kAttributeRecipient;
  return Phrase::kAttributeData;
}

model::FactOwner owner_of(const model::Model& model, const std::string& fact) {
  const auto id = model.facts.find(fact);
  return id ? model.facts[*id].owner : model::FactOwner::kCustomer;
}

/// Recursion goes as deep as the explanation, which is bounded (licet/explanation.h).
void look(const ConditionExplanation& condition, const RuleExplanation& rule, const Place& place,
          const model::Model& model, Open& into) {
  if (condition.value != ConditionValue::kUnknown) return;
  if (condition.kind == ConditionKind::kRequest) {
    add_once(into.wider, wider_attribute(condition.hindrance));
    return;
  }
  const ConditionExplanation* shown = &condition;
  if (condition.kind == ConditionKind::kNamed) shown = shown_parts(rule, condition, place);
  if (shown == nullptr || shown->parts.empty()) {
    bool of_grant = false;
    for (const std::string& fact : condition.missing) {
      // What a grant does not state nobody can state for it.
      of_grant = of_grant || owner_of(model, fact) == model::FactOwner::kConsent;
      if (owner_of(model, fact) != model::FactOwner::kConsent) add_once(into.facts, fact);
    }
    // At a grant the value of that time is wanted; and a named condition may hide more.
    if (shown == nullptr || condition.as_of || of_grant || condition.missing.empty()) into.only_these = false;
    return;
  }
  const Place inner = place_within(condition, place);
  for (const ConditionExplanation& part : shown->parts) look(part, rule, inner, model, into);
}

/// Would the condition's value be the same for another channel, recipient or category?
bool looks_at_request(const ConditionExplanation& condition, const model::Model& model) {
  switch (condition.kind) {
    case ConditionKind::kConsent:
      if (condition.subject.empty()) return true;
      break;
    case ConditionKind::kObjection:
    case ConditionKind::kRestriction:
    case ConditionKind::kErasure:
    case ConditionKind::kRequest:
      return true;
    case ConditionKind::kNamed:
      if (condition.parts.empty()) return true;
      break;
    case ConditionKind::kFact:
    case ConditionKind::kTime:
    case ConditionKind::kMoment:
    case ConditionKind::kKnown:
      if (!condition.event_time && owner_of(model, condition.subject) == model::FactOwner::kRecipient) return true;
      break;
    case ConditionKind::kDeclaration:
      if (condition.hindrance == "narrowed") return true;
      for (const Evidence& event : condition.evidence) {
        const bool narrows = event.kind == EventKind::kWithdrawn || !event.purposes.empty() || !event.channels.empty();
        if (condition.status == "granted" && narrows) return true;
      }
      break;
    default:
      break;
  }
  return std::any_of(condition.parts.begin(), condition.parts.end(),
                     [&](const ConditionExplanation& part) { return looks_at_request(part, model); });
}

/// Special categories that are, or lie within, what was asked, and that the rule does not name as such, though it names
/// what that lies within; or empty.
std::vector<std::string> special_left_out(const model::Model& model, const model::Rule& rule,
                                          const std::string& category) {
  const auto asked = model.data.find(category);
  if (!asked || !rule.data || !model.data.hierarchy.is_within_any(*asked, rule.data->names)) return {};
  std::vector<std::string> left_out;
  for (std::size_t i = 0; i < model.data.hierarchy.size(); ++i) {
    const model::DataId inner(i);
    const auto above = model.data.hierarchy.parent(inner);
    const bool topmost = inner == *asked || !above || !model.special[above->value];
    if (!model.special[i] || !topmost || !model.data.hierarchy.is_within(inner, *asked)) continue;
    if (!model::clause_covers(model, *rule.data, inner)) left_out.push_back(model.data.titles[i].name);
  }
  return left_out;
}

/// The names of the clause that the category lies within.
std::vector<std::string> named_around(const model::Model& model, const model::DataClause& clause,
                                      const std::string& category) {
  std::vector<model::DataId> around;
  const auto asked = model.data.find(category);
  for (const model::DataId name : clause.names) {
    if (asked && model.data.hierarchy.is_within(*asked, name)) around.push_back(name);
  }
  return names(model.data, around);
}

}  // namespace

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

Filling RuleSentences::why(const RuleExplanation& rule, const std::string& data) const {
  Statement row = in_a_row(statements_.of(rule, data));
  return {"why", std::move(row.text), row.name_first};
}

Filling RuleSentences::but(const std::vector<Statement>& statements) const {
  Statement row = speaker_.row_with_and(statements);
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
  if (rule.condition != ConditionValue::kUnknown) return {};
  Open open;
  if (rule.when) look(*rule.when, rule, Place(), speaker_.model(), open);
  if (rule.unless) look(*rule.unless, rule, Place(), speaker_.model(), open);
  if (open.facts.empty()) {
    if (open.wider.empty() || !open.only_these) return {};
    std::vector<std::string> attributes;
    for (const Phrase attribute : open.wider) attributes.push_back(speaker_.say(attribute, {}));
    return ' ' + speaker_.say(Phrase::kNarrowerSettles, {{"what", speaker_.list(attributes)}});
  }
  const bool surely = open.only_these && open.wider.empty() && open.facts.size() == 1;
  return ' ' + speaker_.say(surely ? Phrase::kSettled : Phrase::kMaySettle, {{"facts", speaker_.choice(open.facts)}});
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

std::string RuleSentences::out_of_reach(const RuleExplanation& rule, const CategoryExplanation& category,
                                        const std::string& data_told) const {
  const model::Model& model = speaker_.model();
  const auto id = model.rules.find(rule.rule);
  if (!id) return {};
  const model::Rule& declared = model.rules[*id];
  const auto lacks = [&](const char* clause) {
    return std::find(rule.out_of_reach.begin(), rule.out_of_reach.end(), clause) != rule.out_of_reach.end();
  };
  const std::vector<std::string> special = special_left_out(model, declared, category.data);
  std::string leaves;
  if (lacks("data") && !special.empty()) {
    leaves = speaker_.say(special.size() > 1 ? Phrase::kRuleLeavesSpecials : Phrase::kRuleLeavesSpecial,
                          {{"rule", subject(rule)},
                           {"named", speaker_.list(named_around(model, *declared.data, category.data))},
                           {"special", speaker_.list(special)}});
    if (rule.out_of_reach.size() == 1) return leaves;
    leaves.insert(0, " ");
  }
  std::string channels;
  std::string data;
  std::string recipients;
  if (lacks("channel") && declared.channels) {
    channels =
        speaker_.say(Phrase::kByChannel, {{"channel", speaker_.choice(names(model.channels, *declared.channels))}});
  }
  if (!leaves.empty()) {
    data.clear();
  } else if (lacks("data") && (!declared.data || (declared.data->names.empty() && !declared.data->any))) {
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
                   {{"rule", subject(rule)}, {"channels", channels}, {"data", data}, {"recipients", recipients}}) +
      leaves;
  // What looks at the request would look at another one where the rule is reached.
  const bool depends =
      (rule.when && looks_at_request(*rule.when, model)) || (rule.unless && looks_at_request(*rule.unless, model));
  if ((!rule.when && !rule.unless) || depends) return text;
  if (rule.condition == ConditionValue::kTrue) return text + ' ' + speaker_.say(Phrase::kReachBesidesMet, {});
  return text + ' ' +
         speaker_.say(Phrase::kReachBesidesUnmet,
                      {{"condition", condition(rule)}, but(statements_.of(rule, data_told))});
}

std::string RuleSentences::overridden(const RuleExplanation& rule) const {
  const bool several = rule.overridden_by.size() > 1;
  return speaker_.say(several ? Phrase::kOverriddenByRules : Phrase::kOverriddenByRule,
                      {{"rules", speaker_.list(rule.overridden_by)}});
}

std::string RuleSentences::applies(const RuleExplanation& rule, const CategoryExplanation& category,
                                   const std::string& data) const {
  const Filling reasons = why(rule, data);
  const bool in_doubt = rule.condition == ConditionValue::kUnknown;
  const bool always = reasons.text.empty();
  const auto say = [&](Phrase phrase) {
    return speaker_.say(phrase,
                        {{"rule", subject(rule)}, reasons, {"condition", in_doubt ? condition(rule) : std::string()}});
  };
  const auto choose = [&](const EffectPhrases& phrases) {
    return say(in_doubt ? phrases.in_doubt : always ? phrases.always : phrases.because);
  };
  if (!rule.overridden_by.empty()) return choose(overridden_phrases(rule.effect)) + ' ' + overridden(rule);
  const bool decides = rule.effect != RuleEffect::kRefer || category.reason == Reason::kNeedsReview;
  if (!decides) {
    const bool permitted = category.outcome == Outcome::kPermit;
    return choose(kWouldRefer) + ' ' +
           speaker_.say(permitted ? Phrase::kPermissionPrevails : Phrase::kProhibitionPrevails, {});
  }
  if (rule.effect != RuleEffect::kPermit) {
    const std::string text = choose(rule.effect == RuleEffect::kForbid ? kForbids : kRefers);
    return in_doubt ? text + settled_by(rule) : text;
  }
  if (category.outcome == Outcome::kDeny) {
    return say(always ? Phrase::kRuleWouldPermitAlways : Phrase::kRuleWouldPermit);
  }
  return say(always ? Phrase::kRulePermitsAlways : Phrase::kRulePermits);
}

std::string RuleSentences::paragraph(const RuleExplanation& rule, const CategoryExplanation& category,
                                     const std::string& data) const {
  if (!rule.in_force) return out_of_force(rule);
  if (!rule.out_of_reach.empty()) return out_of_reach(rule, category, data);
  if (rule.applies) return applies(rule, category, data);
  if (rule.effect != RuleEffect::kPermit) {
    const bool forbids = rule.effect == RuleEffect::kForbid;
    return speaker_.say(forbids ? Phrase::kRuleDoesNotForbid : Phrase::kRuleDoesNotRefer,
                        {{"rule", subject(rule)}, why(rule, data)});
  }
  return speaker_.say(Phrase::kRulePermitsOnlyIf,
                      {{"rule", subject(rule)}, {"condition", condition(rule)}, but(statements_.of(rule, data))}) +
         settled_by(rule);
}

}  // namespace licet::explain
