#include <algorithm>
#include <engine/decide/first_stage.h>
#include <engine/decide/observation.h>
#include <engine/time/legal_period.h>

namespace licet::decide {
namespace {

using graph::AgeValue;
using graph::PassedValue;
using graph::VariableKey;
using graph::VariableKind;

Lifetime lifetime_of(VariableKind kind) {
  switch (kind) {
    case VariableKind::kData:
    case VariableKind::kRestriction:
    case VariableKind::kErasure:
      return Lifetime::kCategory;
    case VariableKind::kDay:
    case VariableKind::kOrder:
    case VariableKind::kInForce:
    case VariableKind::kConsentStatus:
    case VariableKind::kNotice:
    case VariableKind::kAge:
    case VariableKind::kPassed:
    case VariableKind::kClock:
    case VariableKind::kWeekday:
      return Lifetime::kClock;
    case VariableKind::kFirstStage:
      return Lifetime::kCategoryAndClock;
    case VariableKind::kOverrides:
      return Lifetime::kWalks;
    default:
      return Lifetime::kRequest;
  }
}

template <class Enum>
constexpr std::uint32_t number(Enum value) {
  return static_cast<std::uint32_t>(value);
}

}  // namespace

Remembered::Remembered(const VariableKey& key)
    : subject(key.subject),
      period_amount(static_cast<std::int32_t>(key.period.amount)),
      at_grant(key.at_grant ? key.at_grant->value | (key.at_clock ? kAtClock : 0) : kNow),
      period_unit(key.period.unit),
      boundary(key.boundary),
      kind(key.kind),
      lifetime(lifetime_of(key.kind)) {}

Workspace::Workspace(const graph::DecisionGraph& graph, bool with_retention) {
  variables.reserve(graph.variables.size());
  for (std::size_t i = 0; i < graph.variables.size(); ++i) {
    Remembered& variable = variables.emplace_back(graph.variables[graph::VariableId(i)].key);
    if (variable.kind != VariableKind::kAge) continue;
    variable.age = static_cast<std::uint32_t>(age_changes.size());
    age_changes.push_back(kNever);
  }
  tested.reserve(graph.variables.size());
  categories.reserve(graph.variables.classes().data.of_name.size());  // each is asked once
  waiting.reserve(graph.overriders.size());
  recipients.reserve(graph.variables.classes().recipients.of_name.size());
  const graph::VariableKey stage_key{VariableKind::kFirstStage, 0, {}, graph::AgeBoundary::kEnd, std::nullopt, false};
  if (with_retention && graph.variables.find(stage_key)) retention.push_back(Workspace(graph, false));
}

void Workspace::forget() {
  for (Remembered& variable : variables) variable.taken = variable.listed = 0;
  now = 0;
}

Observation::Observation(const model::Model& model, const graph::DecisionGraph& graph,
                         const exchange::Question& question, const States& states, Workspace& workspace)
    : Observation(model, graph, states, workspace) {
  question_ = &question;
  clock_ = question.at;
}

Observation::Observation(const model::Model& model, const graph::DecisionGraph& graph, const States& states,
                         Workspace& workspace)
    : model_(model), graph_(graph), question_(nullptr), states_(states), workspace_(workspace) {
  if (workspace_.now >= Workspace::kMostCounts) workspace_.forget();
  since_.fill(++workspace_.now);
  if (!workspace_.retention.empty()) workspace_.stage = {};
}

bool Observation::observe_first_stage() {
  if (!category_) return false;
  const StageStanding found = first_stage(model_, graph_, states_, *category_, clock_, workspace_.retention.front());
  workspace_.stage.next = std::min(workspace_.stage.next, found.next);
  workspace_.stage.next_wall_clock = std::min(workspace_.stage.next_wall_clock, found.next_wall_clock);
  return found.restricts;
}

void Observation::set_clock(Instant clock) {
  clock_ = clock;
  if (!workspace_.retention.empty()) workspace_.stage = {};
  local_clock_.reset();
  begin(Lifetime::kClock);
}

void Observation::begin_walks() {
  workspace_.tested.clear();
  begin(Lifetime::kWalks);
  walks_ = workspace_.now;
}

const time::LocalTime& Observation::local_clock() {
  if (!local_clock_) local_clock_ = model_.zone->local(clock_);
  return *local_clock_;
}

time::LocalTime Observation::local_clock(const Remembered& asked) {
  return asked.as_of_grant() ? model_.zone->local(clock_of(asked)) : local_clock();
}

std::uint32_t Observation::value(graph::VariableId variable) {
  Remembered& remembered = workspace_.variables[variable.value];
  if (!holds(remembered)) observe(remembered);
  return remembered.value;
}

graph::FrozenRef Observation::walk(graph::FrozenRef root) {
  std::vector<graph::FrozenRef>& waiting = workspace_.waiting;
  graph::FrozenRef at = root;
  while (true) {
    if (graph::is_leaf(at)) {
      if (waiting.empty()) return at;
      // An overrider's walk has ended; its value lets the walk go on that waits for it.
      Remembered& overrider = workspace_.variables[graph_.variable_of(waiting.back()).value];
      overrider.value = at == graph::kLeafFalse ? 0 : 1;
      overrider.taken = workspace_.now;
      at = waiting.back();
      waiting.pop_back();
    }
    const graph::VariableId variable = graph_.variable_of(at);
    Remembered& remembered = workspace_.variables[variable.value];
    if (remembered.listed < walks_) {
      remembered.listed = walks_;
      workspace_.tested.push_back(variable);
    }
    if (!holds(remembered)) {
      if (remembered.lifetime == Lifetime::kWalks) {
        waiting.push_back(at);
        at = graph_.overriders[remembered.subject];
        continue;
      }
      observe(remembered);
    }
    at = graph_.child_of(at, remembered.value);
  }
}

void Observation::observe(Remembered& remembered) {
  remembered.value = remembered.kind == VariableKind::kAge ? age(remembered, workspace_.age_changes[remembered.age])
                                                           : observed(remembered);
  remembered.taken = workspace_.now;
}

std::uint32_t Observation::observed(const Remembered& asked) {
  switch (asked.kind) {
    case VariableKind::kChannel:
      return question_->channel ? graph_.variables.classes().channels.of_name[question_->channel->value] : 0;
    case VariableKind::kRecipient:
      return question_->recipient ? graph_.variables.classes().recipients.of_name[question_->recipient->value] : 0;
    case VariableKind::kData:
      return category_ ? graph_.variables.classes().data.of_name[category_->value] : 0;
    case VariableKind::kInForce:
      return graph_.variables.spans()[asked.subject].contains(clock_) ? 1 : 0;
    case VariableKind::kConsentStatus:
      return status(model::ConsentId(asked.subject));
    case VariableKind::kGrantCovers:
      return grant_covers(model::ConsentId(asked.subject)) ? 1 : 0;
    case VariableKind::kGrantKeeps:
      return grant_keeps(model::ConsentId(asked.subject)) ? 1 : 0;
    case VariableKind::kGivenAfterObjection: {
      const facts::ConsentEntry* entry = consent(model::ConsentId(asked.subject));
      const facts::ObjectionEntry* standing = objection();
      const bool later = entry != nullptr && entry->current.present != 0 && standing != nullptr &&
                         entry->current.given.later_than(standing->objected);
      return later ? 1 : 0;
    }
    case VariableKind::kObjectionReaches:
      return objection() != nullptr ? 1 : 0;
    case VariableKind::kRestriction:
      return restriction() != nullptr ? 1 : 0;
    case VariableKind::kErasure:
      return erasure() != nullptr ? 1 : 0;
    case VariableKind::kNotice: {
      const auto given = notice(model::NoticeId(asked.subject));
      return given && given->at <= clock_of(asked) ? 1 : 0;
    }
    case VariableKind::kPassed: {
      const auto x = time_of(asked);
      if (!x) return number(PassedValue::kNone);
      return number(*x <= clock_of(asked) ? PassedValue::kPassed : PassedValue::kAhead);
    }
    case VariableKind::kDay: {
      const auto x = time_of(asked);
      if (!x) return 0;
      const auto& days = graph_.variables.thresholds().days[asked.subject];
      return 1 + graph::interval_of(days, model_.zone->local(*x).date);
    }
    case VariableKind::kOrder:
      return order(asked);
    case VariableKind::kFirstStage:
      return observe_first_stage() ? 1 : 0;
    case VariableKind::kNumber:
    case VariableKind::kText:
    case VariableKind::kChoice:
    case VariableKind::kYesNo:
      return fact_value(asked);
    case VariableKind::kClock:
      return graph::interval_of(graph_.variables.thresholds().clocks, local_clock(asked).seconds) - 1;
    case VariableKind::kWeekday:
      return local_clock(asked).weekday;
    case VariableKind::kAge:
    case VariableKind::kOverrides:
      break;
  }
  return 0;
}

const facts::ConsentEntry* Observation::consent(model::ConsentId consent) const {
  return states_.of(graph_.variables.scope_of(consent)).consent(consent);
}

std::uint32_t Observation::status(model::ConsentId consent) const {
  const facts::ConsentEntry* entry = this->consent(consent);
  using graph::ConsentStatusValue;
  if (entry == nullptr) return number(ConsentStatusValue::kNone);
  if (entry->current.present != 0 && clock_ < entry->current.end) return number(ConsentStatusValue::kGranted);
  if (entry->waiting.present != 0 && clock_ < entry->waiting.end) return number(ConsentStatusValue::kPending);
  if (entry->current.present != 0 || entry->waiting.present != 0) return number(ConsentStatusValue::kExpired);
  switch (entry->last_end) {
    case facts::ConsentEnd::kNone:
      break;
    case facts::ConsentEnd::kRefused:
      return number(ConsentStatusValue::kRefused);
    case facts::ConsentEnd::kWithdrawn:
      return number(ConsentStatusValue::kWithdrawn);
  }
  return number(ConsentStatusValue::kNone);
}

bool Observation::grant_covers(model::ConsentId consent) const {
  const facts::ConsentEntry* entry = this->consent(consent);
  if (entry == nullptr || entry->current.present == 0) return false;
  const facts::HolderView& holder = states_.of(graph_.variables.scope_of(consent));
  if (!holder.contains(entry->current.purposes, question_->purpose.value)) return false;
  return question_->channel ? holder.contains(entry->current.channels, question_->channel->value)
                            : entry->current.without_channel != 0;
}

bool Observation::grant_keeps(model::ConsentId consent) const {
  const facts::ConsentEntry* entry = this->consent(consent);
  if (entry == nullptr || entry->current.present == 0) return true;
  const model::Consent& declaration = model_.consents[consent];
  const facts::HolderView& holder = states_.of(declaration.scope);
  if (!holder.contains(entry->current.purposes, question_->purpose.value) &&
      model_.purposes.hierarchy.is_within_any(question_->purpose, declaration.purposes)) {
    return false;
  }
  if (!question_->channel || holder.contains(entry->current.channels, question_->channel->value)) return true;
  return declaration.channels && !model_.channels.hierarchy.is_within_any(*question_->channel, *declaration.channels);
}

Instant Observation::clock_of(const Remembered& asked) const {
  if (!asked.as_of_grant()) return clock_;
  const facts::ConsentEntry* entry = consent(*asked.grant());
  return entry != nullptr && entry->current.present != 0 ? entry->current.given.at : clock_;
}

Instant Observation::boundary(const Remembered& asked, Instant x) const {
  return asked.boundary == graph::AgeBoundary::kEnd ? time::end_of_period(x, asked.period(), *model_.zone)
                                                    : time::reached(x, asked.period(), *model_.zone);
}

std::uint32_t Observation::age(const Remembered& asked, Instant& next) const {
  next = kNever;
  const auto x = time_of(asked);
  if (!x) return number(AgeValue::kNone);
  const Instant clock = clock_of(asked);
  const Instant over = boundary(asked, *x);
  // What is reached before it began (a period of minutes never is) still counts from its beginning only.
  if (clock >= over) {
    if (clock < *x) next = *x;
    return number(AgeValue::kOver);
  }
  next = clock < *x ? std::min(*x, over) : over;
  return number(clock < *x ? AgeValue::kAhead : AgeValue::kWithin);
}

std::uint32_t Observation::fact_value(const Remembered& asked) const {
  const model::FactId fact(asked.subject);
  const graph::Thresholds& thresholds = graph_.variables.thresholds();
  const auto of_number = [&](std::int64_t value) {
    return 1 + graph::interval_of(thresholds.numbers[asked.subject], value);
  };
  const auto of_text = [&](std::string_view value) {
    const auto& texts = thresholds.texts[asked.subject];
    const auto found = std::lower_bound(texts.begin(), texts.end(), value);
    const bool named = found != texts.end() && *found == value;
    return 1 + static_cast<std::uint32_t>(named ? found - texts.begin() : texts.end() - texts.begin());
  };
  if (graph_.variables.owner_of(fact) == model::FactOwner::kRequest) {
    const exchange::FactValue* value = question_ != nullptr ? question_->stated(fact) : nullptr;
    if (value == nullptr) return 0;
    if (const auto* yes = std::get_if<bool>(value)) return *yes ? 2 : 1;
    if (const auto* stated_number = std::get_if<std::int64_t>(value)) return of_number(*stated_number);
    if (const auto* choice = std::get_if<exchange::ChoiceNumber>(value)) return 1 + choice->value;
    return of_text(std::get<std::string>(*value));
  }
  const Stated found = stated(fact, asked.grant(), asked.at_clock());
  if (found.entry == nullptr) return 0;
  switch (found.entry->kind) {
    case facts::ValueKind::kYesNo:
      return found.entry->number != 0 ? 2 : 1;
    case facts::ValueKind::kNumber:
      return of_number(found.entry->number);
    case facts::ValueKind::kChoice:
      return 1 + static_cast<std::uint32_t>(found.entry->number);
    case facts::ValueKind::kText:
      return of_text(found.holder->text(*found.entry));
    default:
      return 0;
  }
}

}  // namespace licet::decide
