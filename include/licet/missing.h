#pragma once
// The opt-up question: what would have to happen so that a request that is denied would be permitted?
//
// Personal data, like the answer it is about. Thread rule: values. Its JSON form is described in docs/missing.md.
// Source: language.md section 13 (`licet missing`).

#include <cstddef>
#include <cstdint>
#include <licet/decision.h>
#include <licet/explanation.h>
#include <licet/limits.h>
#include <licet/request.h>
#include <licet/standing.h>
#include <optional>
#include <string>
#include <vector>

namespace licet {

struct MissingRequest {
  Request request;
  std::size_t sets = limits::kMissingSets;    ///< at most so many are given
  std::size_t acts = limits::kMissingActs;    ///< at most so many in one; a fact of a consent counts as one
  std::size_t tries = limits::kMissingTries;  ///< at most so many changed states are decided on
};

/// Values of a fact: exactly those with which, beside the other acts of a set, the request is permitted.
struct ValueRegion {
  std::vector<RawValue> values;  ///< of yes or no, a choice, a text: one of these
  bool others = false;           ///< of a text: any but these
  /// Of a number. Neither, where also the rest says nothing: any value.
  std::optional<std::int64_t> at_least;
  std::optional<std::int64_t> at_most;
  /// Of a date or a time: from here on, and before here.
  std::optional<Instant> from;
  std::optional<Instant> before;
  RawValue example;  ///< one of them, as an event would bring it
  /// Other facts of the set, without values too, with which this one is compared. Then the region holds the values that
  /// can stand in such a set; which do, depends on theirs. The examples of a set go together.
  std::vector<std::string> compared_with;

  friend bool operator==(const ValueRegion&, const ValueRegion&) = default;
};

/// A fact of a consent that must be stated with the grant, or with its confirmation.
struct StatedNeed {
  std::string fact;
  ValueRegion value;

  friend bool operator==(const StatedNeed&, const StatedNeed&) = default;
};

enum class ActKind : std::uint8_t {
  kLearn,    ///< learn a fact that has no value
  kInform,   ///< give a notice
  kAsk,      ///< ask for a consent, as it is declared
  kConfirm,  ///< have a grant confirmed: the one that waits, or the one asked for in the same set
};

/// Who acts, or whose fact it is.
enum class ActHolder : std::uint8_t { kCustomer, kDevice, kRecipient, kRequest };

struct MissingAct {
  ActKind kind = ActKind::kLearn;
  ActHolder holder = ActHolder::kCustomer;
  std::string name;  ///< of the fact, notice or consent
  std::string title;
  std::optional<std::string> wording;  ///< to show; of several the first that is declared
  std::vector<std::string> purposes;   ///< of kAsk: what the consent covers, with what lies within it
  bool limits_channels = false;
  std::vector<std::string> channels;
  std::vector<StatedNeed> facts;     ///< of kAsk and kConfirm
  std::optional<ValueRegion> value;  ///< of kLearn

  friend bool operator==(const MissingAct&, const MissingAct&) = default;
};

/// All of them together permit the request, and no part of them does.
struct MissingSet {
  std::vector<MissingAct> acts;

  friend bool operator==(const MissingSet&, const MissingSet&) = default;
};

enum class ObstacleKind : std::uint8_t { kObjection, kRestriction, kErasureRequest };

/// What Licet never proposes to end. The denial rests on it, or it stands in the way of permitting the request by acts,
/// or a consent that a set asks for outdoes it. Lists as the event names them.
struct Obstacle {
  ObstacleKind kind = ObstacleKind::kObjection;
  ActHolder holder = ActHolder::kCustomer;
  StandingEvent begun;
  bool outdone = false;  ///< a set permits although it stands, only because its consent is later
  bool certain = true;   ///< false: it concerns the request, but a limit was reached before more could be said
  std::vector<std::string> purposes;
  std::vector<std::string> channels;
  std::vector<std::string> data;

  friend bool operator==(const Obstacle&, const Obstacle&) = default;
};

struct Missing {
  Decision decision;             ///< as it stands, without *valid until*; if it permits, nothing is missing
  std::vector<MissingSet> sets;  ///< smallest first; sets that differ in the value of one fact only are one
  bool complete = true;          ///< every set was found; false: a limit was reached before
  std::size_t tries = 0;
  std::vector<Obstacle> in_the_way;  ///< in order of time
  bool device_helps = false;         ///< no device is named, and with one there would be sets that need it
  bool customer_helps = false;       ///< likewise of a customer
  /// Of the categories asked, those on which the denial rests because a retention's first stage restricts them.
  std::vector<std::string> restricted_by_retention;
  std::optional<Instant> permitted_from;  ///< by time alone, without any act

  friend bool operator==(const Missing&, const Missing&) = default;
};

}  // namespace licet
