#include <algorithm>
#include <engine/base/utf8.h>
#include <engine/exchange/field_values.h>
#include <engine/exchange/holder_key.h>
#include <engine/time/civil.h>
#include <fmt/format.h>

namespace licet::exchange {
namespace {

using Kind = JsonValue::Kind;

Problem problem(std::string_view field, std::string message) {
  return InputError{std::string(field), std::move(message), {}};
}

/// 0001-01-01T00:00:00Z and the last microsecond of the year 9999.
constexpr Instant kFirstInstant{-62'135'596'800'000'000};
constexpr Instant kLastInstant{253'402'300'799'999'999};

}  // namespace

Problem check_not_null(std::string_view field, const JsonValue& value) {
  if (value.kind != Kind::kNull) return std::nullopt;
  return problem(field, fmt::format("`{}` is null. A field without a value is left out.", field));
}

Problem read_text(std::string_view field, const JsonValue& value, std::string& into) {
  if (auto null = check_not_null(field, value)) return null;
  if (value.kind != Kind::kText) return problem(field, fmt::format("`{}` must be a text.", field));
  into = value.text;
  return std::nullopt;
}

Problem read_name(std::string_view field, const JsonValue& value, std::string& into) {
  if (auto wrong = read_text(field, value, into)) return wrong;
  if (into.empty()) return problem(field, fmt::format("`{}` is empty; it must be a name.", field));
  return std::nullopt;
}

Problem read_name(std::string_view field, const JsonValue& value, std::optional<std::string>& into) {
  std::string name;
  if (auto wrong = read_name(field, value, name)) return wrong;
  into = std::move(name);
  return std::nullopt;
}

Problem read_key(std::string_view field, const JsonValue& value, std::size_t most, std::optional<std::string>& into) {
  std::string key;
  if (auto wrong = read_text(field, value, key)) return wrong;
  if (auto wrong = check_key(field, key, most)) return wrong;
  into = std::move(key);
  return std::nullopt;
}

Problem read_names(std::string_view field, const JsonValue& value, EmptyList empty, std::vector<std::string>& into) {
  if (auto null = check_not_null(field, value)) return null;
  if (value.kind != Kind::kList) return problem(field, fmt::format("`{}` must be a list of names.", field));
  if (value.items.empty() && empty == EmptyList::kRefused) {
    return problem(field, fmt::format("`{}` is an empty list. Name at least one, or leave the field out.", field));
  }
  std::vector<std::string> names;
  names.reserve(value.items.size());
  for (const JsonValue& item : value.items) {
    if (item.kind != Kind::kText || item.text.empty()) {
      return problem(field, fmt::format("Each item of `{}` must be a name.", field));
    }
    names.push_back(item.text);
  }
  into = std::move(names);
  return std::nullopt;
}

Problem read_instant(std::string_view field, const JsonValue& value, std::optional<Instant>& into) {
  if (auto null = check_not_null(field, value)) return null;
  const auto instant = value.kind == Kind::kText ? time::parse_rfc3339(value.text) : std::nullopt;
  if (!instant) {
    return problem(field, fmt::format("`{}` must be a time that exists, with its offset from UTC and at most "
                                      "microseconds, such as \"2026-04-01T14:30:00+02:00\".",
                                      field));
  }
  if (auto wrong = check_instant(field, *instant)) return wrong;
  into = *instant;
  return std::nullopt;
}

Problem read_raw_value(std::string_view field, const JsonValue& value, std::optional<RawValue>& into) {
  if (auto null = check_not_null(field, value)) return null;
  switch (value.kind) {
    case Kind::kBoolean:
      into = value.boolean;
      return std::nullopt;
    case Kind::kInteger:
      into = value.integer;
      return std::nullopt;
    case Kind::kText:
      into = value.text;
      return std::nullopt;
    case Kind::kNumber:
      return problem(field, fmt::format("`{}` must be a whole number from {} to {}.", field, INT64_MIN, INT64_MAX));
    default:
      return problem(field, fmt::format("`{}` must be a text, a whole number, true or false.", field));
  }
}

Problem read_stated_facts(std::string_view field, const JsonValue& value, std::vector<NamedValue>& into) {
  if (auto null = check_not_null(field, value)) return null;
  if (value.kind != Kind::kObject) {
    return problem(field, fmt::format("`{}` must be an object with a value for each fact.", field));
  }
  std::vector<NamedValue> facts;
  facts.reserve(value.keys.size());
  for (std::size_t i = 0; i < value.keys.size(); ++i) {
    std::optional<RawValue> raw;
    if (auto wrong = read_raw_value(fmt::format("{}.{}", field, value.keys[i]), value.items[i], raw)) return wrong;
    facts.push_back({value.keys[i], std::move(*raw)});
  }
  std::sort(facts.begin(), facts.end(), [](const NamedValue& a, const NamedValue& b) { return a.fact < b.fact; });
  into = std::move(facts);
  return std::nullopt;
}

Problem read_kept(std::string_view field, const JsonValue& value, std::string& into) {
  if (auto null = check_not_null(field, value)) return null;
  if (value.kind != Kind::kText && value.kind != Kind::kObject) {
    return problem(field, fmt::format("`{}` must be a text or an object.", field));
  }
  into = json_text(value);
  return std::nullopt;
}

Problem check_key(std::string_view field, std::string_view key, std::size_t most) {
  if (key.empty() || key.size() > most) {
    return problem(field, fmt::format("`{}` must have 1 to {} bytes; it has {}.", field, most, key.size()));
  }
  return check_utf8(field, key);
}

Problem check_holder_key(std::string_view field, std::string_view key) {
  return check_key(field, key, limits::kHolderBytes);
}

Problem check_utf8(std::string_view field, std::string_view text) {
  if (!first_malformed_byte(text)) return std::nullopt;
  return problem(field, fmt::format("`{}` is not well-formed UTF-8.", field));
}

Problem check_names(std::string_view field, const std::vector<std::string>& names) {
  if (names.size() > limits::kListItems) {
    return problem(field, fmt::format("A list has more than {} items.", limits::kListItems));
  }
  for (const std::string& name : names) {
    if (name.empty()) return problem(field, fmt::format("Each item of `{}` must be a name.", field));
    if (auto wrong = check_utf8(field, name)) return wrong;
  }
  return std::nullopt;
}

Problem check_instant(std::string_view field, Instant value) {
  if (kFirstInstant <= value && value <= kLastInstant) return std::nullopt;
  return problem(field, fmt::format("`{}` must lie in the years 1 to 9999.", field));
}

Problem check_raw_value(std::string_view field, const RawValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::nullopt : check_utf8(field, *text);
}

Problem check_holder(const std::optional<std::string>& customer, const std::optional<std::string>& device,
                     std::string_view subject) {
  if (!customer && !device) {
    return problem("customer", fmt::format("{} must name a `customer`, a `device`, or both.", subject));
  }
  if (customer) {
    if (auto wrong = check_key("customer", *customer, limits::kHolderBytes)) return wrong;
  }
  if (device) {
    if (auto wrong = check_key("device", *device, limits::kHolderBytes)) return wrong;
  }
  return std::nullopt;
}

}  // namespace licet::exchange
