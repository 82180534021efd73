#include <algorithm>
#include <engine/check/fact_condition.h>
#include <engine/check/scenario_values.h>
#include <engine/time/civil.h>
#include <engine/time/zone.h>
#include <grammar/codes_of_meaning.h>
#include <licet/limits.h>
#include <map>
#include <utility>

namespace licet::check {
namespace {

using namespace grammar::meaning;

/// RFC 3339 has the years 1 to 9999; a local time at their edge can lie just outside in UTC.
Instant within_statable_years(Instant t) {
  static const Instant first = time::parse_rfc3339("0001-01-01T00:00:00Z").value_or(kBeforeAll);
  static const Instant last = time::parse_rfc3339("9999-12-31T23:59:59Z").value_or(kNever);
  return std::clamp(t, first, last);
}

std::optional<RawValue> date_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  const model::Fact& declared = checking.model->facts[fact];
  const bool is_date = declared.type == model::FactType::kDate;
  const auto* const when = std::get_if<syntax::When>(&value);
  if (when == nullptr || (is_date && when->time)) {
    checking.report.add(is_date ? kDateNeedsDate : kTimeNeedsTime, range_of(value), {declared.title.name},
                        {declared_here(checking, fact)});
    return std::nullopt;
  }
  if (!when->time) return time::format_date(when->date.date);
  return time::format_rfc3339(within_statable_years(instant_of(checking, *when)));
}

bool take_holder(Checking& checking, Code wrong_length, const std::optional<syntax::Text>& written,
                 std::optional<std::string>& taken) {
  if (!written) return true;
  taken = written->text;
  if (!written->text.empty() && written->text.size() <= limits::kHolderBytes) return true;
  checking.report.add(wrong_length, written->range, {std::to_string(limits::kHolderBytes)});
  return false;
}

}  // namespace

Instant instant_of(const Checking& checking, const syntax::When& when) {
  const time::Zone& zone = *checking.model->zone;
  if (!when.time) return zone.start_of_day(when.date.date);
  return zone.instant(when.date.date, when.time->hour * 3600U + when.time->minute * 60U + when.time->second);
}

std::optional<RawValue> raw_value(Checking& checking, model::FactId fact, const syntax::Value& value) {
  switch (checking.model->facts[fact].type) {
    case model::FactType::kDate:
    case model::FactType::kTime:
      return date_value(checking, fact, value);
    case model::FactType::kNumber:
      return number_value(checking, fact, value);
    case model::FactType::kText:
      return text_value(checking, fact, value);
    case model::FactType::kYesNo:
      return yes_or_no_value(checking, fact, value);
    case model::FactType::kChoice:
      if (const auto choice = choice_value(checking, fact, value)) {
        return checking.model->facts[fact].choices[*choice];
      }
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::vector<NamedValue>> stated_values(Checking& checking, const std::vector<syntax::FactValue>& facts,
                                                     const StatableFacts& statable) {
  std::map<std::string, RawValue> values;
  bool all_fit = true;
  for (const syntax::FactValue& stated : facts) {
    const auto fact = resolve<model::FactId>(checking, stated.fact);
    if (!fact) {
      all_fit = false;
      continue;
    }
    const std::optional<RawValue> value = raw_value(checking, *fact, stated.value);
    if (checking.model->facts[*fact].owner != statable.owner) {
      checking.report.add(statable.not_of_owner, stated.fact.range, {stated.fact.text},
                          {declared_here(checking, *fact)});
      all_fit = false;
    } else if (!value) {
      all_fit = false;
    } else if (!values.emplace(stated.fact.text, *value).second) {
      checking.report.add(statable.twice, stated.fact.range, {stated.fact.text});
      all_fit = false;
    }
  }
  if (!all_fit) return std::nullopt;
  std::vector<NamedValue> list;
  list.reserve(values.size());
  for (auto& [name, value] : values) list.push_back({name, std::move(value)});
  return list;
}

bool take_device(Checking& checking, const std::optional<syntax::Text>& device, std::optional<std::string>& holder) {
  return take_holder(checking, kDeviceName, device, holder);
}

bool take_item(Checking& checking, const std::optional<syntax::Text>& written, std::optional<std::string>& item) {
  return take_holder(checking, kItemName, written, item);
}

}  // namespace licet::check
