#include <algorithm>
#include <engine/base/hexadecimal.h>
#include <engine/exchange/audience_content.h>
#include <engine/exchange/audience_proof_json.h>
#include <engine/licet/at_the_door.h>
#include <engine/licet/audience.h>
#include <engine/licet/audience_proving.h>
#include <engine/record/head_keeper.h>
#include <engine/record/log_tree.h>
#include <engine/record/merkle_proof.h>
#include <engine/record/note_key.h>
#include <engine/record/tlog_proof.h>
#include <licet/audience_proof.h>
#include <utility>

namespace licet {
namespace {

std::string hex_of(std::span<const std::uint8_t> bytes) {
  std::string digits;
  append_hexadecimal(digits, bytes);
  return digits;
}

std::string bytes_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

tl::unexpected<CallError> wrong(const char* field, const char* message) {
  return tl::unexpected(CallError(InputError{field, message, {}}));
}

tl::unexpected<CallError> fail(Failure failure) { return tl::unexpected(CallError(std::move(failure))); }

Failure not_an_audience(std::uint64_t record) {
  return {FailureKind::kDamaged, "Record " + std::to_string(record) + " does not hold an audience."};
}

/// What the content and one outcome that it commits to say; none if they do not fit.
std::optional<AudienceOutcome> told(const exchange::AudienceContent& content, std::uint64_t record,
                                    std::string customer, const record::OpenedOutcome& opened) {
  const auto said = read_outcome(opened.outcome);
  if (!said || said->group >= content.groups.size() || said->until_known != content.until_known) return std::nullopt;
  AudienceOutcome outcome;
  outcome.group = content.groups[said->group];
  if (outcome.group.outcome != said->outcome || outcome.group.reason != said->reason) return std::nullopt;
  outcome.record = record;
  outcome.customer = std::move(customer);
  outcome.request = content.request;
  outcome.until_known = said->until_known;
  outcome.until = said->until;
  outcome.index = opened.index;
  outcome.customers = content.customers;
  outcome.root = "sha256:" + to_hex(content.root);
  outcome.salt = hex_of(opened.salt);
  outcome.outcome = hex_of(opened.outcome);
  for (const Digest& hash : opened.path) outcome.path.push_back(to_hex(hash));
  return outcome;
}

struct Found {
  AudienceOutcome outcome;
  record::OpenedOutcome opened;
};

Ledger::Outcome<Found> find(const facts::DurableStore& store, std::uint64_t record, const std::string& customer) {
  if (record >= store.visible().records) return wrong("record", "There is no record of this number.");
  const auto opened = store.log().read(record);
  if (!opened) return fail(opened.error());
  if (opened->kind != record::RecordKind::kAudience) return wrong("record", "This record is not an audience.");
  const auto content = exchange::read_audience_content(opened->content);
  const auto names = record::names_of_audience(opened->content);
  if (!content || !names) return fail(not_an_audience(record));
  const auto slot = store.slot({facts::HolderKind::kCustomer, customer});
  if (!slot) return fail(slot.error());
  Result<std::optional<record::OpenedOutcome>> found = std::nullopt;
  if (*slot) found = store.log().open_outcome(record, *names, **slot, customer);
  if (!found) return fail(found.error());
  if (!*found) {
    return wrong("customer",
                 "This audience has nothing of this customer: it was none when it was asked, or was erased.");
  }
  auto outcome = told(*content, record, customer, **found);
  if (!outcome) return fail(not_an_audience(record));
  return Found{std::move(*outcome), std::move(**found)};
}

Ledger::Outcome<std::string> prove(const StorePlace& place, std::uint64_t record, const std::string& customer) {
  facts::DurableOptions options;
  options.log.master_key = place.master_key;
  options.log.signing_key = place.signing_key;
  const auto store = facts::DurableStore::open(place.directory, options);
  if (!store) return fail(store.error());
  const auto found = find(*store, record, customer);
  if (!found) return tl::unexpected(found.error());
  const auto head = record::HeadKeeper(place.directory, place.signing_key).covering(record);
  if (!head) return fail(head.error());
  if (!*head) {
    return wrong("record",
                 "This audience is under no signed head yet, so nothing proves it: whoever writes the store with a "
                 "signing key signs within a minute, and on closing.");
  }
  const record::SignedHead& signed_head = **head;
  if (signed_head.checkpoint.size > store->log().end().records) {
    return fail({FailureKind::kBusy, "The record went on while it was read: try again."});
  }
  auto parts = store->log().proof_parts(record);
  if (!parts) return fail(std::move(parts.error()));
  auto hashes = record::inclusion_proof(record::LogTree(store->log(), signed_head.checkpoint.size), record,
                                        signed_head.checkpoint.size);
  if (!hashes) return fail(std::move(hashes.error()));
  exchange::AudienceProof proof;
  proof.customer = customer;
  proof.outcome = bytes_of(found->opened.outcome);
  proof.salt = bytes_of(found->opened.salt);
  proof.index = found->opened.index;
  proof.path = found->opened.path;
  proof.leaf = std::move(parts->leaf);
  proof.payload = std::move(parts->plain_payload);
  proof.receipt = record::print_tlog_proof({{}, record, std::move(*hashes), signed_head.note});
  return exchange::write_audience_proof(proof);
}

Result<AudienceOutcome> proven_by(std::string_view json, std::string_view key_text) {
  const auto damaged = [](std::string message) {
    return tl::unexpected(Failure{FailureKind::kDamaged, std::move(message)});
  };
  const auto key = record::read_key(key_text);
  if (!key) return tl::unexpected(key.error());
  const auto proof = exchange::read_audience_proof(json);
  record::OpenedOutcome opened;
  if (!proof || proof->outcome.size() != opened.outcome.size() || proof->salt.size() != opened.salt.size()) {
    return damaged("This is not a proof of an outcome as Licet writes it.");
  }
  std::copy(proof->outcome.begin(), proof->outcome.end(), opened.outcome.begin());
  std::copy(proof->salt.begin(), proof->salt.end(), opened.salt.begin());
  opened.index = proof->index;
  opened.path = proof->path;
  const auto leaf = record::read_leaf(proof->leaf);
  if (!leaf || leaf->kind != record::RecordKind::kAudience) return damaged("The leaf is none of an audience.");
  const auto receipt = record::read_tlog_proof(proof->receipt);
  if (!receipt) return damaged(receipt.error().message);
  if (receipt->index != leaf->number) return damaged("The receipt is of another record than the leaf.");
  const auto verified = record::verify_tlog_proof(*receipt, record::leaf_hash(proof->leaf), record::trusted_log(*key));
  if (!verified) return damaged(verified.error().message);
  const auto plain =
      record::content_of_payload(proof->payload, record::payload_alignment(record::RecordKind::kAudience));
  if (!plain || record::commitment_of(proof->payload) != leaf->commitment) {
    return damaged("The payload is not what the leaf commits to.");
  }
  const auto content = exchange::read_audience_content(*plain);
  if (!content) return damaged("The payload does not hold an audience.");
  const Digest commitment = record::outcome_commitment(opened.salt, opened.outcome, proof->customer);
  if (!record::includes(commitment, opened.index, content->customers, opened.path, content->root)) {
    return damaged("The audience does not commit to this outcome of this customer.");
  }
  auto outcome = told(*content, leaf->number, proof->customer, opened);
  if (!outcome) return damaged("The outcome is none that the audience names.");
  return std::move(*outcome);
}

}  // namespace

Ledger::Outcome<AudienceOutcome> outcome_in(const facts::DurableStore& store, std::uint64_t record,
                                            const std::string& customer) {
  auto found = find(store, record, customer);
  if (!found) return tl::unexpected(std::move(found.error()));
  return std::move(found->outcome);
}

tl::expected<std::string, CallError> prove_outcome(const StorePlace& place, std::uint64_t record,
                                                   const std::string& customer) {
  using Proven = tl::expected<std::string, CallError>;
  return at_the_door([&]() -> Proven { return prove(place, record, customer); },
                     [](Failure failure) -> Proven { return fail(std::move(failure)); });
}

Result<AudienceOutcome> check_outcome_proof(std::string_view proof, std::string_view key) {
  return at_the_door([&] { return proven_by(proof, key); },
                     [](Failure failure) -> Result<AudienceOutcome> { return tl::unexpected(std::move(failure)); });
}

}  // namespace licet
