// What stands in the way of acts, against brute force: every set of acts on every history without some of what stands.

#include <gtest/gtest.h>
#include <tests/engine/rights/imagined_acts.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>

namespace licet::rights {
namespace {

struct Tally {
  std::size_t denied = 0;
  std::size_t barred = 0;     ///< combinations that bring a permit only with something set aside
  std::size_t unrefused = 0;  ///< obstacles named beside a decision that does not rest on them
  std::size_t outdone = 0;
};

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
    AskedHistory history = asked(*policy, events, request);
    const Missing found = missing(*policy->policy, history, {});
    if (found.decision.outcome == Outcome::kPermit) continue;
    ++tally.denied;
    ASSERT_TRUE(found.complete);
    Situation situation{*policy, std::move(history), policy->policy->decider().make_workspace()};
    expect_obstacles(situation, found, imagine(dice, marks, situation), tally);
    if (HasFailure()) FAIL() << "policy " << number << "\n" << text;
  }
  EXPECT_GT(tally.denied, 300U);
  EXPECT_GT(tally.barred, 100U);
  EXPECT_GT(tally.unrefused, 20U);
  EXPECT_GT(tally.outdone, 10U);
}

}  // namespace
}  // namespace licet::rights
