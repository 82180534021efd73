// What a ledger in memory holds of a person. It keeps no decisions.
#include <algorithm>
#include <engine/licet/memory_ledger.h>
#include <engine/rights/export.h>

namespace licet {

Ledger::Outcome<Export> MemoryLedger::export_of(const ExportRequest& request, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  const auto holder = holder_of(request);
  if (!holder) return tl::unexpected(holder.error());
  const Instant now = std::max(clock_(), memory_.last_recorded());
  const auto events = memory_.kept_for(*holder, policy.model());
  return rights::export_of(policy.ready(), *holder, events, {}, request.at.value_or(now),
                           request.known.value_or(kNever));
}

}  // namespace licet
