#include <algorithm>
#include <engine/rights/timeline.h>
#include <engine/time/zone.h>

namespace licet::rights {
namespace {

/// 0001-01-01T00:00:00Z: calendars begin there, and so does what can be asked.
constexpr Instant kFirstAsked{-62'135'596'800'000'000};

/// Spans laid one behind the other; neighbours that agree become one.
class Spans {
 public:
  Spans(Timeline& made, const TimelineBounds& bounds) : made_(made), bounds_(bounds) {}

  /// Does what is decided at `from` go on with the span before?
  bool goes_on(const Decision& decision) const {
    if (made_.spans.empty()) return false;
    const TimelineSpan& last = made_.spans.back();
    return last.outcome == decision.outcome && last.rule == decision.rule && last.reason == decision.reason;
  }
  /// False, and nothing is begun, where the limit is reached.
  bool begin(Instant from, Decision decision) {
    if (made_.spans.size() == bounds_.spans) {
      made_.continues_at = from;
      return false;
    }
    made_.spans.push_back({from, from, decision.outcome, std::move(decision.rule), decision.reason,
                           std::move(decision.duties), std::move(decision.because), std::nullopt});
    return true;
  }
  void go_on_until(Instant to) { made_.spans.back().to = to; }

 private:
  Timeline& made_;
  const TimelineBounds& bounds_;
};

/// The moments from which other events count, from `from` on and before `to`, with `from`.
std::vector<Instant> beginnings(const AskedHistory& history, const TimelineBounds& bounds) {
  std::vector<Instant> all{bounds.from};
  for (const Instant moment : moments_of(history, history.question.at)) {
    if (moment > bounds.from && moment < bounds.to) all.push_back(moment);
  }
  return all;
}

}  // namespace

tl::expected<Timeline, std::string> timeline(const decide::ReadyPolicy& policy, const AskedHistory& history,
                                             const TimelineBounds& bounds) {
  const decide::Decider& decider = policy.decider();
  const Instant look = history.question.at;
  Timeline made;
  made.at = look;
  if (history.question.known != kNever) made.known = history.question.known;
  made.policy = {policy.model().name, policy.model().version, policy.model().digest, time::zone_data_version()};

  decide::Workspace workspace = decider.make_workspace();
  const explain::EventSource events = events_of(history);
  AskedStates states(policy, history);
  Spans spans(made, bounds);
  exchange::Question question = history.question;
  const std::vector<Instant> begins = beginnings(history, bounds);
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const Instant end = i + 1 < begins.size() ? begins[i + 1] : bounds.to;
    const decide::States& folded = states.fold(std::min(begins[i], look));
    for (Instant from = begins[i]; from < end;) {
      question.at = std::max(from, kFirstAsked);
      Decision decision = decider.answer(question, folded, workspace, {.until = true, .until_reason = true});
      const Instant to = std::min(decision.until, end);
      if (!spans.goes_on(decision)) {
        if (!spans.begin(from, std::move(decision))) return made;
        if (bounds.explain) {
          auto explained =
              explain::explain(decider, question, folded, policy.sources(), events, workspace, {.until = false});
          if (!explained) return tl::unexpected(std::move(explained.error()));
          made.spans.back().explanation = std::move(*explained);
        }
      }
      spans.go_on_until(to);
      from = to;
    }
  }
  return made;
}

}  // namespace licet::rights
