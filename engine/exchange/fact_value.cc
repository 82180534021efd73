#include <algorithm>
#include <engine/exchange/fact_value.h>
#include <engine/exchange/question.h>
#include <engine/exchange/unknown_name.h>
#include <engine/time/civil.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace licet::exchange {
namespace {

/// How many choices a message lists.
constexpr std::size_t kShown = 8;

std::optional<FactValue> fit_text(const model::Fact& fact, const std::string& text, const time::Zone& zone) {
  switch (fact.type) {
    case model::FactType::kText:
      return text;
    case model::FactType::kDate:
      if (const auto date = time::parse_date(text)) return zone.start_of_day(*date);
      return std::nullopt;
    case model::FactType::kTime:
      if (const auto date = time::parse_date(text)) return zone.start_of_day(*date);
      if (const auto instant = time::parse_rfc3339(text)) return *instant;
      return std::nullopt;
    case model::FactType::kChoice: {
      const auto found = std::find(fact.choices.begin(), fact.choices.end(), text);
      if (found == fact.choices.end()) return std::nullopt;
      return ChoiceNumber{static_cast<std::uint32_t>(found - fact.choices.begin())};
    }
    case model::FactType::kNumber:
    case model::FactType::kYesNo:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string what_fits(const model::Fact& fact) {
  switch (fact.type) {
    case model::FactType::kDate:
      return "a date that exists, such as \"2026-04-01\"";
    case model::FactType::kTime:
      return "a time with its offset from UTC, such as \"2026-04-01T14:30:00+02:00\", or a date";
    case model::FactType::kNumber:
      return "a whole number";
    case model::FactType::kText:
      return "a text";
    case model::FactType::kYesNo:
      return "true or false";
    case model::FactType::kChoice:
      break;
  }
  const std::size_t shown = std::min(fact.choices.size(), kShown);
  return fmt::format("one of {}{}",
                     fmt::join(fact.choices.begin(), fact.choices.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                     shown < fact.choices.size() ? ", …" : "");
}

}  // namespace

std::optional<FactValue> fit(const model::Fact& fact, const RawValue& value, const time::Zone& zone) {
  if (const auto* yes = std::get_if<bool>(&value)) {
    if (fact.type == model::FactType::kYesNo) return *yes;
    return std::nullopt;
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (fact.type == model::FactType::kNumber) return *number;
    return std::nullopt;
  }
  return fit_text(fact, std::get<std::string>(value), zone);
}

InputError unfit_value(std::string_view field, const model::Fact& fact, const RawValue& value) {
  std::vector<std::string> nearest;
  const auto* text = std::get_if<std::string>(&value);
  if (fact.type == model::FactType::kChoice && text != nullptr) nearest = nearest_to(*text, fact.choices);
  return {std::string(field), fmt::format("The fact {} takes {}.", fact.title.name, what_fits(fact)),
          std::move(nearest)};
}

}  // namespace licet::exchange
