// The policy set that was in use at a time, from what is on the record.
#include <engine/exchange/audience_content.h>
#include <engine/licet/archived_sets.h>
#include <engine/licet/durable_ledger.h>
#include <engine/licet/past_decision.h>
#include <engine/record/leaf.h>
#include <string>
#include <utility>

namespace licet {
namespace {

Result<record::Leaf> leaf_of(const record::Log& log, std::uint64_t number) {
  const auto bytes = log.leaf(number);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto leaf = record::read_leaf(*bytes);
  if (leaf) return *leaf;
  return tl::unexpected(
      Failure{FailureKind::kDamaged, "Record " + std::to_string(number) + ": its leaf is not as Licet writes it."});
}

/// How many records stand in batches that are not later than `at`, or with `before` earlier.
Result<std::uint64_t> records_until(const record::Log& log, std::uint64_t end, Instant at, bool before) {
  std::uint64_t first = 0;
  while (first < end) {
    const std::uint64_t middle = first + (end - first) / 2;
    const auto leaf = leaf_of(log, middle);
    if (!leaf) return tl::unexpected(leaf.error());
    const bool counts = before ? leaf->batch_time < at : leaf->batch_time <= at;
    if (counts) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first;
}

/// When a record was taken. Of one that is erased nothing says so but its batch, whose records follow each other by
/// microseconds.
Result<Instant> recorded_at(const record::Log& log, std::uint64_t number, const record::Leaf& leaf) {
  auto record = log.read(number);
  if (!record) return tl::unexpected(std::move(record.error()));
  if (record->erased) {
    const auto first = records_until(log, number, leaf.batch_time, true);
    if (!first) return tl::unexpected(first.error());
    return Instant{leaf.batch_time.micros + static_cast<std::int64_t>(number - *first)};
  }
  if (record->kind == record::RecordKind::kDecision) {
    const auto content = decision_content(record->content, number);
    if (!content) return tl::unexpected(content.error());
    return content->recorded;
  }
  if (record->kind == record::RecordKind::kAudience) {
    const auto content = exchange::read_audience_content(record->content);
    if (content) return content->recorded;
    return tl::unexpected(
        Failure{FailureKind::kDamaged, "Record " + std::to_string(number) + " does not hold an audience."});
  }
  const auto content = facts::event_content(*record);
  if (!content) return tl::unexpected(content.error());
  return content->recorded;
}

/// The digest of the set that the last event, decision or audience recorded until `at` names; none if there is none.
Result<std::optional<Digest>> digest_then(const record::Log& log, std::uint64_t end, Instant at) {
  const auto until = records_until(log, end, at, false);
  if (!until) return tl::unexpected(until.error());
  for (std::uint64_t number = *until; number > 0; --number) {
    const auto leaf = leaf_of(log, number - 1);
    if (!leaf) return tl::unexpected(leaf.error());
    if (!record::has_policy(leaf->kind)) continue;
    const auto recorded = recorded_at(log, number - 1, *leaf);
    if (!recorded) return tl::unexpected(recorded.error());
    if (*recorded <= at) return leaf->policy;
  }
  return std::nullopt;
}

}  // namespace

Ledger::Outcome<PolicySet> DurableLedger::policy_at(Instant at) {
  const std::shared_lock open(open_);
  if (auto refused = refuse_reading()) return tl::unexpected(CallError(std::move(*refused)));
  if (auto refreshed = refresh(); !refreshed) return tl::unexpected(CallError(std::move(refreshed.error())));
  const auto digest = digest_then(store_->log(), store_->visible().records, at);
  if (!digest) return tl::unexpected(CallError(digest.error()));
  if (!*digest) {
    return tl::unexpected(
        CallError(InputError{"policy", "Nothing was recorded by then, so no policy set was in use.", {}}));
  }
  auto set = store_->archived_policy(**digest);
  if (!set) return tl::unexpected(CallError(std::move(set.error())));
  auto ready = ready_again(std::move(*set), {}, **digest);
  if (!ready) return tl::unexpected(CallError(std::move(ready.error())));
  return PolicySet(std::move(*ready));
}

}  // namespace licet
