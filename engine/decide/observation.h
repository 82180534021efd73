#pragma once
// The values of the graph's variables for one question, at one clock.
//
// Values are remembered in a Workspace as long as they hold: for the request, for the category, or for the clock. No
// allocation after the Workspace is made, no lock, no recursion, no look-up of names. Refers to all its arguments.
// Thread rule: one Observation and one Workspace a thread; the rest is shared.
// Source: language.md sections 3, 5 and 6.

#include <array>
#include <engine/base/large_pages.h>
#include <engine/decide/states.h>
#include <engine/exchange/question.h>
#include <engine/graph/decision_graph.h>
#include <licet/limits.h>
#include <limits>
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

/// For how long a variable's value holds. kCategoryAndClock: until either is another. kWalks: until the variables met
/// are listed anew, so that those on which an overrider rests are listed too.
enum class Lifetime : std::uint8_t { kRequest, kCategory, kClock, kCategoryAndClock, kWalks };

/// What a workspace remembers of one variable, beside what the variable asks: all that a step of a walk needs of it, in
/// half a cache line.
struct alignas(32) Remembered {
  static constexpr std::uint32_t kNow = 0xFFFF'FFFF;
  /// Set in `at_grant` for VariableKey::at_clock. Consents are fewer than 2^30, as the limits on policy texts see to.
  static constexpr std::uint32_t kAtClock = 0x4000'0000;

  std::uint32_t taken = 0;   ///< when `value` was
  std::uint32_t listed = 0;  ///< when it was listed as tested last
  std::uint32_t value = 0;
  // The fields of the VariableKey.
  std::uint32_t subject = 0;
  std::int32_t period_amount = 1;
  std::uint32_t age = 0;          ///< of kAge: index into Workspace::age_changes
  std::uint32_t at_grant = kNow;  ///< a ConsentId, perhaps with kAtClock, or kNow
  time::PeriodUnit period_unit = time::PeriodUnit::kDays;
  graph::AgeBoundary boundary = graph::AgeBoundary::kEnd;
  graph::VariableKind kind = graph::VariableKind::kChannel;
  Lifetime lifetime = Lifetime::kRequest;

  Remembered() = default;
  explicit Remembered(const graph::VariableKey& key);
  time::Period period() const { return {period_amount, period_unit}; }
  std::optional<model::ConsentId> grant() const {
    return at_grant == kNow ? std::nullopt : std::optional(model::ConsentId(at_grant & ~kAtClock));
  }
  bool at_clock() const { return at_grant != kNow && (at_grant & kAtClock) != 0; }
  /// Is it asked as of the grant, not of the clock?
  bool as_of_grant() const { return at_grant != kNow && (at_grant & kAtClock) == 0; }
  bool is_of_wall_clock() const {  ///< as Observation::is_of_wall_clock
    return (kind == graph::VariableKind::kClock || kind == graph::VariableKind::kWeekday) && !as_of_grant();
  }
  /// Can its value change while the clock goes on, for one category?
  bool follows_clock() const {
    return (lifetime == Lifetime::kClock || lifetime == Lifetime::kCategoryAndClock) && !as_of_grant();
  }
};
static_assert(sizeof(Remembered) == 32);
static_assert(limits::kDurationAmount <= std::numeric_limits<std::int32_t>::max());

/// What a retention keeps, as its conditions and periods look at it.
struct KeptPiece {
  std::uint32_t item = 0;             ///< as HeldEntry::item
  std::optional<Instant> collection;  ///< none: there was none
};

/// Does a first stage of retention restrict a category, and when may that change?
struct StageStanding {
  bool restricts = false;
  Instant next_end = kNever;         ///< of stages that do not restrict yet; means nothing once one does
  Instant next = kNever;             ///< by time alone, the wall clock apart
  Instant next_wall_clock = kNever;  ///< by the wall clock
};

/// Memory for deciding, made once a thread and graph, then reused; by one Observation at a time.
struct Workspace {
  explicit Workspace(const graph::DecisionGraph& graph) : Workspace(graph, true) {}

  /// Forgets all values, so that `now` can count from 0 again: an Observation does it after kMostCounts. O(variables).
  void forget();
  static constexpr std::uint32_t kMostCounts = 0x8000'0000;  ///< one Observation comes to far fewer

  LargeTable<Remembered> variables;       ///< by VariableId
  std::vector<Instant> age_changes;       ///< of each kAge: next_change, taken with the value
  StageStanding stage;                    ///< of kFirstStage: what lies ahead for any category asked at this clock
  std::vector<graph::VariableId> tested;  ///< those that the walks since begin_walks() met
  std::vector<RuleVerdict> categories;
  std::vector<graph::FrozenRef> waiting;      ///< nodes whose walk waits for that of an overrider
  std::vector<facts::HolderView> recipients;  ///< for States::recipients, with room for the longest chain
  std::vector<Workspace> retention;           ///< one, for what a first stage rests on, if the policy set has any
  std::uint32_t now = 0;                      ///< counts what ends the lifetime of values

 private:
  Workspace(const graph::DecisionGraph& graph, bool with_retention);
};

class Observation {
 public:
  Observation(const model::Model& model, const graph::DecisionGraph& graph, const exchange::Question& question,
              const States& states, Workspace& workspace);
  /// Without a request: for levels and retentions.
  Observation(const model::Model& model, const graph::DecisionGraph& graph, const States& states, Workspace& workspace);

  void set_clock(Instant clock);
  void set_category(std::optional<model::DataId> category) {
    category_ = category;
    begin(Lifetime::kCategory);
  }
  /// What a retention's conditions are asked about; before any value is. It must outlive the values.
  void set_kept(const KeptPiece& kept) { kept_ = &kept; }
  Instant clock() const { return clock_; }

