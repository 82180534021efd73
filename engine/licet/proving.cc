#include <algorithm>
#include <engine/base/hexadecimal.h>
#include <engine/licet/archived_sets.h>
#include <engine/licet/at_the_door.h>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/not_a_decision.h>
#include <engine/licet/proving.h>
#include <engine/licet/replayed_bundle.h>
#include <engine/record/log_tree.h>
#include <engine/record/tlog_proof.h>
#include <licet/proof.h>
#include <optional>
#include <utility>
#include <vector>

namespace licet {
namespace {

using Proven = tl::expected<std::string, CallError>;

tl::unexpected<CallError> no_proof(std::string message) {
  return tl::unexpected(CallError(InputError{"record", std::move(message), {}}));
}

tl::unexpected<CallError> fail(Failure failure) { return tl::unexpected(CallError(std::move(failure))); }

/// What a bundle holds of one record, with the memory that its sections refer to.
struct Proof {
  std::uint64_t number = 0;
  record::RecordProofParts parts;
  std::string receipt;

  record::BundledRecord section() const { return {parts.leaf, parts.plain_payload, receipt}; }
};

/// Leaf and plain payload of an event; of one that was kept through an erasure, those with which it was recorded. None
/// if the record is no event, or erased.
Result<std::optional<Proof>> event_parts(const record::Log& log, std::uint64_t number) {
  auto parts = log.proof_parts(number);
  if (!parts) return tl::unexpected(std::move(parts.error()));
  auto leaf = record::read_leaf(parts->leaf);
  if (leaf && leaf->kind == record::RecordKind::kKept && !parts->plain_payload.empty()) {
    parts = log.original_of(number);
    if (!parts) return tl::unexpected(std::move(parts.error()));
    leaf = record::read_leaf(parts->leaf);
  }
  if (!leaf || leaf->kind != record::RecordKind::kEvent || parts->plain_payload.empty()) return std::nullopt;
  return Proof{leaf->number, std::move(*parts), {}};
}

/// The holder's events below the basis, in order of number.
Result<std::vector<Proof>> events_below(const record::Log& log, record::Slot slot, std::uint64_t basis) {
  const auto numbers = log.records_of(slot);
  if (!numbers) return tl::unexpected(numbers.error());
  std::vector<Proof> events;
  for (const std::uint64_t number : *numbers) {
    if (number >= basis) break;
    auto event = event_parts(log, number);
    if (!event) return tl::unexpected(std::move(event.error()));
    if (*event) events.push_back(std::move(**event));
  }
  std::sort(events.begin(), events.end(), [](const Proof& a, const Proof& b) { return a.number < b.number; });
  return events;
}

/// Events of the recipients whose facts the decision looked at. A policy text that this Licet cannot read names none.
Result<void> add_recipients(const facts::DurableStore& store, const exchange::DecisionContent& content,
                            const record::OpenedRecord& opened, std::vector<Proof>& events) {
  if (!content.request.recipient) return {};
  auto policy = ArchivedSets(store).find(opened.policy, content.zone);
  if (!policy) return policy.error().kind == FailureKind::kWrongUse ? Result<void>() : tl::unexpected(policy.error());
  const auto past = past_decision(content, std::move(*policy), opened.number);
  if (!past) return tl::unexpected(past.error());
  for (const facts::Holder& recipient : recipients_of(*past)) {
    const auto some = store.history(recipient, content.basis);
    if (!some) return tl::unexpected(some.error());
    for (const facts::StoredEvent& each : *some) {
      auto event = event_parts(store.log(), each.event.record);
      if (!event) return tl::unexpected(std::move(event.error()));
      if (*event) events.push_back(std::move(**event));
    }
  }
  std::sort(events.begin(), events.end(), [](const Proof& a, const Proof& b) { return a.number < b.number; });
  return {};
}

Result<void> add_receipt(Proof& proof, const record::LogTree& tree, const record::SignedHead& head) {
  auto hashes = record::inclusion_proof(tree, proof.number, head.checkpoint.size);
  if (!hashes) return tl::unexpected(std::move(hashes.error()));
  proof.receipt = record::print_tlog_proof({{}, proof.number, std::move(*hashes), head.note});
  return {};
}

/// The bundle with this explanation, if it passes the checks that it will be held to.
Result<std::string> checked(const record::Bundle& bundle) {
  auto bytes = record::write_bundle(bundle);
  if (!bytes) return bytes;
  const auto check = record::check_bundle(*bytes, {});
  if (check) return bytes;
  return tl::unexpected(Failure{FailureKind::kContradiction, "The proof does not pass its own checks (" +
                                                                 std::string(name_of(check.error().check)) +
                                                                 "), so it is not given: " + check.error().message});
}

Result<std::string> with_explanation(record::Bundle bundle) {
  auto bytes = checked(bundle);
  if (!bytes) return bytes;
  const auto replayed = decide_bundle_again(*record::check_bundle(*bytes, {}));
  // What was recorded can be proven even where this Licet comes to another answer, or cannot read the policy text.
  if (!replayed && replayed.error().kind != FailureKind::kWrongUse) return tl::unexpected(replayed.error());
  if (!replayed || !replayed->again.same) return bytes;
  const std::string explanation = bundled_explanation(*replayed);
  bundle.explanation = explanation;
  return checked(bundle);
}

/// The sections' memory, but for the explanation.
struct Gathered {
  std::string policy;
  std::string zone;
  Proof decision;
  std::vector<Proof> events;

