#pragma once
// All that is known of one customer, device or recipient: how consents stand, what was objected to, which facts are
// known.
//
// It is personal data. Names stand as strings; titles are the policy set's. Thread rule: values.
// Source: language.md section 13 (`licet show`), sections 3, 6, 7, 8 and 11.

#include <cstdint>
#include <licet/event.h>
#include <licet/instant.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// Exactly one of `customer`, `device` and `recipient` is set.
struct StandingRequest {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<Instant> at;     ///< the moment looked at; absent: now
  std::optional<Instant> known;  ///< only what was recorded until then; absent: everything
  std::optional<std::string> recipient = {};
};

/// An event on which something rests.
struct StandingEvent {
  std::uint64_t record = 0;
  Instant at;
  Instant recorded;

  friend bool operator==(const StandingEvent&, const StandingEvent&) = default;
};

struct FactStanding {
  std::string fact;
  std::optional<RawValue> value;  ///< absent: what was stated does not fit the fact's type in this set
  StandingEvent stated;
  std::optional<std::string> item = {};  ///< of a fact of a piece: which

  friend bool operator==(const FactStanding&, const FactStanding&) = default;
};

/// A grant of a consent. Lists are of the policy set's names, without those that lie within another of the list.
struct GrantStanding {
  StandingEvent given;
  std::optional<StandingEvent> confirmed;
  std::optional<std::string> wording;  ///< as the event names it
  std::vector<std::string> purposes;   ///< what it covers: narrowed by the grant, or by a withdrawal in part
  bool limits_channels = false;
  std::vector<std::string> channels;     ///< if it limits them
  Instant end = kNever;                  ///< expires, or if it waits for a confirmation lapses
  std::vector<FactStanding> facts = {};  ///< what it, or its confirmation, states of itself

  friend bool operator==(const GrantStanding&, const GrantStanding&) = default;
};

struct ConsentStanding {
  std::string consent;
  std::string title;
  std::string status;            ///< none, pending, granted, refused, withdrawn, expired
  std::optional<bool> provided;  ///< of a granted one whose declaration has a `provided`; absent: unknown, or none
  bool has_provided = false;
  std::optional<GrantStanding> current;
  std::optional<GrantStanding> waiting;
  std::optional<StandingEvent> ended;  ///< of `refused` and `withdrawn`

  friend bool operator==(const ConsentStanding&, const ConsentStanding&) = default;
};

/// An objection that is not lifted altogether. `purposes` and `channels` as the event names them (an empty list:
/// everything): it stands for what overlaps them, save `except` and what lies within that, for which it was lifted.
struct ObjectionStanding {
  StandingEvent objected;
  std::vector<std::string> purposes;
  std::vector<std::string> channels;
  std::vector<std::string> except;  ///< purposes

  friend bool operator==(const ObjectionStanding&, const ObjectionStanding&) = default;
};

/// A restriction, or a request for erasure, that stands. `data` as the event names them (an empty list: everything): it
/// stands for what overlaps them, save `except` and what lies within that, and save each of `collected_since`.
struct DataStanding {
  StandingEvent begun;
  std::vector<std::string> data;
  std::vector<std::string> except;           ///< lifted, or erased, since
  std::vector<std::string> collected_since;  ///< of a request for erasure: held only by what was collected later

  friend bool operator==(const DataStanding&, const DataStanding&) = default;
};

struct NoticeStanding {
  std::string notice;
  StandingEvent given;

  friend bool operator==(const NoticeStanding&, const NoticeStanding&) = default;
};

struct ContactStanding {
  std::string purpose;
  StandingEvent contacted;
  std::optional<std::string> channel = {};  ///< absent: by none, or the policy set never asks by which

  friend bool operator==(const ContactStanding&, const ContactStanding&) = default;
};

struct HeldStanding {
  std::string data;
  StandingEvent collected;               ///< the latest
  std::optional<std::string> item = {};  ///< of a category that is kept by item: the piece

  friend bool operator==(const HeldStanding&, const HeldStanding&) = default;
};

/// A retention whose first stage (`then restrict`) restricts what is held.
struct StageStanding {
  std::string data;
  std::optional<std::string> item;
  std::string rule;
  Instant since;

  friend bool operator==(const StageStanding&, const StageStanding&) = default;
};

/// Licet's own records of the holder that a retention keeps.
struct RecordsStanding {
  std::string data;                                ///< `proof of C`, `objections` or `decisions`
  StandingEvent first;                             ///< held from here on; of `decisions` the first one's record
  std::optional<StandingEvent> latest;             ///< the latest grant, objection or decision
  std::optional<StandingEvent> erasure_requested;  ///< the first request that stands and concerns them

  friend bool operator==(const RecordsStanding&, const RecordsStanding&) = default;
};

/// One event of the holder, as it is kept, and what this policy set makes of it.
struct HistoryEntry {
  RecordedEvent event;
  std::optional<std::uint64_t> voided_by;  ///< the record that says it never counted
  /// Names, wordings and choices in it that the set does not declare (language.md section 11).
  std::vector<std::string> unknown_names;
  /// Of a fact, its own or one that a grant states: a value does not fit the type, and counts as no value.
  bool value_unfit = false;
  /// Facts that a grant states of itself, and that the set declares as none `of consent`: they count for nothing.
  std::vector<std::string> facts_not_of_consent = {};
  /// Under this set nothing is left of it, whatever else happened. A `confirmed` without a grant to confirm is not
  /// told by this.
  bool without_effect = false;

  friend bool operator==(const HistoryEntry& a, const HistoryEntry& b) {
    return a.event.record == b.event.record && a.voided_by == b.voided_by && a.unknown_names == b.unknown_names &&
           a.value_unfit == b.value_unfit && a.facts_not_of_consent == b.facts_not_of_consent &&
           a.without_effect == b.without_effect;
  }
};

/// Of a recipient there are only facts and a history.
struct Standing {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<std::string> recipient;
  Instant at;
  Instant known = kNever;                 ///< kNever: everything recorded
  std::vector<std::string> levels;        ///< reached, as in an answer to a request of this holder alone
  std::vector<ConsentStanding> consents;  ///< every declaration of the holder's scope, in source order
  std::vector<ObjectionStanding> objections;
  std::vector<DataStanding> restrictions;
  std::vector<DataStanding> erasure_requests;
  std::vector<NoticeStanding> notices;
  std::vector<FactStanding> facts;
  std::vector<ContactStanding> contacts;  ///< the last for each purpose and channel
  std::vector<HeldStanding> held;
  std::vector<StageStanding> first_stages;
  std::vector<RecordsStanding> records;
  bool suspended = false;  ///< a `hold` stands: nothing that it concerns is erased
  /// The categories that it concerns, without those that lie within another of the list; empty: all.
  std::vector<std::string> suspended_data;
  std::vector<HistoryEntry> history;  ///< in order of recording, up to `known`
};

}  // namespace licet
