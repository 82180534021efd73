#pragma once
// Where events are kept and found again, by holder. The interface of the in-memory store and of the durable one.
//
// Thread rule: one thread takes events; any number may read beside it only where an implementation says so.
// Source: language.md section 11.

#include <engine/base/digest.h>
#include <engine/check/model.h>
#include <licet/event.h>
#include <licet/input_error.h>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace licet::facts {

enum class HolderKind : std::uint8_t { kCustomer, kDevice, kRecipient };
inline constexpr std::size_t kHolderKinds = 3;

/// `c`, `d` or `r`: how a kind stands in keyed hashes and in rows.
constexpr char letter_of(HolderKind kind) { return "cdr"[static_cast<std::size_t>(kind)]; }

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

/// What an erasure did.
struct Erasure {
  std::uint64_t record = 0;  ///< its number; that of the last, where it needs several records
  Instant recorded;
  Instant at;                       ///< acts before it are not taken any more; after that of any erasure before
  std::vector<std::uint64_t> kept;  ///< numbers of the events that stay, rising
};

/// An event on its way into a store.
struct Offer {
  Event event;
  std::string canonical;            ///< the JSON as sent (exchange::SentEvent); empty: exchange::canonical_of(event)
  std::optional<Instant> recorded;  ///< set: take it as recorded then; must be later than the last
};

/// What makes two offers with the same `id` the same: SHA-256 of `canonical`.
Digest content_of(const Offer& offer);

class FactStore {
 public:
  virtual ~FactStore() = default;

  /// Takes an event as recorded at `now` or just after the last record. An `id` that is known with the same content
  /// gets the first receipt again, whatever has changed since. Else refuses, with nothing changed: what
  /// exchange::check_event refuses, an `id` known with other content, an `at` more than limits::kAheadMicros after the
  /// time of recording (a lesser one becomes that time, an absent one too), a `voids` that names no event that belongs
  /// to a holder the event names, or names a voiding one, `recorded` not later than the last. The customer is dropped
  /// from an event of a device-scoped consent or a fact `of device`, and from what voids an event of a device only,
  /// unless the device is linked to that customer (by the latest `linked` or `unlinked`, in order of `at`, that is not
  /// voided).
  virtual tl::expected<Receipt, InputError> take(const Offer& offer, const model::Model& model, Instant now) = 0;

  /// Gives a number and a time of recording to a record that is no event: a decision. Never refuses.
  virtual Receipt take_decision(Instant now) = 0;

  /// All events that name this customer or this device, and those that void one of them, in order of recording, voided
  /// ones included. What voids an event need not name the holder asked for: an event kept for two is voided for both.
  virtual std::vector<RecordedEvent> history(const std::optional<std::string>& customer,
                                             const std::optional<std::string>& device) const = 0;

  /// Likewise all events that name this recipient, and those that void one of them.
  virtual std::vector<RecordedEvent> history_of_recipient(const std::string& recipient) const = 0;

  /// The event with this number, as it is kept; none if the number is not given or not an event's.
  virtual std::optional<RecordedEvent> find(std::uint64_t record) const = 0;

  /// Everyone whom an event names, customers first, then devices, then recipients, each kind sorted by bytes.
  virtual std::vector<Holder> holders() const = 0;

  /// When the last record, event or decision, was taken; kBeforeAll if there is none.
  virtual Instant last_recorded() const = 0;

  /// The number that the next record will get.
  virtual std::uint64_t next_record() const = 0;
};

}  // namespace licet::facts
