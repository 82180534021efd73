#include <algorithm>
#include <engine/time/legal_period.h>
#include <tests/reference/times.h>

namespace licet::reference {
namespace {

using model::TimeRelation;
using model::TimeSourceKind;

std::vector<Instant> one_or_none(std::optional<Instant> time) {
  return time ? std::vector<Instant>{*time} : std::vector<Instant>{};
}

/// The latest `contacted` event for a purpose named or within one, by a channel named or within one. Without purposes:
/// in a rule for a purpose that overlaps the request's, elsewhere any.
std::optional<Instant> last_contact(const Situation& situation, const model::TimeSource& source, Instant until) {
  const model::Model& model = situation.model;
  std::optional<Instant> latest;
  for (const PastEvent& event : situation.events) {
    if (event.kind != EventKind::kContacted || event.moment.at > until) continue;
    bool concerns = true;
    if (source.kind == TimeSourceKind::kLastContactForAsked) {
      concerns = model.purposes.hierarchy.overlaps_any(situation.question->purpose, event.purposes);
    } else if (!source.purposes.empty()) {
      concerns = std::any_of(event.purposes.begin(), event.purposes.end(), [&](model::PurposeId purpose) {
        return model.purposes.hierarchy.is_within_any(purpose, source.purposes);
      });
    }
    const bool by_named = source.channels.empty() ||
                          std::any_of(event.channels.begin(), event.channels.end(), [&](model::ChannelId channel) {
                            return model.channels.hierarchy.is_within_any(channel, source.channels);
                          });
    if (concerns && by_named) latest = event.moment.at;
  }
  return latest;
}

/// The latest `collected` of either holder by which it holds the category; by item of any piece, or the one meant.
std::optional<Instant> collection(const Situation& situation, model::DataId category, Instant until) {
  std::optional<Instant> latest;
  for (const bool device : {false, true}) {
    const auto collected = holding(situation, {category, std::nullopt, device}, until);
    if (!collected.empty()) latest = std::max(latest.value_or(kBeforeAll), collected.back()->moment.at);
  }
  return latest;
}

std::optional<Instant> last_restriction(const Situation& situation, Instant until) {
  std::optional<Instant> latest;
  for (const PastEvent& event : situation.events) {
    if (event.kind == EventKind::kRestricted && event.moment.at <= until) latest = event.moment.at;
  }
  return latest;
}

std::vector<Instant> times_given(const Situation& situation, model::NoticeId notice, Instant until) {
  std::vector<Instant> given;
  for (const PastEvent& event : situation.events) {
    if (event.kind != EventKind::kInformed || event.notice != notice || event.moment.at > until) continue;
    if (situation.counts_as_given(event)) given.push_back(event.moment.at);
  }
  return given;
}

bool compares(TimeRelation relation) {
  return relation == TimeRelation::kBefore || relation == TimeRelation::kOnOrBefore ||
         relation == TimeRelation::kAfter || relation == TimeRelation::kOnOrAfter;
}

template <class Time>
bool compare(TimeRelation relation, const Time& left, const Time& right) {
  switch (relation) {
    case TimeRelation::kBefore:
      return left < right;
    case TimeRelation::kOnOrBefore:
      return left <= right;
    case TimeRelation::kAfter:
      return left > right;
    default:
      return left >= right;
  }
}

bool is_date(const model::Model& model, const model::TimeSource& source) {
  return source.kind == TimeSourceKind::kFact &&
         model.facts[model::FactId(source.subject)].type == model::FactType::kDate;
}

bool fulfils(Instant x, const model::TimeIs& condition, Instant t, const time::Zone& zone) {
  if (compares(condition.relation)) return compare(condition.relation, zone.local(x).date, condition.date);
  switch (condition.relation) {
    case TimeRelation::kWithin:
      return x <= t && t < time::end_of_period(x, condition.period, zone);
    case TimeRelation::kMoreThanAgo:
      return t >= time::end_of_period(x, condition.period, zone);
    case TimeRelation::kAtLeastAgo:
      return t >= time::reached(x, condition.period, zone);
    case TimeRelation::kLessThanAgo:
      return x <= t && t < time::reached(x, condition.period, zone);
    case TimeRelation::kInThePast:
      return x <= t;
    default:
      return x > t;
  }
}

}  // namespace

std::optional<Instant> latest_objection(const Situation& situation, model::PurposeId purpose, Instant until) {
  const auto& hierarchy = situation.model.purposes.hierarchy;
  std::optional<Instant> latest;
  for (const bool device : {false, true}) {
    // A `lifted` ends only what the same holder's events began.
    std::optional<Instant> of_holder;
    for (const PastEvent& event : situation.events) {
      if (!belongs_to(event, device) || event.moment.at > until) continue;
      if (event.kind == EventKind::kObjected &&
          (!event.names_purposes || hierarchy.overlaps_any(purpose, event.purposes))) {
        of_holder = event.moment.at;
      }
      if (event.kind == EventKind::kObjectionLifted &&
          (!event.names_purposes || hierarchy.is_within_any(purpose, event.purposes))) {
        of_holder.reset();
      }
    }
    if (of_holder) latest = std::max(latest.value_or(kBeforeAll), *of_holder);
  }
  return latest;
}

const model::TimeSource& source_of(const Situation& situation, model::TimeId time, const Viewpoint& from) {
  const bool asked = from.request_counts && situation.question != nullptr;
  return situation.model[asked ? time : situation.model.elsewhere(time)];
}

Times times_of(const Situation& situation, const model::TimeSource& source, const Viewpoint& from) {
  // As of notices, what counts is what happened up to the clock; that is a grant's, or in `while` one long ago.
  const Instant until = from.at_grant.value_or(from.clock);
  switch (source.kind) {
    case TimeSourceKind::kFact: {
      const auto value = situation.value(model::FactId(source.subject), from);
      if (!value) return {{}, true};
      return {{std::get<Instant>(*value)}};
    }
    case TimeSourceKind::kLastContact:
    case TimeSourceKind::kLastContactForAsked:
      return {one_or_none(last_contact(situation, source, until))};
    case TimeSourceKind::kCollection:
      return {one_or_none(collection(situation, model::DataId(source.subject), until))};
    case TimeSourceKind::kOwnCollection:
      return {one_or_none(from.own_collection)};
    case TimeSourceKind::kConsentStarts:
      return {one_or_none(situation.consents[source.subject].starts())};
    case TimeSourceKind::kConsentEnds:
      return {one_or_none(situation.consents[source.subject].ends(from.clock))};
    case TimeSourceKind::kObjection:
      return {one_or_none(latest_objection(situation, model::PurposeId(source.subject), until))};
    case TimeSourceKind::kLastRestriction:
      return {one_or_none(last_restriction(situation, until))};
    case TimeSourceKind::kNoticeFirst:
    case TimeSourceKind::kNoticeLatest:
      return {times_given(situation, model::NoticeId(source.subject), from.clock)};
  }
  return {};
}

Truth time_is(const Situation& situation, const model::TimeIs& condition, const Viewpoint& from) {
  const Times times = times_of(situation, source_of(situation, condition.subject, from), from);
  if (times.unknown) return Truth::kUnknown;
  const time::Zone& zone = *situation.model.zone;
  return truth_of(std::any_of(times.all.begin(), times.all.end(),
                              [&](Instant x) { return fulfils(x, condition, from.clock, zone); }));
}

Truth times_compared(const Situation& situation, const model::TimesCompared& condition, const Viewpoint& from) {
  const model::TimeSource& left_source = source_of(situation, condition.left, from);
  const model::TimeSource& right_source = source_of(situation, condition.right, from);
  const Times left = times_of(situation, left_source, from);
  const Times right = times_of(situation, right_source, from);
  // Without an event it is false, whatever the other is.
  const auto no_event = [](const Times& times) { return times.all.empty() && !times.unknown; };
  if (no_event(left) || no_event(right)) return Truth::kFalse;
  if (left.unknown || right.unknown) return Truth::kUnknown;
  const bool by_days = is_date(situation.model, left_source) || is_date(situation.model, right_source);
  const time::Zone& zone = *situation.model.zone;
  for (const Instant x : left.all) {
    for (const Instant y : right.all) {
      const bool fulfilled = by_days ? compare(condition.relation, zone.local(x).date, zone.local(y).date)
                                     : compare(condition.relation, x, y);
      if (fulfilled) return Truth::kTrue;
    }
  }
  return Truth::kFalse;
}

}  // namespace licet::reference
