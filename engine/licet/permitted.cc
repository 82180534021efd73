#include <engine/licet/permitted.h>
#include <engine/rights/permitted.h>
#include <utility>

namespace licet {

Ledger::Outcome<Permitted> permitted_of(Ledger& ledger, const PermittedRequest& request, const PolicySet& policy) {
  auto asked = exchange::combinations(request, policy.model());
  if (!asked) return tl::unexpected(CallError(std::move(asked.error())));
  const auto history = ledger.holder_history(request, rights::recipients_of(policy.model(), *asked));
  if (!history) return tl::unexpected(history.error());
  return rights::permitted(policy.ready(), *asked, *history, request.denied);
}

}  // namespace licet
