// How a store on disk keeps records of the outbox, and finds the events that it is about.
#include <engine/facts/admission.h>
#include <engine/record/leaf.h>
#include <string>
#include <utility>

namespace licet::facts {
namespace {

Failure wrong_leaf(std::uint64_t number) {
  return {FailureKind::kDamaged, "Record " + std::to_string(number) + " has no readable leaf."};
}

}  // namespace

Receipt DurableStore::add_outbox(Batch& batch, const Digest& policy, bool joins, const DecisionWriter& content) {
  StagedBatch& staged = *batch.state_;
  // Of a unit all records have the time of its first.
  const Receipt receipt{staged.next_number(), joins ? staged.recorded : staged.next_recorded(), false};
  if (joins) staged.drafts.back().ends_unit = false;
  staged.recorded = receipt.recorded;
  staged.add({record::RecordKind::kOutbox, record::kStoreSlot, policy, content(receipt), true});
  return receipt;
}

Result<void> DurableStore::read_outbox(const OutboxReader& read) const {
  const std::uint64_t end = visible().records;
  const auto numbers = state_->log.records_of(record::kStoreSlot);
  if (!numbers) return tl::unexpected(numbers.error());
  for (const std::uint64_t number : *numbers) {
    if (number >= end) break;
    const auto bytes = state_->log.leaf(number);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto leaf = record::read_leaf(*bytes);
    if (!leaf) return tl::unexpected(wrong_leaf(number));
    if (leaf->kind != record::RecordKind::kOutbox) continue;
    const auto record = state_->log.read(number);
    if (!record) return tl::unexpected(record.error());
    if (auto done = read(number, record->content); !done) return done;
  }
  return {};
}

Result<void> DurableStore::visit_events(std::uint64_t from, std::uint64_t until, const EventReader& read) const {
  return state_->log.visit(from, until, [&](const record::OpenedRecord& record) -> Result<void> {
    if (record.erased) return {};
    const bool is_event = record.kind == record::RecordKind::kEvent ||
                          (record.kept_from && record.kept_kind == record::RecordKind::kEvent);
    if (!is_event) return {};
    auto content = event_content(record);
    if (!content) return tl::unexpected(std::move(content.error()));
    read(stored_event(std::move(*content), record.kept_from.value_or(record.number)));
    return {};
  });
}

}  // namespace licet::facts
