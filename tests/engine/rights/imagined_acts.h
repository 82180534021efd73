#pragma once
// Acts as brute force imagines them: everything that could happen to a request that is denied, and what is permitted
// then.

#include <algorithm>
#include <engine/rights/missing.h>
#include <engine/time/civil.h>
#include <functional>
#include <string>
#include <tests/engine/rights/asked_question.h>
#include <tests/random/generated/event.h>
#include <tests/random/generated/history.h>
#include <vector>

namespace licet::rights {

using random::Dice;

/// Something that could happen, as a sender would report it: an event, or a fact of the request.
struct Imagined {
  ActKind kind = ActKind::kLearn;
  std::string name;
  std::string of;  ///< of a fact of a consent: the consent
  std::optional<RawValue> value;
  Event event;
  bool is_stated = false;  ///< a fact of a consent, which an event of that consent brings
  bool of_request = false;
};
using Chosen = std::vector<const Imagined*>;

/// One request on one history.
struct Situation {
  const random::Readied& policy;
  AskedHistory history;  ///< only what counts
  decide::Workspace workspace;

  bool permits(const Chosen& chosen) {
    AskedHistory changed = history;
    std::uint64_t record = 1'000'000;
    Instant recorded = random::kLastStated;
    for (const Imagined* one : chosen) {
      if (one->is_stated) continue;
      if (one->of_request) {
        const auto fact = policy.model->facts.find(one->name);
        const auto value = exchange::fit(policy.model->facts[*fact], *one->value, *policy.model->zone);
        changed.question.request_facts.push_back({*fact, *value});
        std::sort(changed.question.request_facts.begin(), changed.question.request_facts.end(),
                  [](const auto& a, const auto& b) { return a.fact < b.fact; });
        continue;
      }
      Event event = one->event;
      const bool asked = std::any_of(chosen.begin(), chosen.end(), [&](const Imagined* other) {
        return other->kind == ActKind::kAsk && !other->is_stated && other->name == one->name;
      });
      for (const Imagined* stated : chosen) {
        if (!stated->is_stated || stated->of != one->name) continue;
        if (one->kind == ActKind::kAsk || (one->kind == ActKind::kConfirm && !asked)) {
          event.facts.push_back({stated->name, *stated->value});
        }
      }
      std::sort(event.facts.begin(), event.facts.end(), [](const auto& a, const auto& b) { return a.fact < b.fact; });
      recorded = {recorded.micros + 1};
      auto& events = event.recipient ? changed.recipients.front() : event.device ? changed.device : changed.person;
      events.push_back({event, recorded, record++});
    }
    AskedStates states(*policy.policy, changed);
    const auto& folded = states.fold(changed.question.at);
    return policy.policy->decider().decide(changed.question, folded, workspace, {.until = false}).deciding.outcome() ==
           Outcome::kPermit;
  }
};

/// Values to try: more than any class, and near every edge.
inline std::vector<RawValue> values_for(Dice& dice, const random::Timeline& marks, const model::Model& model,
                                        const model::Fact& fact, Instant at) {
  std::vector<RawValue> values;
  switch (fact.type) {
    case model::FactType::kYesNo:
      return {true, false};
    case model::FactType::kChoice:
      for (const std::string& choice : fact.choices) values.emplace_back(choice);
      return values;
    case model::FactType::kNumber:
    case model::FactType::kText:
      for (int i = 0; i < 3; ++i) values.push_back(random::make_value(dice, fact, *model.zone, marks));
      break;
    case model::FactType::kDate:
    case model::FactType::kTime:
      for (int i = 0; i < 3; ++i) values.push_back(random::make_value(dice, fact, *model.zone, marks));
      values.emplace_back(fact.type == model::FactType::kDate ? time::format_date(model.zone->local(at).date)
                                                              : time::format_rfc3339(at));
      break;
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// Everything that could happen, whether it matters or not.
inline std::vector<Imagined> imagine(Dice& dice, const random::Timeline& marks, const Situation& situation) {
  const model::Model& model = *situation.policy.model;
  const exchange::Question& question = situation.history.question;
  AskedStates states(*situation.policy.policy, situation.history);
  const decide::States now = states.fold(question.at);
  decide::Workspace workspace = situation.policy.policy->decider().make_workspace();
  const decide::Observation observation(model, situation.policy.policy->graph(), question, now, workspace);
  std::vector<Imagined> all;
  const auto add = [&](ActKind kind, const std::string& name, bool of_device) -> Imagined& {
    Imagined& one = all.emplace_back();
    one.kind = kind;
    one.name = name;
    one.event.at = question.at;
    (of_device ? one.event.device : one.event.customer) = of_device ? question.device : question.customer;
    return one;
  };
  for (const model::Notice& notice : model.notices.list) {
    Imagined& one = add(ActKind::kInform, notice.title.name, !question.customer);
    one.event.kind = EventKind::kInformed;
    one.event.notice = notice.title.name;
    if (!notice.wordings.empty()) one.event.wording = notice.wordings.back().id;
  }
  for (const model::Fact& fact : model.facts.list) {
    const bool of_device = fact.owner == model::FactOwner::kDevice;
    const bool of_recipient = fact.owner == model::FactOwner::kRecipient;
    const bool of_request = fact.owner == model::FactOwner::kRequest;
    if (fact.owner == model::FactOwner::kItem || fact.owner == model::FactOwner::kConsent) continue;
    if (of_recipient ? !question.recipient : of_device ? !question.device : !of_request && !question.customer) continue;
    const model::FactId id = *model.facts.find(fact.title.name);
    const bool known =
        of_request ? question.stated(id) != nullptr : observation.stated(id, std::nullopt, false).entry != nullptr;
    if (known) continue;
    for (RawValue& value : values_for(dice, marks, model, fact, question.at)) {
      Imagined& one = add(ActKind::kLearn, fact.title.name, of_device);
      one.event.kind = EventKind::kFact;
      one.event.fact = fact.title.name;
      one.event.value = one.value = std::move(value);
      one.of_request = of_request;
      if (!of_recipient) continue;
      one.event.customer.reset();
      one.event.device.reset();
      one.event.recipient = model.recipients.titles[question.recipient->value].name;
    }
  }
  for (const model::Consent& consent : model.consents.list) {
    const bool of_device = consent.scope == model::ConsentScope::kDevice;
    if (of_device ? !question.device : !question.customer) continue;
    Imagined& asked = add(ActKind::kAsk, consent.title.name, of_device);
    asked.event.kind = EventKind::kGranted;
    asked.event.consent = consent.title.name;
    if (!consent.wordings.empty()) asked.event.wording = consent.wordings.back().id;
    if (consent.needs_confirmation) {
      Imagined& confirmed = add(ActKind::kConfirm, consent.title.name, of_device);
      confirmed.event.kind = EventKind::kConfirmed;
      confirmed.event.consent = consent.title.name;
    }
    if (!consent.provided) continue;
    for (const model::Fact& fact : model.facts.list) {
      if (fact.owner != model::FactOwner::kConsent) continue;
      for (RawValue& value : values_for(dice, marks, model, fact, question.at)) {
        Imagined& one = add(ActKind::kAsk, fact.title.name, of_device);
        one.of = consent.title.name;
        one.is_stated = true;
        one.value = std::move(value);
      }
    }
  }
  // As they would be reported: what is learned and told before what is agreed to, and that before its confirmation.
  std::stable_sort(all.begin(), all.end(), [](const Imagined& a, const Imagined& b) {
    return std::pair(a.is_stated, a.kind) < std::pair(b.is_stated, b.kind);
  });
  return all;
}

inline bool contains(const model::Model& model, const std::string& fact, const ValueRegion& region,
                     const RawValue& value) {
  if (region.values.empty() && !region.others && !region.at_least && !region.at_most && !region.from &&
      !region.before) {
    return true;
  }
  const model::Fact& declared = model.facts[*model.facts.find(fact)];
  const auto fitted = exchange::fit(declared, value, *model.zone);
  if (const auto* number = std::get_if<std::int64_t>(&*fitted)) {
    return (!region.at_least || *number >= *region.at_least) && (!region.at_most || *number <= *region.at_most);
  }
  if (const auto* moment = std::get_if<Instant>(&*fitted)) {
    return (!region.from || *moment >= *region.from) && (!region.before || *moment < *region.before);
  }
  const bool named = std::find(region.values.begin(), region.values.end(), value) != region.values.end();
  return named != region.others;
}

/// Is every step of the found set among the chosen?
inline bool covers(const model::Model& model, const MissingSet& set, const Chosen& chosen) {
  const auto has = [&](ActKind kind, bool stated, const std::string& name, const std::string& of,
                       const ValueRegion* region) {
    return std::any_of(chosen.begin(), chosen.end(), [&](const Imagined* one) {
      if (one->is_stated != stated || one->name != name || one->of != of) return false;
      if (!stated && one->kind != kind) return false;
      return region == nullptr || contains(model, name, *region, *one->value);
    });
  };
  return std::all_of(set.acts.begin(), set.acts.end(), [&](const MissingAct& act) {
    if (!has(act.kind, false, act.name, "", act.value ? &*act.value : nullptr)) return false;
    return std::all_of(act.facts.begin(), act.facts.end(),
                       [&](const StatedNeed& need) { return has(act.kind, true, need.fact, act.name, &need.value); });
  });
}

/// The acts of a found set as events, with the examples it gives.
inline std::vector<Imagined> acts_of(const Situation& situation, const MissingSet& set) {
  const exchange::Question& question = situation.history.question;
  std::vector<Imagined> acts;
  for (const MissingAct& act : set.acts) {
    Imagined one;
    one.kind = act.kind;
    one.name = act.name;
    one.event.at = question.at;
    one.event.wording = act.wording;
    one.of_request = act.holder == ActHolder::kRequest;
    if (act.holder == ActHolder::kCustomer) one.event.customer = question.customer;
    if (act.holder == ActHolder::kDevice) one.event.device = question.device;
    if (act.holder == ActHolder::kRecipient) {
      one.event.recipient = situation.policy.model->recipients.titles[question.recipient->value].name;
    }
    switch (act.kind) {
      case ActKind::kLearn:
        one.event.kind = EventKind::kFact;
        one.event.fact = act.name;
        one.event.value = one.value = act.value->example;
        break;
      case ActKind::kInform:
        one.event.kind = EventKind::kInformed;
        one.event.notice = act.name;
        break;
      case ActKind::kAsk:
      case ActKind::kConfirm:
        one.event.kind = act.kind == ActKind::kAsk ? EventKind::kGranted : EventKind::kConfirmed;
        one.event.consent = act.name;
        break;
    }
    acts.push_back(one);
    for (const StatedNeed& need : act.facts) {
      Imagined stated;
      stated.kind = act.kind;
      stated.name = need.fact;
      stated.of = act.name;
      stated.value = need.value.example;
      stated.is_stated = true;
      acts.push_back(stated);
    }
  }
  return acts;
}

/// Tries every set of so many, one value a fact.
inline void for_each_choice(const std::vector<Imagined>& all, std::size_t from, std::size_t left, Chosen& chosen,
                            const std::function<void(const Chosen&)>& visit) {
  if (left == 0) {
    visit(chosen);
    return;
  }
  for (std::size_t i = from; i < all.size(); ++i) {
    const bool twice = std::any_of(chosen.begin(), chosen.end(), [&](const Imagined* one) {
      return one->kind == all[i].kind && one->name == all[i].name && one->of == all[i].of &&
             one->is_stated == all[i].is_stated;
    });
    if (twice) continue;
    chosen.push_back(&all[i]);
    for_each_choice(all, i + 1, left - 1, chosen, visit);
    chosen.pop_back();
  }
}

}  // namespace licet::rights
