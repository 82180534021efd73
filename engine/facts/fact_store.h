#pragma once
// Where events are kept and found again, by holder. The interface of the in-memory store and of the durable one.
//
// Thread rule: one thread takes events; any number may read beside it only where an implementation says so.
// Source: language.md section 11.

#include <engine/check/model.h>
#include <licet/event.h>
#include <licet/input_error.h>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace licet::facts {

enum class HolderKind : std::uint8_t { kCustomer, kDevice };

/// Whose facts they are.
struct Holder {
  HolderKind kind = HolderKind::kCustomer;
  std::string id;

  friend auto operator<=>(const Holder&, const Holder&) = default;
};

/// What a store answers to an event it has: the first answer again for the same `id` and content.
struct Receipt {
  std::uint64_t record = 0;
  Instant recorded;
  bool repeated = false;  ///< it was there already

  friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// An event on its way into a store.
struct Offer {
  Event event;
  std::string canonical;            ///< the JSON as sent (exchange::SentEvent)
  std::optional<Instant> recorded;  ///< set: take it as recorded then; must be later than the last
};

class FactStore {
 public:
  virtual ~FactStore() = default;

  /// Takes an event that exchange::check_event has passed, as recorded at `now` or just after the last one. Refuses,
  /// with nothing changed: an `at` more than limits::kAheadMicros ahead (a lesser one becomes the time of recording),
  /// an `id` known with other content, a `voids` that names no event of the same holder or a voided one, `recorded` not
  /// later than the last. The customer is dropped from an event of a device-scoped consent or a fact `of device` unless
  /// the device is linked to that customer.
  virtual tl::expected<Receipt, InputError> take(const Offer& offer, const model::Model& model, Instant now) = 0;

  /// All events that name this customer or this device, in order of recording, voided and voiding ones included.
  virtual std::vector<RecordedEvent> history(const std::optional<std::string>& customer,
                                             const std::optional<std::string>& device) const = 0;

  /// Everyone who has an event, customers first, each kind sorted by bytes.
  virtual std::vector<Holder> holders() const = 0;

  /// When the last event was recorded; kBeforeAll if there is none.
  virtual Instant last_recorded() const = 0;

  /// The number that the next record will get.
  virtual std::uint64_t next_record() const = 0;
};

}  // namespace licet::facts
