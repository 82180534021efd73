#include <algorithm>
#include <array>
#include <engine/time/civil.h>
#include <engine/time/legal_period.h>
#include <tests/random/generated/timeline.h>

namespace licet::random {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 24 * 3600 * kSecond;

/// Around changes of the clocks, the year 2038, leap years and the ends of what can be stated.
constexpr std::array<Date, 10> kBeginnings{{{2025, 11, 1},
                                            {2026, 3, 20},
                                            {2026, 10, 15},
                                            {2024, 2, 20},
                                            {2037, 12, 20},
                                            {2300, 2, 20},
                                            {9999, 11, 20},
                                            {1969, 12, 20},
                                            {2011, 10, 25},
                                            {2010, 3, 5}}};

Instant within_stated(Instant instant) { return std::clamp(instant, kFirstStated, kLastStated); }

void add_period(const std::optional<time::Period>& period, std::vector<time::Period>& periods) {
  if (period) periods.push_back(*period);
}

}  // namespace

std::vector<time::Period> periods_of(const model::Model& model) {
  std::vector<time::Period> periods{{1, time::PeriodUnit::kDays}};
  for (const model::Expression& expression : model.expressions) {
    if (const auto* is = std::get_if<model::TimeIs>(&expression.node)) periods.push_back(is->period);
  }
  for (const model::Consent& consent : model.consents.list) {
    add_period(consent.confirmation_within, periods);
    add_period(consent.valid_for, periods);
  }
  for (const model::Retention& retention : model.retentions.list) {
    if (retention.at_least) periods.push_back(retention.at_least->period);
    if (retention.at_most) periods.push_back(retention.at_most->period);
  }
  return periods;
}

Timeline::Timeline(Dice& dice, const model::Model& model) : model_(model), periods_(periods_of(model)) {
  const Date begin = kBeginnings[dice.percent(65) ? dice.below(3) : dice.below(kBeginnings.size())];
  const Instant first = model.zone->start_of_day(begin);
  for (std::size_t marks = 4 + dice.below(8); marks > 0; --marks) marks_.push_back(make_mark(dice, first));
  const auto add_bounds = [&](const model::ForceSpan& span) {
    for (const Instant bound : {span.from, span.until}) {
      if (bound != kNever && bound != kBeforeAll && dice.percent(30)) marks_.push_back(bound);
    }
  };
  for (const model::Rule& rule : model.rules.list) add_bounds(rule.in_force);
  for (const model::Retention& retention : model.retentions.list) add_bounds(retention.in_force);
}

Instant Timeline::make_mark(Dice& dice, Instant begin) const {
  const std::int64_t days = static_cast<std::int64_t>(dice.below(dice.percent(70) ? 40 : 500));
  const Instant somewhere{begin.micros + days * kDay + static_cast<std::int64_t>(dice.below(kDay))};
  const Instant midnight = within_stated(model_.zone->start_of_day(model_.zone->local(within_stated(somewhere)).date));
  switch (dice.below(6)) {
    case 0:
    case 1:
      return midnight;
    case 2:
      return {midnight.micros + static_cast<std::int64_t>(dice.below(24)) * 3600 * kSecond};
    case 3:
      return model_.zone->next_transition(within_stated(somewhere)).value_or(somewhere);
    default:
      return somewhere;
  }
}

Instant Timeline::pick(Dice& dice) const {
  Instant picked = within_stated(dice.one_of(marks_));
  if (dice.percent(30)) {
    const time::Period period = dice.one_of(periods_);
    const time::Zone& zone = *model_.zone;
    const Instant moved = dice.percent(60) ? time::end_of_period(within_stated(picked), period, zone)
                                           : time::reached(within_stated(picked), period, zone);
    if (moved <= kLastStated) picked = moved;
  }
  if (dice.percent(10)) picked.micros -= static_cast<std::int64_t>(1 + dice.below(7)) * kDay;
  if (dice.percent(30)) picked.micros += dice.percent(50) ? 1 : -1;
  return within_stated(picked);
}

Instant at_boundary(Dice& dice, Instant begin, const std::optional<time::Period>& period, const time::Zone& zone) {
  Instant boundary = begin;
  if (period && dice.percent(75)) boundary = time::end_of_period(begin, *period, zone);
  if (boundary > kLastStated) return kLastStated;
  boundary.micros += static_cast<std::int64_t>(dice.below(3)) - 1;
  return within_stated(boundary);
}

}  // namespace licet::random
