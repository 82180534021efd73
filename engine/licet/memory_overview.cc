// What a ledger in memory knows of one holder. It keeps no decisions.
#include <algorithm>
#include <engine/licet/memory_ledger.h>
#include <engine/licet/overview.h>

namespace licet {

Ledger::Outcome<Overview> MemoryLedger::overview(const OverviewRequest& request, const PolicySet& policy) {
  const std::lock_guard lock(guard_);
  const auto holder = holder_of(request.of);
  if (!holder) return tl::unexpected(holder.error());
  const Instant now = std::max(clock_(), memory_.last_recorded());
  const auto events = memory_.kept_for(*holder, policy.model());
  return overview_of(policy, *holder, events, request, request.of.at.value_or(now), std::nullopt, {});
}

Ledger::Outcome<rights::HolderHistory> MemoryLedger::holder_history(const PermittedRequest& request,
                                                                    std::span<const std::string> recipients) {
  const std::lock_guard lock(guard_);
  rights::HolderHistory history;
  history.customer = request.customer;
  history.device = request.device;
  history.at = request.at.value_or(std::max(clock_(), memory_.last_recorded()));
  history.known = request.known.value_or(kNever);
  if (request.customer) history.of_customer = memory_.history(request.customer, {});
  if (request.device) history.of_device = memory_.history({}, request.device);
  for (const std::string& one : recipients) history.of_recipients[one] = memory_.history_of_recipient(one);
  return history;
}

}  // namespace licet
