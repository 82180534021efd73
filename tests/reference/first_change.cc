#include <algorithm>
#include <engine/time/civil.h>
#include <engine/time/legal_period.h>
#include <tests/reference/conditions.h>
#include <tests/reference/first_change.h>
#include <tests/reference/first_stage.h>
#include <tests/reference/retention.h>
#include <tests/reference/times.h>
#include <tuple>

namespace licet::reference {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
/// The last instant of the year 9999, UTC: what lies beyond never comes (section 1).
constexpr Instant kLastInstant{253'402'300'799'999'999};
constexpr std::int64_t kDaySeconds = 24 * 3600;
/// A week and a day: a full week of local times however it begins.
constexpr std::int64_t kQuietMicros = 8LL * 24 * 3600 * kSecond;

/// Gathers the changes of conditions and of all that they rest on.
class Gathering {
 public:
  explicit Gathering(const Situation& situation) : situation_(situation), model_(situation.model) {}

  void add_conditions(const std::vector<model::ExpressionId>& conditions, Viewpoint from) {
    // Whatever may come to have a time has its last one at the end of all times.
    from.clock = kNever;
    open(conditions, from);
    while (!open_.empty()) {
      const Open next = std::move(open_.back());
      open_.pop_back();
      if (!seen_.insert({next.condition, next.from.grant, next.from.request_counts}).second) continue;
      std::visit([&](const auto& node) { gather(node, next.from); }, model_[next.condition].node);
    }
  }
  Changes finish() { return std::move(changes_); }

 private:
  struct Open {
    model::ExpressionId condition;
    Viewpoint from;
  };

  void open(const std::vector<model::ExpressionId>& conditions, const Viewpoint& from) {
    for (const model::ExpressionId condition : conditions) open_.push_back({condition, from});
  }

  void gather(const model::AllOf& node, const Viewpoint& from) { open(node.parts, from); }
  void gather(const model::AnyOf& node, const Viewpoint& from) { open(node.parts, from); }
  void gather(const model::Not& node, const Viewpoint& from) { open({node.part}, from); }
  void gather(const model::NamedCondition& node, const Viewpoint& from) {
    open({model_.conditions[node.condition].expression}, from);
  }

  void gather(const model::ConsentIs& node, const Viewpoint&) {
    if (node.consent) {
      consent(*node.consent);
    } else {
      every_consent();
    }
  }
  void gather(const model::ObjectionStands&, const Viewpoint&) { every_consent(); }
  void gather(const model::RestrictionStands&, const Viewpoint&) {
    for_each_first_stage(situation_, [&](const FirstStage& stage) { first_stage(stage); });
  }
  void gather(const model::LevelAtLeast&, const Viewpoint& from) {
    for (const model::Level& level : model_.levels.list) {
      if (level.when) open({*level.when}, apart_from_request(from.clock));
    }
  }
  void gather(const model::NoticeGiven& node, const Viewpoint&) {
    for (const PastEvent& event : situation_.events) {
      if (event.kind == EventKind::kInformed && event.notice == node.notice) add(event.moment.at);
    }
  }
  void gather(const model::LocalTimeBetween& node, const Viewpoint&) {
    changes_.clocks.insert(node.from);
    changes_.clocks.insert(node.to);
  }
  void gather(const model::DayIs&, const Viewpoint&) { changes_.days = true; }

  void gather(const model::TimeIs& node, const Viewpoint& from) {
    for (const Instant x : times(node.subject, from)) {
      add(x);
      switch (node.relation) {
        case model::TimeRelation::kWithin:
        case model::TimeRelation::kMoreThanAgo:
          add(time::end_of_period(x, node.period, *model_.zone));
          break;
        case model::TimeRelation::kAtLeastAgo:
        case model::TimeRelation::kLessThanAgo:
          add(time::reached(x, node.period, *model_.zone));
          break;
        default:
          break;
      }
    }
  }
  void gather(const model::TimesCompared& node, const Viewpoint& from) {
    for (const Instant x : times(node.left, from)) add(x);
    for (const Instant x : times(node.right, from)) add(x);
  }
  void gather(const model::IsKnown& node, const Viewpoint& from) {
    if (const auto* id = std::get_if<model::TimeId>(&node.subject)) {
      for (const Instant x : times(*id, from)) add(x);
    }
  }

  template <class Timeless>
  void gather(const Timeless&, const Viewpoint&) {}

  /// Every time that the source has at some clock: in `while` the clock may be one before later events.
  std::vector<Instant> times(model::TimeId id, const Viewpoint& from) const {
    const model::TimeSource& source = source_of(situation_, id, from);
    std::vector<Instant> all = times_of(situation_, source, from).all;
    Viewpoint then = from;
    for (const PastEvent& event : situation_.events) {
      then.clock = event.moment.at;
      const Times times = times_of(situation_, source, then);
      all.insert(all.end(), times.all.begin(), times.all.end());
      all.push_back(event.moment.at);  // which may take a time away
    }
    return all;
  }

  void consent(model::ConsentId id) {
    const ConsentState& state = situation_.consents[id.value];
    if (state.current) add(state.current->period_end);
    if (state.waiting) add(state.waiting->lapse);
    const model::Consent& declaration = model_.consents[id];
    if (!state.current || !declaration.provided || declaration.provided_at_grant) return;
    open({*declaration.provided}, Conditions(situation_).within_provided(id, kNever));
  }
  void every_consent() {
    if (every_consent_done_) return;
    every_consent_done_ = true;
    for (std::size_t i = 0; i < model_.consents.size(); ++i) consent(model::ConsentId(i));
  }

  /// Whether it counts, when it ends, and by what the end is moved.
  void first_stage(const FirstStage& stage) {
    const model::Retention& rule = stage.retention;
    add(rule.in_force.from);
    add(rule.in_force.until);
    for (const Instant end : possible_ends(stage.own, rule, stage.held)) add(end);
    Gathering own(stage.own);
    const Viewpoint from = within_retention(rule, stage.held, kNever);
    const model::TimeSource& anchor = source_of(stage.own, rule.at_most->anchor.time, from);
    if (anchor.kind == model::TimeSourceKind::kConsentEnds) own.consent(model::ConsentId(anchor.subject));
    std::vector<model::ExpressionId> conditions;
    if (rule.when) conditions.push_back(*rule.when);
    if (rule.while_condition) conditions.push_back(*rule.while_condition);
    own.add_conditions(conditions, from);
    const Changes changes = own.finish();
    changes_.instants.insert(changes.instants.begin(), changes.instants.end());
    changes_.clocks.insert(changes.clocks.begin(), changes.clocks.end());
    changes_.days = changes_.days || changes.days;
  }

  void add(Instant instant) {
    if (instant != kNever && instant != kBeforeAll) changes_.instants.insert(instant);
  }

  const Situation& situation_;
  const model::Model& model_;
  Changes changes_;
  std::vector<Open> open_;
  std::set<std::tuple<model::ExpressionId, const Grant*, bool>> seen_;
  bool every_consent_done_ = false;
};

/// The instants of one local day at which the wall clock may change a condition: its start, the times of day named, the
/// clock changes, and the times (midnight among them) that a clock change lets come a second time.
std::vector<Instant> instants_of_day(const Changes& changes, Date date, const time::Zone& zone,
                                     std::optional<Instant>& last_transition) {
  const Instant start = zone.start_of_day(date);
  const Instant end = zone.start_of_day(time::plus_days(date, 1));
  std::vector<Instant> result{start};
  for (const model::ClockSeconds clock : changes.clocks) result.push_back(zone.instant(date, clock));
  // A day back, because a transition at midnight may repeat the end of the day before.
  Instant before{start.micros - 1};
  while (const auto transition = zone.next_transition(before)) {
    if (*transition > end) break;
    result.push_back(*transition);
    last_transition = transition;
    const time::LocalTime shown = zone.local(*transition);
    const auto shows_again = [&](std::int64_t clock) {
      if (clock >= shown.seconds) result.push_back(Instant{transition->micros + (clock - shown.seconds) * kSecond});
    };
    for (const model::ClockSeconds clock : changes.clocks) shows_again(clock);
    shows_again(kDaySeconds);
    before = *transition;
  }
  std::sort(result.begin(), result.end());
  return result;
}

/// Looks at the wall clock's instants between `from` and `limit`, both excluded.
std::optional<Instant> weekly_change(const Changes& changes, Instant from, Instant limit, const time::Zone& zone,
                                     const std::function<bool(Instant)>& otherwise) {
  Instant quiet_since = from;
  for (Date date = zone.local(from).date; date.year <= 9999; date = time::plus_days(date, 1)) {
    const Instant start = zone.start_of_day(date);
    if (start >= limit || start.micros - quiet_since.micros > kQuietMicros) return std::nullopt;
    std::optional<Instant> transition;
    for (const Instant instant : instants_of_day(changes, date, zone, transition)) {
      if (from < instant && instant < limit && instant <= kLastInstant && otherwise(instant)) return instant;
    }
    if (transition && *transition > quiet_since) quiet_since = *transition;
  }
  return std::nullopt;
}

}  // namespace

Changes changes_of(const Situation& situation, const std::vector<model::ExpressionId>& conditions,
                   const Viewpoint& from) {
  Gathering gathering(situation);
  gathering.add_conditions(conditions, from);
  return gathering.finish();
}

Instant first_change(const Changes& changes, Instant from, const time::Zone& zone,
                     const std::function<bool(Instant)>& otherwise) {
  Instant start = from;
  for (auto next = changes.instants.upper_bound(from);; ++next) {
    // What lies after the year 9999, in UTC or by the zone's calendar, never comes (section 1).
    const bool comes = next != changes.instants.end() && *next <= kLastInstant && zone.local(*next).date.year <= 9999;
    const Instant limit = comes ? *next : kNever;
    if (changes.returns_weekly()) {
      if (const auto found = weekly_change(changes, start, limit, zone, otherwise)) return *found;
    }
    if (limit == kNever) return kNever;
    if (otherwise(limit)) return limit;
    start = limit;
  }
}

}  // namespace licet::reference
