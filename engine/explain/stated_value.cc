#include <engine/explain/stated_value.h>
#include <engine/time/civil.h>

namespace licet::explain {
namespace {

/// A date as the day it is in the zone, a time as RFC 3339.
RawValue raw_instant(const model::Fact& fact, Instant value, const time::Zone& zone) {
  if (fact.type == model::FactType::kDate) return time::format_date(zone.local(value).date);
  return time::format_rfc3339(value);
}

}  // namespace

RawValue raw_value(const model::Fact& fact, const exchange::FactValue& value, const time::Zone& zone) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* instant = std::get_if<Instant>(&value)) return raw_instant(fact, *instant, zone);
  if (const auto* choice = std::get_if<exchange::ChoiceNumber>(&value)) return fact.choices[choice->value];
  return std::get<std::string>(value);
}

RawValue raw_value(const model::Fact& fact, const facts::FactEntry& entry, const facts::HolderView& holder,
                   const time::Zone& zone) {
  switch (entry.kind) {
    case facts::ValueKind::kYesNo:
      return entry.number != 0;
    case facts::ValueKind::kInstant:
      return raw_instant(fact, Instant{entry.number}, zone);
    case facts::ValueKind::kChoice:
      return fact.choices[static_cast<std::size_t>(entry.number)];
    case facts::ValueKind::kText:
      return std::string(holder.text(entry));
    default:
      return entry.number;
  }
}

}  // namespace licet::explain
