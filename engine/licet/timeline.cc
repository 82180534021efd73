#include <engine/licet/timeline.h>
#include <engine/rights/timeline.h>
#include <utility>

namespace licet {

Ledger::Outcome<Timeline> timeline_of(Ledger& ledger, const TimelineRequest& request, const PolicySet& policy) {
  const auto wrong = [](const char* field, const char* message) {
    return tl::unexpected(CallError(InputError{field, message, {}}));
  };
  const rights::TimelineBounds bounds{request.from.value_or(kBeforeAll), request.to.value_or(kNever), request.spans,
                                      request.explain};
  if (bounds.from >= bounds.to) return wrong("to", "The end must lie after the beginning.");
  if (bounds.spans == 0) return wrong("spans", "A timeline has at least one span.");
  const auto history = ledger.asked_history(request.request, policy);
  if (!history) return tl::unexpected(history.error());
  auto made = rights::timeline(policy.ready(), *history, bounds);
  if (made) return std::move(*made);
  return tl::unexpected(CallError(
      Failure{FailureKind::kContradiction, "Decision and explanation disagree, so neither is given: " + made.error()}));
}

}  // namespace licet
