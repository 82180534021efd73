#include <fmt/format.h>
#include <tests/fuzz/generated/json_lines.h>
#include <tests/fuzz/generated/vocabulary.h>
#include <vector>

namespace licet::fuzz {
namespace {

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

std::string moment(Dice& dice) {
  static constexpr Words<5> kOffsets{"Z", "+02:00", "-05:00", "+14:00", "+25:00"};
  static constexpr Words<3> kFractions{"", ".5", ".000001"};
  return fmt::format("\"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{}\"", 1990 + dice.below(60), 1 + dice.below(12),
                     1 + dice.below(dice.percent(98) ? 28 : 32), dice.below(24), dice.below(60), dice.below(60),
                     dice.one_of(kFractions), kOffsets[dice.below(dice.percent(2) ? 5 : 4)]);
}

template <class List>
std::string list_of(Dice& dice, const List& names) {
  std::string list = "[" + quoted(dice.one_of(names));
  while (dice.percent(30)) list += "," + quoted(dice.one_of(names));
  return list + "]";
}

std::string any_value(Dice& dice) {
  switch (dice.below(8)) {
    case 0:
      return "true";
    case 1:
      return "-17";
    case 2:
      return "9223372036854775807";
    case 3:
      return "\"1990-05-04\"";
    case 4:
      return moment(dice);
    case 5:
      return "\"M\\u00fcnchen \\ud83d\\ude00\"";
    case 6:
      return "null";
    default:
      return quoted(dice.one_of(kChoices));
  }
}

/// A fact and a value of its type, as two fields.
void add_fact(Dice& dice, std::vector<std::string>& fields) {
  const auto fact = [&](std::string_view name, std::string_view value) {
    fields.push_back("\"fact\":" + quoted(name));
    fields.push_back(fmt::format("\"value\":{}", dice.percent(95) ? std::string(value) : any_value(dice)));
  };
  switch (dice.below(6)) {
    case 0:
      return fact(kTimeFacts[0], "\"1990-05-04\"");
    case 1:
      return fact(kTimeFacts[1], moment(dice));
    case 2:
      return fact(kNumberFact, "12");
    case 3:
      return fact(kYesNoFact, "false");
    case 4:
      return fact(kChoiceFact, quoted(dice.one_of(kChoices)));
    default:
      return fact(kDeviceFact, "1280");
  }
}

void add_what_happened(Dice& dice, std::vector<std::string>& fields) {
  const auto kind = [&](std::string_view name) { fields.push_back("\"event\":" + quoted(name)); };
  const auto named = [&](std::string_view field, std::string_view name) {
    fields.push_back(fmt::format("\"{}\":\"{}\"", field, name));
  };
  static constexpr Words<4> kPlain{"hold", "hold_lifted", "linked", "unlinked"};
  static constexpr Words<5> kOfData{"restricted", "restriction_lifted", "erasure_requested", "erased", "collected"};
  static constexpr Words<3> kOfConsent{"confirmed", "refused", "withdrawn"};
  switch (dice.below(8)) {
    case 0:
      kind("granted");
      named("consent", dice.one_of(kConsents));
      if (dice.percent(70)) named("wording", dice.one_of(kWordings));
      if (dice.percent(30)) fields.push_back("\"purposes\":" + list_of(dice, kPurposes));
      if (dice.percent(30)) fields.push_back("\"channels\":" + list_of(dice, kChannels));
      break;
    case 1:
      kind(dice.one_of(kOfConsent));
      named("consent", dice.one_of(kConsents));
      break;
    case 2:
      kind(dice.percent(50) ? "objected" : "objection_lifted");
      if (dice.percent(50)) fields.push_back("\"purposes\":" + list_of(dice, kPurposes));
      break;
    case 3:
      kind(dice.one_of(kOfData));
      fields.push_back("\"data\":" + list_of(dice, kData));
      break;
    case 4:
      kind("informed");
      named("notice", dice.one_of(kNotices));
      break;
    case 5:
      kind("contacted");
      fields.push_back("\"purposes\":" + list_of(dice, kPurposes));
      break;
    case 6:
      kind("fact");
      add_fact(dice, fields);
      break;
    default:
      if (dice.percent(20)) {
        kind("voided");
        named("voids", "key-1");
      } else {
        kind(dice.one_of(kPlain));
      }
  }
}

std::string object_of(Dice& dice, std::vector<std::string> fields) {
  if (dice.percent(20)) std::swap(fields.front(), fields.back());
  if (dice.percent(2)) fields.push_back(fields.front());
  const std::string_view between = dice.percent(30) ? " , " : ",";
  return fmt::format("{{{}}}", fmt::join(fields, between));
}

void add_holder(Dice& dice, std::vector<std::string>& fields) {
  if (dice.percent(90)) fields.push_back(fmt::format("\"customer\":\"c{}\"", dice.below(5)));
  if (dice.percent(40)) fields.push_back(fmt::format("\"device\":\"d{}\"", dice.below(5)));
}

}  // namespace

std::string make_event(Dice& dice) {
  std::vector<std::string> fields;
  add_what_happened(dice, fields);
  add_holder(dice, fields);
  if (dice.percent(90)) fields.push_back("\"at\":" + moment(dice));
  if (dice.percent(20)) fields.push_back(fmt::format("\"id\":\"key-{}\"", dice.below(10)));
  if (dice.percent(10)) fields.emplace_back(R"("evidence":{"page":"sign-up","ticked":[true,1.5e3]})");
  if (dice.percent(10)) fields.emplace_back(R"("source":"call centre","actor":"guardian")");
  return object_of(dice, std::move(fields));
}

std::string make_request(Dice& dice) {
  std::vector<std::string> fields;
  fields.push_back("\"action\":" + quoted(dice.one_of(kActions)));
  fields.push_back("\"purpose\":" + quoted(dice.one_of(kPurposes)));
  add_holder(dice, fields);
  if (dice.percent(70)) fields.push_back("\"channel\":" + quoted(dice.one_of(kChannels)));
  if (dice.percent(40)) fields.push_back("\"recipient\":" + quoted(dice.one_of(kRecipients)));
  if (dice.percent(70)) fields.push_back("\"data\":" + list_of(dice, kData));
  if (dice.percent(30)) {
    fields.push_back(
        fmt::format("\"facts\":{{\"{}\":{}}}", kRequestFact, dice.percent(80) ? std::string("true") : any_value(dice)));
  }
  if (dice.percent(60)) fields.push_back("\"at\":" + moment(dice));
  if (dice.percent(20)) fields.push_back("\"known\":" + moment(dice));
  return object_of(dice, std::move(fields));
}

}  // namespace licet::fuzz
