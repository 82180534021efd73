#include <algorithm>
#include <array>
#include <tests/random/generated/vocabulary.h>

namespace licet::random {
namespace {

using Names = std::vector<std::string>;

const Names kPurposes{"marketing", "newsletter", "offers",    "billing",
                      "service",   "research",   "profiling", "retargeting"};
const Names kActions{"send", "show", "store", "share", "analyse"};
const Names kChannels{"email", "phone", "post", "push"};
const Names kData{"contacts", "address", "orders", "basket", "health", "diagnoses", "location"};
const Names kRecipients{"processor", "mail_house", "ad_network", "carrier"};
const Names kFacts{"birth_day", "last_order", "order_count", "city",    "loyal",    "country",
                   "signed_in", "screen",     "visited",     "subject", "moved_in", "amount"};
const Names kNotices{"privacy_notice", "objection_notice"};
const Names kDuties{"opt_out_link", "imprint", "proof"};
const Names kConditions{"grown_up", "active", "reachable", "regular"};
const Names kConsents{"letter_consent", "call_consent", "cookie_consent", "profile_consent", "share_consent"};
const Names kLevels{"basic", "known_person", "trusted", "full"};
const Names kChoices{"DE", "AT", "CH", "other", "red", "green"};

Names first_of(const Names& names, std::size_t count) {
  return {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(count, names.size()))};
}

/// Declares names in a hierarchy; gives back those within no other.
Names declare_hierarchy(Dice& dice, const std::string& kind, const Names& names, PolicyText& policy) {
  Names tops;
  const std::size_t chance_of_parent = 30 + dice.below(50);
  for (std::size_t i = 0; i < names.size(); ++i) {
    Declaration declaration{kind + " " + names[i], {}};
    if (i > 0 && dice.percent(chance_of_parent)) {
      declaration.clauses.push_back({"within", {names[dice.below(i)]}, {}, ""});
    } else {
      tops.push_back(names[i]);
    }
    policy.declarations.push_back(std::move(declaration));
  }
  return tops;
}

/// Any part of the list, in any order.
Names some_names(Dice& dice, const Names& all, std::size_t least, std::size_t most) {
  Names names = all;
  for (std::size_t i = names.size(); i > 1; --i) std::swap(names[i - 1], names[dice.below(i)]);
  return first_of(names, least + dice.below(most - least + 1));
}

model::FactOwner make_owner(Dice& dice, bool additions) {
  static constexpr std::array<model::FactOwner, 10> kOfVersionOne{
      model::FactOwner::kCustomer, model::FactOwner::kCustomer, model::FactOwner::kCustomer,
      model::FactOwner::kCustomer, model::FactOwner::kCustomer, model::FactOwner::kCustomer,
      model::FactOwner::kCustomer, model::FactOwner::kDevice,   model::FactOwner::kRequest,
      model::FactOwner::kRequest};
  static constexpr std::array<model::FactOwner, 10> kOfAdditions{
      model::FactOwner::kCustomer, model::FactOwner::kCustomer, model::FactOwner::kCustomer, model::FactOwner::kDevice,
      model::FactOwner::kRequest,  model::FactOwner::kConsent,  model::FactOwner::kConsent,  model::FactOwner::kItem,
      model::FactOwner::kItem,     model::FactOwner::kRecipient};
  return dice.one_of(additions ? kOfAdditions : kOfVersionOne);
}

FactName make_fact(Dice& dice, const std::string& name, bool additions) {
  FactName fact{name, static_cast<model::FactType>(dice.below(6)), model::FactOwner::kCustomer, {}};
  if (dice.percent(25)) fact.type = dice.percent(50) ? model::FactType::kDate : model::FactType::kTime;
  fact.owner = make_owner(dice, additions);
  // What belongs to an item is mostly its date.
  if (fact.owner == model::FactOwner::kItem && dice.percent(50)) fact.type = model::FactType::kDate;
  if (fact.type == model::FactType::kChoice) fact.choices = some_names(dice, kChoices, 1, 4);
  return fact;
}

Declaration declaration_of(const FactName& fact) {
  Declaration declaration{"fact " + fact.name, {}};
  switch (fact.type) {
    case model::FactType::kDate:
      declaration.head += " is a date";
      break;
    case model::FactType::kTime:
      declaration.head += " is a time";
      break;
    case model::FactType::kNumber:
      declaration.head += " is a number";
      break;
    case model::FactType::kText:
      declaration.head += " is a text";
      break;
    case model::FactType::kYesNo:
      declaration.head += " is yes or no";
      break;
    case model::FactType::kChoice:
      declaration.clauses.push_back({"is one of", fact.choices, {}, ""});
      break;
  }
  switch (fact.owner) {
    case model::FactOwner::kCustomer:
      break;
    case model::FactOwner::kDevice:
      declaration.clauses.push_back({"of device", {}, {}, ""});
      break;
    case model::FactOwner::kRequest:
      declaration.clauses.push_back({"of request", {}, {}, ""});
      break;
    case model::FactOwner::kConsent:
      declaration.clauses.push_back({"of consent", {}, {}, ""});
      break;
    case model::FactOwner::kItem:
      declaration.clauses.push_back({"of item", {}, {}, ""});
      break;
    case model::FactOwner::kRecipient:
      declaration.clauses.push_back({"of recipient", {}, {}, ""});
      break;
  }
  return declaration;
}

/// Some categories are kept by item, and all within them; `first` is the first declaration of data.
void keep_some_by_item(Dice& dice, std::size_t first, PolicyText& policy, Vocabulary& names) {
  for (std::size_t i = 0; i < names.data.size(); ++i) {
    Declaration& declaration = policy.declarations[first + i];
    const auto within = std::find_if(declaration.clauses.begin(), declaration.clauses.end(),
                                     [](const Clause& clause) { return clause.lead == "within"; });
    const bool parent = within != declaration.clauses.end() && std::find(names.by_item.begin(), names.by_item.end(),
                                                                         within->names.front()) != names.by_item.end();
    const bool itself = dice.percent(parent ? 15 : 30);
    if (itself) declaration.clauses.push_back({"by item", {}, {}, ""});
    if (itself || parent) names.by_item.push_back(names.data[i]);
  }
}

}  // namespace

