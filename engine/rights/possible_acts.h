#pragma once
// The acts that could happen next, which variables each may change, and the history with some of them.
//
// Thread rule: const members by any number of threads. Private to engine/rights. Source: language.md sections 3, 6, 11.

#include <compare>
#include <engine/rights/asked_states.h>
#include <engine/rights/value_classes.h>
#include <map>
#include <vector>

namespace licet::rights {

enum class StepKind : std::uint8_t { kLearn, kInform, kAsk, kConfirm, kState, kSetAside };

/// The least that can happen: of an act with facts of a consent, each such fact is a step of its own. kSetAside is no
/// act: it imagines the history without an objection, a restriction or a request for erasure.
struct Step {
  StepKind kind = StepKind::kLearn;
  std::uint32_t subject = 0;  ///< the fact, notice or consent; of kSetAside: number of what stands
  std::uint32_t consent = 0;  ///< of kState: whose grant or confirmation states it
  std::uint32_t value = 0;    ///< of kLearn and kState: number of the class

  friend auto operator<=>(const Step&, const Step&) = default;
  bool same_subject(const Step& other) const {
    return kind == other.kind && subject == other.subject && consent == other.consent;
  }
};
using Steps = std::vector<Step>;  ///< sorted

class PossibleActs {
 public:
  /// All must outlive it. `now` are the states of the history at the question's time; the question's `known` is kNever,
  /// and the history holds only what counts. `standing` says when that was recorded which may be set aside; nothing if
  /// only acts are looked for.
  PossibleActs(const decide::ReadyPolicy& policy, const AskedHistory& history, const decide::States& now,
               decide::Workspace& workspace, std::vector<Instant> standing = {});

  /// Steps that may change the variable's value, sorted. A superset; never a step too few.
  const Steps& changing(graph::VariableId variable) const { return changing_[variable.value]; }
  /// Can it happen together with these?
  bool may_join(const Steps& steps, const Step& step) const;
  /// The history with these steps taken at the question's time, after all else.
  AskedHistory with(const Steps& steps) const;

  const std::vector<ValueClass>& classes(const Step& step) const { return classes_.at(step.subject); }

 private:
  void find_known(const decide::States& now, decide::Workspace& workspace);
  void find_classes(const decide::States& now, decide::Workspace& workspace);
  Steps steps_of(const graph::VariableKey& key) const;
  void add_time(Steps& steps, model::TimeId time, const graph::VariableKey& key) const;
  void add_fact(Steps& steps, model::FactId fact, const graph::VariableKey& key) const;
  void add_consent(Steps& steps, model::ConsentId consent) const;
  void add_notice(Steps& steps, model::NoticeId notice) const;
  void add_standing(Steps& steps) const;
  void add_first_stages();
  bool has_holder(model::ConsentScope scope) const;
  Event event_of(const Step& step, const Steps& all) const;

  const decide::ReadyPolicy& policy_;
  const model::Model& model_;
  const graph::VariableSet& variables_;
  const AskedHistory& history_;
  std::vector<Instant> standing_;
  std::vector<bool> learnable_;            ///< by FactId
  std::vector<bool> waits_;                ///< by ConsentId: a grant waits for its confirmation
  std::vector<std::vector<bool>> stated_;  ///< by ConsentId, then FactId: the waiting grant states it
  std::map<std::uint32_t, std::vector<ValueClass>> classes_;  ///< by FactId
  std::vector<Steps> changing_;                               ///< by VariableId
};

}  // namespace licet::rights
