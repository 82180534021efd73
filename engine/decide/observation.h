#pragma once
// The values of the graph's variables for one question, at one clock.
//
// Values are remembered in a Workspace as long as they hold: for the request, for the category, or for the clock. No
// allocation after the Workspace is made, no lock, no recursion, no look-up of names. Refers to all its arguments.
// Thread rule: one Observation and one Workspace a thread; the rest is shared.
// Source: language.md sections 3, 5 and 6.

#include <array>
#include <engine/decide/states.h>
#include <engine/exchange/question.h>
#include <engine/graph/decision_graph.h>
#include <optional>
#include <vector>

namespace licet::decide {

/// What the decision comes to for one category, or in all.
struct RuleVerdict {
  Reason reason = Reason::kNothingPermits;
  model::RuleId rule;  ///< meaningless for kNothingPermits

  Outcome outcome() const { return reason == Reason::kPermitted ? Outcome::kPermit : Outcome::kDeny; }
  bool has_rule() const { return reason != Reason::kNothingPermits; }
  /// Do outcome and rule agree? (What *valid until* is about.)
  bool same_for_until(const RuleVerdict& other) const {
    if (has_rule() != other.has_rule() || outcome() != other.outcome()) return false;
    return !has_rule() || rule == other.rule;
  }
};

/// For how long a variable's value holds. kWalks: until the variables met are listed anew, so that those on which an
/// overrider rests are listed too.
enum class Lifetime : std::uint32_t { kRequest, kCategory, kClock, kWalks };

/// What a workspace remembers of one variable.
struct Remembered {
  std::uint64_t taken = 0;   ///< when `value` was
  std::uint64_t listed = 0;  ///< when it was listed as tested last
  Instant next = kNever;     ///< of kAge: Observation::next_change, taken with `value`
  std::uint32_t value = 0;
  Lifetime lifetime = Lifetime::kRequest;
};

/// Memory for deciding, made once a thread and graph, then reused.
struct Workspace {
  explicit Workspace(const graph::DecisionGraph& graph);

  std::vector<Remembered> variables;      ///< by VariableId
  std::vector<graph::VariableId> tested;  ///< those that the walks since begin_walks() met
  std::vector<RuleVerdict> categories;
  std::vector<graph::FrozenRef> waiting;  ///< nodes whose walk waits for that of an overrider
  std::uint64_t now = 0;
};

class Observation {
 public:
  Observation(const model::Model& model, const graph::DecisionGraph& graph, const exchange::Question& question,
              const States& states, Workspace& workspace);
  /// Without a request: for levels and retentions.
  Observation(const model::Model& model, const graph::DecisionGraph& graph, const States& states, Workspace& workspace);

  void set_clock(Instant clock);
  void set_category(std::optional<model::DataId> category);
  Instant clock() const { return clock_; }

  /// The variable's value; remembered. Not of kOverrides, which walks value.
  std::uint32_t value(graph::VariableId variable);

  /// Walks from a root to a leaf, listing the variables met in workspace.tested.
  graph::FrozenRef walk(graph::FrozenRef root);
  /// Forgets which variables were met.
  void begin_walks();

  /// The least instant after the clock at which the variable's value may change by time alone; kNever if there is none,
  /// or for a variable of the wall clock (see is_of_wall_clock).
  Instant next_change(graph::VariableId variable);
  static bool is_of_wall_clock(const graph::Variable& variable);
  /// The least instant after the clock at which the wall clock may change a variable.
  Instant next_wall_clock_change(graph::VariableId variable);

  const model::Model& model() const { return model_; }
  const graph::DecisionGraph& graph() const { return graph_; }
  const States& states() const { return states_; }
  const exchange::Question* question() const { return question_; }
  Workspace& workspace() { return workspace_; }

  /// What stands behind values, for explanations.
  const facts::ConsentEntry* consent(model::ConsentId consent) const;
  /// The value of a fact of a holder, as the clock or the grant sees it; null if it has none.
  const facts::FactEntry* stated(model::FactId fact, std::optional<model::ConsentId> at_grant) const;
  /// The time that a date or time variable is about.
  std::optional<Instant> time_of(const graph::VariableKey& key) const;
  /// The latest objection that reaches the request and was not lifted; null if there is none.
  const facts::ObjectionEntry* objection() const;
  /// The first restriction, or request for erasure, that stands for the category.
  const facts::DataMarkEntry* restriction() const;
  const facts::DataMarkEntry* erasure() const;
  std::optional<facts::EventRef> notice(model::NoticeId notice) const;
  std::optional<facts::EventRef> last_contact() const;

 private:
  /// Is the value that the workspace remembers one of this question, category and clock?
  bool holds(const Remembered& remembered) const {
    return remembered.taken >= since_[static_cast<std::size_t>(remembered.lifetime)];
  }
  void begin(Lifetime lifetime);
  void observe(graph::VariableId variable, Remembered& remembered);
  std::uint32_t observe(const graph::VariableKey& key);
  const time::LocalTime& local_clock();
  time::LocalTime local_clock(const graph::VariableKey& key);
  std::uint32_t status(model::ConsentId consent) const;
  bool grant_covers(model::ConsentId consent) const;
  bool grant_keeps(model::ConsentId consent) const;
  std::uint32_t age(const graph::VariableKey& key, Instant& next) const;
  std::uint32_t fact_value(const graph::VariableKey& key) const;
  Instant boundary(const graph::VariableKey& key, Instant x) const;
  Instant clock_of(const graph::VariableKey& key) const;
  const facts::DataMarkEntry* mark(std::span<const facts::DataMarkEntry> person,
                                   std::span<const facts::DataMarkEntry> device) const;

  const model::Model& model_;
  const graph::DecisionGraph& graph_;
  const exchange::Question* question_;
  const States& states_;
  Workspace& workspace_;
  Instant clock_;
  std::optional<model::DataId> category_;
  std::array<std::uint64_t, 4> since_{};  ///< by Lifetime
  std::uint64_t walks_ = 0;
  std::optional<time::LocalTime> local_clock_;
};

}  // namespace licet::decide