const Names kWordings{"w2024", "w2025", "w2026"};
const Names kTexts{"Bonn", "Sankt Pölten", "", "bonn"};

const std::vector<Names>& name_lists() {
  static const std::vector<Names> lists{kPurposes, kChannels, kData,     kRecipients, kFacts,
                                        kNotices,  kConsents, kWordings, kChoices};
  return lists;
}

bool may_use(Place outer, Place inner) {
  if (inner == outer || inner == Place::kAnywhere) return true;
  switch (outer) {
    case Place::kAnywhere:
    case Place::kProvided:
    case Place::kWhile:
      return false;
    case Place::kGrant:
      return inner == Place::kProvided;
    case Place::kKeep:
      return inner == Place::kWhile;
    case Place::kKeepItem:
      return inner == Place::kWhile || inner == Place::kKeep;
    case Place::kLevel:
      return inner == Place::kProvided || inner == Place::kWhile;
    case Place::kRule:
      return inner == Place::kProvided || inner == Place::kWhile || inner == Place::kLevel;
  }
  return false;
}

Names consent_names(std::size_t count) { return first_of(kConsents, count); }
Names level_names(std::size_t count) { return first_of(kLevels, count); }
Names condition_names(std::size_t count) { return first_of(kConditions, count); }

Names some_of(Dice& dice, const Names& names, std::size_t at_most) {
  return some_names(dice, names, 1, std::max<std::size_t>(1, std::min(at_most, names.size())));
}

Vocabulary declare_vocabulary(Dice& dice, const Size& size, PolicyText& policy) {
  Vocabulary names;
  names.additions = size.additions;
  names.purposes = some_names(dice, kPurposes, 1, 6);
  declare_hierarchy(dice, "purpose", names.purposes, policy);
  names.actions = some_names(dice, kActions, 1, 4);
  for (const std::string& action : names.actions) {
    Declaration declaration{"action " + action, {}};
    if (action != names.actions.front() && dice.percent(30)) {
      declaration.clauses.push_back({"within", {names.actions.front()}, {}, ""});
    }
    if (dice.percent(20)) {
      static const Names kNeeds{"channel", "recipient", "data"};
      declaration.clauses.push_back({"needs", some_of(dice, kNeeds, 1), {}, ""});
    }
    policy.declarations.push_back(std::move(declaration));
  }
  // An action may need a recipient or a channel: then there is one.
  names.channels = some_names(dice, kChannels, 1, 4);
  declare_hierarchy(dice, "channel", names.channels, policy);
  names.data = some_names(dice, kData, 1, 6);
  const std::size_t first_data = policy.declarations.size();
  names.data_tops = declare_hierarchy(dice, "data", names.data, policy);
  for (std::size_t i = first_data; i < policy.declarations.size(); ++i) {
    if (dice.percent(15)) policy.declarations[i].clauses.push_back({"is special", {}, {}, ""});
  }
  if (size.additions) keep_some_by_item(dice, first_data, policy, names);
  names.recipients = some_names(dice, kRecipients, 1, 3);
  declare_hierarchy(dice, "recipient", names.recipients, policy);
  for (const std::string& fact : some_names(dice, kFacts, std::min<std::size_t>(size.facts, kFacts.size()) / 2,
                                            std::min<std::size_t>(size.facts, kFacts.size()))) {
    names.facts.push_back(make_fact(dice, fact, size.additions));
    policy.declarations.push_back(declaration_of(names.facts.back()));
  }
  names.notices = some_names(dice, kNotices, 1, 2);
  for (const std::string& notice : names.notices) {
    Declaration declaration{"notice " + notice, {}};
    if (dice.percent(60)) {
      for (const std::string& wording : some_of(dice, kWordings, 2)) {
        declaration.clauses.push_back({"wording \"" + wording + "\"", {}, {}, ""});
      }
    }
    policy.declarations.push_back(std::move(declaration));
  }
  names.duties = some_names(dice, kDuties, 1, 3);
  for (const std::string& duty : names.duties) policy.declarations.push_back({"duty " + duty, {}});
  return names;
}

}  // namespace licet::random
