#include <algorithm>
#include <engine/rights/possible_acts.h>
#include <engine/rights/retention_reads.h>

namespace licet::rights {
namespace {

using graph::VariableKind;
using model::TimeSourceKind;

void sort_and_unite(Steps& steps) {
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
}

bool is_time(const model::Fact& fact) {
  return fact.type == model::FactType::kDate || fact.type == model::FactType::kTime;
}

}  // namespace

PossibleActs::PossibleActs(const decide::ReadyPolicy& policy, const AskedHistory& history, const decide::States& now,
                           decide::Workspace& workspace, std::vector<Instant> standing)
    : policy_(policy),
      model_(policy.model()),
      variables_(policy.graph().variables),
      history_(history),
      standing_(std::move(standing)),
      learnable_(model_.facts.size(), false),
      waits_(model_.consents.size(), false) {
  find_known(now, workspace);
  find_classes(now, workspace);
  changing_.reserve(variables_.size());
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    changing_.push_back(steps_of(variables_[graph::VariableId(i)].key));
    sort_and_unite(changing_.back());
  }
  add_first_stages();
}

bool PossibleActs::has_holder(model::ConsentScope scope) const {
  const exchange::Question& question = history_.question;
  return scope == model::ConsentScope::kDevice ? question.device.has_value() : question.customer.has_value();
}

void PossibleActs::find_known(const decide::States& now, decide::Workspace& workspace) {
  const exchange::Question& question = history_.question;
  const decide::Observation observation(model_, policy_.graph(), question, now, workspace);
  for (std::uint32_t i = 0; i < model_.facts.size(); ++i) {
    const model::FactId fact(i);
    switch (model_.facts[fact].owner) {
      case model::FactOwner::kCustomer:
        learnable_[i] = question.customer && observation.stated(fact, std::nullopt, false).entry == nullptr;
        break;
      case model::FactOwner::kDevice:
        learnable_[i] = question.device && observation.stated(fact, std::nullopt, false).entry == nullptr;
        break;
      case model::FactOwner::kRecipient:
        learnable_[i] = question.recipient && observation.stated(fact, std::nullopt, false).entry == nullptr;
        break;
      case model::FactOwner::kRequest:
        learnable_[i] = question.stated(fact) == nullptr;
        break;
      case model::FactOwner::kConsent:
      case model::FactOwner::kItem:
        break;
    }
  }
  stated_.assign(model_.consents.size(), std::vector<bool>(model_.facts.size(), false));
  for (std::uint32_t i = 0; i < model_.consents.size(); ++i) {
    const model::ConsentId consent(i);
    const facts::ConsentEntry* const entry = observation.consent(consent);
    waits_[i] = entry != nullptr && entry->waiting.present != 0 && question.at < entry->waiting.end;
    if (!waits_[i]) continue;
    const facts::HolderView& holder = now.of(model_.consents[consent].scope);
    for (std::uint32_t j = 0; j < model_.facts.size(); ++j) {
      const facts::FactEntry* const stated = holder.grant_fact(consent, facts::GrantPlace::kWaiting, model::FactId(j));
      stated_[i][j] = stated != nullptr && stated->kind != facts::ValueKind::kNone;
    }
  }
}

