#include <tests/random/generated/conditions.h>

namespace licet::random {
namespace {

using fuzz::Words;

std::string join(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

std::string list_of(Dice& dice, const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : some_of(dice, names, 3)) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// `is …` of a condition, and of when a notice was given, without the `is`.
std::string by_period_or_day(Dice& dice) {
  switch (dice.below(9)) {
    case 0:
    case 1:
      return "within " + make_duration(dice);
    case 2:
      return join({"more than ", make_duration(dice), " ago"});
    case 3:
      return join({"at least ", make_duration(dice), " ago"});
    case 4:
      return join({"less than ", make_duration(dice), " ago"});
    case 5:
      return "before " + make_date(dice);
    case 6:
      return "on or before " + make_date(dice);
    case 7:
      return "after " + make_date(dice);
    default:
      return "on or after " + make_date(dice);
  }
}

std::string time_relation(Dice& dice) {
  const std::size_t kind = dice.below(11);
  if (kind > 8) return kind == 9 ? "is in the past" : "is in the future";
  return "is " + by_period_or_day(dice);
}

std::string comparison(Dice& dice) {
  static constexpr Words<4> kComparisons{"before ", "on or before ", "after ", "on or after "};
  return std::string(dice.one_of(kComparisons));
}

std::string make_number(Dice& dice) {
  static constexpr Words<8> kNumbers{"0", "1", "2", "3", "5", "-1", "9223372036854775807", "-9223372036854775808"};
  return std::string(kNumbers[dice.below(dice.percent(90) ? 5 : kNumbers.size())]);
}

std::string number_relation(Dice& dice) {
  static constexpr Words<5> kRelations{"is ", "is more than ", "is at least ", "is at most ", "is less than "};
  if (dice.percent(20)) return join({"is one of ", make_number(dice), ", ", make_number(dice)});
  return join({std::string(dice.one_of(kRelations)), make_number(dice)});
}

bool is_in_time(const FactName& fact) {
  return fact.type == model::FactType::kDate || fact.type == model::FactType::kTime;
}

/// The facts that a condition in this place may ask about.
std::vector<const FactName*> usable_facts(const Vocabulary& names, Place place) {
  const bool retention = place == Place::kWhile || place == Place::kKeep || place == Place::kKeepItem;
  std::vector<const FactName*> usable;
  for (const FactName& fact : names.facts) {
    bool may_use = true;
    switch (fact.owner) {
      case model::FactOwner::kCustomer:
      case model::FactOwner::kDevice:
        break;
      case model::FactOwner::kRequest:
        may_use = place != Place::kAnywhere && !retention;
        break;
      case model::FactOwner::kConsent:
        may_use = place == Place::kGrant;
        break;
      case model::FactOwner::kItem:
        may_use = place == Place::kKeepItem;
        break;
      case model::FactOwner::kRecipient:
        may_use = place == Place::kRule;
        break;
    }
    if (!may_use) continue;
    usable.push_back(&fact);
    // What is special to the place is asked about more often than what may stand anywhere.
    const bool special = fact.owner != model::FactOwner::kCustomer && fact.owner != model::FactOwner::kDevice &&
                         fact.owner != model::FactOwner::kRequest;
    if (special) usable.insert(usable.end(), 2, &fact);
  }
  return usable;
}

bool may_name_consents(Place place) {
  return place == Place::kWhile || place == Place::kKeep || place == Place::kKeepItem || place == Place::kLevel ||
         place == Place::kRule;
}

std::string last_contact(Dice& dice, const Vocabulary& names) {
  std::string text = "last contact";
  if (dice.percent(55)) text += " for " + list_of(dice, names.purposes);
  if (dice.percent(35)) text += " by " + list_of(dice, names.channels);
  return text;
}

/// Whatever has a time but facts.
std::string event_time(Dice& dice, const Vocabulary& names, Place place) {
  const bool own_collection = place == Place::kKeep || place == Place::kKeepItem;
  const bool consents = may_name_consents(place) && !names.consents.empty();
  switch (dice.below(10)) {
    case 0:
    case 1:
      return last_contact(dice, names);
    case 2:
    case 3:
      if (own_collection && dice.percent(60)) return "collection";
      return "collection of " + dice.one_of(names.data);
    case 4:
      return "last restriction";
    case 5:
      return "objection to " + dice.one_of(names.purposes);
    default:
      if (!consents) return dice.percent(50) ? last_contact(dice, names) : "collection of " + dice.one_of(names.data);
      return "consent " + dice.one_of(names.consents) + (dice.percent(60) ? " ends" : " starts");
  }
}

/// What another time may be compared with.
std::string other_time(Dice& dice, const Vocabulary& names, Place place) {
  std::vector<std::string> facts;
  for (const FactName* fact : usable_facts(names, place)) {
    if (is_in_time(*fact)) facts.push_back(fact->name);
  }
  return !facts.empty() && dice.percent(50) ? dice.one_of(facts) : event_time(dice, names, place);
}

/// Within a consent `last contact` behind a comparison must be told apart from the consent's own clauses.
std::string compared(std::string text) {
  return text.find("last contact") == std::string::npos ? text : join({"(", text, ")"});
}

std::string of_event_time(Dice& dice, const Vocabulary& names, Place place) {
  const std::string subject = event_time(dice, names, place);
  if (dice.percent(12)) return subject + " is known";
  if (dice.percent(60)) return join({subject, " ", time_relation(dice)});
  return compared(join({subject, " is ", comparison(dice), other_time(dice, names, place)}));
}

std::string of_notice(Dice& dice, const Vocabulary& names, Place place) {
  std::string text = join({"notice ", dice.one_of(names.notices), " was given"});
  if (!names.additions || dice.percent(35)) return text;
  if (dice.percent(50)) return join({text, " ", by_period_or_day(dice)});
  return compared(join({text, " ", comparison(dice), other_time(dice, names, place)}));
}

std::string of_fact(Dice& dice, const Vocabulary& names, Place place, const FactName& fact) {
  if (dice.percent(15)) return fact.name + " is known";
  if (names.additions && is_in_time(fact) && dice.percent(30)) {
    return compared(join({fact.name, " is ", comparison(dice), other_time(dice, names, place)}));
  }
  switch (fact.type) {
    case model::FactType::kDate:
    case model::FactType::kTime:
      return join({fact.name, " ", time_relation(dice)});
    case model::FactType::kNumber:
      return join({fact.name, " ", number_relation(dice)});
    case model::FactType::kText:
      if (dice.percent(50)) return join({fact.name, " is \"", dice.one_of(kTexts), "\""});
      return join({fact.name, " is one of \"", dice.one_of(kTexts), "\", \"", dice.one_of(kTexts), "\""});
    case model::FactType::kYesNo:
      return fact.name + (dice.percent(40) ? "" : dice.percent(50) ? " is yes" : " is no");
    case model::FactType::kChoice:
      if (dice.percent(50)) return join({fact.name, " is ", dice.one_of(fact.choices)});
      return join({fact.name, " is one of ", list_of(dice, fact.choices)});
  }
  return {};
}

std::string of_time_of_day(Dice& dice) {
  static constexpr Words<10> kClocks{"00:00", "00:30", "01:59", "02:00", "02:30",
                                     "03:00", "08:00", "20:00", "23:00", "23:59"};
  const std::size_t from = dice.below(kClocks.size());
  const std::size_t later = dice.percent(50) ? 1 : 1 + dice.below(kClocks.size() - 1);
  const std::size_t to = (from + later) % kClocks.size();
  return join({"local time is between ", std::string(kClocks[from]), " and ", std::string(kClocks[to])});
}

std::string of_day(Dice& dice) {
  static constexpr Words<7> kDays{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  const std::size_t first = dice.percent(35) ? 0 : dice.below(kDays.size());
  if (dice.percent(60)) return "day is " + std::string(kDays[first]);
  return join({"day is one of ", std::string(kDays[first]), ", ", std::string(kDays[(first + 1) % kDays.size()])});
}

std::string of_consent(Dice& dice, const std::string& subject) {
  static constexpr Words<5> kStates{" is valid", " was withdrawn", " was refused", " is pending", " has expired"};
  return subject + std::string(kStates[dice.percent(60) ? 0 : dice.below(kStates.size())]);
}

std::string of_attribute(Dice& dice, const Vocabulary& names) {
  const std::vector<std::pair<std::string, const std::vector<std::string>*>> attributes{
      {"purpose", &names.purposes},
      {"action", &names.actions},
      {"channel", &names.channels},
      {"data", &names.data},
      {"recipient", &names.recipients}};
  const auto& [attribute, list] = dice.one_of(attributes);
  return join({attribute, dice.percent(50) ? " is within " : " is ", dice.one_of(*list)});
}

std::string of_request(Dice& dice, const Vocabulary& names) {
  switch (dice.below(14)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return of_consent(dice, "consent");
    case 4:
    case 5:
    case 6:
      return "objection stands";
    case 7:
    case 8:
      return "restriction stands";
    case 9:
      return "erasure is requested";
    case 10:
    case 11:
      return dice.percent(20) ? "last contact is known" : "last contact " + time_relation(dice);
    default:
      return of_attribute(dice, names);
  }
}

std::string make_atom(Dice& dice, const Vocabulary& names, Place place) {
  if (names.additions && dice.percent(22)) return of_event_time(dice, names, place);
  const std::size_t kind = dice.below(20);
  const bool retention = place == Place::kWhile || place == Place::kKeep || place == Place::kKeepItem;
  if (kind < 7 && place == Place::kRule) return of_request(dice, names);
  if (kind < 9 && place == Place::kRule && !names.levels.empty()) {
    return "level is at least " + dice.one_of(names.levels);
  }
  if (kind < 12 && may_name_consents(place) && !names.consents.empty()) {
    return of_consent(dice, "consent " + dice.one_of(names.consents));
  }
  if (kind == 12) return dice.percent(50) ? of_time_of_day(dice) : of_day(dice);
  if (kind == 13 || (kind < 3 && retention)) return of_notice(dice, names, place);
  if (kind == 14) {
    std::vector<std::string> usable;
    for (const ConditionName& condition : names.conditions) {
      if (may_use(place, condition.place)) usable.push_back(condition.name);
    }
    if (!usable.empty()) return dice.one_of(usable);
  }
  const auto facts = usable_facts(names, place);
  if (facts.empty()) return of_notice(dice, names, place);
  return of_fact(dice, names, place, *dice.one_of(facts));
}

}  // namespace

std::string make_time(Dice& dice, const Vocabulary& names, Place place) { return other_time(dice, names, place); }

std::string make_duration(Dice& dice) {
  static constexpr Words<4> kShort{"90 minutes", "1 minute", "36 hours", "1 hour"};
  return dice.percent(20) ? std::string(dice.one_of(kShort)) : make_calendar_duration(dice);
}

std::string make_calendar_duration(Dice& dice) {
  static constexpr Words<14> kDurations{"1 day",     "30 days",    "2 weeks",         "1 month",         "6 months",
                                        "12 months", "1 year",     "365 days",        "3 years",         "16 years",
                                        "300 years", "8000 years", "1000000000 days", "1000000000 years"};
  return std::string(kDurations[dice.below(dice.percent(85) ? 10 : kDurations.size())]);
}

std::string make_date(Dice& dice) {
  static constexpr Words<16> kDates{"2024-02-29", "2025-12-31", "2026-01-01", "2026-03-29", "2026-03-30", "2026-04-01",
                                    "2026-10-25", "2026-10-26", "2027-02-28", "2027-03-14", "2038-01-19", "2300-06-30",
                                    "9999-12-31", "1969-12-31", "0001-01-01", "1582-10-15"};
  return std::string(kDates[dice.below(dice.percent(85) ? 10 : kDates.size())]);
}

Condition make_condition(Dice& dice, const Vocabulary& names, Place place, std::size_t depth) {
  if (depth == 0 || dice.percent(40)) return atom_of(make_atom(dice, names, place));
  Condition condition;
  if (dice.percent(4)) {
    // An hour of one day of the week, which a change of the clocks may skip or repeat.
    return {Condition::Kind::kAll, "", {atom_of(of_day(dice)), atom_of(of_time_of_day(dice))}};
  }
  const std::size_t kind = dice.below(10);
  if (kind < 2) {
    condition.kind = Condition::Kind::kNot;
    condition.parts.push_back(make_condition(dice, names, place, depth - 1));
    return condition;
  }
  condition.kind = kind < 6 ? Condition::Kind::kAll : Condition::Kind::kAny;
  for (std::size_t parts = 2 + dice.below(2); parts > 0; --parts) {
    condition.parts.push_back(make_condition(dice, names, place, depth - 1));
  }
  return condition;
}

}  // namespace licet::random
