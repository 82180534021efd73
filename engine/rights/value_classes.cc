#include <algorithm>
#include <engine/rights/value_classes.h>
#include <engine/time/civil.h>
#include <limits>
#include <set>

namespace licet::rights {
namespace {

/// What can be stated: the years 1 to 9999, with room for the periods and days around.
constexpr Instant kFirst{-62'135'596'800'000'000};
constexpr Instant kLast{253'402'300'799'999'999};
constexpr std::int64_t kDayMicros = 24LL * 3600 * 1'000'000;

using Breaks = std::set<Instant>;

Instant start_of_day(Instant t, const time::Zone& zone, int days_later = 0) {
  return zone.start_of_day(time::plus_days(zone.local(t).date, days_later));
}

/// The first x for which the period has not ended, or been reached, at `clock`: both rise with x.
Instant first_within(Instant clock, const graph::VariableKey& key, const time::Zone& zone) {
  std::int64_t low = kFirst.micros;
  std::int64_t high = clock.micros;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const Instant over = key.boundary == graph::AgeBoundary::kEnd
                             ? time::end_of_period(Instant{middle}, key.period, zone)
                             : time::reached(Instant{middle}, key.period, zone);
    if (over > clock) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return Instant{low};
}

/// Likewise of a retention's period, perhaps from the end of the year.
Instant first_kept(Instant clock, const model::RetentionPeriod& kept, const time::Zone& zone) {
  std::int64_t low = kFirst.micros;
  std::int64_t high = clock.micros;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const Instant anchor = kept.anchor.end_of_year ? time::end_of_year_day(Instant{middle}, zone) : Instant{middle};
    if (time::end_of_period(anchor, kept.period, zone) > clock) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return Instant{low};
}

bool is_fact(const model::Model& model, model::TimeId time, model::FactId fact) {
  const model::TimeSource& source = model[time];
  return source.kind == model::TimeSourceKind::kFact && source.subject == fact.value;
}

/// Where the value of a time fact comes into another class.
Breaks breaks_of(const model::Model& model, const graph::VariableSet& variables, model::FactId fact,
                 const Moments& moments) {
  const time::Zone& zone = *model.zone;
  Breaks breaks;
  bool compared = false;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const graph::VariableKey& key = variables[graph::VariableId(i)].key;
    if (key.kind == graph::VariableKind::kOrder) {
      const graph::TimePair& pair = variables.pairs()[key.subject];
      compared = compared || is_fact(model, pair.left, fact) || is_fact(model, pair.right, fact);
      continue;
    }
    const bool of_time = key.kind == graph::VariableKind::kAge || key.kind == graph::VariableKind::kPassed ||
                         key.kind == graph::VariableKind::kDay;
    if (!of_time || !is_fact(model, model::TimeId(key.subject), fact)) continue;
    if (key.kind == graph::VariableKind::kDay) {
      for (const Date& day : variables.thresholds().days[key.subject]) breaks.insert(zone.start_of_day(day));
      continue;
    }
    for (const Instant moment : moments.clocks) {
      breaks.insert({moment.micros + 1});
      if (key.kind == graph::VariableKind::kAge) breaks.insert(first_within(moment, key, zone));
    }
  }
  for (const model::Retention& retention : model.retentions.list) {
    if (!retention.first_stage || !retention.at_most || !is_fact(model, retention.at_most->anchor.time, fact)) continue;
    for (const Instant moment : moments.clocks) breaks.insert(first_kept(moment, *retention.at_most, zone));
  }
  if (compared) {
    for (const Instant moment : moments.compared) {
      breaks.insert(moment);
      breaks.insert({moment.micros + 1});
      breaks.insert(start_of_day(moment, zone));
      breaks.insert(start_of_day(moment, zone, 1));
    }
  }
  return breaks;
}

/// A date stands for the start of its day, so that only there a class of dates can begin.
Breaks by_days(const Breaks& breaks, const time::Zone& zone) {
  Breaks days;
  for (const Instant moment : breaks) {
    const Instant day = start_of_day(moment, zone);
    days.insert(day == moment ? day : start_of_day(moment, zone, 1));
  }
  return days;
}

/// Well within, so that another value can be earlier, or later, in the same class.
Instant middle_of(std::optional<Instant> from, std::optional<Instant> before, bool date, const time::Zone& zone) {
  constexpr std::int64_t far = 400 * kDayMicros;
  Instant t;
  if (from && before) {
    t = {from->micros + (before->micros - from->micros) / 2};
  } else if (from) {
    t = std::min(Instant{from->micros + far}, kLast);
  } else if (before) {
    t = std::max(Instant{before->micros - far}, kFirst);
  }
  if (!date) return t;
  const Instant day = start_of_day(t, zone);
  return from && day < *from ? *from : day;
}

std::vector<ValueClass> time_classes(const Breaks& all, bool date, const time::Zone& zone) {
  const Breaks breaks = date ? by_days(all, zone) : all;
  std::vector<ValueClass> classes;
  std::optional<Instant> from;
  const auto add = [&](std::optional<Instant> before) {
    ValueClass one;
    one.from = from;
    one.before = before;
    one.example = middle_of(from, before, date, zone);
    classes.push_back(std::move(one));
  };
  for (const Instant moment : breaks) {
    if (moment <= kFirst || moment > kLast) continue;
    add(moment);
    from = moment;
  }
  add(std::nullopt);
  return classes;
}

std::vector<ValueClass> number_classes(const std::vector<std::int64_t>& thresholds) {
  std::vector<ValueClass> classes;
  std::optional<std::int64_t> from;
  const auto add = [&](std::optional<std::int64_t> last) {
    ValueClass one;
    one.at_least = from;
    one.at_most = last;
    one.example = from.value_or(last.value_or(0));
    classes.push_back(std::move(one));
  };
  for (const std::int64_t threshold : thresholds) {
    if (threshold == std::numeric_limits<std::int64_t>::min()) continue;
    add(threshold - 1);
    from = threshold;
  }
  add(std::nullopt);
  return classes;
}

std::vector<ValueClass> text_classes(const std::vector<std::string>& named) {
  std::vector<ValueClass> classes;
  const auto add = [&](const std::string& text, bool others) {
    ValueClass one;
    one.example = text;
    one.others = others;
    classes.push_back(std::move(one));
  };
  for (const std::string& text : named) add(text, false);
  std::string other = "other";
  while (std::find(named.begin(), named.end(), other) != named.end()) other += '_';
  add(other, true);
  return classes;
}

}  // namespace

std::vector<ValueClass> classes_of(const model::Model& model, const graph::VariableSet& variables, model::FactId fact,
                                   const Moments& moments) {
  const model::Fact& declared = model.facts[fact];
  std::vector<ValueClass> classes;
  const auto add = [&](exchange::FactValue value) {
    ValueClass one;
    one.example = std::move(value);
    classes.push_back(std::move(one));
  };
  switch (declared.type) {
    case model::FactType::kYesNo:
      add(true);
      add(false);
      return classes;
    case model::FactType::kChoice:
      for (std::uint32_t i = 0; i < declared.choices.size(); ++i) add(exchange::ChoiceNumber{i});
      return classes;
    case model::FactType::kNumber:
      return number_classes(variables.thresholds().numbers[fact.value]);
    case model::FactType::kText:
      return text_classes(variables.thresholds().texts[fact.value]);
    case model::FactType::kDate:
    case model::FactType::kTime:
      return time_classes(breaks_of(model, variables, fact, moments), declared.type == model::FactType::kDate,
                          *model.zone);
  }
  return classes;
}

RawValue as_sent(const model::Fact& fact, const exchange::FactValue& value, const time::Zone& zone) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* choice = std::get_if<exchange::ChoiceNumber>(&value)) return fact.choices[choice->value];
  const Instant moment = std::get<Instant>(value);
  if (fact.type == model::FactType::kDate) return time::format_date(zone.local(moment).date);
  return time::format_rfc3339(moment);
}

ValueRegion region_of(const model::Fact& fact, const std::vector<ValueClass>& classes,
                      const std::vector<std::uint32_t>& of, const time::Zone& zone) {
  ValueRegion region;
  const ValueClass& first = classes[of.front()];
  const ValueClass& last = classes[of.back()];
  region.example = as_sent(fact, first.example, zone);
  if (of.size() == classes.size()) return region;
  region.at_least = first.at_least;
  region.at_most = last.at_most;
  region.from = first.from;
  region.before = last.before;
  const bool by_names = fact.type == model::FactType::kYesNo || fact.type == model::FactType::kChoice ||
                        fact.type == model::FactType::kText;
  if (!by_names) return region;
  region.others = std::any_of(of.begin(), of.end(), [&](std::uint32_t i) { return classes[i].others; });
  for (std::uint32_t i = 0; i < classes.size(); ++i) {
    const bool within = std::find(of.begin(), of.end(), i) != of.end();
    if (within != region.others && !classes[i].others) {
      region.values.push_back(as_sent(fact, classes[i].example, zone));
    }
  }
  return region;
}

}  // namespace licet::rights
