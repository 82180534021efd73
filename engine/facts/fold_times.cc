// What has a time, by events.
#include <algorithm>
#include <engine/exchange/kept_by_item.h>
#include <engine/facts/fold_parts.h>
#include <map>
#include <set>
#include <string_view>

namespace licet::facts {
namespace {

/// In the order in which events happened.
struct Later {
  EventRef event;
  friend bool operator<(const Later& a, const Later& b) { return b.event.later_than(a.event); }
};

/// The steps of one source; events are taken in their order.
class TimeSteps {
 public:
  TimeSteps(std::size_t time, bool whole) : time_(static_cast<std::uint32_t>(time)), whole_(whole) {}

  void set(const EventRef& event) { step(event.at, event); }
  void step(Instant since, const EventRef& event) {
    if (steps_.empty() ? !event.is_set() : steps_.back().event == event) return;
    const bool replaces = !steps_.empty() && (!whole_ || steps_.back().since == since);
    if (replaces) steps_.pop_back();
    steps_.push_back({time_, 0, since, event});
  }
  bool is_set() const { return !steps_.empty() && steps_.back().event.is_set(); }

  void finish(std::vector<TimeEntry>& entries) const {
    if (whole_ || is_set()) entries.insert(entries.end(), steps_.begin(), steps_.end());
  }

 private:
  std::uint32_t time_;
  bool whole_;
  std::vector<TimeEntry> steps_;
};

class TimesFold {
 public:
  TimesFold(const FoldPlan& plan, Events events) : model_(plan.model), plan_(plan) {
    for (const ReadableEvent& event : events) by_kind_[event.kind].push_back(&event);
    collecting_ = both(EventKind::kCollected, EventKind::kErased);
    objecting_ = both(EventKind::kObjected, EventKind::kObjectionLifted);
  }

  void fold(StateBuilder& builder) const {
    for (std::size_t i = 0; i < model_.times.size(); ++i) {
      if (!plan_.has_entries[i]) continue;
      TimeSteps steps(i, plan_.whole_past[i]);
      follow(model_.times[i], steps);
      steps.finish(builder.times);
    }
  }

 private:
  using Chosen = std::vector<const ReadableEvent*>;

  const Chosen& of(EventKind kind) const {
    static const Chosen none;
    const auto found = by_kind_.find(kind);
    return found == by_kind_.end() ? none : found->second;
  }

  Chosen both(EventKind one, EventKind other) const {
    Chosen chosen = of(one);
    chosen.insert(chosen.end(), of(other).begin(), of(other).end());
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const ReadableEvent* a, const ReadableEvent* b) { return b->ref.later_than(a->ref); });
    return chosen;
  }

  void follow(const model::TimeSource& source, TimeSteps& steps) const {
    switch (source.kind) {
      case model::TimeSourceKind::kLastContact:
        for (const ReadableEvent* event : of(EventKind::kContacted)) {
          if (concerns(source, *event)) steps.set(event->ref);
        }
        break;
      case model::TimeSourceKind::kCollection:
        follow_collection(model::DataId(source.subject), steps);
        break;
      case model::TimeSourceKind::kObjection:
        follow_objection(model::PurposeId(source.subject), steps);
        break;
      case model::TimeSourceKind::kLastRestriction:
        for (const ReadableEvent* event : of(EventKind::kRestricted)) steps.set(event->ref);
        break;
      case model::TimeSourceKind::kNoticeFirst:
      case model::TimeSourceKind::kNoticeLatest:
        for (const ReadableEvent* event : of(EventKind::kInformed)) {
          if (source.kind == model::TimeSourceKind::kNoticeFirst && steps.is_set()) break;
          if (event->subject == source.subject && counts_as_given(model_, *event)) steps.set(event->ref);
        }
        break;
      case model::TimeSourceKind::kFact:
      case model::TimeSourceKind::kLastContactForAsked:
      case model::TimeSourceKind::kOwnCollection:
      case model::TimeSourceKind::kConsentStarts:
      case model::TimeSourceKind::kConsentEnds:
        break;
    }
  }

  bool concerns(const model::TimeSource& source, const ReadableEvent& contact) const {
    const auto& purposes = contact.purposes.names;
    const auto& channels = contact.channels.names;
    return (source.purposes.empty() || std::any_of(purposes.begin(), purposes.end(),
                                                   [&](model::PurposeId purpose) {
                                                     return model_.purposes.hierarchy.is_within_any(purpose,
                                                                                                    source.purposes);
                                                   })) &&
           (source.channels.empty() || std::any_of(channels.begin(), channels.end(), [&](model::ChannelId channel) {
              return model_.channels.hierarchy.is_within_any(channel, source.channels);
            }));
  }

  /// Of a category by item that of the piece collected last, of those that are held.
  void follow_collection(model::DataId category, TimeSteps& steps) const {
    const bool by_item = exchange::is_kept_by_item(model_, category);
    std::map<std::string_view, EventRef> pieces;
    std::set<Later> latest;  ///< of the pieces
    for (const ReadableEvent* event : collecting_) {
      if (!names_whole(model_, *event, category)) continue;
      const bool collected = event->kind == EventKind::kCollected;
      if (!by_item) {
        if (collected) steps.set(event->ref);
        if (!collected && !event->item) steps.step(event->ref.at, {});
      } else if (collected) {
        EventRef& piece = pieces[piece_of(*event)];
        latest.erase(Later{piece});
        piece = event->ref;
        latest.insert(Later{piece});
        steps.set(event->ref);
      } else {
        if (event->item) {
          const auto piece = pieces.find(*event->item);
          if (piece == pieces.end()) continue;
          latest.erase(Later{piece->second});
          pieces.erase(piece);
        } else {
          pieces.clear();
          latest.clear();
        }
        steps.step(event->ref.at, latest.empty() ? EventRef{} : latest.rbegin()->event);
      }
    }
  }

  void follow_objection(model::PurposeId purpose, TimeSteps& steps) const {
    const auto& purposes = model_.purposes.hierarchy;
    for (const ReadableEvent* event : objecting_) {
      const auto& named = event->purposes;
      if (event->kind == EventKind::kObjected) {
        if (!named.stated || purposes.overlaps_any(purpose, named.names)) steps.set(event->ref);
      } else if (!named.stated || purposes.is_within_any(purpose, named.names)) {
        steps.step(event->ref.at, {});
      }
    }
  }

  const model::Model& model_;
  const FoldPlan& plan_;
  std::map<EventKind, Chosen> by_kind_;
  Chosen collecting_;
  Chosen objecting_;
};

}  // namespace

void fold_times(const FoldPlan& plan, Events events, StateBuilder& builder) {
  if (std::find(plan.has_entries.begin(), plan.has_entries.end(), true) == plan.has_entries.end()) return;
  TimesFold(plan, events).fold(builder);
}

}  // namespace licet::facts
