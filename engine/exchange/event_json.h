#pragma once
// Events as JSON, one object a line. Source: language.md section 11; limits: include/licet/limits.h.
//
// Reading is strict: unknown, duplicate, missing and null fields, empty lists, wrong types, bad UTF-8 and numbers
// outside 64 bits are refused by the field's name. Thread rule: pure functions.

#include <engine/check/model.h>
#include <licet/event.h>
#include <licet/input_error.h>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace licet::exchange {

/// An event as it was sent.
struct SentEvent {
  Event event;
  /// The same JSON for all spellings that are equal as JSON (keys sorted, no white space); what an `id` is compared by.
  std::string canonical;
  /// Only when read with `Recorded::kAllowed`: when the sender's store took it.
  std::optional<Instant> recorded;
};

/// May the line carry `recorded`? Only in `--events` files (language.md section 13) and the store's own files.
enum class Recorded : std::uint8_t { kRefused, kAllowed };

/// How much longer than limits::kJsonLineBytes a line with `recorded` may be: the fields that a store adds.
inline constexpr std::size_t kStoreFieldBytes = 256;

/// Reads one line. Checks form, not names.
tl::expected<SentEvent, InputError> read_event(std::string_view line, Recorded recorded = Recorded::kRefused);

/// The event as one line of JSON without its end, readable by read_event; with its time of recording only as
/// `Recorded::kAllowed`. Precondition: check_event, or read_event, has passed it.
std::string write_event(const Event& event);
std::string write_event(const RecordedEvent& event);

/// SentEvent::canonical of an event that did not come as JSON: that of the line write_event makes of it.
std::string canonical_of(const Event& event);

/// Has it the form that read_event demands, and do its names, its value's type and what its kind must name fit the
/// policy set? Wordings are not compared with the declaration: an unlisted one is recorded, without effect. Events of
/// device-scoped consents and of facts `of device` must name the device, of facts `of recipient` the recipient, those
/// of other consents and facts the customer; facts `of request` have no events, those `of consent` stand in `facts` of
/// a grant. An `item` stands where something is kept by item, and only there. None if all is well.
std::optional<InputError> check_event(const Event& event, const model::Model& model);

/// Only the form: does the event have a holder, exactly the fields that its kind takes, and values within the limits?
/// Needs no policy set; holds for every event that read_event returns, and must hold before write_event.
std::optional<InputError> check_form(const Event& event);

}  // namespace licet::exchange