  /// The variable's value; remembered. Not of kOverrides, which walks value.
  std::uint32_t value(graph::VariableId variable);

  /// Walks from a root to a leaf. From the first begin_walks() on it lists the variables met in workspace.tested.
  graph::FrozenRef walk(graph::FrozenRef root);
  /// Forgets which variables were met.
  void begin_walks();

  /// The least instant after the clock at which the variable's value may change by time alone; kNever if there is none,
  /// or for a variable of the wall clock (see is_of_wall_clock).
  Instant next_change(graph::VariableId variable);
  /// Can the variable's value change by time alone?
  bool follows_clock(graph::VariableId variable) const { return workspace_.variables[variable.value].follows_clock(); }
  /// The facts without a value that the variable is about; allocates. At most two.
  std::vector<model::FactId> missing(graph::VariableId variable) const;
  bool is_of_wall_clock(graph::VariableId variable) const {
    return workspace_.variables[variable.value].is_of_wall_clock();
  }
  /// Then it may change by the wall clock and otherwise.
  bool is_first_stage(graph::VariableId variable) const {
    return workspace_.variables[variable.value].kind == graph::VariableKind::kFirstStage;
  }
  /// The least instant after the clock at which the wall clock may change a variable.
  Instant next_wall_clock_change(graph::VariableId variable);

  const model::Model& model() const { return model_; }
  const graph::DecisionGraph& graph() const { return graph_; }
  const States& states() const { return states_; }
  const exchange::Question* question() const { return question_; }
  Workspace& workspace() { return workspace_; }

  /// What stands behind values, for explanations.
  const facts::ConsentEntry* consent(model::ConsentId consent) const;
  /// The value of a fact of a holder, and whose; without one, null.
  struct Stated {
    const facts::FactEntry* entry = nullptr;
    const facts::HolderView* holder = nullptr;
  };
  /// As the clock or the grant sees it: see VariableKey.
  Stated stated(model::FactId fact, std::optional<model::ConsentId> at_grant, bool at_clock) const;
  /// The time of a source, as the clock or the grant sees it.
  std::optional<Instant> time_of(model::TimeId time, std::optional<model::ConsentId> at_grant, bool at_clock) const;
  /// The event that a source stands for at a clock; none if there is none, or it is of no single event (facts, the end
  /// of a consent).
  std::optional<facts::EventRef> event_of(model::TimeId time, Instant clock) const;
  /// When a consent's last current grant came to an end, up to the clock; none while it goes on, or there was none.
  std::optional<Instant> consent_end(model::ConsentId consent) const;
  /// The latest objection that reaches the request and was not lifted; null if there is none.
  const facts::ObjectionEntry* objection() const;
  /// The first restriction, or request for erasure, that stands for the category.
  const facts::DataMarkEntry* restriction() const;
  const facts::DataMarkEntry* erasure() const;
  std::optional<facts::EventRef> notice(model::NoticeId notice) const;
  /// For a purpose that overlaps the request's, by one of the channels or within one; without channels by any.
  std::optional<facts::EventRef> last_contact(const std::vector<model::ChannelId>& channels) const;

 private:
  /// Is the value that the workspace remembers one of this question, category and clock?
  bool holds(const Remembered& remembered) const {
    return remembered.taken >= since_[static_cast<std::size_t>(remembered.lifetime)];
  }
  /// Likewise, of a fact that is no customer's and no device's.
  Stated stated_elsewhere(model::FactId fact, std::optional<model::ConsentId> at_grant, model::FactOwner owner) const;
  /// Ends what holds until another category, clock or list of walks, and what holds for both or rests on it.
  void begin(Lifetime lifetime) {
    since_[static_cast<std::size_t>(lifetime)] = ++workspace_.now;
    since_[static_cast<std::size_t>(Lifetime::kWalks)] = workspace_.now;
    if (lifetime != Lifetime::kWalks) since_[static_cast<std::size_t>(Lifetime::kCategoryAndClock)] = workspace_.now;
  }
  void observe(Remembered& remembered);
  std::uint32_t observed(const Remembered& asked);
  const time::LocalTime& local_clock();
  time::LocalTime local_clock(const Remembered& asked);
  std::uint32_t status(model::ConsentId consent) const;
  bool observe_first_stage();
  bool grant_covers(model::ConsentId consent) const;
  bool grant_keeps(model::ConsentId consent) const;
  std::uint32_t age(const Remembered& asked, Instant& next) const;
  std::uint32_t order(const Remembered& asked) const;
  std::optional<Instant> time_of(const Remembered& asked) const;
  /// When the clock comes to another event, or end of a consent, that the time then stands for; kNever if to none.
  Instant step_ahead(model::TimeId time) const;
  std::uint32_t fact_value(const Remembered& asked) const;
  Instant boundary(const Remembered& asked, Instant x) const;
  Instant clock_of(const Remembered& asked) const;
  const facts::DataMarkEntry* mark(std::span<const facts::DataMarkEntry> person,
                                   std::span<const facts::DataMarkEntry> device) const;

  const model::Model& model_;
  const graph::DecisionGraph& graph_;
  const exchange::Question* question_;
  const States& states_;
  Workspace& workspace_;
  Instant clock_;
  std::optional<model::DataId> category_;
  const KeptPiece* kept_ = nullptr;
  std::array<std::uint32_t, 5> since_{};  ///< by Lifetime
  std::uint32_t walks_ = 0;               ///< 0: what is met is not listed
  std::optional<time::LocalTime> local_clock_;
};

}  // namespace licet::decide
