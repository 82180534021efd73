#include <engine/licet/missing.h>
#include <engine/rights/missing.h>
#include <utility>

namespace licet {

Ledger::Outcome<Missing> missing_of(Ledger& ledger, const MissingRequest& request, const PolicySet& policy) {
  auto history = ledger.asked_history(request.request, policy);
  if (!history) return tl::unexpected(history.error());
  return rights::missing(policy.ready(), std::move(*history), {request.sets, request.acts, request.tries});
}

}  // namespace licet
