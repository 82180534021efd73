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
#include <tests/reference/viewpoint.h>
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
  /// Of a request: each of its holders by itself, for what that holder keeps. Only if the model has a first stage.
  std::vector<Situation> own;

  /// The fact's latest value, or at a grant the one it had then, or else the first it got later. Of a recipient: that
  /// of the one named or, if that has none, of the nearest that it lies within. Of the consent: the grant's.
  std::optional<exchange::FactValue> value(model::FactId fact, const Viewpoint& from) const;

  /// Was the notice given, with a listed wording, at or before `clock`?
  bool notice_given(model::NoticeId notice, Instant clock) const;
  bool counts_as_given(const PastEvent& informed) const;
};

/// Does the declaration cover what the request asks, for one category or none? (Section 3, "Covers".)
bool declaration_covers(const Situation& situation, const model::Consent& consent,
                        std::optional<model::DataId> category);

/// Does the event belong to the one holder, the device, or the other, the customer?
inline bool belongs_to(const PastEvent& event, bool device) { return device ? event.of_device : event.of_customer; }

/// A category, or of one by item a piece; without `item` all its pieces.
struct Piece {
  model::DataId category;
  std::optional<std::string> item;
  bool device = false;  ///< whose it is
};

/// The events by which a holder holds it, in order: those that collect it and are later than every erasure of it.
/// Section 7, "held"; up to `until`.
std::vector<const PastEvent*> holding(const Situation& situation, const Piece& piece, Instant until = kNever);

/// The pieces of a category by item that were ever collected, by their bytes.
std::vector<std::string> items_of(const Situation& situation, model::DataId category, bool device);

/// Does a `restricted` event stand (Art. 18), for a category or, without one, for all data?
bool restriction_stands(const Situation& situation, std::optional<model::DataId> category);
/// Is erasure requested (Art. 17) of the category, or of everything?
bool erasure_requested(const Situation& situation, std::optional<model::DataId> category);

/// An objection that reaches the request's purpose and channel and was not lifted (Art. 21).
struct StandingObjection {
  Moment moment;
};
std::vector<StandingObjection> standing_objections(const Situation& situation);

}  // namespace licet::reference
