#pragma once
// The events that count for one question, read under one policy set: known, not voided, up to its time, in order.
//
// A name that the set in use does not declare is treated as language.md section 11 says ("Events outlive policy sets").
// Plain data. Thread rule: pure functions.

#include <engine/check/model.h>
#include <engine/exchange/question.h>
#include <licet/event.h>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace licet::reference {

/// The place of an event in the order that *later* and *latest* mean: by `at`, ties by recording.
struct Moment {
  Instant at;
  Instant recorded;

  friend constexpr auto operator<=>(const Moment&, const Moment&) = default;
};

/// A fact of a grant and what the event states of it.
struct StatedOfGrant {
  model::FactId fact;
  std::optional<exchange::FactValue> value;  ///< none: it does not fit the fact's type
};

/// An event with its names resolved. `named_…` says that the list counts as stated; then the list may be empty only
/// where every name was lost and the event has effect all the same.
struct PastEvent {
  EventKind kind = EventKind::kGranted;
  Moment moment;
  bool of_customer = false;                     ///< belongs to the customer asked about; then `of_device` is false
  bool of_device = false;                       ///< belongs to the device asked about
  std::optional<model::RecipientId> recipient;  ///< belongs to this recipient, and to nobody else

  std::optional<model::ConsentId> consent;
  std::optional<model::NoticeId> notice;
  std::optional<model::FactId> fact;
  std::optional<exchange::FactValue> value;  ///< none: it does not fit the fact's type
  std::optional<std::string> wording;
  std::optional<std::string> item;
  std::vector<StatedOfGrant> of_grant;
  std::vector<model::PurposeId> purposes;
  std::vector<model::ChannelId> channels;
  std::vector<model::DataId> data;
  bool names_purposes = false;
  bool names_channels = false;
  bool names_data = false;  ///< or some of Licet's own records
  bool names_objections = false;
  std::vector<model::ConsentId> names_proofs;
};

/// Whose events, known until when, happened until when.
struct View {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  Instant at;
  Instant known = kNever;
};

/// The events that count, in order of Moment. `events` are in order of recording.
std::vector<PastEvent> past_events(const model::Model& model, std::span<const RecordedEvent> events, const View& view);

}  // namespace licet::reference
