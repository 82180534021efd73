#include <engine/facts/admission.h>
#include <engine/record/store_directory.h>
#include <iterator>
#include <utility>

namespace licet::facts {

namespace {

/// A file of outcomes whose record is not there: it would lie beside another one.
void drop_named_run(const DurableState& state, std::uint64_t record) {
  static_cast<void>(record::remove_file(state.files, record::run_path(state.directory, record)));
}

}  // namespace

Batch::Batch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;
Batch::~Batch() = default;

void StagedBatch::add(record::Draft draft) {
  content_bytes += draft.content.size();
  drafts.push_back(std::move(draft));
}

void StagedBatch::publish(Overlay& overlay, const record::LogEnd& end) {
  for (auto& [key, staged] : holders) {
    if (staged.added.empty() && !staged.is_new) continue;
    const auto [place, is_new] = overlay.holders.try_emplace(key);
    TouchedHolder& holder = place->second;
    if (is_new || holder.slot == record::kStoreSlot) {
      holder.holder = std::move(staged.holder);
      holder.hash = staged.hash;
      holder.slot = staged.slot;
      holder.earlier = std::move(staged.known);
    }
    std::move(staged.added.begin(), staged.added.end(), std::back_inserter(holder.events));
    holder.links = std::move(staged.links);
    holder.folded.reset();
  }
  for (const auto& [id, staged] : ids) overlay.ids.emplace(id, staged.known);
  overlay.end = end;
}

std::size_t Batch::records() const { return state_->drafts.size(); }
std::size_t Batch::bytes() const { return state_->content_bytes; }

Batch DurableStore::begin(Instant now) const {
  auto state = std::make_unique<Batch::State>();
  state->time = state_->log.next_batch_time(now);
  state->recorded = Instant{state->time.micros - 1};
  state->first = state_->log.end().records;
  return Batch(std::move(state));
}

tl::expected<Receipt, Refusal> DurableStore::take(Batch& batch, const Offer& offer, const model::Model& model,
                                                  const Digest& policy) {
  return Admission(*state_, *batch.state_).take(offer, model, policy);
}

Result<Receipt> DurableStore::take_decision(Batch& batch, const Holder& holder, std::optional<record::Slot> slot,
                                            std::uint64_t basis, const Digest& policy, const DecisionWriter& content) {
  StagedBatch& staged = *batch.state_;
  {
    const std::shared_lock lock(state_->guard);
    if (basis < state_->overlay.erased_until) return tl::unexpected(erased_meanwhile());
  }
  if (!slot) {
    auto found = Admission(*state_, staged).slot_of(holder);
    if (!found) return tl::unexpected(std::move(found.error()));
    slot = *found;
  }
  const Receipt receipt{staged.next_number(), staged.next_recorded(), false};
  staged.recorded = receipt.recorded;
  staged.add({record::RecordKind::kDecision, *slot, policy, content(receipt), true});
  return receipt;
}

Result<Receipt> DurableStore::take_audience(Batch& batch, const record::RunId& run, std::uint64_t basis,
                                            const Digest& policy, const DecisionWriter& content) {
  StagedBatch& staged = *batch.state_;
  {
    const std::shared_lock lock(state_->guard);
    if (basis < state_->overlay.erased_until) return tl::unexpected(erased_meanwhile());
  }
  const Receipt receipt{staged.next_number(), staged.next_recorded(), false};
  if (auto named = state_->log.name_run(run, receipt.record); !named) {
    drop_named_run(*state_, receipt.record);
    return tl::unexpected(std::move(named.error()));
  }
  staged.runs.push_back(receipt.record);
  staged.recorded = receipt.recorded;
  staged.add({record::RecordKind::kAudience, record::kStoreSlot, policy, content(receipt), true});
  return receipt;
}

Result<void> DurableStore::commit(Batch batch) {
  StagedBatch& staged = *batch.state_;
  {
    const std::shared_lock lock(state_->guard);
    if (state_->failed) return tl::unexpected(failed_before());
  }
  if (staged.drafts.empty()) return {};
  auto appended = state_->log.append(staged.drafts, staged.time, staged.recorded);
  const std::unique_lock lock(state_->guard);
  if (!appended) {
    const FailureKind kind = appended.error().kind;
    if (kind != FailureKind::kLimit && kind != FailureKind::kWrongUse) state_->failed = true;
    // After any other Failure the record may be there when the store is opened again, which removes the rest.
    if (!state_->failed) {
      for (const std::uint64_t run : staged.runs) drop_named_run(*state_, run);
    }
    return appended;
  }
  // Should publishing throw, what is durable is not visible, and nothing more may be taken.
  state_->failed = true;
  staged.publish(state_->overlay, state_->log.end());
  state_->failed = false;
  return {};
}

}  // namespace licet::facts
