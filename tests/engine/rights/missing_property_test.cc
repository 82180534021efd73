// What is missing, against brute force: every set of everything that could happen, on small random policies.

#include <algorithm>
#include <engine/rights/missing.h>
#include <engine/time/civil.h>
#include <gtest/gtest.h>
#include <tests/engine/rights/asked_question.h>
#include <tests/random/generated/event.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>

namespace licet::rights {
namespace {

using random::Dice;

constexpr std::uint64_t kPolicies = 150;
constexpr std::size_t kRequestsPerPolicy = 6;
constexpr std::size_t kMostActs = 3;         ///< of a set tried by brute force
constexpr std::size_t kMostImaginable = 45;  ///< more would make too many sets

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

struct Tally {
  std::size_t denied = 0;
  std::size_t solved = 0;
  std::size_t sets = 0;
  std::size_t larger = 0;
  std::size_t hopeless = 0;
  std::size_t in_the_way = 0;
  std::size_t barred = 0;     ///< combinations that bring a permit only with something set aside
  std::size_t unrefused = 0;  ///< obstacles named beside a decision that does not rest on them
  std::size_t outdone = 0;
  std::size_t brute_force = 0;
  std::size_t permitting = 0;
  std::map<ActKind, std::size_t> kinds;
  std::size_t stated = 0;
};

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
std::vector<RawValue> values_for(Dice& dice, const random::Timeline& marks, const model::Model& model,
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
std::vector<Imagined> imagine(Dice& dice, const random::Timeline& marks, const Situation& situation) {
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

bool contains(const model::Model& model, const std::string& fact, const ValueRegion& region, const RawValue& value) {
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
bool covers(const model::Model& model, const MissingSet& set, const Chosen& chosen) {
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
std::vector<Imagined> acts_of(const Situation& situation, const MissingSet& set) {
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

void expect_minimal(Situation& situation, const MissingSet& set, Tally& tally) {
  const std::vector<Imagined> acts = acts_of(situation, set);
  ASSERT_LE(acts.size(), 12U);
  for (const MissingAct& act : set.acts) ++tally.kinds[act.kind];
  tally.larger += acts.size() > 1 ? 1U : 0U;
  for (std::size_t bits = 0; bits < (std::size_t{1} << acts.size()); ++bits) {
    Chosen chosen;
    for (std::size_t i = 0; i < acts.size(); ++i) {
      if ((bits >> i) & 1U) chosen.push_back(&acts[i]);
    }
    const bool all = chosen.size() == acts.size();
    EXPECT_EQ(situation.permits(chosen), all) << chosen.size() << " of " << acts.size() << " acts";
  }
  for (const Imagined& one : acts) tally.stated += one.is_stated ? 1U : 0U;
}

/// Tries every set of so many, one value a fact.
void for_each_choice(const std::vector<Imagined>& all, std::size_t from, std::size_t left, Chosen& chosen,
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

/// What stands, by when it was recorded.
std::vector<Instant> standing_of(const Situation& situation) {
  AskedStates states(*situation.policy.policy, situation.history);
  const decide::States& now = states.fold(situation.history.question.at);
  std::set<Instant> all;
  for (const facts::HolderView* holder : {&now.person, &now.device}) {
    for (const auto& one : holder->objections()) all.insert(one.objected.recorded);
    for (const auto& one : holder->restrictions()) all.insert(one.begun.recorded);
    for (const auto& one : holder->erasures()) all.insert(one.begun.recorded);
  }
  return {all.begin(), all.end()};
}

/// Some of what stands, as bits, imagined away.
Situation set_aside(const Situation& situation, const std::vector<Instant>& standing, std::size_t bits) {
  Situation changed{situation.policy, situation.history, situation.policy.policy->decider().make_workspace()};
  for (auto* events : {&changed.history.person, &changed.history.device}) {
    std::erase_if(*events, [&](const RecordedEvent& one) {
      const auto found = std::find(standing.begin(), standing.end(), one.recorded);
      return found != standing.end() && ((bits >> (found - standing.begin())) & 1U) != 0;
    });
  }
  return changed;
}

/// Whatever a smallest combination of acts and of what is set aside needs set aside is named, and what is named beside
/// a decision that is the same without it stands against a set of acts, or is outdone by one.
void expect_obstacles(Situation& situation, const Missing& found, const std::vector<Imagined>& all, Tally& tally) {
  const std::vector<Instant> standing = standing_of(situation);
  const auto named = [&](Instant recorded) {
    return std::find_if(found.in_the_way.begin(), found.in_the_way.end(),
                        [&](const Obstacle& one) { return one.begun.recorded == recorded; });
  };
  for (const Obstacle& one : found.in_the_way) {
    EXPECT_TRUE(std::find(standing.begin(), standing.end(), one.begun.recorded) != standing.end());
    tally.outdone += one.outdone ? 1U : 0U;
  }
  if (standing.empty() || standing.size() > 3) return;
  const std::size_t combinations = std::size_t{1} << standing.size();
  std::vector<Situation> situations;
  for (std::size_t bits = 0; bits < combinations; ++bits) situations.push_back(set_aside(situation, standing, bits));
  for (std::size_t bits = 1; bits < combinations; ++bits) {
    for (std::size_t size = 0; size <= 2; ++size) {
      Chosen chosen;
      for_each_choice(all, 0, size, chosen, [&](const Chosen& one) {
        if (::testing::Test::HasFailure() || !situations[bits].permits(one)) return;
        for (std::size_t acts = 0; acts < (std::size_t{1} << one.size()); ++acts) {
          Chosen some;
          for (std::size_t i = 0; i < one.size(); ++i) {
            if ((acts >> i) & 1U) some.push_back(one[i]);
          }
          for (std::size_t part = 0; part < combinations; ++part) {
            const bool proper = some.size() < one.size() || part != bits;
            if (proper && (part & bits) == part && situations[part].permits(some)) return;
          }
        }
        ++tally.barred;
        std::string names;
        for (const Imagined* each : one) names += each->name + " ";
        for (std::size_t i = 0; i < standing.size(); ++i) {
          if (((bits >> i) & 1U) == 0) continue;
          EXPECT_NE(named(standing[i]), found.in_the_way.end()) << "not named; in the way of: " << names;
        }
      });
    }
  }
  const auto decided = [&](std::size_t bits) {
    const AskedHistory& history = situations[bits].history;
    const Decision decision = missing(*situation.policy.policy, history, {1, 1, 1}).decision;
    std::vector<std::pair<Reason, std::optional<std::string>>> told{{decision.reason, decision.rule}};
    for (const CategoryDecision& category : decision.categories) told.emplace_back(category.reason, category.rule);
    return told;
  };
  for (std::size_t i = 0; i < standing.size(); ++i) {
    const auto obstacle = named(standing[i]);
    const std::size_t only = std::size_t{1} << i;
    const std::size_t others = combinations - 1 - only;
    const bool rests = decided(only) != decided(0) || decided(others) != decided(combinations - 1);
    EXPECT_TRUE(!rests || obstacle != found.in_the_way.end()) << "the decision rests on it, and it is not named";
    if (rests || obstacle == found.in_the_way.end() || obstacle->outdone || !obstacle->certain) continue;
    ++tally.unrefused;
    bool bars = false;
    for (std::size_t bits = 0; bits < combinations; ++bits) {
      if ((bits >> i) & 1U) continue;
      const Missing freed = missing(*situation.policy.policy, situations[bits | only].history, {1'000'000});
      for (const MissingSet& set : freed.sets) {
        const std::vector<Imagined> acts = acts_of(situation, set);
        Chosen chosen;
        for (const Imagined& act : acts) chosen.push_back(&act);
        bars = bars || !situations[bits].permits(chosen);
      }
    }
    EXPECT_TRUE(bars) << "named, and in nobody's way";
  }
}

void run_request(Dice& dice, const random::Readied& policy, const random::Timeline& marks,
                 const std::vector<RecordedEvent>& events, const Request& request, Tally& tally) {
  AskedHistory history = asked(policy, events, request);
  const Missing found = missing(*policy.policy, history, {});
  if (found.decision.outcome == Outcome::kPermit) {
    EXPECT_TRUE(found.sets.empty());
    return;
  }
  ++tally.denied;
  for (auto* list : {&history.person, &history.device}) {
    std::erase_if(*list, [&](const RecordedEvent& one) { return one.recorded > history.question.known; });
  }
  for (auto& list : history.recipients) {
    std::erase_if(list, [&](const RecordedEvent& one) { return one.recorded > history.question.known; });
  }
  history.question.known = kNever;
  Situation situation{policy, std::move(history), policy.policy->decider().make_workspace()};
  tally.sets += found.sets.size();
  tally.solved += found.sets.empty() ? 0U : 1U;
  tally.hopeless += found.sets.empty() ? 1U : 0U;
  tally.in_the_way += found.in_the_way.empty() ? 0U : 1U;
  for (const MissingSet& set : found.sets) ASSERT_NO_FATAL_FAILURE(expect_minimal(situation, set, tally));

  const std::vector<Imagined> all = imagine(dice, marks, situation);
  if (all.size() > kMostImaginable || !found.complete) return;
  ++tally.brute_force;
  expect_obstacles(situation, found, all, tally);
  for (std::size_t size = 0; size <= kMostActs; ++size) {
    Chosen chosen;
    for_each_choice(all, 0, size, chosen, [&](const Chosen& one) {
      if (::testing::Test::HasFailure() || !situation.permits(one)) return;
      ++tally.permitting;
      const bool covered = std::any_of(found.sets.begin(), found.sets.end(),
                                       [&](const MissingSet& set) { return covers(*policy.model, set, one); });
      std::string names;
      for (const Imagined* each : one) names += each->name + (each->of.empty() ? " " : " of " + each->of + " ");
      EXPECT_TRUE(covered) << "missed: " << names;
    });
  }
}

TEST(Missing, EachSetPermitsNoPartOfOneDoesAndNoneIsMissed) {
  Tally tally;
  for (std::uint64_t number = 0; number < kPolicies; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 307);
    const random::PolicyText text = random::make_policy(dice);
    const auto policy = random::ready(random::text_of(text));
    ASSERT_TRUE(policy) << policy.error();
    random::Timeline marks(dice, *policy->model);
    std::vector<RecordedEvent> events = random::make_history(dice, *policy->model, marks);
    if (dice.percent(60)) events.resize(std::min<std::size_t>(events.size(), dice.below(4)));
    for (std::size_t i = 0; i < kRequestsPerPolicy; ++i) {
      const Request request = random::make_request(dice, *policy->model, marks, events);
      ASSERT_NO_FATAL_FAILURE(run_request(dice, *policy, marks, events, request, tally));
      if (HasFailure()) FAIL() << "policy " << number << ", request " << i << "\n" << random::text_of(text);
    }
  }
  EXPECT_GT(tally.denied, kPolicies);
  EXPECT_GT(tally.solved, kPolicies / 2);
  EXPECT_GT(tally.larger, kPolicies / 4);
  EXPECT_GT(tally.hopeless, kPolicies / 4);
  EXPECT_GT(tally.in_the_way, 5U);
  EXPECT_GT(tally.brute_force, kPolicies / 2);
  EXPECT_GT(tally.permitting, kPolicies);
  EXPECT_GT(tally.stated, 0U);
  for (const ActKind kind : {ActKind::kLearn, ActKind::kInform, ActKind::kAsk, ActKind::kConfirm}) {
    EXPECT_GT(tally.kinds[kind], 0U) << static_cast<int>(kind);
  }
}

/// Conditions of what stands, and of what acts may change.
std::string condition(Dice& dice, int depth) {
  if (depth > 0 && dice.percent(60)) {
    return "(" + condition(dice, depth - 1) + (dice.percent(50) ? " and " : " or ") + condition(dice, depth - 1) + ")";
  }
  static const std::vector<std::string> atoms = {
      "objection stands",   "restriction stands",        "erasure is requested",
      "consent is valid",   "notice n was given",        "vip",
      "age is at least 18", "last restriction is known", "objection to ads is known"};
  const std::string& atom = atoms[dice.below(atoms.size())];
  return dice.percent(25) ? "not " + atom : atom;
}

std::string policy_of_what_stands(Dice& dice) {
  std::string text =
      "policy p version 1 purpose ads purpose news within ads action send data mail fact vip is yes or no "
      "fact age is a number notice n consent c for ads with mail "
      "retention k keep mail at most 1 year after collection then erase\n";
  const std::size_t forbids = dice.below(3);
  for (std::size_t i = 0; i < forbids; ++i) {
    text += "rule f" + std::to_string(i) + " forbid send when " + condition(dice, 1) + "\n";
  }
  text += "rule p permit send for ads with mail when " + condition(dice, 2);
  if (dice.percent(50)) text += " unless " + condition(dice, 1);
  return text + "\n";
}

std::vector<RecordedEvent> events_of_what_stands(Dice& dice) {
  static const std::vector<EventKind> kinds = {
      EventKind::kObjected,  EventKind::kObjected, EventKind::kRestricted,        EventKind::kErasureRequested,
      EventKind::kCollected, EventKind::kGranted,  EventKind::kRestrictionLifted, EventKind::kObjectionLifted,
      EventKind::kFact,      EventKind::kWithdrawn};
  std::vector<RecordedEvent> events;
  const std::size_t count = 1 + dice.below(4);
  for (std::uint64_t i = 0; i < count; ++i) {
    RecordedEvent one;
    one.record = i;
    one.recorded = Instant{1'700'000'000'000'000 + static_cast<std::int64_t>(i) * 3'600'000'000};
    one.event.at = one.recorded;
    one.event.kind = kinds[dice.below(kinds.size())];
    one.event.customer = "p";
    const bool of_consent = one.event.kind == EventKind::kGranted || one.event.kind == EventKind::kWithdrawn;
    if (of_consent) one.event.consent = "c";
    if (one.event.kind == EventKind::kCollected) one.event.data = {"mail"};
    if (one.event.kind == EventKind::kObjected && dice.percent(50)) one.event.purposes = {"news"};
    if (one.event.kind == EventKind::kFact) {
      one.event.fact = "vip";
      one.event.value = dice.percent(50);
    }
    events.push_back(std::move(one));
  }
  return events;
}

TEST(Missing, WhateverStandsInTheWayIsNamedBesideOtherThingsToo) {
  Tally tally;
  for (std::uint64_t number = 0; number < 1'500; ++number) {
    Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 311);
    const std::string text = policy_of_what_stands(dice);
    const auto policy = random::ready(text);
    if (!policy) continue;  // a condition that says nothing is an error of the set
    random::Timeline marks(dice, *policy->model);
    Request request;
    request.customer = "p";
    request.action = "send";
    request.purpose = dice.percent(50) ? "ads" : "news";
    if (dice.percent(80)) request.data = {"mail"};
    request.at = Instant{1'710'000'000'000'000};
    const std::vector<RecordedEvent> events = events_of_what_stands(dice);
    ASSERT_NO_FATAL_FAILURE(run_request(dice, *policy, marks, events, request, tally));
    if (HasFailure()) FAIL() << "policy " << number << "\n" << text;
  }
  EXPECT_GT(tally.denied, 300U);
  EXPECT_GT(tally.barred, 100U);
  EXPECT_GT(tally.unrefused, 20U);
  EXPECT_GT(tally.outdone, 10U);
}

}  // namespace
}  // namespace licet::rights
