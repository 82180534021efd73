#include <algorithm>
#include <engine/exchange/event_json.h>
#include <engine/facts/memory_store.h>
#include <iterator>
#include <licet/limits.h>

namespace licet::facts {

Digest content_of(const Offer& offer) {
  return sha256(offer.canonical.empty() ? exchange::canonical_of(offer.event) : offer.canonical);
}

tl::expected<Receipt, InputError> MemoryStore::take(const Offer& offer, const model::Model& model, Instant now) {
  const auto repeated = find_repeated(offer);
  if (!repeated) return tl::unexpected(repeated.error());
  if (*repeated) return **repeated;
  if (auto wrong = exchange::check_event(offer.event, model)) return tl::unexpected(std::move(*wrong));
  const auto recorded = time_of_recording(offer, now);
  if (!recorded) return tl::unexpected(recorded.error());
  if (auto wrong = check_voids(offer.event, model)) return tl::unexpected(std::move(*wrong));

  RecordedEvent event{offer.event, *recorded, next_record_};
  event.event.at = std::min(offer.event.at.value_or(*recorded), *recorded);
  if (must_drop_customer(event.event, model)) event.event.customer.reset();
  if (auto wrong = check_erased(event, model)) return tl::unexpected(std::move(*wrong));
  const Receipt receipt{event.record, event.recorded, false};
  add(std::move(event), offer.event.id ? std::optional(content_of(offer)) : std::nullopt);
  return receipt;
}

Receipt MemoryStore::take_decision(Instant now) {
  last_recorded_ = std::max(now, Instant{last_recorded_.micros + 1});
  return {next_record_++, last_recorded_, false};
}

tl::expected<void, InputError> MemoryStore::restore(const RecordedEvent& event, const std::optional<Digest>& content) {
  const auto refuse = [](const char* field, const char* message) {
    return tl::unexpected(InputError{field, message, {}});
  };
  if (event.record < next_record_) return refuse("record", "The number does not follow the last one.");
  if (event.recorded <= last_recorded_) return refuse("recorded", "The time of recording is not after the last one.");
  if (!event.event.at || *event.event.at > event.recorded) {
    return refuse("at", "The event happened after it was recorded.");
  }
  if (event.event.id && (!content || ids_.contains(*event.event.id))) return refuse("id", "The `id` stands twice.");
  if (event.event.kind == EventKind::kVoided && !ids_.contains(event.event.voids)) {
    return refuse("voids", "No event with this id is recorded.");
  }
  add(event, content);
  return {};
}

std::vector<RecordedEvent> MemoryStore::history(const std::optional<std::string>& customer,
                                                const std::optional<std::string>& device) const {
  Places places;
  const Places& of_customer = places_of(by_customer_, customer);
  const Places& of_device = places_of(by_device_, device);
  std::set_union(of_customer.begin(), of_customer.end(), of_device.begin(), of_device.end(),
                 std::back_inserter(places));
  return at(places);
}

std::vector<RecordedEvent> MemoryStore::history_of_recipient(const std::string& recipient) const {
  return at(places_of(by_recipient_, recipient));
}

const MemoryStore::Places& MemoryStore::places_of(const Index& index, const std::optional<std::string>& id) {
  static const Places none;
  if (!id) return none;
  const auto found = index.find(*id);
  return found == index.end() ? none : found->second;
}

std::vector<RecordedEvent> MemoryStore::at(const Places& places) const {
  std::vector<RecordedEvent> events;
  events.reserve(places.size());
  for (const Place place : places) events.push_back(events_[place]);
  return events;
}

std::optional<RecordedEvent> MemoryStore::find(std::uint64_t record) const {
  const auto found =
      std::lower_bound(events_.begin(), events_.end(), record,
                       [](const RecordedEvent& event, std::uint64_t number) { return event.record < number; });
  if (found == events_.end() || found->record != record) return std::nullopt;
  return *found;
}

std::vector<Holder> MemoryStore::holders() const {
  std::vector<Holder> all;
  all.reserve(by_customer_.size() + by_device_.size() + by_recipient_.size());
  for (const auto& [id, places] : by_customer_) all.push_back({HolderKind::kCustomer, id});
  for (const auto& [id, places] : by_device_) all.push_back({HolderKind::kDevice, id});
  for (const auto& [id, places] : by_recipient_) all.push_back({HolderKind::kRecipient, id});
  return all;
}

tl::expected<std::optional<Receipt>, InputError> MemoryStore::find_repeated(const Offer& offer) const {
  if (!offer.event.id) return std::nullopt;
  if (erased_ids_.contains(sha256(*offer.event.id))) {
    return tl::unexpected(
        InputError{"id", "An event with this `id` was recorded and has been erased: it is not taken again.", {}});
  }
  const auto known = ids_.find(*offer.event.id);
  if (known == ids_.end()) return std::nullopt;
  if (known->second.content != content_of(offer)) {
    return tl::unexpected(InputError{
        "id", "An event with this `id` and other content is recorded already: each event needs its own.", {}});
  }
  const RecordedEvent& first = events_[known->second.place];
  return Receipt{first.record, first.recorded, true};
}

tl::expected<Instant, InputError> MemoryStore::time_of_recording(const Offer& offer, Instant now) const {
  if (offer.recorded && *offer.recorded <= last_recorded_) {
    return tl::unexpected(
        InputError{"recorded", "`recorded` must be later than that of everything recorded before.", {}});
  }
  const Instant recorded = offer.recorded.value_or(std::max(now, Instant{last_recorded_.micros + 1}));
  if (offer.event.at && offer.event.at->micros - limits::kAheadMicros > recorded.micros) {
    return tl::unexpected(InputError{"at", "The event lies more than 5 minutes ahead: it has not happened yet.", {}});
  }
  return recorded;
}

std::optional<InputError> MemoryStore::check_voids(const Event& event, const model::Model& model) const {
  if (event.kind != EventKind::kVoided) return std::nullopt;
  const auto known = ids_.find(event.voids);
  const Event* const target = known == ids_.end() ? nullptr : &events_[known->second.place].event;
  const Belonging belonging = target == nullptr ? Belonging{} : belonging_of(*target, model);
  // One answer for an unknown id and for another holder's, so that nobody learns of other holders' events.
  if (!(belonging.to_customer && event.customer == target->customer) &&
      !(belonging.to_device && event.device == target->device) &&
      !(belonging.to_recipient && event.recipient == target->recipient)) {
    return InputError{"voids", "No event of this holder is recorded with the `id` that `voids` names.", {}};
  }
  if (target->kind == EventKind::kVoided) {
    return InputError{"voids", "An event `voided` cannot itself be voided: record what holds as an event anew.", {}};
  }
  return std::nullopt;
}

bool MemoryStore::must_drop_customer(const Event& event, const model::Model& model) const {
  if (!event.customer || !event.device) return false;
  bool of_device = is_of_device(event, model);
  if (event.kind == EventKind::kVoided) {
    of_device = !belonging_of(events_[ids_.at(event.voids).place].event, model).to_customer;
  }
  return of_device && !is_linked(*event.customer, *event.device);
}

bool MemoryStore::is_linked(const std::string& customer, const std::string& device) const {
  const auto found = links_.find({customer, device});
  if (found == links_.end()) return false;
  const RecordedEvent* latest = nullptr;
  for (const Place place : found->second) {
    // Places are in order of recording, so an equal `at` is later.
    if (!voided_[place] && (latest == nullptr || latest->event.at <= events_[place].event.at)) latest = &events_[place];
  }
  return latest != nullptr && latest->event.kind == EventKind::kLinked;
}

void MemoryStore::add(RecordedEvent event, const std::optional<Digest>& content) {
  const Place place = events_.size();
  note_link(event);
  last_recorded_ = event.recorded;
  next_record_ = event.record + 1;
  index(event.event, place);
  if (event.event.id) ids_.emplace(*event.event.id, KnownId{place, content.value_or(Digest{})});
  if (event.event.kind == EventKind::kLinked || event.event.kind == EventKind::kUnlinked) {
    links_[{event.event.customer.value_or(""), event.event.device.value_or("")}].push_back(place);
  }
  if (event.event.kind == EventKind::kVoided) {
    const Place target = ids_.at(event.event.voids).place;
    voided_[target] = true;
    index(events_[target].event, place);
  }
  events_.push_back(std::move(event));
  voided_.push_back(false);
}

void MemoryStore::index(const Event& holders, Place place) {
  const auto note = [place](Index& index, const std::optional<std::string>& id) {
    if (!id) return;
    Places& places = index[*id];
    if (places.empty() || places.back() != place) places.push_back(place);
  };
  note(by_customer_, holders.customer);
  note(by_device_, holders.device);
  note(by_recipient_, holders.recipient);
}

}  // namespace licet::facts
