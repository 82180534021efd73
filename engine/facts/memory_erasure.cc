// How events in memory are forgotten.
#include <algorithm>
#include <engine/facts/memory_store.h>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

/// A holder's name does not outlive the erasure, not in memory either.
Digest digest_of(const Holder& holder) { return sha256(letter_of(holder.kind) + holder.id); }

}  // namespace

std::optional<InputError> MemoryStore::check_erased(const RecordedEvent& event, const model::Model& model) const {
  const Belonging belonging = belonging_of(event.event, model);
  const auto is_before = [&](HolderKind kind, const std::optional<std::string>& id) {
    if (!id) return false;
    const auto found = erased_.find(digest_of({kind, *id}));
    return found != erased_.end() && *event.event.at < found->second;
  };
  if ((belonging.to_customer && is_before(HolderKind::kCustomer, event.event.customer)) ||
      (belonging.to_device && is_before(HolderKind::kDevice, event.event.device))) {
    return InputError{"at", "This person was erased after that time: only what happens later is taken.", {}};
  }
  return std::nullopt;
}

Erasure MemoryStore::erase(const Holder& holder, Instant at, std::span<const std::uint64_t> kept,
                           const model::Model& model, Instant now) {
  const auto [known, is_first] = erased_.try_emplace(digest_of(holder), at);
  // As a store on disk has it: each erasure of one person has a later time than the one before.
  if (!is_first) known->second = std::max(at, Instant{known->second.micros + 1});
  Erasure done{0, {}, known->second, {kept.begin(), kept.end()}};
  std::sort(done.kept.begin(), done.kept.end());
  const Receipt receipt = take_decision(now);

  const std::vector<RecordedEvent> events = std::exchange(events_, {});
  const auto ids = std::exchange(ids_, {});
  voided_.clear();
  by_customer_.clear();
  by_device_.clear();
  by_recipient_.clear();
  links_.clear();
  const auto forget_id = [&](const RecordedEvent& event) {
    if (event.event.id) erased_ids_.insert(sha256(*event.event.id));
  };
  for (const RecordedEvent& event : events) {
    const bool of_customer = holder.kind == HolderKind::kCustomer;
    const std::optional<std::string>& named = of_customer ? event.event.customer : event.event.device;
    RecordedEvent left = event;
    if (named == holder.id && std::find(kept.begin(), kept.end(), event.record) == kept.end()) {
      const Belonging belonging = belonging_of(event.event, model);
      const bool of_other = of_customer ? belonging.to_device : belonging.to_customer;
      if (!of_other) {
        forget_id(event);
        continue;
      }
      (of_customer ? left.event.customer : left.event.device).reset();
    }
    if (left.event.kind == EventKind::kVoided && !ids_.contains(left.event.voids)) {
      forget_id(event);
      continue;
    }
    const std::optional<Digest> content = left.event.id ? std::optional(ids.at(*left.event.id).content) : std::nullopt;
    add(std::move(left), content);
  }
  last_recorded_ = receipt.recorded;
  next_record_ = receipt.record + 1;
  done.record = receipt.record;
  done.recorded = receipt.recorded;
  return done;
}

}  // namespace licet::facts
