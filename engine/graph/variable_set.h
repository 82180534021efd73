#pragma once
// The variables of a policy set, numbered in the order in which the graph tests them.
//
// Grows while the graph is built; then read only. Thread rule: one thread builds, any number read afterwards.

#include <engine/graph/request_classes.h>
#include <engine/graph/variable.h>
#include <map>
#include <optional>
#include <vector>

namespace licet::graph {

/// What deciding needs of a time (model::TimeSource) that is a fact of the customer or the device: most are.
struct StatedTime {
  bool is_of_holder = false;  ///< else the rest means nothing
  model::FactOwner owner = model::FactOwner::kCustomer;
  model::FactId fact;
};

class VariableSet {
 public:
  /// The model must outlive this object.
  explicit VariableSet(const model::Model& model);

  /// The variable of this key, added at the end of the order if there is none yet.
  VariableId intern(const VariableKey& key);
  std::optional<VariableId> find(const VariableKey& key) const;

  const Variable& operator[](VariableId id) const { return list_[id.value]; }
  std::size_t size() const { return list_.size(); }

  const RequestClasses& classes() const { return classes_; }
  const Thresholds& thresholds() const { return thresholds_; }
  const std::vector<model::ForceSpan>& spans() const { return spans_; }

  /// Whose fact or consent it is, as the model says, close together.
  model::FactOwner owner_of(model::FactId fact) const { return owners_[fact.value]; }
  const StatedTime& stated_time(model::TimeId time) const { return stated_times_[time.value]; }
  model::ConsentScope scope_of(model::ConsentId consent) const { return scopes_[consent.value]; }

  /// In order of names, so that the order of declarations makes no other graph.
  const std::vector<model::ConsentId>& consents_by_name() const { return consents_by_name_; }

  /// The number of a span of time, for kInForce.
  std::uint32_t span(const model::ForceSpan& span);
  std::optional<std::uint32_t> find_span(const model::ForceSpan& span) const;

  /// Two times that are compared, for kOrder.
  const std::vector<TimePair>& pairs() const { return pairs_; }
  std::uint32_t pair(const TimePair& pair);
  std::optional<std::uint32_t> find_pair(const TimePair& pair) const;

 private:
  std::uint32_t domain_of(const VariableKey& key) const;

  const model::Model* model_;
  RequestClasses classes_;
  Thresholds thresholds_;
  std::vector<model::FactOwner> owners_;
  std::vector<StatedTime> stated_times_;
  std::vector<model::ConsentScope> scopes_;
  std::vector<model::ConsentId> consents_by_name_;
  std::vector<model::ForceSpan> spans_;
  std::map<std::pair<Instant, Instant>, std::uint32_t> span_numbers_;
  std::vector<TimePair> pairs_;
  std::map<TimePair, std::uint32_t> pair_numbers_;
  std::vector<Variable> list_;
  std::map<VariableKey, VariableId> numbers_;
};

}  // namespace licet::graph
