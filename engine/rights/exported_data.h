#pragma once
// What of a person is held, for which purposes, until when and why.
//
// Private to engine/rights. Pure functions. Source: Art. 15(1)(a) and (d) GDPR; language.md section 7.

#include <engine/decide/ready_policy.h>
#include <engine/decide/retention.h>
#include <engine/facts/fact_store.h>
#include <licet/export.h>
#include <optional>
#include <span>
#include <vector>

namespace licet::rights {

template <class IdType>
PolicyName named(const model::Vocabulary<IdType>& vocabulary, IdType id) {
  return {vocabulary.titles[id.value].name, vocabulary.titles[id.value].title};
}

template <class IdType>
std::vector<PolicyName> named(const model::Vocabulary<IdType>& vocabulary, const std::vector<IdType>& ids) {
  std::vector<PolicyName> names;
  for (const IdType id : ids) names.push_back(named(vocabulary, id));
  return names;
}

/// Every category held, each piece of one, and the records that a retention keeps. `held` are the standing's.
std::vector<ExportedData> exported_data(const decide::ReadyPolicy& policy, const facts::Holder& holder,
                                        std::span<const RecordedEvent> events, std::span<const HeldStanding> held,
                                        std::optional<decide::DecisionsHeld> decisions, Instant at, Instant known);

}  // namespace licet::rights
