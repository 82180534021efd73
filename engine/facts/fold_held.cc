// What is held, piece by piece where it is kept so, and what is said of pieces.
#include <algorithm>
#include <engine/exchange/kept_by_item.h>
#include <engine/facts/fold_parts.h>
#include <map>
#include <string_view>
#include <utility>

namespace licet::facts {
namespace {

void collect(HeldEntry& held, const EventRef& event) {
  if (!held.first.is_set()) held.first = event;
  held.latest = event;
}

HeldEntry held_at_once(const model::Model& model, Events events, model::DataId category) {
  HeldEntry held;
  held.data = category.value;
  for (const ReadableEvent& event : events) {
    const bool collected = event.kind == EventKind::kCollected;
    const bool erased = event.kind == EventKind::kErased && !event.item;
    if ((!collected && !erased) || !names_whole(model, event, category)) continue;
    if (collected) {
      collect(held, event.ref);
    } else {
      held.first = held.latest = EventRef{};
    }
  }
  return held;
}

using Pieces = std::map<std::string_view, HeldEntry>;

Pieces held_by_item(const model::Model& model, Events events, model::DataId category) {
  Pieces pieces;
  for (const ReadableEvent& event : events) {
    const bool collected = event.kind == EventKind::kCollected;
    if ((!collected && event.kind != EventKind::kErased) || !names_whole(model, event, category)) continue;
    if (collected) {
      collect(pieces[piece_of(event)], event.ref);
    } else if (event.item) {
      pieces.erase(*event.item);
    } else {
      pieces.clear();
    }
  }
  return pieces;
}

using ItemFacts = std::map<std::pair<std::uint32_t, std::string_view>, const ReadableEvent*>;

ItemFacts stated_of_items(Events events) {
  ItemFacts facts;
  for (const ReadableEvent& event : events) {
    if (event.kind == EventKind::kFact && event.item) facts[{event.subject, *event.item}] = &event;
  }
  return facts;
}

/// Pieces in the order of their bytes, each with its place.
class ItemPlaces {
 public:
  void note(std::string_view item) { places_.try_emplace(item, 0); }
  void settle(StateBuilder& builder) {
    for (auto& [item, place] : places_) {
      place = static_cast<std::uint32_t>(builder.items.size());
      builder.items.push_back(
          {static_cast<std::uint32_t>(builder.text.size()), static_cast<std::uint32_t>(item.size())});
      builder.text += item;
    }
  }
  std::uint32_t place(std::string_view item) const { return places_.at(item); }

 private:
  std::map<std::string_view, std::uint32_t> places_;
};

}  // namespace

std::string_view piece_of(const ReadableEvent& collected) {
  return collected.item ? std::string_view(*collected.item) : std::string_view();
}

void fold_held(const model::Model& model, Events events, StateBuilder& builder) {
  std::map<std::uint32_t, Pieces> by_item;
  ItemPlaces places;
  for (std::size_t i = 0; i < model.by_item.size(); ++i) {
    if (!model.by_item[i]) continue;
    const Pieces& pieces = by_item[static_cast<std::uint32_t>(i)] = held_by_item(model, events, model::DataId(i));
    for (const auto& [item, held] : pieces) {
      if (!item.empty()) places.note(item);
    }
  }
  const ItemFacts facts = stated_of_items(events);
  for (const auto& [fact, event] : facts) places.note(fact.second);
  places.settle(builder);

  for (std::size_t i = 0; i < model.data.hierarchy.size(); ++i) {
    const model::DataId category(i);
    if (!exchange::is_kept_by_item(model, category)) {
      const HeldEntry held = held_at_once(model, events, category);
      if (held.latest.is_set()) builder.held.push_back(held);
      continue;
    }
    // In the order of the items.
    for (auto [item, held] : by_item[category.value]) {
      held.data = category.value;
      held.item = item.empty() ? 0 : places.place(item) + 1;
      builder.held.push_back(held);
    }
  }
  for (const auto& [fact, event] : facts) {
    builder.item_facts.push_back(
        {places.place(fact.second), 0, value_entry(fact.first, event->value, event->ref, builder)});
  }
}

void fold_suspension(const model::Model& model, Events events, StateBuilder& builder) {
  std::vector<bool> categories(model.data.hierarchy.size());
  bool everything = false;
  for (const ReadableEvent& event : events) {
    const bool begins = event.kind == EventKind::kHold;
    if (!begins && event.kind != EventKind::kHoldLifted) continue;
    if (!event.data.stated) everything = begins;
    for (std::size_t i = 0; i < categories.size(); ++i) {
      if (names_whole(model, event, model::DataId(i))) categories[i] = begins;
    }
  }
  builder.header.suspended = everything ? 1 : 0;
  if (std::find(categories.begin(), categories.end(), !everything) == categories.end()) return;
  builder.extension.has_suspended = 1;
  builder.extension.suspended = builder.add_bits(categories);
}

}  // namespace licet::facts
