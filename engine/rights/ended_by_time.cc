#include <engine/rights/ended_by_time.h>
#include <set>
#include <tuple>

namespace licet::rights {
namespace {

bool is_about_consent(EventKind kind) {
  return kind == EventKind::kGranted || kind == EventKind::kConfirmed || kind == EventKind::kRefused ||
         kind == EventKind::kWithdrawn;
}

/// The last moment before each event about a consent, and `at`: where a grant that ends by time can be seen.
std::set<Instant> moments_of(std::span<const RecordedEvent> events, Instant at, Instant known) {
  std::set<Instant> moments{at};
  for (const RecordedEvent& event : events) {
    const Instant happened = event.event.at.value_or(event.recorded);
    if (is_about_consent(event.event.kind) && event.recorded <= known && happened <= at) {
      moments.insert({happened.micros - 1});
    }
  }
  return moments;
}

}  // namespace

std::vector<Happening> ended_by_time(const facts::FoldPlan& plan, const facts::Holder& holder,
                                     std::span<const RecordedEvent> events, Instant at, Instant known) {
  std::set<std::tuple<Instant, std::uint32_t, std::uint64_t, HappeningKind>> ended;
  for (const Instant moment : moments_of(events, at, known)) {
    const std::vector<std::uint64_t> words = facts::fold(plan, holder, events, {moment, known});
    for (const facts::ConsentEntry& entry : facts::HolderView(words).consents()) {
      const auto add = [&, consent = entry.consent](const facts::GrantEntry& grant, HappeningKind kind) {
        if (grant.present != 0 && grant.end <= moment) ended.emplace(grant.end, consent, grant.given.record, kind);
      };
      add(entry.current, HappeningKind::kExpired);
      add(entry.waiting, HappeningKind::kLapsed);
    }
  }
  std::vector<Happening> all;
  for (const auto& [end, consent, record, kind] : ended) {
    all.push_back({kind, end, record, plan.model.consents.list[consent].title.name});
  }
  return all;
}

}  // namespace licet::rights
