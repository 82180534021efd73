#pragma once
// Conditions as trees of ConditionExplanation, for one request at one clock and category. Private to this stage.
//
// Thread rule: one thread. Recursion goes as deep as one text nests its conditions (limits::kConditionDepth), plus
// kExplainedDepth for named conditions, plus one text more for what stands within a consent or a level.
// Source: language.md sections 3, 6 and 8.

#include <engine/explain/condition_values.h>
#include <engine/explain/evidence.h>
#include <licet/explanation.h>
#include <set>
#include <tuple>

namespace licet::explain {

/// What is left out where only values are compared.
enum class Detail : std::uint8_t { kValues, kAll };

/// Refers to its arguments, which must outlive it.
class ConditionTrees {
 public:
  /// `until`: also say when each value will be another.
  ConditionTrees(ConditionValues& values, const SourceFiles& sources, EvidenceBook& evidence, Detail detail, bool until)
      : values_(values), sources_(sources), evidence_(evidence), detail_(detail), until_(until) {}

  /// Starts a rule's trees: named conditions are shown anew.
  void begin_rule() { shown_.clear(); }

  /// What the parts shown of a consent, objection or level come to, and its formula does not; empty: they agree.
  const std::string& fault() const { return fault_; }

  /// A whole `when`, `unless` or `provided`.
  ConditionExplanation whole(ExpressionId condition, const graph::Viewpoint& from, std::size_t depth = 0);

 private:
  /// As ConditionValues looks at it: from the request or not, and from whose grant.
  using Shown = std::tuple<model::ConditionId, bool, std::optional<model::ConsentId>>;

  ConditionExplanation tree(ExpressionId condition, const graph::Viewpoint& from, std::size_t depth);
  ConditionExplanation single(ExpressionId condition, const graph::Viewpoint& from, std::size_t depth);
  void named(ConditionExplanation& into, const model::NamedCondition& node, const graph::Viewpoint& from,
             std::size_t depth);

  // What single conditions are about: kind, subject, and what stands behind the value.
  void describe(ConditionExplanation& into, const model::ConsentIs& node, const graph::Viewpoint& from,
                std::size_t depth);
  void describe_objection(ConditionExplanation& into, const graph::Viewpoint& from, std::size_t depth);
  void describe_mark(ConditionExplanation& into, const facts::DataMarkEntry* mark, EventKind event);
  /// First stages of retention that restrict the category.
  void add_stages(ConditionExplanation& into);
  void describe(ConditionExplanation& into, const model::NoticeGiven& node);
  void describe(ConditionExplanation& into, const model::LevelAtLeast& node, std::size_t depth);
  void describe_age(ConditionExplanation& into, const graph::VariableKey& key);
  void describe_order(ConditionExplanation& into, const graph::VariableKey& key);
  void describe(ConditionExplanation& into, const model::IsKnown& node, const graph::VariableKey& key);
  void describe(ConditionExplanation& into, const model::RequestIs& node);
  void describe_fact(ConditionExplanation& into, model::FactId fact, const graph::VariableKey& key);
  void add_grant_evidence(ConditionExplanation& into, model::ConsentId consent, const facts::EventRef* stated);
  /// What has the time, its event, and the time itself; none where there is none.
  void describe_time(ConditionExplanation& into, model::TimeId time, const graph::VariableKey& key);
  void describe_event_time(ConditionExplanation& into, model::TimeId time, const graph::VariableKey& key);
  void add_consent_end(ConditionExplanation& into, model::ConsentId consent);

  /// Which consents count, and against what.
  enum class Asked : std::uint8_t { kNamed, kCovering, kAfterObjection };
  ConditionExplanation declaration(model::ConsentId consent, model::ConsentQuestion question, Asked asked,
                                   const graph::Viewpoint& from, std::size_t depth);
  void tell_status(ConditionExplanation& into, model::ConsentId consent, graph::ConsentStatusValue status);
  std::vector<model::ConsentId> covering() const;
  void add_declarations(ConditionExplanation& into, model::ConsentQuestion question, Asked asked,
                        const graph::Viewpoint& from, std::size_t depth);

  void add_evidence(ConditionExplanation& into, const facts::EventRef& ref, EventKind kind, const std::string& subject);
  /// The variable that a single condition about a fact or time tests.
  const graph::VariableKey& tested(const graph::Formula& formula) const {
    return values_.key(formula.nodes[formula.root].variable);
  }
  void gather_missing(ConditionExplanation& into) const;
  void compare_with_parts(const ConditionExplanation& explained);
  bool is_holder_named(const model::Fact& fact);
  void name_missing(ConditionExplanation& into, const graph::Formula& formula);

  const model::Model& model() const { return values_.model(); }
  decide::Observation& observation() { return values_.observation(); }

  ConditionValues& values_;
  const SourceFiles& sources_;
  EvidenceBook& evidence_;
  Detail detail_;
  bool until_;
  std::set<Shown> shown_;  ///< named conditions that this rule's trees have shown
  std::string fault_;
};

/// The same truth in the words of the public header.
ConditionValue condition_value(Truth truth);

}  // namespace licet::explain
