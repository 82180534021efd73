#include <algorithm>
#include <tests/random/generated/declarations.h>
#include <tests/random/generated/policy.h>

namespace licet::random {
namespace {

using fuzz::Words;

Declaration make_header(Dice& dice) {
  // Zones whose clocks change by an hour, by half an hour, at midnight, or skipped a day.
  static constexpr Words<10> kZones{"Europe/Berlin",       "UTC",
                                    "America/New_York",    "Africa/Cairo",
                                    "America/Santiago",    "Asia/Beirut",
                                    "Australia/Lord_Howe", "America/St_Johns",
                                    "Pacific/Apia",        "Atlantic/Azores"};
  Declaration header{"policy generated", {}};
  if (dice.percent(80)) {
    const std::string_view zone = kZones[dice.percent(40) ? 0 : dice.below(kZones.size())];
    header.clauses.push_back({"time zone", {std::string(zone)}, {}, ""});
  }
  if (dice.percent(10)) header.clauses.push_back(make_force(dice));
  if (dice.percent(30)) header.clauses.push_back({"version 3", {}, {}, ""});
  return header;
}

void add_conditions(Dice& dice, Vocabulary& names, std::size_t depth, PolicyText& policy) {
  // Those of version 1 first.
  static constexpr std::array<Place, 8> kPlaces{Place::kAnywhere, Place::kProvided, Place::kWhile, Place::kLevel,
                                                Place::kRule,     Place::kGrant,    Place::kKeep,  Place::kKeepItem};
  for (const std::string& name : condition_names(dice.below(5))) {
    const Place place = kPlaces[dice.below(names.additions ? kPlaces.size() : 5)];
    policy.declarations.push_back(
        {"condition " + name + " means", {{"", {}, make_condition(dice, names, place, depth), ""}}});
    names.conditions.push_back({name, place});
  }
}

void add_rules(Dice& dice, const Vocabulary& names, std::size_t count, PolicyText& policy) {
  EarlierRules earlier;
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string name = "rule_" + std::to_string(i);
    policy.declarations.push_back(make_rule(dice, names, name, earlier));
  }
}

std::vector<std::string> some_records(Dice& dice, const Vocabulary& names) {
  std::vector<std::string> records;
  for (const std::string& consent : names.consents) {
    if (dice.percent(50)) records.push_back("proof of " + consent);
  }
  if (dice.percent(50)) records.emplace_back("objections");
  if (records.empty() || dice.percent(20)) records.emplace_back("decisions");
  return records;
}

void add_retentions(Dice& dice, const Vocabulary& names, PolicyText& policy) {
  const auto add = [&](const std::string& name, const std::vector<std::string>& data,
                       const std::vector<std::string>& records) {
    policy.declarations.push_back(make_retention(dice, names, name, data, records));
  };
  const std::size_t count = dice.below(4);
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string name = "keep_" + std::to_string(i);
    if (names.additions && dice.percent(35)) {
      const bool data_too = dice.percent(30);
      add(name, data_too ? some_of(dice, names.data, 2) : std::vector<std::string>(), some_records(dice, names));
    } else {
      const bool by_item = !names.by_item.empty() && dice.percent(50);
      add(name, some_of(dice, by_item ? names.by_item : names.data, 3), {});
    }
  }
  // What a permit or a consent names must be kept by some rule.
  add("keep_all", names.data_tops, {});
}

void add_levels(Dice& dice, Vocabulary& names, PolicyText& policy) {
  std::vector<std::string> lower;
  for (const std::string& name : names.levels) {
    policy.declarations.push_back(make_level(dice, names, name, lower));
    lower.push_back(name);
  }
}

PolicyText make(Dice& dice, const Size& size) {
  PolicyText policy{{make_header(dice)}};
  Vocabulary names = declare_vocabulary(dice, size, policy);
  names.consents = consent_names(size.consents);
  names.levels = level_names(dice.below(5));
  add_conditions(dice, names, 2, policy);
  for (const std::string& name : names.consents) policy.declarations.push_back(make_consent(dice, names, name));
  add_rules(dice, names, size.rules, policy);
  add_retentions(dice, names, policy);
  add_levels(dice, names, policy);
  return policy;
}

}  // namespace

PolicyText make_policy(Dice& dice) {
  Size size;
  size.additions = dice.percent(65);
  size.rules = 1 + dice.below(dice.percent(15) ? 16 : 7);
  size.facts = 1 + dice.below(10);
  size.consents = dice.below(5);
  return make(dice, size);
}

PolicyText changed(Dice& dice, PolicyText policy) {
  std::vector<std::pair<std::string, std::string>> renamed;
  for (const std::vector<std::string>& names : name_lists()) {
    if (dice.percent(50)) continue;
    const std::string& one = dice.one_of(names);
    const std::string& other = dice.one_of(names);
    if (one == other || dice.percent(30)) {
      renamed.emplace_back(one, one + "_x");
    } else {
      renamed.emplace_back(one, other);
      renamed.emplace_back(other, one);
    }
  }
  rename(policy, renamed);
  if (dice.percent(20)) policy.declarations.front() = make_header(dice);
  return policy;
}

}  // namespace licet::random
