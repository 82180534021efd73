#include <array>
#include <fmt/format.h>
#include <grammar/dumping.h>

namespace licet::grammar {

namespace {

constexpr std::array kUnits = {"minutes", "hours", "days", "weeks", "months", "years"};

constexpr std::array<std::string_view, 7> kTimes = {
    "", "last-contact", "collection", "consent-starts", "consent-ends", "objection-to", "last-restriction"};

}  // namespace

std::string dump_names(const syntax::Names& names) {
  std::string list;
  for (const syntax::Name& name : names) {
    if (!list.empty()) list += ", ";
    list += name.text;
  }
  return list;
}

std::string dump_text(const syntax::Text& text) {
  std::string quoted = "\"";
  for (const char byte : text.text) {
    if (byte == '"' || byte == '\\') quoted += '\\';
    if (byte == '\n') {
      quoted += "\\n";
    } else {
      quoted += byte;
    }
  }
  return quoted + "\"";
}

std::string dump_date(const syntax::DateLiteral& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.date.year, date.date.month, date.date.day);
}

std::string dump_clock(const syntax::ClockTime& clock) {
  return fmt::format("{:02}:{:02}:{:02}", clock.hour, clock.minute, clock.second);
}

std::string dump_when(const syntax::When& when) {
  std::string text = dump_date(when.date);
  if (when.time) text += " " + dump_clock(*when.time);
  return text;
}

std::string dump_duration(const syntax::Duration& duration) {
  return fmt::format("{} {}", duration.period.amount, kUnits[static_cast<std::size_t>(duration.period.unit)]);
}

std::string dump_value(const syntax::Value& value) {
  if (const auto* name = std::get_if<syntax::Name>(&value)) return name->text;
  if (const auto* number = std::get_if<syntax::Number>(&value)) return std::to_string(number->value);
  if (const auto* text = std::get_if<syntax::Text>(&value)) return dump_text(*text);
  return dump_when(std::get<syntax::When>(value));
}

std::string dump_time(const syntax::TimeSource& source) {
  if (source.kind == syntax::TimeSourceKind::kFact) return source.name->text;
  std::string text(kTimes[static_cast<std::size_t>(source.kind)]);
  if (!source.name && source.purposes.empty() && source.channels.empty()) return text;
  if (source.name) text += " " + source.name->text;
  if (!source.purposes.empty()) text += " for " + dump_names(source.purposes);
  if (!source.channels.empty()) text += " by " + dump_names(source.channels);
  return "(" + text + ")";
}

std::string dump_kept(const syntax::Kept& kept) {
  return (kept.kind == syntax::KeptKind::kProof ? "proof-of " : "") + kept.name.text;
}

std::string dump_in_force(const syntax::InForce& in_force) {
  std::string text = "in force";
  if (in_force.from) text += " from " + dump_date(*in_force.from);
  if (in_force.until) text += " until " + dump_date(*in_force.until);
  return text;
}

}  // namespace licet::grammar