void PossibleActs::find_classes(const decide::States& now, decide::Workspace& workspace) {
  const decide::Observation observation(model_, policy_.graph(), history_.question, now, workspace);
  Moments moments;
  moments.clocks.push_back(history_.question.at);
  for (std::uint32_t i = 0; i < model_.consents.size(); ++i) {
    const facts::ConsentEntry* const entry = observation.consent(model::ConsentId(i));
    if (entry == nullptr) continue;
    if (entry->current.present != 0) moments.clocks.push_back(entry->current.given.at);
    if (waits_[i]) moments.clocks.push_back(entry->waiting.given.at);
  }
  const auto is_open = [&](std::uint32_t fact) {
    return learnable_[fact] || model_.facts[model::FactId(fact)].owner == model::FactOwner::kConsent;
  };
  // What is known of the other side, at the clock or as a grant sees it.
  moments.compared = moments.clocks;
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    const graph::VariableKey& key = variables_[graph::VariableId(i)].key;
    if (key.kind != VariableKind::kOrder) continue;
    const graph::TimePair& pair = variables_.pairs()[key.subject];
    for (const model::TimeId time : {pair.left, pair.right}) {
      for (const auto& at_grant : {key.at_grant, std::optional<model::ConsentId>()}) {
        const auto known = observation.time_of(time, at_grant, key.at_clock);
        if (known) moments.compared.push_back(*known);
      }
    }
  }
  // With one set aside, an earlier one is the latest.
  for (const auto* events : {&history_.person, &history_.device}) {
    for (const RecordedEvent& one : *events) {
      const bool may_be_latest = one.event.kind == EventKind::kObjected || one.event.kind == EventKind::kRestricted;
      if (may_be_latest && !standing_.empty()) moments.compared.push_back(*one.event.at);
    }
  }
  for (std::uint32_t i = 0; i < model_.facts.size(); ++i) {
    if (is_open(i)) classes_[i] = classes_of(model_, variables_, model::FactId(i), moments);
  }
  // Two facts without values may be compared with each other.
  Moments among = moments;
  for (const auto& [fact, classes] : classes_) {
    if (!is_time(model_.facts[model::FactId(fact)])) continue;
    for (const ValueClass& one : classes) among.compared.push_back(std::get<Instant>(one.example));
  }
  for (auto& each : classes_) {
    const std::uint32_t fact = each.first;
    const auto compared = [&](model::TimeId time, std::uint32_t with) {
      return model_[time].kind == TimeSourceKind::kFact && model_[time].subject == with;
    };
    const bool with_open = std::any_of(variables_.pairs().begin(), variables_.pairs().end(), [&](const auto& pair) {
      const auto is_open_fact = [&](model::TimeId time) {
        return model_[time].kind == TimeSourceKind::kFact && is_open(model_[time].subject);
      };
      return (compared(pair.left, fact) && is_open_fact(pair.right)) ||
             (compared(pair.right, fact) && is_open_fact(pair.left));
    });
    if (with_open) each.second = classes_of(model_, variables_, model::FactId(fact), among);
  }
}

void PossibleActs::add_consent(Steps& steps, model::ConsentId consent) const {
  const model::Consent& declared = model_.consents[consent];
  if (!has_holder(declared.scope)) return;
  steps.push_back({StepKind::kAsk, consent.value, 0, 0});
  if (declared.needs_confirmation) steps.push_back({StepKind::kConfirm, consent.value, 0, 0});
}

void PossibleActs::add_notice(Steps& steps, model::NoticeId notice) const {
  steps.push_back({StepKind::kInform, notice.value, 0, 0});
}

void PossibleActs::add_standing(Steps& steps) const {
  for (std::uint32_t i = 0; i < standing_.size(); ++i) steps.push_back({StepKind::kSetAside, i, 0, 0});
}

void PossibleActs::add_fact(Steps& steps, model::FactId fact, const graph::VariableKey& key) const {
  const bool of_grant = model_.facts[fact].owner == model::FactOwner::kConsent;
  if (!of_grant && !learnable_[fact.value]) return;
  if (of_grant && !key.at_grant) return;
  const auto count = static_cast<std::uint32_t>(classes_.at(fact.value).size());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (of_grant) {
      steps.push_back({StepKind::kState, fact.value, key.at_grant->value, i});
    } else {
      steps.push_back({StepKind::kLearn, fact.value, 0, i});
    }
  }
}

void PossibleActs::add_time(Steps& steps, model::TimeId time, const graph::VariableKey& key) const {
  const model::TimeSource& source = model_[time];
  switch (source.kind) {
    case TimeSourceKind::kFact:
      add_fact(steps, model::FactId(source.subject), key);
      break;
    case TimeSourceKind::kConsentStarts:
    case TimeSourceKind::kConsentEnds:
      add_consent(steps, model::ConsentId(source.subject));
      break;
    case TimeSourceKind::kNoticeFirst:
    case TimeSourceKind::kNoticeLatest:
      add_notice(steps, model::NoticeId(source.subject));
      break;
    case TimeSourceKind::kObjection:
    case TimeSourceKind::kLastRestriction:
      add_standing(steps);
      break;
    default:
      break;
  }
}

