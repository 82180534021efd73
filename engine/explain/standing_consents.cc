// How the consents of a holder stand, and what their grants cover.
#include <engine/explain/consent_status.h>
#include <engine/explain/standing_parts.h>

namespace licet::explain {
namespace {

template <class IdType>
std::vector<std::string> names_in(const facts::HolderView& state, const facts::BitSet& set,
                                  const model::Vocabulary<IdType>& vocabulary) {
  std::vector<bool> marked(vocabulary.titles.size());
  for (std::size_t i = 0; i < marked.size(); ++i) marked[i] = state.contains(set, static_cast<std::uint32_t>(i));
  return outermost(vocabulary, marked);
}

std::optional<GrantStanding> grant_of(const HolderRecord& record, model::ConsentId consent, facts::GrantPlace place,
                                      const facts::GrantEntry& entry) {
  if (entry.present == 0) return std::nullopt;
  GrantStanding grant;
  grant.given = standing_event(entry.given);
  if (entry.confirmed.is_set()) grant.confirmed = standing_event(entry.confirmed);
  grant.wording = record.event(entry.given).event.wording;
  grant.purposes = names_in(record.state(), entry.purposes, record.model().purposes);
  grant.limits_channels = entry.without_channel == 0;
  if (grant.limits_channels) grant.channels = names_in(record.state(), entry.channels, record.model().channels);
  grant.end = entry.end;
  for (const facts::GrantFactEntry& fact : record.state().grant_facts()) {
    if (fact.consent == consent.value && fact.grant == place) grant.facts.push_back(fact_of(record, fact.value));
  }
  return grant;
}

std::optional<bool> provided(decide::Observation& observation, model::ConsentId consent) {
  const graph::FrozenRef leaf = observation.walk(observation.graph().provided[consent.value]);
  if (leaf == graph::kLeafUnknown) return std::nullopt;
  return leaf == graph::kLeafTrue;
}

}  // namespace

std::vector<ConsentStanding> consents_of(const HolderRecord& record, decide::Observation& observation) {
  using graph::ConsentStatusValue;
  std::vector<ConsentStanding> consents;
  for (std::size_t i = 0; i < record.model().consents.size(); ++i) {
    const model::ConsentId id(i);
    const model::Consent& declared = record.model().consents[id];
    if (!has_state(record.holder(), declared.scope)) continue;
    const facts::ConsentEntry* entry = record.state().consent(id);
    const ConsentStatusValue status = status_of(entry, observation.clock());
    ConsentStanding standing;
    standing.consent = declared.title.name;
    standing.title = declared.title.title;
    standing.status = status_word(status);
    standing.has_provided = declared.provided.has_value();
    if (standing.has_provided && status == ConsentStatusValue::kGranted) standing.provided = provided(observation, id);
    if (entry != nullptr) {
      standing.current = grant_of(record, id, facts::GrantPlace::kCurrent, entry->current);
      standing.waiting = grant_of(record, id, facts::GrantPlace::kWaiting, entry->waiting);
      const bool ended = status == ConsentStatusValue::kRefused || status == ConsentStatusValue::kWithdrawn;
      if (ended) standing.ended = standing_event(entry->ended);
    }
    consents.push_back(std::move(standing));
  }
  return consents;
}

}  // namespace licet::explain
