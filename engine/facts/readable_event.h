#pragma once
// One event as it reads under a policy set that may not declare all its names: for folding, and for telling what a set
// makes of each event.
//
// Pure functions; what they return holds nothing of their arguments. Source: language.md section 11, "Events outlive
// policy sets"; language-additions.md.

#include <engine/exchange/question.h>
#include <engine/facts/fact_store.h>
#include <engine/facts/holder_state.h>
#include <licet/event.h>
#include <optional>
#include <vector>

namespace licet::facts {

/// The names of one list. A list that is not stated touches everything.
template <class IdType>
struct NamedList {
  bool stated = false;
  std::vector<IdType> names;
};

/// A fact that a grant, or its confirmation, states of itself; without a value if it does not fit the fact's type.
struct GrantFact {
  model::FactId fact;
  std::optional<exchange::FactValue> value;
};

struct ReadableEvent {
  EventKind kind = EventKind::kGranted;
  EventRef ref;
  std::uint32_t subject = 0;  ///< the consent, notice or fact
  std::optional<exchange::FactValue> value;
  std::vector<GrantFact> grant_facts;  ///< those that are declared, in order of names
  std::optional<std::string> item;
  std::optional<std::string> wording;
  NamedList<model::PurposeId> purposes;
  NamedList<model::ChannelId> channels;
  NamedList<model::DataId> data;
  /// Of `erasure_requested`: what `data` names beside categories.
  std::vector<model::ConsentId> proofs;
  bool objections = false;
};

/// Is it the holder's, whether the set can read it or not?
bool belongs_to(const model::Model& model, const Holder& holder, const Event& event);

/// None if the event is not the holder's or has no effect under the set.
std::optional<ReadableEvent> read(const model::Model& model, const Holder& holder, const RecordedEvent& event);

}  // namespace licet::facts
