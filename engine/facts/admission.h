#pragma once
// What a batch has staged, and which events may join it. Private to engine/facts.
//
// Thread rule: the writer's thread. Source: language.md section 11; docs/record_format.md, "Content".

#include <engine/facts/belonging.h>
#include <engine/facts/durable_state.h>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace licet::facts {

/// A holder whom a batch touches.
struct StagedHolder {
  Holder holder;
  record::HolderHash hash;
  record::Slot slot = record::kStoreSlot;
  std::vector<std::uint64_t> known;  ///< numbers of all its events before the batch
  std::vector<StoredEvent> added;
  std::vector<Link> links;
  bool is_new = false;  ///< nothing was ever recorded of it
};

struct StagedId {
  KnownId known;
  Instant recorded;
};

struct StagedBatch {
  Instant time;
  Instant recorded;  ///< the latest that a content states
  std::uint64_t first = 0;
  std::vector<record::Draft> drafts;
  std::size_t content_bytes = 0;
  std::vector<std::uint64_t> runs;  ///< records of the drafts that have a file of outcomes, named already
  std::unordered_map<record::KeyedHash, StagedHolder, KeyedHashHash> holders;
  std::unordered_map<record::HolderHash, StagedId, HolderHashHash> ids;
  std::optional<IndexReader> reader;  ///< made when it is first needed

  std::uint64_t next_number() const { return first + drafts.size(); }
  /// Strictly increasing over units: the batch's time and the unit's place.
  Instant next_recorded() const { return Instant{time.micros + static_cast<std::int64_t>(drafts.size())}; }
  void add(record::Draft draft);
  /// Once the record has it.
  void publish(Overlay& overlay, const record::LogEnd& end);
};

struct Batch::State : StagedBatch {};

class Admission {
 public:
  Admission(DurableState& state, StagedBatch& batch) : state_(state), batch_(batch) {}

  tl::expected<Receipt, Refusal> take(const Offer& offer, const model::Model& model, const Digest& policy);

  /// Of a holder for whom something is recorded; a new one gets one.
  Result<record::Slot> slot_of(const Holder& holder);

 private:
  /// An earlier event that `voids` names: its records, one for each holder for whom it is kept.
  using Voided = std::vector<StoredEvent>;

  tl::expected<std::optional<Receipt>, Refusal> find_repeated(const record::HolderHash& id,
                                                              const record::KeyedHash& content) const;
  Result<std::optional<KnownId>> find_id(const record::HolderHash& id) const;
  tl::expected<Voided, Refusal> find_voided(const Event& event) const;
  Result<StoredEvent> event_at(std::uint64_t record) const;
  /// The link between the two, whether it stands or not; none if there never was one.
  Result<std::optional<Link>> link_between(const std::string& customer, const std::string& device) const;
  Result<IndexReader*> snapshot() const;
  Result<StagedHolder*> stage(const Holder& holder);
  /// For whom an event is kept, and which record of theirs it voids, if it does.
  struct Keeper {
    Holder holder;
    std::optional<std::uint64_t> voids;
  };
  /// Was one of them erased after that time?
  bool is_before_erasure(Instant at, std::span<const Keeper> keepers) const;
  static std::vector<Keeper> keepers_of(const Event& event, const Voided& voided, const model::Model& model);
  Result<std::optional<LinkId>> link_of(const Event& event) const;
  /// Where an event is kept, with the holder's events before it where it voids one and there are links to weigh anew.
  struct KeepingPlace {
    StagedHolder* holder = nullptr;
    std::optional<std::vector<StoredEvent>> before;
  };
  Result<KeepingPlace> place_for(const Keeper& keeper);
  void keep(const Keeper& keeper, KeepingPlace& place, exchange::EventContent content, const Digest& policy,
            bool ends_unit);

  DurableState& state_;
  StagedBatch& batch_;
};

}  // namespace licet::facts
