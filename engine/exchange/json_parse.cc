#include <algorithm>
#include <engine/base/utf8.h>
#include <engine/exchange/json_value.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

/// The number that nlohmann gives the error about a number too large for a double.
constexpr int kNumberOutOfRange = 406;

/// What is wrong with the text, and where. `byte` counts from 1.
InputError malformed_at(std::string_view text, std::size_t byte, const char* what, bool file) {
  if (!file) {
    return {"", std::string("The line is not well-formed ") + what + " at byte " + std::to_string(byte) + ".", {}};
  }
  const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {"",
          std::string("The file is not well-formed ") + what + " at line " + std::to_string(line) + ", column " +
              std::to_string(before.size() - start + 1) + ".",
          {}};
}

/// Builds the tree while nlohmann's parser walks the text. Open containers are found by pointer: a container gets its
/// next item only after the one before is closed, so that none of them moves while it is open.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, const JsonLimits& json_limits) : text_(text), limits_(json_limits) {}

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
    if (exception.id == kNumberOutOfRange) return fail("A number is too large.");
    error_ = malformed_at(text_, position, "JSON", limits_.file);
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

  std::string_view text_;
  JsonLimits limits_;
  JsonValue root_;
  std::vector<JsonValue*> open_;
  std::optional<InputError> error_;
};

}  // namespace

tl::expected<JsonValue, InputError> parse_value(std::string_view text, const JsonLimits& json_limits) {
  if (text.size() > json_limits.bytes) {
    return tl::unexpected(
        InputError{"", "The line is longer than " + std::to_string(json_limits.bytes) + " bytes.", {}});
  }
  if (const auto malformed = first_malformed_byte(text)) {
    return tl::unexpected(malformed_at(text, *malformed + 1, "UTF-8", json_limits.file));
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    InputError wrong;
    wrong.message = json_limits.file ? "The file is empty." : "The line is empty.";
    return tl::unexpected(std::move(wrong));
  }
  // nlohmann's parser takes a NUL byte for the end of the text, whatever follows.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    return tl::unexpected(malformed_at(text, nul + 1, "JSON", json_limits.file));
  }
  TreeBuilder builder(text, json_limits);
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
    InputError wrong;
    wrong.message = json_limits.file ? "The file is no JSON object: it must stand in { and }."
                                     : "The line is no JSON object: it must stand in { and }.";
    return tl::unexpected(std::move(wrong));
  }
  return value;
}

}  // namespace licet::exchange
