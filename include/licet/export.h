#pragma once
// All that is held of one person, as the person may demand it (Art. 15 GDPR).
//
// It is personal data. Names stand with the titles of the policy set in use. Thread rule: values.
// Source: language.md section 13 (`licet export`). Its JSON form is described in docs/export.md.

#include <cstdint>
#include <licet/decision.h>
#include <licet/diagnostic.h>
#include <licet/due.h>
#include <licet/erasure.h>
#include <licet/explanation.h>
#include <licet/instant.h>
#include <licet/policy.h>
#include <licet/request.h>
#include <licet/standing.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

/// Exactly one of `customer` and `device` is set.
struct ExportRequest {
  std::optional<std::string> customer;
  std::optional<std::string> device;
  std::optional<Instant> at;                               ///< the moment looked at; absent: now
  std::optional<Instant> known;                            ///< only what was recorded until then; absent: everything
  std::vector<Language> languages = {Language::kEnglish};  ///< in which the reasons of decisions are said
};

/// A name that the policy set declares.
struct PolicyName {
  std::string name;
  std::string title;  ///< empty without one

  friend bool operator==(const PolicyName&, const PolicyName&) = default;
};

/// A text that was shown when a consent was asked for or a notice given.
struct ExportedWording {
  std::string wording;              ///< as the event names it
  std::optional<std::string> text;  ///< absent: the set does not declare it, or without a text

  friend bool operator==(const ExportedWording&, const ExportedWording&) = default;
};

enum class TurnKind : std::uint8_t {
  kExpired,      ///< the grant with this record ended by time alone
  kLapsed,       ///< likewise one that waited for its confirmation
  kLeft,         ///< the withdrawal with this record left this of the consent
  kLeftWaiting,  ///< likewise of one that waits for its confirmation
};

/// What became of a consent without an event that says so.
struct ExportedTurn {
  TurnKind kind = TurnKind::kExpired;
  Instant at;
  std::uint64_t record = 0;
  /// What is left, as in GrantStanding.
  std::vector<std::string> purposes;
  bool limits_channels = false;
  std::vector<std::string> channels;

  friend bool operator==(const ExportedTurn&, const ExportedTurn&) = default;
};

/// What a consent declares, beside how it stands (ConsentStanding, in the same place of Standing::consents).
struct ExportedConsent {
  PolicyName consent;
  std::vector<PolicyName> purposes;
  std::vector<PolicyName> channels;  ///< empty: any
  bool any_data = false;             ///< all that is not special
  std::vector<PolicyName> data;
  std::vector<bool> special;           ///< for each of `data`: a special category (Art. 9 GDPR)
  std::vector<PolicyName> recipients;  ///< empty: none
  std::vector<PolicyName> actions;     ///< empty: any
  bool needs_confirmation = false;
  std::vector<ExportedWording> wordings;  ///< those that its events name, each once
  std::vector<std::uint64_t> events;      ///< its records in Standing::history, voided ones included
  std::vector<ExportedTurn> turns;        ///< until Standing::at, in order of time

  friend bool operator==(const ExportedConsent&, const ExportedConsent&) = default;
};

/// A category that is held, or a piece of one, or what is kept of Licet's own records: until when, and why.
struct ExportedData {
  PolicyName data;                            ///< or `proof of C`, `objections`, `decisions`, without a title
  std::optional<std::string> item;            ///< of a category that is kept by item
  std::optional<StandingEvent> collected;     ///< the latest; of a category only
  std::vector<PolicyName> purposes;           ///< for which a rule may permit to use it
  bool is_due = false;                        ///< `until` has come
  KeptGround ground = KeptGround::kUntilDue;  ///< why it is kept; says nothing of what is due
  Instant until = kNever;                     ///< when it is due; kNever except with kUntilDue
  std::optional<DueAction> action;            ///< what is to be done then
  std::optional<PolicyName> rule;             ///< the retention; none for a request for erasure, or where none keeps it
  std::vector<std::string> because;           ///< the retention's citations
  std::vector<PolicyName> undetermined;       ///< the facts that are missing to tell
  bool suspended = false;                     ///< a hold stands

  friend bool operator==(const ExportedData&, const ExportedData&) = default;
};

/// A recorded decision about the person.
struct ExportedDecision {
  std::uint64_t record = 0;
  Instant recorded;
  Request request;    ///< without a device beside a customer
  Decision decision;  ///< as recorded
  /// Why, in each language asked for: said anew from the record and the archived policy set. Empty where the events
  /// behind it were erased.
  std::vector<Sentences> sentences;

  friend bool operator==(const ExportedDecision&, const ExportedDecision&) = default;
};

/// To whom decisions about the person permitted to disclose something.
struct ExportedRecipient {
  PolicyName recipient;
  Instant first;  ///< when the first and the last of them were made
  Instant last;
  std::uint64_t decisions = 0;

  friend bool operator==(const ExportedRecipient&, const ExportedRecipient&) = default;
};

/// Titles of the names that stand in the export, by kind; each list sorted by name.
struct ExportedTitles {
  std::vector<PolicyName> purposes;
  std::vector<PolicyName> actions;
  std::vector<PolicyName> channels;
  std::vector<PolicyName> data;
  std::vector<PolicyName> recipients;
  std::vector<PolicyName> facts;
  std::vector<PolicyName> notices;
  std::vector<PolicyName> consents;
  std::vector<PolicyName> levels;

  friend bool operator==(const ExportedTitles&, const ExportedTitles&) = default;
};

struct Export {
  Standing standing;
  PolicyName policy_title;
  PolicyStamp policy;
  std::string time_zone;
  std::vector<ExportedConsent> consents;      ///< as many as Standing::consents
  std::vector<ExportedWording> notices;       ///< texts of the notices given, as many as Standing::notices
  std::vector<ExportedData> data;             ///< in source order, then Licet's own records
  std::vector<ExportedDecision> decisions;    ///< in order of recording
  std::vector<ExportedRecipient> recipients;  ///< in order of the first decision
  ExportedTitles titles;
};

/// A right that the person has (Art. 15(1)(e) and (f) GDPR).
struct PersonalRight {
  std::string because;   ///< "GDPR Art. 16"
  std::string sentence;  ///< "You may …"

  friend bool operator==(const PersonalRight&, const PersonalRight&) = default;
};
std::vector<PersonalRight> personal_rights(Language language);

/// The export as one page of HTML that can be read by the person it is about, and printed: self-contained, without
/// scripts. `policy` must be the set that was exported under. Pure; any thread; takes time in proportion to the export.
std::string export_page(const Export& all, const PolicySet& policy, Language language);

}  // namespace licet
