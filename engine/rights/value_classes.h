#pragma once
// The values that a fact could have, in classes that a policy set tells apart.
//
// Thread rule: pure. Private to engine/rights. Source: architecture.md, Decision graph (variables with exclusive
// values).

#include <engine/decide/ready_policy.h>
#include <licet/missing.h>
#include <vector>

namespace licet::rights {

/// One class: any of its values comes to the same. Classes of one fact stand in order of their values.
struct ValueClass {
  exchange::FactValue example;
  std::optional<std::int64_t> at_least;  ///< of numbers; absent at the ends
  std::optional<std::int64_t> at_most;
  std::optional<Instant> from;  ///< of dates and times, likewise
  std::optional<Instant> before;
  bool others = false;  ///< of texts: those that the policy set does not name
};

/// What the value of a date or time fact may be looked at against.
struct Moments {
  std::vector<Instant> clocks;    ///< the time asked, and those of grants
  std::vector<Instant> compared;  ///< other facts and events with which it is compared
};

std::vector<ValueClass> classes_of(const model::Model& model, const graph::VariableSet& variables, model::FactId fact,
                                   const Moments& moments);

/// Several classes as one region. `of` are the numbers of classes, rising.
ValueRegion region_of(const model::Fact& fact, const std::vector<ValueClass>& classes,
                      const std::vector<std::uint32_t>& of, const time::Zone& zone);

/// The value as an event brings it.
RawValue as_sent(const model::Fact& fact, const exchange::FactValue& value, const time::Zone& zone);

}  // namespace licet::rights
