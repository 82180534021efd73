#include <algorithm>
#include <engine/time/civil.h>
#include <engine/time/legal_period.h>
#include <tests/reference/first_change.h>
#include <unordered_set>

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

  Changes run(std::vector<model::ExpressionId> conditions) {
    open_ = std::move(conditions);
    while (!open_.empty()) {
      const model::ExpressionId id = open_.back();
      open_.pop_back();
      if (seen_.insert(id).second) std::visit([this](const auto& node) { gather(node); }, model_[id].node);
    }
    return std::move(changes_);
  }

 private:
  void gather(const model::AllOf& node) { open_.insert(open_.end(), node.parts.begin(), node.parts.end()); }
  void gather(const model::AnyOf& node) { open_.insert(open_.end(), node.parts.begin(), node.parts.end()); }
  void gather(const model::Not& node) { open_.push_back(node.part); }
  void gather(const model::NamedCondition& node) { open_.push_back(model_.conditions[node.condition].expression); }

  void gather(const model::ConsentIs& node) {
    if (node.consent) {
      consent(*node.consent);
    } else {
      every_consent();
    }
  }
  void gather(const model::ObjectionStands&) { every_consent(); }
  void gather(const model::LevelAtLeast&) {
    for (const model::Level& level : model_.levels.list) {
      if (level.when) open_.push_back(*level.when);
    }
  }
  void gather(const model::NoticeGiven& node) {
    for (const PastEvent& event : situation_.events) {
      if (event.kind == EventKind::kInformed && event.notice == node.notice) add(event.moment.at);
    }
  }
  void gather(const model::LocalTimeBetween& node) {
    changes_.clocks.insert(node.from);
    changes_.clocks.insert(node.to);
  }
  void gather(const model::DayIs&) { changes_.days = true; }

  void gather(const model::TimeIs& node) {
    std::optional<Instant> x;
    if (node.subject.fact) {
      const auto value = situation_.value(*node.subject.fact, std::nullopt);
      if (value) x = std::get<Instant>(*value);
    } else if (situation_.question != nullptr) {
      x = situation_.last_contact(situation_.question->purpose);
    }
    if (!x) return;
    switch (node.relation) {
      case model::TimeRelation::kWithin:
      case model::TimeRelation::kMoreThanAgo:
        add(*x);
        add(time::end_of_period(*x, node.period, *model_.zone));
        break;
      case model::TimeRelation::kAtLeastAgo:
      case model::TimeRelation::kLessThanAgo:
        add(*x);
        add(time::reached(*x, node.period, *model_.zone));
        break;
      case model::TimeRelation::kInThePast:
      case model::TimeRelation::kInTheFuture:
        add(*x);
        break;
      default:
        break;
    }
  }

  template <class Timeless>
  void gather(const Timeless&) {}

  void consent(model::ConsentId id) {
    const ConsentState& state = situation_.consents[id.value];
    if (state.current) add(state.current->period_end);
    if (state.waiting) add(state.waiting->lapse);
    const model::Consent& declaration = model_.consents[id];
    if (declaration.provided && !declaration.provided_at_grant) open_.push_back(*declaration.provided);
  }
  void every_consent() {
    if (every_consent_done_) return;
    every_consent_done_ = true;
    for (std::size_t i = 0; i < model_.consents.size(); ++i) consent(model::ConsentId(i));
  }

  void add(Instant instant) {
    if (instant != kNever) changes_.instants.insert(instant);
  }

  const Situation& situation_;
  const model::Model& model_;
  Changes changes_;
  std::vector<model::ExpressionId> open_;
  std::unordered_set<model::ExpressionId> seen_;
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

Changes changes_of(const Situation& situation, const std::vector<model::ExpressionId>& conditions) {
  return Gathering(situation).run(conditions);
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
