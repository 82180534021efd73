#include <engine/exchange/json_value.h>
#include <engine/exchange/kept_text.h>
#include <engine/exchange/names.h>
#include <engine/time/civil.h>
#include <limits>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

/// What the engine wrote itself has no other bounds than its own.
constexpr JsonLimits kOwn{std::numeric_limits<std::size_t>::max(), limits::kJsonDepth,
                          std::numeric_limits<std::size_t>::max()};

const JsonValue* of_kind(const JsonValue& object, std::string_view name, Kind kind) {
  const JsonValue* const value = object.find(name);
  return value != nullptr && value->kind == kind ? value : nullptr;
}

std::string text_in(const JsonValue& object, std::string_view name) {
  const JsonValue* const value = of_kind(object, name, Kind::kText);
  return value != nullptr ? value->text : std::string();
}

std::optional<std::string> text_or_none(const JsonValue& object, std::string_view name) {
  const JsonValue* const value = of_kind(object, name, Kind::kText);
  return value != nullptr ? std::optional(value->text) : std::nullopt;
}

std::vector<std::string> texts_in(const JsonValue& object, std::string_view name) {
  std::vector<std::string> texts;
  if (const JsonValue* const list = of_kind(object, name, Kind::kList)) {
    for (const JsonValue& item : list->items) texts.push_back(item.text);
  }
  return texts;
}

/// False if there is no outcome or reason.
template <class Decided>
bool read_verdict(const JsonValue& object, Decided& into) {
  const auto outcome = outcome_of(text_in(object, "decision"));
  const auto reason = reason_of(text_in(object, "reason"));
  if (!outcome || !reason) return false;
  into.outcome = *outcome;
  into.reason = *reason;
  into.rule = text_or_none(object, "rule");
  return true;
}

bool read_categories(const JsonValue& object, std::vector<CategoryDecision>& into) {
  const JsonValue* const list = of_kind(object, "categories", Kind::kList);
  if (list == nullptr) return false;
  for (const JsonValue& item : list->items) {
    CategoryDecision category;
    category.data = text_in(item, "data");
    if (!read_verdict(item, category)) return false;
    into.push_back(std::move(category));
  }
  return true;
}

}  // namespace

std::string kept_text(const std::string& json) {
  const auto value = parse_value(json, kOwn);
  return value && value->kind == Kind::kText ? value->text : json;
}

std::optional<Decision> read_decision(const std::string& json) {
  const auto object = parse_object(json, kOwn);
  Decision decision;
  if (!object || !read_verdict(*object, decision) || !read_categories(*object, decision.categories)) {
    return std::nullopt;
  }
  decision.duties = texts_in(*object, "duties");
  decision.because = texts_in(*object, "because");
  decision.levels = texts_in(*object, "levels");
  const auto at = time::parse_rfc3339(text_in(*object, "at"));
  if (!at) return std::nullopt;
  decision.at = *at;
  if (const auto until = text_or_none(*object, "until")) {
    const auto moment = time::parse_rfc3339(*until);
    if (!moment) return std::nullopt;
    decision.until = *moment;
  }
  const JsonValue* const policy = of_kind(*object, "policy", Kind::kObject);
  if (policy == nullptr) return std::nullopt;
  decision.policy.name = text_in(*policy, "name");
  if (const JsonValue* const version = of_kind(*policy, "version", Kind::kInteger)) {
    decision.policy.version = version->integer;
  }
  decision.policy.digest = text_in(*policy, "digest");
  decision.policy.tz = text_in(*policy, "tz");
  if (const JsonValue* const record = of_kind(*object, "record", Kind::kInteger)) {
    decision.record = static_cast<std::uint64_t>(record->integer);
  }
  return decision;
}

}  // namespace licet::exchange