Steps PossibleActs::steps_of(const graph::VariableKey& key) const {
  Steps steps;
  if (key.at_grant) add_consent(steps, *key.at_grant);
  switch (key.kind) {
    case VariableKind::kConsentStatus:
    case VariableKind::kGrantCovers:
    case VariableKind::kGrantKeeps:
      add_consent(steps, model::ConsentId(key.subject));
      break;
    case VariableKind::kGivenAfterObjection:
      add_consent(steps, model::ConsentId(key.subject));
      add_standing(steps);
      break;
    case VariableKind::kObjectionReaches:
    case VariableKind::kRestriction:
    case VariableKind::kFirstStage:
    case VariableKind::kErasure:
      add_standing(steps);
      break;
    case VariableKind::kNotice:
      add_notice(steps, model::NoticeId(key.subject));
      break;
    case VariableKind::kNumber:
    case VariableKind::kText:
    case VariableKind::kChoice:
    case VariableKind::kYesNo:
      add_fact(steps, model::FactId(key.subject), key);
      break;
    case VariableKind::kAge:
    case VariableKind::kPassed:
    case VariableKind::kDay:
      add_time(steps, model::TimeId(key.subject), key);
      break;
    case VariableKind::kOrder:
      add_time(steps, variables_.pairs()[key.subject].left, key);
      add_time(steps, variables_.pairs()[key.subject].right, key);
      break;
    default:
      break;
  }
  return steps;
}

/// A first stage rests on what the dates of the categories asked rest on.
void PossibleActs::add_first_stages() {
  const graph::VariableKey key{VariableKind::kFirstStage, 0, {}, graph::AgeBoundary::kEnd, std::nullopt, false};
  const auto stage = variables_.find(key);
  if (!stage) return;
  Steps all;
  for (std::uint32_t i = 0; i < model_.facts.size(); ++i) {
    if (!learnable_[i]) continue;
    for (std::uint32_t j = 0; j < classes_.at(i).size(); ++j) all.push_back({StepKind::kLearn, i, 0, j});
  }
  for (std::uint32_t i = 0; i < model_.notices.size(); ++i) add_notice(all, model::NoticeId(i));
  for (std::uint32_t i = 0; i < model_.consents.size(); ++i) add_consent(all, model::ConsentId(i));
  std::vector<RetentionReads> reads;
  for (const auto kind : {facts::HolderKind::kCustomer, facts::HolderKind::kDevice}) {
    reads.emplace_back(model_, kind);
    for (std::uint32_t i = 0; i < model_.data.titles.size(); ++i) {
      const bool asked = model_.data.hierarchy.is_within_any(model::DataId(i), history_.question.data);
      if (asked) reads.back().add_category(model::DataId(i), std::nullopt);
    }
  }
  Steps& changing = changing_[stage->value];
  for (const Step& step : all) {
    facts::ReadableEvent event;
    event.subject = step.subject;
    event.kind = step.kind == StepKind::kLearn    ? EventKind::kFact
                 : step.kind == StepKind::kInform ? EventKind::kInformed
                 : step.kind == StepKind::kAsk    ? EventKind::kGranted
                                                  : EventKind::kConfirmed;
    const bool read = std::any_of(reads.begin(), reads.end(), [&](const auto& one) { return one.contains(event); });
    if (!read) continue;
    changing.push_back(step);
    if (step.kind != StepKind::kAsk && step.kind != StepKind::kConfirm) continue;
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      const graph::VariableKey& of_grant = variables_[graph::VariableId(i)].key;
      if (!of_grant.at_grant || of_grant.at_grant->value != step.subject) continue;
      changing.insert(changing.end(), changing_[i].begin(), changing_[i].end());
    }
  }
  sort_and_unite(changing);
}

bool PossibleActs::may_join(const Steps& steps, const Step& step) const {
  const auto has = [&](StepKind kind, std::uint32_t consent) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& one) { return one.kind == kind && one.subject == consent; });
  };
  if (std::any_of(steps.begin(), steps.end(), [&](const Step& one) { return one.same_subject(step); })) return false;
  if (step.kind == StepKind::kConfirm) return waits_[step.subject] || has(StepKind::kAsk, step.subject);
  if (step.kind != StepKind::kState) return true;
  if (has(StepKind::kAsk, step.consent)) return true;
  return has(StepKind::kConfirm, step.consent) && !stated_[step.consent][step.subject];
}

