#pragma once
// One event as it reads under a policy set that may not declare all its names: for folding, and for telling what a set
// makes of each event.
//
// Pure functions; what they return holds nothing of their arguments. Source: language.md section 11, "Events outlive
// policy sets".

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

struct ReadableEvent {
  EventKind kind = EventKind::kGranted;
  EventRef ref;
  std::uint32_t subject = 0;  ///< the consent, notice or fact
  std::optional<exchange::FactValue> value;
  std::optional<std::string> wording;
  NamedList<model::PurposeId> purposes;
  NamedList<model::ChannelId> channels;
  NamedList<model::DataId> data;
};

/// None if the event is not the holder's or has no effect under the set.
std::optional<ReadableEvent> read(const model::Model& model, const Holder& holder, const RecordedEvent& event);

}  // namespace licet::facts
