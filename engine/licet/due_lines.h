#pragma once
// What holders hold, put together into the list that was asked for.
//
// Private to engine/licet. Thread rule: one thread. Source: language.md section 13.

#include <cstdint>
#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/facts/fact_store.h>
#include <engine/facts/holder_state.h>
#include <licet/due.h>
#include <licet/policy.h>
#include <optional>
#include <utility>
#include <vector>

namespace licet {

/// What is held, as the outbox needs it.
struct HeldLine {
  DueLine line;
  std::optional<std::uint64_t> collected;  ///< as in OutboxTask
  std::vector<std::string> except;         ///< likewise
};

struct HeldLines {
  Instant at;
  std::vector<HeldLine> lines;  ///< in the order of DueList
};

/// By which event something that is held was collected, first and last; of records the first and the latest event.
/// `place`: where it stands among decide::held_categories() of this state. Not set for decisions.
struct Collection {
  facts::EventRef first;
  facts::EventRef latest;
};
Collection collection_of(const facts::HolderView& state, const decide::HeldCategory& held, std::size_t place);

class DueLines {
 public:
  /// Both must outlive it. `at`: as of when.
  DueLines(const PolicySet& policy, const DueRequest& request, Instant at);

  Instant at() const { return at_; }
  /// A holder, as of `at`; of a recipient nothing is listed. `decisions` as of decide::held_categories.
  void add(const facts::Holder& holder, const facts::HolderView& state,
           const std::optional<decide::DecisionsHeld>& decisions);
  DueList finish();
  HeldLines finish_held();

 private:
  /// Of one that is to be erased, as OutboxTask::except.
  std::vector<std::string> except(const decide::HeldCategory& erased,
                                  const std::vector<decide::HeldCategory>& all) const;
  std::vector<std::string> why(const decide::HeldCategory& held) const;

  const PolicySet& policy_;
  const DueRequest& request_;
  Instant at_;
  decide::Workspace workspace_;
  std::vector<std::pair<facts::Holder, std::vector<HeldLine>>> found_;
};

}  // namespace licet
