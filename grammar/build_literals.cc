#include <charconv>
#include <engine/base/utf8.h>
#include <engine/time/civil.h>
#include <grammar/building.h>
#include <grammar/codes_of_text.h>
#include <grammar/match.h>
#include <licet/limits.h>

namespace licet::grammar {
namespace {

/// All digits; the caller knows that there are so few that the number fits.
template <class Integer>
Integer digits(std::string_view text) {
  Integer number = 0;
  for (const char digit : text) number = static_cast<Integer>(number * 10 + (digit - '0'));
  return number;
}

/// The contents of a string between its quotes.
void append_contents(std::string& text, std::string_view quoted) {
  const std::size_t opening = code_point_at(quoted, 0).length;
  std::size_t closing = 1;
  while (closing < quoted.size() && (static_cast<unsigned char>(quoted[quoted.size() - closing]) & 0xC0U) == 0x80U) {
    ++closing;
  }
  const std::string_view contents = quoted.substr(opening, quoted.size() - opening - closing);
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (contents[i] == '\\') ++i;
    text += contents[i];
  }
}

/// The text with one space for each run of white space; strings are added by `add_string`.
template <class AddString>
std::string respaced(std::string_view text, const AddString& add_string) {
  std::string spaced;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t behind_space = skip_white_space(text, at);
    const std::size_t quoted = string_length(text, at);
    if (behind_space > at) {
      spaced += ' ';
      at = behind_space;
    } else if (quoted > 0) {
      add_string(spaced, text.substr(at, quoted));
      at += quoted;
    } else {
      spaced += text[at++];
    }
  }
  return spaced;
}

}  // namespace

syntax::Name build_name(const Node& node, const Building& building) {
  return {std::string(node.text()), building.range(node)};
}

syntax::Text build_text(const Node& node, const Building& building) {
  syntax::Text text{{}, building.range(node)};
  if (node.kind == NodeKind::kString) {
    append_contents(text.text, node.text());
  } else {
    text.text = node.text();
  }
  return text;
}

syntax::Number build_number(const Node& node, std::int64_t least, std::int64_t greatest, const Building& building) {
  syntax::Number number{0, building.range(node)};
  const std::string_view text = node.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
  if (error != std::errc{} || number.value < least || number.value > greatest) {
    building.report(text::kNumberOutOfRange, number.range,
                    {std::string(text), std::to_string(least), std::to_string(greatest)});
    number.value = least;
  }
  return number;
}

syntax::DateLiteral build_date(const Node& node, const Building& building) {
  const std::string_view text = node.text();
  syntax::DateLiteral literal{{digits<std::int32_t>(text.substr(0, 4)), digits<std::uint8_t>(text.substr(5, 2)),
                               digits<std::uint8_t>(text.substr(8, 2))},
                              building.range(node)};
  if (!time::exists(literal.date)) {
    building.report(text::kDateDoesNotExist, literal.range, {std::string(text)});
    literal.date = Date{};
  }
  return literal;
}

syntax::ClockTime build_clock(const Node& node, bool may_have_seconds, const Building& building) {
  const std::string_view text = node.text();
  syntax::ClockTime clock{0, 0, 0, building.range(node)};
  const bool has_seconds = text.size() == 8 && text[5] == ':';
  const bool has_form = text.size() > 2 && text[2] == ':' && (text.size() == 5 || (has_seconds && may_have_seconds));
  if (has_form) {
    clock.hour = digits<std::uint8_t>(text.substr(0, 2));
    clock.minute = digits<std::uint8_t>(text.substr(3, 2));
    if (has_seconds) clock.second = digits<std::uint8_t>(text.substr(6, 2));
  }
  if (!has_form || clock.hour > 23 || clock.minute > 59 || clock.second > 59) {
    building.report(text::kTimeOfDay, clock.range, {std::string(text)});
    clock.hour = clock.minute = clock.second = 0;
  }
  return clock;
}

syntax::When build_when(const Node& node, const Building& building) {
  syntax::When when;
  when.date = build_date(*node.children.front(), building);
  if (node.children.size() > 1) when.time = build_clock(*node.children.back(), true, building);
  when.range = building.range(node);
  return when;
}

syntax::Duration build_duration(const Node& node, const Building& building) {
  const Node& amount = *node.children.front();
  syntax::Duration duration{{}, building.range(node)};
  const std::string_view text = amount.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), duration.period.amount);
  if (error != std::errc{} || duration.period.amount < 1 || duration.period.amount > limits::kDurationAmount) {
    building.report(text::kDurationOutOfRange, building.range(amount),
                    {std::string(text), std::to_string(limits::kDurationAmount)});
    duration.period.amount = 1;
  }
  const auto unit = unit_of(node.children.back()->text(), building.language);
  if (unit) duration.period.unit = *unit;
  return duration;
}

syntax::Value build_value(const Node& node, const Building& building) {
  switch (node.kind) {
    case NodeKind::kWhen:
      return build_when(node, building);
    case NodeKind::kString:
      return build_text(node, building);
    case NodeKind::kNumber:
      return build_number(node, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                          building);
    default:
      return build_name(node, building);
  }
}

syntax::Text build_citation(const Node& node, const Building& building) {
  return {respaced(node.text(), append_contents), building.range(node)};
}

std::string single_spaced(std::string_view text) {
  return respaced(text, [](std::string& spaced, std::string_view quoted) { spaced += quoted; });
}

}  // namespace licet::grammar
