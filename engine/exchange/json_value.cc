#include <algorithm>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>
#include <numeric>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

/// Digits of the longest 64-bit integer.
constexpr std::int64_t kIntegerDigits = 19;

/// A decimal number by its value: its digits without zeros at either end, and the power of ten behind them; up to 19
/// digits (every 64-bit integer) without a power.
std::string canonical_number(std::string_view spelling) {
  std::string digits;
  std::int64_t power = 0;
  bool negative = false;
  bool behind_point = false;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    const char c = spelling[i];
    if (c == '-') {
      negative = true;
    } else if (c >= '0' && c <= '9') {
      digits += c;
      if (behind_point) --power;
    } else if (c == 'e' || c == 'E') {
      std::string_view exponent = spelling.substr(i + 1);
      if (exponent.starts_with('+')) exponent.remove_prefix(1);
      // Beyond 15 digits of an exponent the spelling stands for itself: no such number has a second one in practice.
      if (exponent.size() > 15) return std::string(spelling);
      power += std::stoll(std::string(exponent));
      break;
    } else {
      behind_point = true;
    }
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return "0";
  while (digits.back() == '0') {
    digits.pop_back();
    ++power;
  }
  if (power > 0 && static_cast<std::int64_t>(digits.size()) + power <= kIntegerDigits) {
    digits.append(static_cast<std::size_t>(power), '0');
    power = 0;
  }
  std::string text = (negative ? "-" : "") + digits;
  if (power != 0) text += "e" + std::to_string(power);
  return text;
}

/// Depth is bounded by JsonLimits, so that recursion is safe.
void append_value(std::string& out, const JsonValue& value, bool canonical) {
  switch (value.kind) {
    case Kind::kNull:
      out += "null";
      return;
    case Kind::kBoolean:
      out += value.boolean ? "true" : "false";
      return;
    case Kind::kInteger:
      out += canonical ? canonical_number(std::to_string(value.integer)) : std::to_string(value.integer);
      return;
    case Kind::kNumber:
      out += canonical ? canonical_number(value.text) : value.text;
      return;
    case Kind::kText:
      append_quoted(out, value.text);
      return;
    case Kind::kList:
    case Kind::kObject:
      break;
  }
  const bool object = value.kind == Kind::kObject;
  std::vector<std::size_t> order(value.items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (object && canonical) {
    std::sort(order.begin(), order.end(),
              [&value](std::size_t a, std::size_t b) { return value.keys[a] < value.keys[b]; });
  }
  out += object ? '{' : '[';
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0) out += ',';
    if (object) {
      append_quoted(out, value.keys[order[i]]);
      out += ':';
    }
    append_value(out, value.items[order[i]], canonical);
  }
  out += object ? '}' : ']';
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &items[static_cast<std::size_t>(found - keys.begin())];
}

std::string json_text(const JsonValue& value) {
  std::string out;
  append_value(out, value, false);
  return out;
}

std::string canonical_text(const JsonValue& value) {
  std::string out;
  append_value(out, value, true);
  return out;
}

}  // namespace licet::exchange
