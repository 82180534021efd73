#include <engine/decide/observation.h>
#include <engine/time/legal_period.h>

namespace licet::decide {
namespace {

using graph::VariableKind;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDaySeconds = 86'400;
constexpr Instant kLastInstant{253'402'300'799'999'999};  ///< of the year 9999, UTC

/// What lies after the year 9999, in UTC or by the zone's calendar, never comes (language.md section 1).
Instant if_it_comes(Instant instant, const time::Zone& zone) {
  constexpr std::int64_t two_days = 2 * kDaySeconds * kSecond;
  if (instant.micros <= kLastInstant.micros - two_days) return instant;
  return instant > kLastInstant || zone.local(instant).date.year > 9999 ? kNever : instant;
}

/// The least of the candidates that lie after the clock.
class Next {
 public:
  explicit Next(Instant clock) : clock_(clock) {}
  void offer(Instant candidate) {
    if (candidate > clock_ && candidate < least_) least_ = candidate;
  }
  Instant least() const { return least_; }

 private:
  Instant clock_;
  Instant least_ = kNever;
};

const facts::ObjectionEntry* latest_reaching(const facts::HolderView& holder, const exchange::Question& asked) {
  for (const facts::ObjectionEntry& objection : holder.objections()) {
    if (!holder.contains(objection.purposes, asked.purpose.value)) continue;
    const bool any_channel = objection.channels.words == 0;
    if (any_channel || (asked.channel && holder.contains(objection.channels, asked.channel->value))) return &objection;
  }
  return nullptr;
}

}  // namespace

const facts::ObjectionEntry* Observation::objection() const {
  // Of several the latest counts: fewer consents are later than it, so whatever lifts it lifts the others too.
  const facts::ObjectionEntry* of_person = latest_reaching(states_.person, *question_);
  const facts::ObjectionEntry* of_device = latest_reaching(states_.device, *question_);
  if (of_person == nullptr || of_device == nullptr) return of_person != nullptr ? of_person : of_device;
  return of_device->objected.later_than(of_person->objected) ? of_device : of_person;
}

const facts::DataMarkEntry* Observation::mark(std::span<const facts::DataMarkEntry> person,
                                              std::span<const facts::DataMarkEntry> device) const {
  const auto first = [&](const facts::HolderView& holder,
                         std::span<const facts::DataMarkEntry> marks) -> const facts::DataMarkEntry* {
    for (const facts::DataMarkEntry& entry : marks) {
      if (category_ ? holder.contains(entry.touched, category_->value) : entry.without_category != 0) return &entry;
    }
    return nullptr;
  };
  const facts::DataMarkEntry* found = first(states_.person, person);
  return found != nullptr ? found : first(states_.device, device);
}

const facts::DataMarkEntry* Observation::restriction() const {
  return mark(states_.person.restrictions(), states_.device.restrictions());
}

const facts::DataMarkEntry* Observation::erasure() const {
  return mark(states_.person.erasures(), states_.device.erasures());
}

std::optional<facts::EventRef> Observation::notice(model::NoticeId notice) const {
  const facts::NoticeEntry* to_person = states_.person.notice(notice);
  const facts::NoticeEntry* to_device = states_.device.notice(notice);
  if (to_person == nullptr && to_device == nullptr) return std::nullopt;
  if (to_person == nullptr) return to_device->given;
  if (to_device == nullptr) return to_person->given;
  return to_person->given.later_than(to_device->given) ? to_device->given : to_person->given;
}

Instant Observation::next_change(graph::VariableId variable) {
  const Remembered& asked = workspace_.variables[variable.value];
  if (!asked.follows_clock()) return kNever;
  Next next(clock_);
  const auto offer_step = [&](model::TimeId time) {
    if (model_[time].kind != model::TimeSourceKind::kFact) next.offer(step_ahead(time));
  };
  switch (asked.kind) {
    case VariableKind::kInForce:
      next.offer(graph_.variables.spans()[asked.subject].from);
      next.offer(graph_.variables.spans()[asked.subject].until);
      break;
    case VariableKind::kConsentStatus:
      if (const facts::ConsentEntry* entry = consent(model::ConsentId(asked.subject))) {
        if (entry->current.present != 0) next.offer(entry->current.end);
        if (entry->waiting.present != 0) next.offer(entry->waiting.end);
      }
      break;
    case VariableKind::kNotice:
      if (const auto given = notice(model::NoticeId(asked.subject))) next.offer(given->at);
      break;
    case VariableKind::kAge:
      value(variable);
      offer_step(model::TimeId(asked.subject));
      next.offer(workspace_.age_changes[asked.age]);
      break;
    case VariableKind::kPassed:
      offer_step(model::TimeId(asked.subject));
      if (const auto x = time_of(asked)) next.offer(*x);
      break;
    case VariableKind::kDay:
      offer_step(model::TimeId(asked.subject));
      break;
    case VariableKind::kOrder:
      offer_step(graph_.variables.pairs()[asked.subject].left);
      offer_step(graph_.variables.pairs()[asked.subject].right);
      break;
    case VariableKind::kFirstStage:
      value(variable);
      next.offer(workspace_.stage.next);
      break;
    default:
      break;
  }
  return if_it_comes(next.least(), *model_.zone);
}

Instant Observation::next_wall_clock_change(graph::VariableId variable) {
  if (workspace_.variables[variable.value].kind == VariableKind::kFirstStage) {
    value(variable);
    return workspace_.stage.next_wall_clock;
  }
  const time::LocalTime& shown = local_clock();
  std::int64_t next_seconds = kDaySeconds;
  if (workspace_.variables[variable.value].kind == VariableKind::kClock) {
    for (const model::ClockSeconds begins : graph_.variables.thresholds().clocks) {
      if (begins > shown.seconds) {
        next_seconds = begins;
        break;
      }
    }
  }
  Next next(clock_);
  next.offer({clock_.micros - shown.micros + (next_seconds - shown.seconds) * kSecond});
  if (const auto transition = model_.zone->next_transition(clock_)) next.offer(*transition);
  return if_it_comes(next.least(), *model_.zone);
}

}  // namespace licet::decide
