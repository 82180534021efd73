#pragma once
// The parts of a standing. Private to this stage. Pure functions of what they refer to.

#include <engine/decide/decider.h>
#include <engine/facts/fold.h>
#include <engine/facts/readable_event.h>
#include <licet/standing.h>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace licet::explain {

/// One holder at one time. Refers to its arguments, which must outlive it.
class HolderRecord {
 public:
  /// `state` is folded from `events` within `bounds`.
  HolderRecord(const model::Model& model, const facts::Holder& holder, std::span<const RecordedEvent> events,
               const facts::HolderView& state, const facts::FoldBounds& bounds);

  const model::Model& model() const { return model_; }
  const facts::Holder& holder() const { return holder_; }
  const facts::HolderView& state() const { return state_; }
  bool is_customer() const { return holder_.kind == facts::HolderKind::kCustomer; }

  /// Precondition: the state rests on it.
  const RecordedEvent& event(const facts::EventRef& ref) const { return *by_record_.at(ref.record); }
  facts::ReadableEvent readable(const facts::EventRef& ref) const {
    return facts::read(model_, holder_, event(ref)).value();
  }

  /// Was the category as a whole erased after this event, whatever was collected since?
  bool erased_after(const facts::EventRef& event, model::DataId category) const;

 private:
  const model::Model& model_;
  const facts::Holder& holder_;
  const facts::HolderView& state_;
  std::unordered_map<std::uint64_t, const RecordedEvent*> by_record_;
  std::vector<facts::ReadableEvent> erased_;  ///< that count, without those of one piece
};

inline StandingEvent standing_event(const facts::EventRef& ref) { return {ref.record, ref.at, ref.recorded}; }

/// Do declarations of this scope, and facts of this owner, have a state for the holder?
bool has_state(const facts::Holder& holder, model::ConsentScope scope);
bool has_state(const facts::Holder& holder, model::FactOwner owner);

/// The marked names without those that lie within another marked one, in source order.
template <class IdType>
std::vector<std::string> outermost(const model::Vocabulary<IdType>& vocabulary, const std::vector<bool>& marked) {
  const auto stands_within = [&](IdType name) {
    for (auto outer = vocabulary.hierarchy.parent(name); outer; outer = vocabulary.hierarchy.parent(*outer)) {
      if (marked[outer->value]) return true;
    }
    return false;
  };
  std::vector<std::string> names;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] && !stands_within(IdType(i))) names.push_back(vocabulary.titles[i].name);
  }
  return names;
}

/// Likewise of the names of an event's list; empty if it does not state one.
template <class IdType>
std::vector<std::string> outermost(const model::Vocabulary<IdType>& vocabulary, const facts::NamedList<IdType>& list) {
  std::vector<bool> marked(vocabulary.titles.size());
  for (const IdType name : list.names) marked[name.value] = true;
  return outermost(vocabulary, marked);
}

/// `observation` is without a request and stands at the standing's time.
std::vector<ConsentStanding> consents_of(const HolderRecord& record, decide::Observation& observation);
std::vector<ObjectionStanding> objections_of(const HolderRecord& record);
std::vector<DataStanding> restrictions_of(const HolderRecord& record);
std::vector<DataStanding> erasure_requests_of(const HolderRecord& record);
FactStanding fact_of(const HolderRecord& record, const facts::FactEntry& entry);
std::vector<FactStanding> facts_of(const HolderRecord& record);
std::vector<HistoryEntry> history_of(const facts::FoldPlan& plan, const facts::Holder& holder,
                                     std::span<const RecordedEvent> events, Instant known);

}  // namespace licet::explain
