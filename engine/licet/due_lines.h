#pragma once
// What holders hold, put together into the list that was asked for.
//
// Private to engine/licet. Thread rule: one thread. Source: language.md section 13.

#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/facts/fact_store.h>
#include <licet/due.h>
#include <licet/policy.h>
#include <optional>
#include <utility>
#include <vector>

namespace licet {

class DueLines {
 public:
  /// Both must outlive it. `at`: as of when.
  DueLines(const PolicySet& policy, const DueRequest& request, Instant at);

  Instant at() const { return at_; }
  /// A holder, as of `at`; of a recipient nothing is listed. `decisions` as of decide::held_categories.
  void add(const facts::Holder& holder, const facts::HolderView& state,
           const std::optional<decide::DecisionsHeld>& decisions);
  DueList finish();

 private:
  std::vector<std::string> why(const decide::HeldCategory& held) const;

  const PolicySet& policy_;
  const DueRequest& request_;
  Instant at_;
  decide::Workspace workspace_;
  std::vector<std::pair<facts::Holder, std::vector<DueLine>>> found_;
};

}  // namespace licet
