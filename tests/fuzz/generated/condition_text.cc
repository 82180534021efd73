#include <fmt/format.h>
#include <tests/fuzz/generated/condition_text.h>
#include <tests/fuzz/generated/vocabulary.h>

namespace licet::fuzz {
namespace {

std::string event_time(Dice& dice, ConditionPlace place) {
  switch (dice.below(place == ConditionPlace::kProvided ? 5 : 7)) {
    case 0:
      return fmt::format("last contact for {}, {}", dice.one_of(kPurposes), dice.one_of(kPurposes));
    case 1:
      return fmt::format("last contact for {} by {}", dice.one_of(kPurposes), dice.one_of(kChannels));
    case 2:
      return "collection of " + std::string(dice.one_of(kData));
    case 3:
      return "objection to " + std::string(dice.one_of(kPurposes));
    case 4:
      return place == ConditionPlace::kWhile && dice.percent(50) ? "collection" : "last restriction";
    case 5:
      return fmt::format("consent {} starts", dice.one_of(kConsents));
    default:
      return fmt::format("consent {} ends", dice.one_of(kConsents));
  }
}

/// A date, or something that has one.
std::string date_or_time(Dice& dice, ConditionPlace place) {
  if (dice.percent(60)) return make_date(dice);
  return dice.percent(50) ? std::string(dice.one_of(kTimeFacts)) : event_time(dice, place);
}

std::string time_relation(Dice& dice, ConditionPlace place) {
  switch (dice.below(10)) {
    case 0:
      return "is within " + make_duration(dice);
    case 1:
      return fmt::format("is more than {} ago", make_duration(dice));
    case 2:
      return fmt::format("is at least {} ago", make_duration(dice));
    case 3:
      return fmt::format("is less than {} ago", make_duration(dice));
    case 4:
      return "is before " + date_or_time(dice, place);
    case 5:
      return "is on or before " + date_or_time(dice, place);
    case 6:
      return "is after " + date_or_time(dice, place);
    case 7:
      return "is on or after " + date_or_time(dice, place);
    case 8:
      return "is in the past";
    default:
      return "is in the future";
  }
}

/// ` on or before …`, or nothing.
std::string timing(Dice& dice, ConditionPlace place) {
  static constexpr Words<4> kCompared{"before", "on or before", "after", "on or after"};
  static constexpr Words<3> kAgo{"more than", "at least", "less than"};
  switch (dice.below(6)) {
    case 0:
      return fmt::format(" {} {}", dice.one_of(kCompared), date_or_time(dice, place));
    case 1:
      return " within " + make_duration(dice);
    case 2:
      return fmt::format(" {} {} ago", dice.one_of(kAgo), make_duration(dice));
    default:
      return {};
  }
}

std::string number_relation(Dice& dice) {
  static constexpr Words<5> kRelations{"is", "is more than", "is at least", "is at most", "is less than"};
  return fmt::format("{} {}", dice.one_of(kRelations), dice.below(50));
}

std::string fact_or_time(Dice& dice, ConditionPlace place) {
  switch (dice.below(13)) {
    case 0:
    case 1:
    case 2:
      return fmt::format("{} {}", dice.one_of(kTimeFacts), time_relation(dice, place));
    case 3:
      return fmt::format("{} {}", kNumberFact, number_relation(dice));
    case 4:
      return fmt::format("{} is \"{}\"", kTextFact, dice.percent(50) ? "Bonn" : "Sankt \\\"Pölten\\\"");
    case 5:
      return std::string(kYesNoFact) + (dice.percent(30) ? " is no" : dice.percent(50) ? " is yes" : "");
    case 6:
      return fmt::format("{} is {}", kChoiceFact, dice.one_of(kChoices));
    case 7:
      return fmt::format("{} is one of DE, {}", kChoiceFact, dice.percent(90) ? "AT" : "known");
    case 8:
      return fmt::format("{} is known", dice.percent(50) ? kNumberFact : dice.one_of(kTimeFacts));
    case 9:
      return fmt::format("notice {} was given{}", dice.one_of(kNotices), timing(dice, place));
    case 10:
      return fmt::format("local time is between {} and {}", make_clock(dice), make_clock(dice));
    case 11:
      if (place == ConditionPlace::kProvided && dice.percent(50)) return std::string(kGrantFact);
      return event_time(dice, place) + (dice.percent(20) ? " is known" : " " + time_relation(dice, place));
    default:
      return dice.percent(50) ? "day is sunday" : "day is one of monday, saturday";
  }
}

std::string of_request(Dice& dice) {
  static constexpr Words<5> kConsentStates{"is valid", "was withdrawn", "was refused", "is pending", "has expired"};
  switch (dice.below(8)) {
    case 0:
      return "consent is valid";
    case 1:
      return fmt::format("consent {}", dice.one_of(kConsentStates));
    case 2:
      return "objection stands";
    case 3:
      return dice.percent(50) ? "restriction stands" : "erasure is requested";
    case 4:
      return dice.percent(30) ? "last contact is known" : "last contact " + time_relation(dice, ConditionPlace::kRule);
    case 5:
      return fmt::format("purpose is {}{}", dice.percent(50) ? "within " : "", dice.one_of(kPurposes));
    case 6:
      return fmt::format("channel is {}", dice.one_of(kChannels));
    default:
      return fmt::format("data is within {}", dice.one_of(kData));
  }
}

std::string atom(Dice& dice, ConditionPlace place) {
  if (dice.percent(2)) return of_request(dice);
  const std::size_t kind = dice.below(10);
  const bool asks_consents = place != ConditionPlace::kProvided;
  if (kind < 2 && place == ConditionPlace::kRule) return of_request(dice);
  if (kind == 2 && place == ConditionPlace::kRule) return fmt::format("level is at least {}", dice.one_of(kLevels));
  if (kind == 3 && place == ConditionPlace::kRule) return std::string(dice.one_of(kConditions));
  if (kind == 4 && (place == ConditionPlace::kRule || place == ConditionPlace::kLevel))
    return std::string(kRequestFact);
  if (kind < 7 && asks_consents) return fmt::format("consent {} is valid", dice.one_of(kConsents));
  if (place == ConditionPlace::kRule && dice.percent(4)) return std::string(kRecipientFact);
  return fact_or_time(dice, place);
}

}  // namespace

std::string make_duration(Dice& dice) {
  const std::string_view unit = dice.one_of(kUnits);
  const std::size_t number = dice.percent(95) ? 1 + dice.below(40) : dice.below(2'000'000'000);
  return fmt::format("{} {}", number, number == 1 ? unit.substr(0, unit.size() - 1) : unit);
}

std::string make_date(Dice& dice) {
  const std::size_t day = dice.percent(98) ? 1 + dice.below(28) : 31 + dice.below(2);
  return fmt::format("{:04}-{:02}-{:02}", 1950 + dice.below(120), 1 + dice.below(12), day);
}

std::string make_clock(Dice& dice) { return fmt::format("{:02}:{:02}", dice.below(24), dice.below(60)); }

std::string make_condition(Dice& dice, ConditionPlace place, int depth) {
  if (depth == 0 || dice.percent(45)) return atom(dice, place);
  if (dice.percent(20)) return fmt::format("not ({})", make_condition(dice, place, depth - 1));
  const std::string_view join = dice.percent(60) ? " and " : " or ";
  std::string condition = atom(dice, place);
  for (std::size_t more = 1 + dice.below(3); more > 0; --more) {
    condition += join;
    const std::string part = make_condition(dice, place, depth - 1);
    condition += dice.percent(98) ? "(" + part + ")" : part;
  }
  return condition;
}

}  // namespace licet::fuzz
