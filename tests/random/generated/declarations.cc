#include <algorithm>
#include <tests/random/generated/declarations.h>

namespace licet::random {
namespace {

using fuzz::Words;

Clause names_clause(std::string lead, std::vector<std::string> names) {
  return {std::move(lead), std::move(names), std::nullopt, ""};
}

Clause words_clause(std::string words) { return {std::move(words), {}, std::nullopt, ""}; }

Clause with_clause(Dice& dice, const Vocabulary& names) {
  return dice.percent(20) ? words_clause("with any data") : names_clause("with", some_of(dice, names.data, 3));
}

Clause because(Dice& dice) {
  static constexpr Words<3> kCitations{"because GDPR Art. 6(1)(a)", "because GDPR Art. 7, UWG § 7(2) no. 2",
                                       "because GDPR Art. 21(3)"};
  return words_clause(std::string(dice.one_of(kCitations)));
}

/// As version 1 has them, for what is not kept by item.
std::string make_plain_anchor(Dice& dice, const Vocabulary& names) {
  switch (dice.below(8)) {
    case 0:
    case 1: {
      std::vector<std::string> times;
      for (const FactName& fact : names.facts) {
        const bool in_time = fact.type == model::FactType::kDate || fact.type == model::FactType::kTime;
        const bool of_holder = fact.owner == model::FactOwner::kCustomer || fact.owner == model::FactOwner::kDevice;
        if (in_time && of_holder) times.push_back(fact.name);
      }
      if (!times.empty()) return dice.one_of(times);
      return "last contact";
    }
    case 2:
    case 3:
      if (!names.consents.empty()) return "consent " + dice.one_of(names.consents) + " ends";
      return "collection";
    case 4:
      if (!names.consents.empty()) return "consent " + dice.one_of(names.consents) + " starts";
      return "last contact";
    case 5:
      return "last contact";
    case 6:
      return "objection to " + dice.one_of(names.purposes);
    default:
      return "collection";
  }
}

Clause make_period(Dice& dice, const Vocabulary& names, Place place, const std::string& kind) {
  const bool end_of_year = dice.percent(25);
  std::string words = kind + " ";
  words += end_of_year ? make_calendar_duration(dice) : make_duration(dice);
  words += end_of_year ? " after the end of the year of " : " after ";
  words += names.additions && dice.percent(55) ? make_time(dice, names, place) : make_plain_anchor(dice, names);
  return words_clause(words);
}

/// Where the conditions of a retention stand that keeps these.
Place place_of_retention(const Vocabulary& names, const std::vector<std::string>& data,
                         const std::vector<std::string>& records) {
  if (!names.additions) return Place::kWhile;
  const bool by_item = records.empty() && std::all_of(data.begin(), data.end(), [&](const std::string& kept) {
                         return std::find(names.by_item.begin(), names.by_item.end(), kept) != names.by_item.end();
                       });
  return by_item ? Place::kKeepItem : Place::kKeep;
}

}  // namespace

Clause make_force(Dice& dice) {
  static constexpr Words<4> kFirst{"2025-06-01", "2026-01-01", "2026-03-29", "2026-04-01"};
  static constexpr Words<4> kLast{"2026-04-01", "2026-10-25", "2027-12-31", "9999-12-31"};
  std::string words = "in force";
  const std::size_t kind = dice.below(3);
  if (kind != 1) words += " from " + std::string(dice.one_of(kFirst));
  if (kind != 0) words += " until " + std::string(dice.one_of(kLast));
  return words_clause(words);
}

Declaration make_consent(Dice& dice, const Vocabulary& names, const std::string& name) {
  Declaration consent{"consent " + name, {names_clause("for", some_of(dice, names.purposes, 5))}};
  auto& clauses = consent.clauses;
  if (dice.percent(45)) clauses.push_back(names_clause("by", some_of(dice, names.channels, 3)));
  if (dice.percent(80)) clauses.push_back(with_clause(dice, names));
  if (dice.percent(50)) clauses.push_back(names_clause("to", some_of(dice, names.recipients, 2)));
  if (dice.percent(30)) clauses.push_back(names_clause("allows", some_of(dice, names.actions, 3)));
  if (dice.percent(35)) clauses.push_back(words_clause("scope device"));
  const bool confirmed = dice.percent(35);
  if (confirmed) {
    clauses.push_back(
        words_clause(dice.percent(60) ? "needs confirmation within " + make_duration(dice) : "needs confirmation"));
  }
  if (dice.percent(names.additions ? 60 : 45)) {
    const Place place = names.additions ? Place::kGrant : Place::kProvided;
    Clause provided{"provided", {}, make_condition(dice, names, place, dice.below(3)), ""};
    if (dice.percent(50)) provided.tail = "at grant";
    clauses.push_back(std::move(provided));
  }
  if (dice.percent(60)) {
    static constexpr Words<3> kStarts{" after grant", " after last contact", " after confirmation"};
    std::string words = "valid for " + make_duration(dice);
    words += kStarts[dice.below(confirmed ? 3 : 2)];
    clauses.push_back(words_clause(words));
  }
  if (dice.percent(35)) {
    for (const std::string& wording : some_of(dice, kWordings, 2)) {
      clauses.push_back(words_clause("wording \"" + wording + "\""));
    }
  }
  if (dice.percent(30)) clauses.push_back(because(dice));
  return consent;
}

Declaration make_rule(Dice& dice, const Vocabulary& names, const std::string& name, EarlierRules& earlier) {
  const bool refers = names.additions && dice.percent(22);
  const bool permits = !refers && dice.percent(60);
  const bool must_cover = permits || refers;
  const std::string effect = refers ? "refer" : permits ? "permit" : "forbid";
  Declaration rule{"rule " + name, {}};
  auto& clauses = rule.clauses;
  if (dice.percent(60)) {
    clauses.push_back(words_clause(effect + " anything"));
  } else {
    clauses.push_back(names_clause(effect, some_of(dice, names.actions, 3)));
  }
  if (must_cover || dice.percent(45)) clauses.push_back(names_clause("for", some_of(dice, names.purposes, 6)));
  if (dice.percent(25)) clauses.push_back(names_clause("by", some_of(dice, names.channels, 3)));
  if (dice.percent(must_cover ? 80 : 30)) clauses.push_back(with_clause(dice, names));
  if (dice.percent(must_cover ? 60 : 20)) clauses.push_back(names_clause("to", some_of(dice, names.recipients, 3)));
  if (dice.percent(15)) clauses.push_back(make_force(dice));
  if (dice.percent(90)) clauses.push_back({"when", {}, make_condition(dice, names, Place::kRule, dice.below(4)), ""});
  if (dice.percent(25)) clauses.push_back({"unless", {}, make_condition(dice, names, Place::kRule, 1), ""});
  if (permits && dice.percent(40)) clauses.push_back(names_clause("require", some_of(dice, names.duties, 2)));
  const std::vector<std::string>& overridable = refers ? earlier.refers : earlier.all;
  if (!overridable.empty() && dice.percent(40)) {
    clauses.push_back(names_clause("overrides", some_of(dice, overridable, 3)));
  }
  if (dice.percent(40)) clauses.push_back(because(dice));
  earlier.all.push_back(name);
  if (refers) earlier.refers.push_back(name);
  return rule;
}

Declaration make_retention(Dice& dice, const Vocabulary& names, const std::string& name,
                           const std::vector<std::string>& data, const std::vector<std::string>& records) {
  static constexpr Words<4> kActions{"then erase", "then anonymise", "then review", "then restrict"};
  std::vector<std::string> kept = data;
  kept.insert(kept.end(), records.begin(), records.end());
  Declaration retention{"retention " + name, {names_clause("keep", kept)}};
  auto& clauses = retention.clauses;
  const Place place = place_of_retention(names, data, records);
  // With additions `then restrict` is a first stage.
  const bool first_stage = names.additions && dice.percent(30);
  if (names.additions && dice.percent(25)) clauses.push_back(make_force(dice));
  if (names.additions && dice.percent(40)) {
    clauses.push_back({"when", {}, make_condition(dice, names, place, dice.below(3)), ""});
  }
  const bool one_period = names.additions && !first_stage && dice.percent(30);
  const bool limited = first_stage || one_period || dice.percent(75);
  if (limited && dice.percent(40)) {
    clauses.push_back({"while", {}, make_condition(dice, names, place, dice.below(3)), ""});
  }
  if (one_period) {
    clauses.push_back(make_period(dice, names, place, "for"));
  } else {
    if (!first_stage && (!limited || dice.percent(40))) {
      clauses.push_back(make_period(dice, names, place, "at least"));
    }
    if (limited) clauses.push_back(make_period(dice, names, place, "at most"));
  }
  const std::size_t action = dice.below(names.additions ? 3 : 4);
  clauses.push_back(words_clause(std::string(kActions[first_stage ? 3 : action])));
  return retention;
}

Declaration make_level(Dice& dice, const Vocabulary& names, const std::string& name,
                       const std::vector<std::string>& lower) {
  Declaration level{"level " + name, {}};
  if (lower.empty()) return level;
  if (dice.percent(50)) level.clauses.push_back(names_clause("above", some_of(dice, lower, 2)));
  level.clauses.push_back({"when", {}, make_condition(dice, names, Place::kLevel, dice.below(3)), ""});
  return level;
}

}  // namespace licet::random
