#include <algorithm>
#include <engine/exchange/event_json.h>
#include <engine/facts/admission.h>
#include <engine/record/payload.h>
#include <licet/limits.h>
#include <utility>

namespace licet::facts {
namespace {

constexpr const char* kOtherContent =
    "An event with this `id` and other content is recorded already: each event needs its own.";
constexpr const char* kTooFarAhead = "The event lies more than 5 minutes ahead: it has not happened yet.";
constexpr const char* kNoSuchEvent = "No event of this holder is recorded with the `id` that `voids` names.";
constexpr const char* kErasedId = "An event with this `id` was recorded and has been erased: it is not taken again.";
constexpr const char* kErasedPerson = "This person was erased after that time: only what happens later is taken.";
constexpr const char* kVoidsVoiding = "An event `voided` cannot itself be voided: record what holds as an event anew.";

tl::unexpected<Refusal> refuse(const char* field, const char* message) {
  return tl::unexpected(Refusal(InputError{field, message, {}}));
}

tl::unexpected<Refusal> refuse(Failure failure) { return tl::unexpected(Refusal(std::move(failure))); }

bool is_about_link(const Event& event) {
  return event.kind == EventKind::kLinked || event.kind == EventKind::kUnlinked;
}

/// Does `kept` belong to a holder whom the event names? A link is kept for both, and belongs to the customer.
bool names_holder(const Event& event, const StoredEvent& kept) {
  const Holder holder = holder_of(kept);
  switch (holder.kind) {
    case HolderKind::kCustomer:
      return event.customer == holder.id;
    case HolderKind::kDevice:
      return event.device == holder.id && !is_about_link(kept.event.event);
    case HolderKind::kRecipient:
      return event.recipient == holder.id;
  }
  return false;
}

}  // namespace

tl::expected<Receipt, Refusal> Admission::take(const Offer& offer, const model::Model& model, const Digest& policy) {
  std::optional<record::HolderHash> id;
  record::KeyedHash content{};
  if (offer.event.id) {
    id = state_.log.keys().event_id_hash(*offer.event.id);
    content =
        state_.log.keys().content_hash(offer.canonical.empty() ? exchange::canonical_of(offer.event) : offer.canonical);
    const auto repeated = find_repeated(*id, content);
    if (!repeated) return tl::unexpected(repeated.error());
    if (*repeated) return **repeated;
  }
  if (auto wrong = exchange::check_event(offer.event, model)) return tl::unexpected(Refusal(std::move(*wrong)));
  const Instant recorded = batch_.next_recorded();
  if (offer.event.at && offer.event.at->micros - limits::kAheadMicros > recorded.micros) {
    return refuse("at", kTooFarAhead);
  }
  auto voided = find_voided(offer.event);
  if (!voided) return tl::unexpected(std::move(voided.error()));
  Event event = offer.event;
  event.at = std::min(offer.event.at.value_or(recorded), recorded);
  const auto link = link_of(event);
  if (!link) return refuse(link.error());
  const Receipt receipt{batch_.next_number(), recorded, false};
  const std::vector<Keeper> keepers = keepers_of(event, *voided, model);
  if (is_before_erasure(*event.at, keepers)) return refuse("at", kErasedPerson);
  // All that can fail comes first: an event is kept for both its holders, or for none.
  std::vector<KeepingPlace> places;
  for (const Keeper& keeper : keepers) {
    auto place = place_for(keeper);
    if (!place) return refuse(std::move(place.error()));
    places.push_back(std::move(*place));
  }
  for (std::size_t i = 0; i < keepers.size(); ++i) {
    const bool last = i + 1 == keepers.size();
    exchange::EventContent kept{last ? std::exchange(event, {}) : event, recorded, {}, *link, {}, keepers[i].voids};
    if (id && i == 0) kept.content = content;
    if (i > 0) {
      // Free text, which may name the first.
      kept.event.source.clear();
      kept.event.actor.clear();
      kept.event.evidence.clear();
    }
    keep(keepers[i], places[i], std::move(kept), policy, last);
  }
  if (id) batch_.ids.emplace(*id, StagedId{{receipt.record, content}, recorded});
  return receipt;
}

tl::expected<std::optional<Receipt>, Refusal> Admission::find_repeated(const record::HolderHash& id,
                                                                       const record::KeyedHash& content) const {
  const auto staged = batch_.ids.find(id);
  if (staged != batch_.ids.end()) {
    if (staged->second.known.content != content) return refuse("id", kOtherContent);
    return Receipt{staged->second.known.record, staged->second.recorded, true};
  }
  const auto known = find_id(id);
  if (!known) return refuse(known.error());
  if (!*known) return std::nullopt;
  if ((*known)->is_erased()) return refuse("id", kErasedId);
  if ((*known)->content != content) return refuse("id", kOtherContent);
  const auto event = event_at((*known)->record);
  if (!event) return refuse(event.error());
  // Of an event that an erasure kept the first answer has the number that it had then.
  return Receipt{event->event.record, event->event.recorded, true};
}

Result<std::optional<KnownId>> Admission::find_id(const record::HolderHash& id) const {
  {
    const std::shared_lock lock(state_.guard);
    const auto found = state_.overlay.ids.find(id);
    if (found != state_.overlay.ids.end()) return found->second;
  }
  const auto reader = snapshot();
  if (!reader) return tl::unexpected(reader.error());
  return (*reader)->find_id(id);
}

/// A new one each time: what the overlay no longer has is in every snapshot taken after looking there.
Result<IndexReader*> Admission::snapshot() const {
  if (!batch_.reader) {
    auto reader = state_.index.reader();
    if (!reader) return tl::unexpected(std::move(reader.error()));
    batch_.reader = std::move(*reader);
  }
  if (auto begun = batch_.reader->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  return &*batch_.reader;
}

Result<StoredEvent> Admission::event_at(std::uint64_t record) const {
  auto events = load_whole(state_.log, {&record, 1}, {});
  if (!events) return tl::unexpected(std::move(events.error()));
  return std::move(events->front());
}

bool Admission::is_before_erasure(Instant at, std::span<const Keeper> keepers) const {
  const std::shared_lock lock(state_.guard);
  const auto& erased = state_.overlay.erased;
  return !erased.empty() && std::any_of(keepers.begin(), keepers.end(), [&](const Keeper& keeper) {
    const auto found = erased.find(hash_of(state_.log.keys(), keeper.holder).row);
    return found != erased.end() && at < found->second.at;
  });
}

tl::expected<Admission::Voided, Refusal> Admission::find_voided(const Event& event) const {
  Voided voided;
  if (event.kind != EventKind::kVoided) return voided;
  const record::HolderHash id = state_.log.keys().event_id_hash(event.voids);
  if (batch_.ids.contains(id)) {
    for (const auto& [key, holder] : batch_.holders) {
      for (const StoredEvent& added : holder.added) {
        if (added.event.event.id == event.voids) voided.push_back(added);
      }
    }
    std::sort(voided.begin(), voided.end(),
              [](const StoredEvent& a, const StoredEvent& b) { return a.event.record < b.event.record; });
  } else {
    const auto known = find_id(id);
    if (!known) return refuse(known.error());
    if (*known && !(*known)->is_erased()) {
      auto first = event_at((*known)->record);
      if (!first) return refuse(std::move(first.error()));
      voided.push_back(std::move(*first));
      const std::uint64_t next = voided.front().event.record + 1;
      if (next < state_.log.end().records) {
        // Both records of an event that is kept for two were recorded at one moment.
        auto second = find_event(state_, next);
        if (!second) return refuse(std::move(second.error()));
        if (*second && (*second)->event.recorded == voided.front().event.recorded) {
          voided.push_back(std::move(**second));
        }
      }
    }
  }
  // One answer for an unknown id and for another holder's, so that nobody learns of other holders' events.
  const bool of_holder =
      std::any_of(voided.begin(), voided.end(), [&](const StoredEvent& one) { return names_holder(event, one); });
  if (!of_holder) return refuse("voids", kNoSuchEvent);
  if (voided.front().event.event.kind == EventKind::kVoided) return refuse("voids", kVoidsVoiding);
  return voided;
}

Result<StagedHolder*> Admission::stage(const Holder& holder) {
  const record::HolderHash hash = hash_of(state_.log.keys(), holder);
  const auto staged = batch_.holders.find(hash.row);
  if (staged != batch_.holders.end()) return &staged->second;
  StagedHolder made;
  made.holder = holder;
  made.hash = hash;
  bool touched = false;
  {
    const std::shared_lock lock(state_.guard);
    if (const TouchedHolder* const known = state_.overlay.find(hash)) {
      touched = true;
      made.slot = known->slot;
      made.known = known->earlier;
      for (const StoredEvent& event : known->events) made.known.push_back(event.event.record);
      made.links = known->links;
    }
  }
  if (!touched) {
    const auto reader = snapshot();
    if (!reader) return tl::unexpected(reader.error());
    auto from_row = touch(**reader, holder, hash);
    if (!from_row) return tl::unexpected(std::move(from_row.error()));
    made.slot = from_row->slot;
    made.known = std::move(from_row->earlier);
    made.links = std::move(from_row->links);
  }
  if (made.slot == record::kStoreSlot) {
    const auto slot = state_.log.new_slot(hash.row);
    if (!slot) return tl::unexpected(slot.error());
    made.slot = *slot;
    made.is_new = true;
  }
  return &batch_.holders.emplace(hash.row, std::move(made)).first->second;
}

Result<record::Slot> Admission::slot_of(const Holder& holder) {
  const auto staged = stage(holder);
  if (!staged) return tl::unexpected(staged.error());
  return (*staged)->slot;
}

Result<std::optional<Link>> Admission::link_between(const std::string& customer, const std::string& device) const {
  const Holder holder{HolderKind::kCustomer, customer};
  const record::HolderHash hash = hash_of(state_.log.keys(), holder);
  const record::KeyedHash other = hash_of(state_.log.keys(), {HolderKind::kDevice, device}).row;
  const auto in = [&](std::span<const Link> links) -> std::optional<Link> {
    const Link* const found = find_link(links, other);
    return found == nullptr ? std::nullopt : std::optional(*found);
  };
  const auto staged = batch_.holders.find(hash.row);
  if (staged != batch_.holders.end()) return in(staged->second.links);
  {
    const std::shared_lock lock(state_.guard);
    if (const TouchedHolder* const touched = state_.overlay.find(hash)) return in(touched->links);
  }
  const auto reader = snapshot();
  if (!reader) return tl::unexpected(reader.error());
  const auto from_row = touch(**reader, holder, hash);
  if (!from_row) return tl::unexpected(from_row.error());
  return in(from_row->links);
}

/// The link by which the event may name both its holders.
Result<std::optional<LinkId>> Admission::link_of(const Event& event) const {
  if (!event.customer || !event.device) return std::nullopt;
  const auto link = link_between(*event.customer, *event.device);
  if (!link) return tl::unexpected(link.error());
  const bool about_link = is_about_link(event);
  if (*link && ((*link)->linked || about_link)) return (*link)->id;
  if (!about_link) return std::nullopt;
  const auto random = record::random_bytes(std::tuple_size_v<LinkId>);
  if (!random) return tl::unexpected(random.error());
  LinkId id{};
  std::copy(random->begin(), random->end(), id.begin());
  return id;
}

std::vector<Admission::Keeper> Admission::keepers_of(const Event& event, const Voided& voided,
                                                     const model::Model& model) {
  std::vector<Keeper> keepers;
  for (const StoredEvent& one : voided) keepers.push_back({holder_of(one), one.event.record});
  if (!keepers.empty()) return keepers;
  Belonging belonging = belonging_of(event, model);
  if (is_about_link(event)) belonging = {true, true, false};
  if (belonging.to_customer) keepers.push_back({{HolderKind::kCustomer, *event.customer}, {}});
  if (belonging.to_device) keepers.push_back({{HolderKind::kDevice, *event.device}, {}});
  if (belonging.to_recipient) keepers.push_back({{HolderKind::kRecipient, *event.recipient}, {}});
  return keepers;
}

Result<Admission::KeepingPlace> Admission::place_for(const Keeper& keeper) {
  const auto staged = stage(keeper.holder);
  if (!staged) return tl::unexpected(staged.error());
  KeepingPlace place{*staged, {}};
  if (!keeper.voids || place.holder->links.empty()) return place;
  auto before = load_whole(state_.log, place.holder->known, place.holder->added);
  if (!before) return tl::unexpected(std::move(before.error()));
  place.before = std::move(*before);
  return place;
}

void Admission::keep(const Keeper& keeper, KeepingPlace& place, exchange::EventContent content, const Digest& policy,
                     bool ends_unit) {
  StagedHolder& holder = *place.holder;
  Event& event = content.event;
  // Nobody else stands in an event of a recipient.
  if (keeper.holder.kind != HolderKind::kRecipient) {
    const bool of_customer = keeper.holder.kind == HolderKind::kCustomer;
    std::optional<std::string>& own = of_customer ? event.customer : event.device;
    std::optional<std::string>& other = of_customer ? event.device : event.customer;
    if (is_about_link(event)) {
      content.other =
          hash_of(state_.log.keys(), {of_customer ? HolderKind::kDevice : HolderKind::kCustomer, *other}).row;
    }
    own = keeper.holder.id;
    other.reset();
    if (content.link) other = exchange::link_name(*content.link);
  }

  const std::uint64_t number = batch_.next_number();
  batch_.add({record::RecordKind::kEvent, holder.slot, policy, exchange::write_event_content(content), ends_unit});
  batch_.recorded = content.recorded;
  holder.added.push_back(stored_event(std::move(content), number));
  const StoredEvent& stored = holder.added.back();
  if (place.before) {
    place.before->push_back(stored);
    holder.links = links_of(*place.before);
  } else if (!stored.voids) {
    add_link(holder.links, stored);
  }
}

}  // namespace licet::facts