Event PossibleActs::event_of(const Step& step, const Steps& all) const {
  const exchange::Question& question = history_.question;
  const time::Zone& zone = *model_.zone;
  Event event;
  event.at = question.at;
  const auto set_holder = [&](bool of_device) {
    if (of_device) {
      event.device = question.device;
    } else {
      event.customer = question.customer;
    }
  };
  switch (step.kind) {
    case StepKind::kLearn: {
      const model::Fact& fact = model_.facts[model::FactId(step.subject)];
      event.kind = EventKind::kFact;
      event.fact = fact.title.name;
      event.value = as_sent(fact, classes(step)[step.value].example, zone);
      if (fact.owner == model::FactOwner::kRecipient) {
        event.recipient = model_.recipients.titles[question.recipient->value].name;
      } else {
        set_holder(fact.owner == model::FactOwner::kDevice);
      }
      break;
    }
    case StepKind::kInform: {
      const model::Notice& notice = model_.notices[model::NoticeId(step.subject)];
      event.kind = EventKind::kInformed;
      event.notice = notice.title.name;
      if (!notice.wordings.empty()) event.wording = notice.wordings.front().id;
      set_holder(!question.customer);
      break;
    }
    case StepKind::kAsk:
    case StepKind::kConfirm: {
      const model::Consent& consent = model_.consents[model::ConsentId(step.subject)];
      event.kind = step.kind == StepKind::kAsk ? EventKind::kGranted : EventKind::kConfirmed;
      event.consent = consent.title.name;
      if (step.kind == StepKind::kAsk && !consent.wordings.empty()) event.wording = consent.wordings.front().id;
      set_holder(consent.scope == model::ConsentScope::kDevice);
      const bool asked = std::find(all.begin(), all.end(), Step{StepKind::kAsk, step.subject, 0, 0}) != all.end();
      if (step.kind == StepKind::kConfirm && asked) break;
      for (const Step& stated : all) {
        if (stated.kind != StepKind::kState || stated.consent != step.subject) continue;
        const model::Fact& fact = model_.facts[model::FactId(stated.subject)];
        event.facts.push_back({fact.title.name, as_sent(fact, classes(stated)[stated.value].example, zone)});
      }
      std::sort(event.facts.begin(), event.facts.end(),
                [](const NamedValue& a, const NamedValue& b) { return a.fact < b.fact; });
      break;
    }
    case StepKind::kState:
    case StepKind::kSetAside:
      break;
  }
  return event;
}

AskedHistory PossibleActs::with(const Steps& steps) const {
  AskedHistory history = history_;
  Instant recorded = history.question.at;
  std::uint64_t record = 0;
  const auto look = [&](const std::vector<RecordedEvent>& events) {
    for (const RecordedEvent& event : events) {
      recorded = std::max(recorded, event.recorded);
      record = std::max(record, event.record + 1);
    }
  };
  look(history.person);
  look(history.device);
  for (const auto& recipient : history.recipients) look(recipient);
  for (const Step& step : steps) {
    if (step.kind == StepKind::kState) continue;
    if (step.kind == StepKind::kSetAside) {
      const auto is_it = [&](const RecordedEvent& one) { return one.recorded == standing_[step.subject]; };
      std::erase_if(history.person, is_it);
      std::erase_if(history.device, is_it);
      continue;
    }
    const model::FactOwner owner =
        step.kind == StepKind::kLearn ? model_.facts[model::FactId(step.subject)].owner : model::FactOwner::kCustomer;
    if (owner == model::FactOwner::kRequest) {
      auto& stated = history.question.request_facts;
      const model::FactId fact(step.subject);
      const auto place = std::find_if(stated.begin(), stated.end(), [&](const auto& one) { return one.fact > fact; });
      stated.insert(place, {fact, classes(step)[step.value].example});
      continue;
    }
    Event event = event_of(step, steps);
    auto& events = event.recipient ? history.recipients.front() : event.device ? history.device : history.person;
    recorded = Instant{recorded.micros + 1};
    events.push_back({std::move(event), recorded, record++});
  }
  return history;
}

}  // namespace licet::rights
