#pragma once
// Everything that conditions are evaluated on: one model, the events that count, and what the request asks.
//
// Immutable after construction; refers to the model and owns the rest. Source: language.md sections 3, 4, 6, 7.

#include <engine/check/model.h>
#include <engine/exchange/question.h>
#include <licet/event.h>
#include <optional>
#include <span>
#include <tests/reference/consent_state.h>
#include <tests/reference/past_events.h>
#include <vector>

namespace licet::reference {

struct Situation {
  /// For a request: the events up to its time, of both its holders.
  Situation(const model::Model& policy, std::span<const RecordedEvent> recorded, const exchange::Question& asked);
  /// For what a holder holds: no request, only the holder's own events.
  Situation(const model::Model& policy, std::span<const RecordedEvent> recorded, const View& view);

  const model::Model& model;
  const exchange::Question* question;  ///< null without a request; must outlive this object
  View view;
  std::vector<PastEvent> events;
  std::vector<ConsentState> consents;  ///< by ConsentId

  /// The fact's latest value, or with `at_grant` the one it had then, or else the first it got later.
  std::optional<exchange::FactValue> value(model::FactId fact, std::optional<Instant> at_grant) const;

  /// The latest contact for a purpose that overlaps `purpose`; for any purpose without one.
  std::optional<Instant> last_contact(std::optional<model::PurposeId> purpose) const;

  /// Was the notice given, with a listed wording, at or before `clock`?
  bool notice_given(model::NoticeId notice, Instant clock) const;
  bool counts_as_given(const PastEvent& informed) const;
};

/// Does the declaration cover what the request asks, for one category or none? (Section 3, "Covers".)
bool declaration_covers(const Situation& situation, const model::Consent& consent,
                        std::optional<model::DataId> category);

/// The events by which a holder holds a category: those that collect it and are later than every erasure of it.
/// Section 7, "held". `device` chooses the holder.
std::vector<const PastEvent*> holding(const Situation& situation, model::DataId category, bool device);

/// Does a restriction stand (Art. 18), for a category or, without one, for all data?
bool restriction_stands(const Situation& situation, std::optional<model::DataId> category);
/// Is erasure requested (Art. 17) of the category, or of everything?
bool erasure_requested(const Situation& situation, std::optional<model::DataId> category);

/// An objection that reaches the request's purpose and channel and was not lifted (Art. 21).
struct StandingObjection {
  Moment moment;
};
std::vector<StandingObjection> standing_objections(const Situation& situation);

}  // namespace licet::reference
