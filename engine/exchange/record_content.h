#pragma once
// What stands in a record of the durable log: an event, or a decision, as JSON. Format: docs/record_format.md,
// "Content".
//
// Reading takes nothing but what writing makes, in the order it makes it. Thread rule: pure functions.

#include <array>
#include <cstdint>
#include <licet/decision.h>
#include <licet/event.h>
#include <licet/request.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::exchange {

using ContentHash = std::array<std::uint8_t, 16>;
using LinkNumber = std::array<std::uint8_t, 16>;

/// An event as it is kept for one holder.
struct EventContent {
  Event event;  ///< names this holder only; in place of another stands link_name(*link), or nothing
  Instant recorded;
  std::optional<ContentHash> content;  ///< beside an `id`, in the first record of a unit
  std::optional<LinkNumber> link;
  std::optional<ContentHash> other;    ///< of `linked` and `unlinked`: the keyed hash of the other holder
  std::optional<std::uint64_t> voids;  ///< of `voided`: the number of the record that never counted
};

struct DecisionContent {
  Request request;     ///< with `at`, without a device beside a customer
  std::string answer;  ///< as write_decision makes it
  Instant recorded;
  std::uint64_t basis = 0;
  std::string engine;              ///< version
  std::string zone;                ///< 64 hexadecimal digits
  std::optional<LinkNumber> link;  ///< of a customer with a device that was linked
  /// Words of the state of a device beside a customer; empty without one.
  std::vector<std::uint64_t> device;
  /// Which version of the time-zone data the answer names, if it was read; the writer passes it over.
  std::optional<std::string> zone_version;
};

/// What stands for the other holder of a link: 32 hexadecimal digits.
std::string link_name(const LinkNumber& link);

/// Precondition: check_form has passed the event.
std::string write_event_content(const EventContent& content);
std::string write_decision_content(const DecisionContent& content);

/// None if it is not what the writer makes.
std::optional<EventContent> read_event_content(std::string_view json);
std::optional<DecisionContent> read_decision_content(std::string_view json);

}  // namespace licet::exchange
