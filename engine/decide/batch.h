#pragma once
// Decides many questions on folded states in memory, in one thread or several.
//
// Thread rule: nobody may change `states` meanwhile. Source: architecture.md, Decision graph.

#include <engine/decide/decider.h>
#include <engine/facts/folded_memory.h>
#include <span>

namespace licet::decide {

struct BatchVerdict {
  RuleVerdict deciding;
  Instant until = kNever;
  /// False: the question looks back behind an event of one of its holders, or behind its recording, so that the state
  /// cannot answer it; its events must be folded up to then (FoldedStates).
  bool answered = false;
};

/// verdicts[i] answers questions[i]; both have the same length. A holder that `states` does not know is one of whom
/// nothing is known. Each workspace is one thread's, made by Decider::make_workspace(); there is at least one. With one
/// nothing is allocated; with more, a thread a workspace is made, and what cannot be made is left out.
void decide_batch(const Decider& decider, const facts::FoldedMemory& states,
                  std::span<const exchange::Question> questions, std::span<BatchVerdict> verdicts,
                  std::span<Workspace> workspaces, DecideOptions options = {});

}  // namespace licet::decide
