#include <fmt/format.h>
#include <tests/fuzz/generated/condition_text.h>
#include <tests/fuzz/generated/policy_text.h>
#include <tests/fuzz/generated/vocabulary.h>

namespace licet::fuzz {
namespace {

constexpr std::string_view kVocabulary = R"(
purpose service "Service"
purpose billing "Bills" within service
purpose advertising
purpose newsletter "Our letter" within advertising
purpose research
action send "Send" needs channel
action store
action profile needs data
action share needs recipient
action read within store
channel email "E-mail"
channel phone
channel post
channel text_message within phone
data contact "How to reach people"
data email_address within contact
data orders
data basket within orders
data health "Health" is special
data invoice "Invoices" by item
data receipt within invoice
recipient processor
recipient mail_house within processor
recipient carrier
recipient research_partner "Universities"
fact birth_date "Date of birth" is a date
fact last_order is a time
fact order_count is a number
fact city is a text
fact loyal is yes or no
fact country is one of DE, AT, CH
fact signed_in is yes or no of request
fact screen_width is a number of device
fact coupled "Order impossible without it" is yes or no of consent
fact certified is yes or no of recipient
fact invoice_date is a date of item
notice privacy_notice "Privacy notice" wording "2025-01" wording "2026-01"
notice terms
duty opt_out_link "A way out in every message"
duty imprint
condition adult means birth_date is at least 18 years ago
)";

template <class List>
std::string list_of(Dice& dice, const List& names) {
  std::string list(dice.one_of(names));
  while (dice.percent(30)) list += fmt::format(", {}", dice.one_of(names));
  return list;
}

std::string citations(Dice& dice) {
  static constexpr Words<5> kCitations{"GDPR Art. 6(1)(a)", "GDPR Art. 7, UWG § 7(2) no. 2", "TDDDG § 25(1)",
                                       "\"Art. 9 in conjunction with Art. 6\"", "AO § 147(3, 4), HGB § 257"};
  return fmt::format("\n  because {}", dice.one_of(kCitations));
}

std::string header(Dice& dice) {
  static constexpr Words<4> kZones{"Europe/Berlin", "America/New_York", "UTC", "Asia/Nowhere"};
  std::string text = "policy generated \"Generated\"\n";
  if (dice.percent(50)) text += fmt::format("  version {}\n", 1 + dice.below(9));
  if (dice.percent(70)) text += fmt::format("  time zone {}\n", kZones[dice.below(dice.percent(5) ? 4 : 3)]);
  if (dice.percent(40)) text += fmt::format("  in force from {}\n", make_date(dice));
  return text;
}

std::string consent(Dice& dice, std::string_view name) {
  std::string text = fmt::format("consent {}\n  for {}", name, list_of(dice, kPurposes));
  if (dice.percent(50)) text += "\n  by " + list_of(dice, kChannels);
  if (dice.percent(60)) text += "\n  with " + (dice.percent(20) ? std::string("any data") : list_of(dice, kData));
  if (dice.percent(30)) text += "\n  to " + list_of(dice, kRecipients);
  if (dice.percent(30)) text += "\n  allows " + list_of(dice, kActions);
  if (name == "cookie_consent") text += "\n  scope device";
  if (dice.percent(30)) text += "\n  needs confirmation" + (dice.percent(70) ? " within " + make_duration(dice) : "");
  if (dice.percent(30)) {
    text +=
        "\n  provided " + make_condition(dice, ConditionPlace::kProvided, 1) + (dice.percent(50) ? " at grant" : "");
  }
  if (dice.percent(40)) {
    static constexpr Words<2> kStarts{"grant", "last contact"};
    text += fmt::format("\n  valid for {} after {}", make_duration(dice), dice.one_of(kStarts));
  }
  if (dice.percent(50)) text += "\n  wording \"2025-01\"\n  wording \"2026-01\"";
  return text + citations(dice) + "\n";
}

std::string rule(Dice& dice, std::string_view name, std::string_view overridden) {
  const bool refers = name == "reviews";
  const bool permits = !refers && dice.percent(60);
  const std::string_view effect = refers ? "refer" : permits ? "permit" : "forbid";
  std::string text = fmt::format("rule {}{}\n  {} ", name, dice.percent(40) ? " \"A rule\"" : "", effect);
  text += dice.percent(20) ? "anything" : list_of(dice, kActions);
  if (permits || refers || dice.percent(70)) text += "\n  for " + list_of(dice, kPurposes);
  if (dice.percent(40)) text += "\n  by " + list_of(dice, kChannels);
  if (dice.percent(50)) text += "\n  with " + (dice.percent(15) ? std::string("any data") : list_of(dice, kData));
  if (dice.percent(20)) text += "\n  to " + list_of(dice, kRecipients);
  if (dice.percent(15)) text += fmt::format("\n  in force from {}", make_date(dice));
  if (dice.percent(80)) text += "\n  when " + make_condition(dice, ConditionPlace::kRule, 3);
  if (dice.percent(30)) text += "\n  unless " + make_condition(dice, ConditionPlace::kRule, 1);
  if (permits && dice.percent(40)) text += "\n  require " + list_of(dice, kDuties);
  if (!overridden.empty() && !refers && dice.percent(50)) text += fmt::format("\n  overrides {}", overridden);
  return text + citations(dice) + "\n";
}

std::string retention(Dice& dice, std::string_view name, std::string_view data) {
  static constexpr Words<9> kAnchors{
      "birth_date",      "consent letter_consent ends", "consent call_consent starts",           "last contact",
      "collection",      "objection to advertising",    "last contact for advertising by phone", "collection of orders",
      "last restriction"};
  static constexpr Words<4> kEnds{"erase", "anonymise", "restrict", "review"};
  std::string text = fmt::format("retention {}\n  keep {}", name, data);
  if (dice.percent(15)) text += fmt::format("\n  in force from {}", make_date(dice));
  if (dice.percent(15)) text += "\n  when " + make_condition(dice, ConditionPlace::kWhile, 1);
  if (dice.percent(25)) {
    text += fmt::format("\n  for {} after {}", make_duration(dice), dice.one_of(kAnchors));
    return text + fmt::format("\n  then {}", dice.one_of(kEnds)) + citations(dice) + "\n";
  }
  const bool limited = dice.percent(80);
  if (limited && dice.percent(30)) text += "\n  while " + make_condition(dice, ConditionPlace::kWhile, 1);
  if (!limited || dice.percent(30)) {
    text +=
        fmt::format("\n  at least {} years after the end of the year of {}", 1 + dice.below(30), dice.one_of(kAnchors));
  }
  if (limited) text += fmt::format("\n  at most {} after {}", make_duration(dice), dice.one_of(kAnchors));
  return text + fmt::format("\n  then {}", dice.one_of(kEnds)) + citations(dice) + "\n";
}

std::string item(Dice& dice) { return fmt::format("item \"{}\"", 4711 + dice.below(3)); }

std::string given_additions(Dice& dice) {
  switch (dice.below(6)) {
    case 0:
      return fmt::format("granted letter_consent wording \"2026-01\" given coupled is {}",
                         dice.percent(50) ? "no" : "yes");
    case 1:
      return fmt::format("collected with invoice {}", item(dice));
    case 2:
      return fmt::format("invoice_date is {} {}", make_date(dice), item(dice));
    case 3:
      return fmt::format("certified is yes to {}", dice.one_of(kRecipients));
    case 4:
      return fmt::format("{} with {}", dice.percent(60) ? "hold" : "hold_lifted", list_of(dice, kData));
    default:
      return dice.percent(50) ? "erased with invoice " + item(dice)
                              : "erasure_requested with objections, proof of call_consent, orders";
  }
}

std::string given(Dice& dice) {
  if (dice.percent(20)) return given_additions(dice);
  switch (dice.below(11)) {
    case 0:
      return fmt::format("granted {} wording \"{}\"", dice.one_of(kConsents), dice.one_of(kWordings));
    case 1:
      return fmt::format("granted letter_consent for {}", list_of(dice, kPurposes));
    case 2:
      return fmt::format("withdrawn {}", dice.one_of(kConsents));
    case 3:
      return fmt::format("confirmed {}", dice.one_of(kConsents));
    case 4:
      return fmt::format("informed {}", dice.one_of(kNotices));
    case 5:
      return fmt::format("collected with {}", list_of(dice, kData));
    case 6:
      return fmt::format("contacted for {} by {}", dice.one_of(kPurposes), dice.one_of(kChannels));
    case 7:
      return fmt::format("objected to {}", list_of(dice, kPurposes));
    case 8:
      return dice.percent(50) ? "erasure_requested" : "hold on device phone";
    case 9:
      return fmt::format("birth_date is {}", make_date(dice));
    default:
      return fmt::format("order_count is {}", dice.below(100));
  }
}

std::string expectation(Dice& dice) {
  switch (dice.below(9)) {
    case 0:
      return "permit by letters";
    case 1:
      return dice.percent(50) ? "deny" : "deny because nothing permits";
    case 2:
      return "duties opt_out_link";
    case 3:
      return "levels none";
    case 4:
      return dice.percent(50) ? "until never" : fmt::format("until {} {}", make_date(dice), make_clock(dice));
    case 5:
      return "due orders never";
    case 6:
      return dice.percent(50) ? "review" : "review by reviews";
    case 7:
      return dice.percent(50) ? fmt::format("due invoice {} on {}", item(dice), make_date(dice))
                              : "due proof of call_consent never";
    default:
      return fmt::format("due {} on {}", dice.one_of(kData), make_date(dice));
  }
}

std::string scenario(Dice& dice) {
  std::string text = "scenario \"Someone asks\"\n";
  for (std::size_t steps = 1 + dice.below(3); steps > 0; --steps) {
    text += fmt::format("  given on {}{}\n", make_date(dice), dice.percent(30) ? " " + make_clock(dice) : "");
    for (std::size_t lines = 1 + dice.below(4); lines > 0; --lines) text += "    " + given(dice) + "\n";
  }
  text += fmt::format("  ask on {}{}\n    {} for {} by {} with {} to {}{}\n", make_date(dice),
                      dice.percent(30) ? " on device phone" : "", dice.one_of(kActions), dice.one_of(kPurposes),
                      dice.one_of(kChannels), list_of(dice, kData), dice.one_of(kRecipients),
                      dice.percent(30) ? " given signed_in is yes" : "");
  for (std::size_t lines = 1 + dice.below(3); lines > 0; --lines) text += "  expect " + expectation(dice) + "\n";
  return text;
}

}  // namespace

std::string make_policy(Dice& dice) {
  std::string text = header(dice);
  text += kVocabulary;
  text += fmt::format("condition regular_buyer means {}\n", make_condition(dice, ConditionPlace::kProvided, 1));
  for (const std::string_view name : kConsents) text += consent(dice, name);
  std::string_view earlier;
  for (const std::string_view name : kRules) {
    text += rule(dice, name, earlier);
    earlier = name;
  }
  text += rule(dice, "reviews", {});
  text += retention(dice, "keep_contact", "contact");
  text += retention(dice, "keep_orders", "orders, basket");
  text += retention(dice, "keep_health", "health");
  text += retention(dice, "keep_records", dice.percent(50) ? "proof of call_consent, objections" : "decisions");
  text += "retention keep_invoices keep invoice for 8 years after the end of the year of invoice_date then erase\n";
  text += "level basic\n";
  text += fmt::format("level signed when {}\n", make_condition(dice, ConditionPlace::kLevel, 1));
  text += fmt::format("level full above basic, signed when {}\n", make_condition(dice, ConditionPlace::kLevel, 1));
  for (std::size_t scenarios = dice.below(3); scenarios > 0; --scenarios) text += scenario(dice);
  return text;
}

}  // namespace licet::fuzz
