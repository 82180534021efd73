#include <algorithm>
#include <engine/exchange/json_difference.h>
#include <engine/exchange/request_json.h>
#include <engine/licet/archived_sets.h>
#include <engine/licet/at_the_door.h>
#include <engine/licet/past_decision.h>
#include <licet/replay.h>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace licet {
namespace {

constexpr std::uint64_t kToldEvery = 1024;
constexpr std::size_t kRememberedEvents = 200'000;

class StoreReplay {
 public:
  StoreReplay(const facts::DurableStore& store, const ReplayObserver& observer)
      : store_(store), sets_(store), observer_(observer) {}

  Result<ReplayCount> run(std::uint64_t from, std::uint64_t until) {
    const auto visit = [&](const record::OpenedRecord& record) -> Result<void> {
      ++count_.records;
      if (record.kind == record::RecordKind::kDecision) {
        ++count_.decisions;
        if (auto done = replay(record); !done) return done;
      }
      if (observer_.progress && count_.records % kToldEvery == 0) observer_.progress(count_, until - from);
      return {};
    };
    if (auto visited = store_.log().visit(from, until, visit); !visited) return tl::unexpected(visited.error());
    if (observer_.progress) observer_.progress(count_, until - from);
    return count_;
  }

 private:
  Result<void> replay(const record::OpenedRecord& record) {
    if (record.erased) {
      ++count_.erased;
      return {};
    }
    auto content = decision_content(record.content, record.number);
    if (!content) return tl::unexpected(std::move(content.error()));
    auto policy = sets_.find(record.policy, content->zone);
    if (!policy) return tl::unexpected(std::move(policy.error()));
    const auto past = past_decision(std::move(*content), std::move(*policy), record.number);
    if (!past) return tl::unexpected(past.error());
    auto events = events_below(past->holder, past->content.basis);
    if (!events) return tl::unexpected(events.error());
    std::vector<RecordedEvent> with_recipients;
    for (const facts::Holder& recipient : recipients_of(*past)) {
      if (with_recipients.empty()) with_recipients.assign(events->begin(), events->end());
      const auto more = events_below(recipient, past->content.basis);
      if (!more) return tl::unexpected(more.error());
      with_recipients.insert(with_recipients.end(), more->begin(), more->end());
    }
    if (!with_recipients.empty()) events = with_recipients;
    const auto again = decide_again<Decision>(*past, *events, {});
    if (!again) {
      const auto* failure = std::get_if<Failure>(&again.error());
      return tl::unexpected(failure != nullptr
                                ? *failure
                                : Failure{FailureKind::kDamaged,
                                          "Record " + std::to_string(record.number) + ": it cannot be decided again."});
    }
    ++(again->same ? count_.same : count_.different);
    if (!again->same && observer_.different) observer_.different(told(record, *past, again->answer));
    return {};
  }

  /// Valid until the next call. Whoever is asked about once is often asked about again.
  Result<std::span<const RecordedEvent>> events_below(const facts::Holder& holder, std::uint64_t basis) {
    const auto by_record = [](const RecordedEvent& a, const RecordedEvent& b) { return a.record < b.record; };
    const std::pair<facts::HolderKind, std::string> key{holder.kind, holder.id};
    auto known = histories_.find(key);
    if (known == histories_.end()) {
      const auto loaded = store_.history(holder, store_.visible().records);
      if (!loaded) return tl::unexpected(loaded.error());
      std::vector<RecordedEvent> events = facts::recorded_events(*loaded);
      std::sort(events.begin(), events.end(), by_record);
      if (remembered_ + events.size() > kRememberedEvents) {
        histories_.clear();
        remembered_ = 0;
      }
      // Holders without events take memory too.
      remembered_ += events.size() + 1;
      known = histories_.emplace(key, std::move(events)).first;
    }
    const std::vector<RecordedEvent>& events = known->second;
    const auto end = std::partition_point(events.begin(), events.end(),
                                          [basis](const RecordedEvent& event) { return event.record < basis; });
    return std::span(events).first(static_cast<std::size_t>(end - events.begin()));
  }

  static Replayed told(const record::OpenedRecord& record, const PastDecision& past, const Decision& again) {
    Replayed result{record.number, past.content.recorded, past.policy->model().digest, past.content.engine, false, {}};
    for (auto& each :
         exchange::json_differences(past.content.answer, exchange::write_decision(again), kReplayDifferences)) {
      result.differences.push_back({std::move(each.field), std::move(each.before), std::move(each.after)});
    }
    return result;
  }

  const facts::DurableStore& store_;
  ArchivedSets sets_;
  std::map<std::pair<facts::HolderKind, std::string>, std::vector<RecordedEvent>> histories_;
  std::size_t remembered_ = 0;  ///< events in `histories_`, and one for each holder
  const ReplayObserver& observer_;
  ReplayCount count_;
};

Result<ReplayCount> replay(const StorePlace& place, const ReplayOptions& options, const ReplayObserver& observer) {
  facts::DurableOptions opening;
  opening.log.master_key = place.master_key;
  opening.log.signing_key = place.signing_key;
  const auto store = facts::DurableStore::open(place.directory, opening);
  if (!store) return tl::unexpected(store.error());
  const std::uint64_t until = std::min(options.until, store->visible().records);
  return StoreReplay(*store, observer).run(std::min(options.from, until), until);
}

}  // namespace

Result<ReplayCount> replay_store(const StorePlace& place, const ReplayOptions& options,
                                 const ReplayObserver& observer) {
  return at_the_door([&] { return replay(place, options, observer); },
                     [](Failure failure) -> Result<ReplayCount> { return tl::unexpected(std::move(failure)); });
}

}  // namespace licet
