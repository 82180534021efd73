// How a ledger on disk signs heads of its record.
#include <engine/licet/durable_ledger.h>
#include <engine/record/signing_key.h>
#include <utility>

namespace licet {

Result<void> DurableLedger::start_signing(bool key_was_named) {
  if (!writable_) return {};
  const auto keys = heads_.keys();
  if (!keys && keys.error().kind == FailureKind::kNotFound && !key_was_named) {
    const auto newest = heads_.newest();
    if (!newest || *newest) tell({StoreEvent::Kind::kSigningKeyMissing});
    return {};
  }
  if (!keys) return tl::unexpected(keys.error());
  const auto newest = heads_.newest();
  if (!newest) return tl::unexpected(newest.error());
  const std::uint64_t covered = *newest ? (*newest)->checkpoint.size : 0;
  signer_ = std::make_unique<HeadSigner>(heads_, store_->log(), covered, sign_every_,
                                         [this](const StoreEvent& event) { tell(event); });
  signer_->start(store_->visible().recorded);
  return {};
}

void DurableLedger::note_commit(const Result<void>& committed, std::size_t records) {
  if (!signer_ || records == 0) return;
  if (committed) {
    signer_->appended(batch_time_);
  } else {
    signer_->give_up();
  }
}

Result<std::string> DurableLedger::sign() {
  const std::shared_lock open(open_);
  if (auto refused = refuse_writing()) return tl::unexpected(std::move(*refused));
  if (!signer_) {
    const auto keys = heads_.keys();
    return tl::unexpected(
        keys ? Failure{FailureKind::kWrongUse, "The signing key was made after the store was opened: open it again."}
             : keys.error());
  }
  const auto head = signer_->sign();
  if (!head) return tl::unexpected(head.error());
  return head->note.print();
}

Result<std::optional<std::string>> DurableLedger::head() {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(std::move(*refused));
  const auto head = heads_.newest();
  if (!head) return tl::unexpected(head.error());
  return *head ? std::optional((*head)->note.print()) : std::nullopt;
}

}  // namespace licet
