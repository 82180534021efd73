#pragma once
// Events → folded state of one holder, under one policy set.
//
// Pure functions of their arguments. Source: language.md sections 3, 6, 7 and 11; language-additions.md.

#include <engine/check/model.h>
#include <engine/facts/fact_store.h>
#include <engine/facts/holder_state.h>
#include <licet/event.h>
#include <span>
#include <vector>

namespace licet::facts {

/// What folding needs to know of a policy set, gathered once. The model must outlive it.
struct FoldPlan {
  explicit FoldPlan(const model::Model& policy);

  const model::Model& model;
  std::vector<bool> whole_history;   ///< by FactId: some consent asks for the value at its grant
  std::vector<bool> whole_past;      ///< by TimeId: some consent asks for the time at its grant, or a `while`
  std::vector<bool> has_entries;     ///< by TimeId: a TimeEntry says what it stands for
  bool contacts_by_channel = false;  ///< some rule asks for the last contact by a channel, whatever the purpose
  bool records = false;              ///< some retention keeps `proof of C` or `objections`
};

/// Up to when events count: happened until `at`, recorded until `known`.
struct FoldBounds {
  Instant at = kNever;
  Instant known = kNever;
};

/// Folds the events of `holder`, given in order of recording; events of others among them, and those that void, are
/// handled. O(events × (log events + declarations they concern)).
std::vector<std::uint64_t> fold(const FoldPlan& plan, const Holder& holder, std::span<const RecordedEvent> events,
                                const FoldBounds& bounds = {});

}  // namespace licet::facts
