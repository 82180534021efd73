#pragma once
// Events in memory: for scenarios, for `--events`, and behind the plain record until folded state is on disk.
//
// Thread rule: one thread at a time. Cost: taking is O(log holders + checking the event); history is in proportion to
// the holder's events. Memory: every event once. Source: language.md section 11.

#include <engine/facts/belonging.h>
#include <engine/facts/fact_store.h>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace licet::facts {

class MemoryStore final : public FactStore {
 public:
  tl::expected<Receipt, InputError> take(const Offer& offer, const model::Model& model, Instant now) override;
  Receipt take_decision(Instant now) override;

  /// Takes an event from the store's own record as it was kept: names and holders are not looked at again, because
  /// events outlive policy sets. `content` is content_of the offer it was, set if it has an `id`. Refuses, by the
  /// field, what no record of take() can hold: an `at` that is missing or later than `recorded`, a `recorded` or a
  /// number not after the last, an `id` twice, a `voids` that names no event.
  tl::expected<void, InputError> restore(const RecordedEvent& event, const std::optional<Digest>& content);

  /// Forgets all that is kept of the holder, a customer or a device, but the events with these numbers; from then on an
  /// event of the holder that happened before `at` is refused by the field `at`, and the `id` of one that was forgotten
  /// by `id`. What is kept for another holder too stays, and no longer names this one. `at` is not after `now`; where
  /// it is not after that of an earlier erasure, it counts as a microsecond after that one's. O(all events).
  Erasure erase(const Holder& holder, Instant at, std::span<const std::uint64_t> kept, const model::Model& model,
                Instant now);

  std::vector<RecordedEvent> history(const std::optional<std::string>& customer,
                                     const std::optional<std::string>& device) const override;
  /// What is kept of a holder, as a store on disk shows it: each event names this holder alone; in place of another
  /// stands the name of their link, 32 hexadecimal digits, or nothing. In order of recording.
  std::vector<RecordedEvent> kept_for(const Holder& holder, const model::Model& model) const;
  std::vector<RecordedEvent> history_of_recipient(const std::string& recipient) const override;
  std::optional<RecordedEvent> find(std::uint64_t record) const override;
  std::vector<Holder> holders() const override;
  Instant last_recorded() const override { return last_recorded_; }
  std::uint64_t next_record() const override { return next_record_; }

  /// Is the device linked to the customer? By the latest `linked` or `unlinked` of the two, in order of `at`, ties in
  /// the order of recording, that is not voided.
  bool is_linked(const std::string& customer, const std::string& device) const;

 private:
  using Place = std::size_t;  ///< in events_
  using Places = std::vector<Place>;
  using Index = std::map<std::string, Places, std::less<>>;

  struct KnownId {
    Place place = 0;
    Digest content{};
  };

  tl::expected<std::optional<Receipt>, InputError> find_repeated(const Offer& offer) const;
  tl::expected<Instant, InputError> time_of_recording(const Offer& offer, Instant now) const;
  std::optional<InputError> check_voids(const Event& event, const model::Model& model) const;
  bool must_drop_customer(const Event& event, const model::Model& model) const;
  /// An event of someone who was erased, from before that.
  std::optional<InputError> check_erased(const RecordedEvent& event, const model::Model& model) const;
  void add(RecordedEvent event, const std::optional<Digest>& content);
  void index(const Event& holders, Place place);
  static const Places& places_of(const Index& index, const std::optional<std::string>& id);
  std::vector<RecordedEvent> at(const Places& places) const;
  /// By which link an event may name both its holders; before it is added.
  void note_link(const RecordedEvent& event);
  bool is_kept_for(const Holder& holder, const Event& event, const model::Model& model) const;

  std::vector<RecordedEvent> events_;
  std::vector<bool> voided_;  ///< by Place
  Index by_customer_;
  Index by_device_;
  Index by_recipient_;
  std::unordered_map<std::string, KnownId> ids_;
  std::map<std::pair<std::string, std::string>, Places> links_;  ///< by customer and device
  std::map<Digest, Instant> erased_;                             ///< holders by digest, and from when on they count
  std::set<Digest> erased_ids_;                                  ///< digests of ids whose events were forgotten
  std::map<std::uint64_t, std::uint64_t> link_of_;  ///< by an event's number: that of the first event of its link
  Instant last_recorded_ = kBeforeAll;
  std::uint64_t next_record_ = 0;
};

}  // namespace licet::facts
