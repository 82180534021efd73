#pragma once
// Recorded decisions about a holder, as they were made, without deciding anything again.
//
// Private to engine/licet. Thread rule: as DurableStore's const members. Source: docs/record_format.md, "Content".

#include <engine/exchange/record_content.h>
#include <engine/facts/durable_store.h>
#include <engine/licet/decisions_held.h>
#include <licet/export.h>
#include <optional>
#include <vector>

namespace licet {

/// One decision, and what its record holds besides.
struct DecisionMade {
  ExportedDecision decision;  ///< without sentences
  record::OpenedRecord opened;
  exchange::DecisionContent content;
};

/// None if the record is erased, or was made after `last`. kDamaged if it holds none.
Result<std::optional<DecisionMade>> decision_made(const facts::DurableStore& store, std::uint64_t record, Instant last);

/// In order of recording.
struct NewestDecisions {
  std::vector<ExportedDecision> newest;
  std::uint64_t in_all = 0;
};

/// Of those numbered below `end` and made until `last` the newest, at most so many if `most` says. Reads those, and
/// what was decided after `last`.
Result<NewestDecisions> newest_decisions(const facts::DurableStore& store, const facts::Holder& holder,
                                         std::uint64_t end, Instant last, std::optional<std::size_t> most);

}  // namespace licet
