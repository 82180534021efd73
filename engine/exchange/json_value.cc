#include <algorithm>
#include <engine/base/utf8.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

/// Builds the tree while nlohmann's parser walks the text. Open containers are found by pointer: a container gets its
/// next item only after the one before is closed, so that none of them moves while it is open.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit TreeBuilder(const JsonLimits& json_limits) : limits_(json_limits) {}

  bool null() override { return add({}); }
  bool boolean(bool value) override {
    JsonValue made;
    made.kind = Kind::kBoolean;
    made.boolean = value;
    return add(std::move(made));
  }
  bool number_integer(number_integer_t value) override {
    JsonValue made;
    made.kind = Kind::kInteger;
    made.integer = value;
    return add(std::move(made));
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
      return number_integer(static_cast<number_integer_t>(value));
    }
    return number(std::to_string(value));
  }
  bool number_float(number_float_t /*value*/, const string_t& spelling) override { return number(spelling); }
  bool string(string_t& value) override {
    JsonValue made;
    made.kind = Kind::kText;
    made.text = std::move(value);
    return add(std::move(made));
  }
  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override { return open(Kind::kObject); }
  bool start_array(std::size_t /*size*/) override { return open(Kind::kList); }
  bool key(string_t& key) override {
    open_.back()->keys.push_back(std::move(key));
    return true;
  }
  bool end_object() override {
    const std::vector<std::string>& keys = open_.back()->keys;
    std::vector<std::string_view> sorted(keys.begin(), keys.end());
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end()) {
      std::string key(*twice);
      open_.back()->keys.back() = std::move(key);
      return fail("A field stands here twice; one of the two must go.");
    }
    open_.pop_back();
    return true;
  }
  bool end_array() override {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& exception) override {
    constexpr int kNumberOutOfRange = 406;
    if (exception.id == kNumberOutOfRange) return fail("A number is too large.");
    error_ = {"", "The line is not well-formed JSON at byte " + std::to_string(position) + ".", {}};
    return false;
  }

  JsonValue take_root() { return std::move(root_); }
  const std::optional<InputError>& error() const { return error_; }

 private:
  bool number(std::string spelling) {
    JsonValue made;
    made.kind = Kind::kNumber;
    made.text = std::move(spelling);
    return add(std::move(made));
  }

  bool add(JsonValue made) {
    if (open_.empty()) {
      root_ = std::move(made);
      return true;
    }
    JsonValue& parent = *open_.back();
    if (parent.kind == Kind::kList && parent.items.size() == limits_.items) {
      return fail("A list has more than " + std::to_string(limits_.items) + " items.");
    }
    parent.items.push_back(std::move(made));
    return true;
  }

  bool open(Kind kind) {
    if (open_.size() == limits_.depth) {
      return fail("More than " + std::to_string(limits_.depth) + " objects and lists stand within one another.");
    }
    JsonValue made;
    made.kind = kind;
    if (!add(std::move(made))) return false;
    open_.push_back(open_.empty() ? &root_ : &open_.back()->items.back());
    return true;
  }

  /// The field of the object that is being read, for a fact of a request as `facts.NAME`.
  bool fail(std::string message) {
    std::string field;
    if (!open_.empty() && !open_.front()->keys.empty()) {
      field = open_.front()->keys.back();
      if (field == "facts" && open_.size() > 1 && !open_[1]->keys.empty()) field += "." + open_[1]->keys.back();
    }
    error_ = {std::move(field), std::move(message), {}};
    return false;
  }

  JsonLimits limits_;
  JsonValue root_;
  std::vector<JsonValue*> open_;
  std::optional<InputError> error_;
};

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
  constexpr std::int64_t kIntegerDigits = 19;
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
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
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

tl::expected<JsonValue, InputError> parse_value(std::string_view text, const JsonLimits& json_limits) {
  if (text.size() > json_limits.bytes) {
    return tl::unexpected(
        InputError{"", "The line is longer than " + std::to_string(json_limits.bytes) + " bytes.", {}});
  }
  if (const auto malformed = first_malformed_byte(text)) {
    return tl::unexpected(
        InputError{"", "The line is not well-formed UTF-8 at byte " + std::to_string(*malformed + 1) + ".", {}});
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return tl::unexpected(InputError{"", "The line is empty.", {}});
  }
  // nlohmann's parser takes a NUL byte for the end of the text, whatever follows.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    return tl::unexpected(
        InputError{"", "The line is not well-formed JSON at byte " + std::to_string(nul + 1) + ".", {}});
  }
  TreeBuilder builder(json_limits);
  try {
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
      return tl::unexpected(builder.error().value_or(InputError{"", "The line is not well-formed JSON.", {}}));
    }
  } catch (const std::exception&) {
    return tl::unexpected(InputError{"", "The line cannot be read as JSON.", {}});
  }
  return builder.take_root();
}

tl::expected<JsonValue, InputError> parse_object(std::string_view text, const JsonLimits& json_limits) {
  auto value = parse_value(text, json_limits);
  if (value && value->kind != Kind::kObject) {
    return tl::unexpected(InputError{"", "The line is no JSON object: it must stand in { and }.", {}});
  }
  return value;
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
