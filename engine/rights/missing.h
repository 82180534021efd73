#pragma once
// The smallest sets of acts that would permit a request.
//
// Sets are tried in order of size, on the history with their acts appended at the time asked; each decision is one of
// the engine, on folded states. A set is extended only by acts that may change a variable that the walks of the denied
// categories met: without one of these it stays denied. So each minimal set is found, and what includes one is not
// tried. Thread rule: pure. Cost: a folding and a decision for each try. Source: architecture.md, Decision graph.

#include <engine/rights/asked_states.h>
#include <licet/missing.h>

namespace licet::rights {

struct MissingLimits {
  std::size_t sets = limits::kMissingSets;
  std::size_t acts = limits::kMissingActs;
  std::size_t tries = limits::kMissingTries;
};

/// At the question's time, with what was known at its `known`.
Missing missing(const decide::ReadyPolicy& policy, AskedHistory history, const MissingLimits& limits);

}  // namespace licet::rights