  record::Bundle bundle() const {
    record::Bundle bundle{policy, zone, kNoExplanation, decision.section(), {}};
    bundle.events.reserve(events.size());
    for (const Proof& event : events) bundle.events.push_back(event.section());
    return bundle;
  }
};

Result<Gathered> gather(const facts::DurableStore& store, const record::OpenedRecord& opened,
                        const record::SignedHead& head) {
  const record::Log& log = store.log();
  const auto content = decision_content(opened.content, opened.number);
  if (!content) return tl::unexpected(content.error());
  auto set = store.archived_policy(opened.policy);
  if (!set) return tl::unexpected(std::move(set.error()));
  Digest zone_digest{};
  if (!read_hexadecimal(content->zone, zone_digest)) {
    return tl::unexpected(Failure{FailureKind::kDamaged, "A recorded decision names no time-zone data."});
  }
  auto zone = store.archived_zone(zone_digest);
  if (!zone) return tl::unexpected(std::move(zone.error()));
  auto parts = opened.kept_from ? log.original_of(opened.place) : log.proof_parts(opened.number);
  if (!parts) return tl::unexpected(std::move(parts.error()));
  auto events = events_below(log, opened.slot, content->basis);
  if (!events) return tl::unexpected(std::move(events.error()));
  if (auto added = add_recipients(store, *content, opened, *events); !added) {
    return tl::unexpected(std::move(added.error()));
  }
  Gathered gathered{
      record::policy_file(*set), std::move(*zone), {opened.number, std::move(*parts), {}}, std::move(*events)};
  const record::LogTree tree(log, head.checkpoint.size);
  if (auto added = add_receipt(gathered.decision, tree, head); !added) return tl::unexpected(added.error());
  for (Proof& event : gathered.events) {
    if (auto added = add_receipt(event, tree, head); !added) return tl::unexpected(added.error());
  }
  return gathered;
}

/// What has to be done so that a head covers the record.
std::string no_head_yet(const record::HeadKeeper& heads) {
  std::string message = "This decision is under no signed head yet, so nothing proves it. ";
  const auto keys = heads.keys();
  if (keys || keys.error().kind != FailureKind::kNotFound) {
    return message +
           "Whoever writes the store signs so long after the first record that is under no head as `--sign-every` says "
           "(a minute without it), and on closing: wait, or close it. If nobody writes the store, `licet record` with "
           "an empty file signs. `licet log checkpoint` shows the newest head.";
  }
  message += "There is no signing key in " + heads.signing_key().string() + ". ";
  const auto newest = heads.newest();
  if (newest && !*newest) {
    message +=
        "Without one nobody signs: make it with `licet log keygen`, or name the one that there is with "
        "`--signing-key FILE`. ";
  } else {
    message += "The record has signed heads, so the key stands elsewhere: name it with `--signing-key FILE`. ";
  }
  return message + "Then the next `licet record` or `licet decide` with that key signs, also one with an empty file.";
}

}  // namespace

Proven prove(const facts::DurableStore& store, const record::HeadKeeper& heads, std::uint64_t record) {
  if (record >= store.visible().records) return no_proof("There is no record of this number.");
  const auto found = store.decision(record);
  if (!found) return fail(found.error());
  if (!*found) return no_proof(not_a_decision(store, record));
  const record::OpenedRecord* const opened = &**found;
  const auto head = heads.covering(record);
  if (!head) return fail(head.error());
  if (!*head) return no_proof(no_head_yet(heads));
  if ((*head)->checkpoint.size > store.log().end().records) {
    return fail({FailureKind::kBusy, "The record went on while it was read: try again."});
  }
  const auto gathered = gather(store, *opened, **head);
  if (!gathered) return fail(gathered.error());
  auto bundle = with_explanation(gathered->bundle());
  if (!bundle) return fail(std::move(bundle.error()));
  return std::move(*bundle);
}

Ledger::Outcome<std::string> DurableLedger::prove(std::uint64_t record) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  return licet::prove(*store_, heads_, record);
}

Proven prove_decision(const StorePlace& place, std::uint64_t record) {
  return at_the_door(
      [&]() -> Proven {
        facts::DurableOptions options;
        options.log.master_key = place.master_key;
        options.log.signing_key = place.signing_key;
        const auto store = facts::DurableStore::open(place.directory, options);
        if (!store) return fail(store.error());
        return prove(*store, record::HeadKeeper(place.directory, place.signing_key), record);
      },
      [](Failure failure) -> Proven { return fail(std::move(failure)); });
}

}  // namespace licet
