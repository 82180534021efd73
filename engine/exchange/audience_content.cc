#include <engine/base/hexadecimal.h>
#include <engine/exchange/audience_content.h>
#include <engine/exchange/audience_json.h>
#include <engine/exchange/json_lists.h>
#include <engine/exchange/json_value.h>
#include <engine/exchange/json_write.h>
#include <engine/exchange/names.h>
#include <engine/exchange/request_json.h>
#include <engine/time/civil.h>
#include <span>

namespace licet::exchange {
namespace {

constexpr std::size_t kZoneDigits = 64;
/// As many groups as rules and reasons can make, each with as many categories as the request.
constexpr JsonLimits kKeptLimits{std::size_t{64} << 20U, limits::kJsonDepth, std::size_t{1} << 24U};

std::string digits_of(std::span<const std::uint8_t> bytes) {
  std::string digits;
  append_hexadecimal(digits, bytes);
  return digits;
}

/// Takes fields in the order in which they were written.
class Fields {
 public:
  explicit Fields(const JsonValue& object) : object_(object) {}

  const JsonValue* take(std::string_view key, JsonValue::Kind kind) {
    if (next_ >= object_.keys.size() || object_.keys[next_] != key || object_.items[next_].kind != kind) {
      good_ = false;
      return nullptr;
    }
    return &object_.items[next_++];
  }
  std::string text(std::string_view key) {
    const JsonValue* const value = take(key, JsonValue::Kind::kText);
    return value != nullptr ? value->text : std::string();
  }
  std::optional<std::string> text_or_null(std::string_view key) {
    if (next_ < object_.keys.size() && object_.items[next_].kind == JsonValue::Kind::kNull) {
      take(key, JsonValue::Kind::kNull);
      return std::nullopt;
    }
    return text(key);
  }
  std::uint64_t number(std::string_view key) {
    const JsonValue* const value = take(key, JsonValue::Kind::kInteger);
    good_ = good_ && value->integer >= 0;
    return good_ ? static_cast<std::uint64_t>(value->integer) : 0;
  }
  bool boolean(std::string_view key) {
    const JsonValue* const value = take(key, JsonValue::Kind::kBoolean);
    return value != nullptr && value->boolean;
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> texts;
    const JsonValue* const list = take(key, JsonValue::Kind::kList);
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
      good_ = good_ && list->items[i].kind == JsonValue::Kind::kText;
      texts.push_back(list->items[i].text);
    }
    return texts;
  }
  void need(bool good) { good_ = good_ && good; }
  bool at_end() const { return good_ && next_ == object_.keys.size(); }
  bool good() const { return good_; }

 private:
  const JsonValue& object_;
  std::size_t next_ = 0;
  bool good_ = true;
};

template <class Value, class Words>
void take_word(Fields& fields, std::string_view key, const Words& value_of, Value& into) {
  const auto value = value_of(fields.text(key));
  fields.need(value.has_value());
  if (value) into = *value;
}

bool read_category(const JsonValue& object, CategoryDecision& category) {
  Fields fields(object);
  category.data = fields.text("data");
  take_word(fields, "decision", outcome_of, category.outcome);
  category.rule = fields.text_or_null("rule");
  take_word(fields, "reason", reason_of, category.reason);
  return fields.at_end();
}

bool read_group(const JsonValue& object, AudienceGroup& group) {
  Fields fields(object);
  take_word(fields, "decision", outcome_of, group.outcome);
  group.rule = fields.text_or_null("rule");
  take_word(fields, "reason", reason_of, group.reason);
  if (object.find("categories") != nullptr) {
    const JsonValue* const list = fields.take("categories", JsonValue::Kind::kList);
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
      fields.need(read_category(list->items[i], group.categories.emplace_back()));
    }
  }
  group.duties = fields.texts("duties");
  group.because = fields.texts("because");
  group.customers = fields.number("customers");
  return fields.at_end();
}

}  // namespace

std::string write_audience_content(const AudienceContent& content) {
  std::string json;
  ObjectWriter out(json);
  out.instant("recorded", content.recorded);
  out.text("run", digits_of(content.run));
  out.number("customers", content.customers);
  out.text("root", digits_of(content.root));
  out.number("basis", content.basis);
  out.text("engine", content.engine);
  out.text("zone", content.zone);
  out.boolean("until", content.until_known);
  out.raw("request", write_request(content.request));
  write_list(json, out, "groups", content.groups, write_audience_group);
  out.raw("policy", write_policy_stamp(content.policy));
  out.end();
  return json;
}

std::optional<AudienceContent> read_audience_content(std::string_view json) {
  const auto object = parse_object(json, kKeptLimits);
  if (!object) return std::nullopt;
  Fields fields(*object);
  AudienceContent content;
  const auto recorded = time::parse_rfc3339(fields.text("recorded"));
  fields.need(recorded && read_hexadecimal(fields.text("run"), content.run));
  content.customers = fields.number("customers");
  fields.need(read_hexadecimal(fields.text("root"), content.root));
  content.basis = fields.number("basis");
  content.engine = fields.text("engine");
  content.zone = fields.text("zone");
  content.until_known = fields.boolean("until");
  const JsonValue* const asked = fields.take("request", JsonValue::Kind::kObject);
  const JsonValue* const groups = fields.take("groups", JsonValue::Kind::kList);
  fields.take("policy", JsonValue::Kind::kObject);
  if (!fields.at_end() || content.zone.size() != kZoneDigits) return std::nullopt;
  auto request = read_audience_request(json_text(*asked));
  if (!request || !request->at) return std::nullopt;
  for (const JsonValue& each : groups->items) {
    if (!read_group(each, content.groups.emplace_back())) return std::nullopt;
  }
  content.recorded = *recorded;
  content.request = std::move(*request);
  return content;
}

}  // namespace licet::exchange
