#pragma once
// The parts of folding: what several sections of a state are made from. Private to folding.
//
// Pure functions; they add to the builder. Events are those of one holder that count, in order. Source: language.md
// sections 3, 6 and 7; language-additions.md.

#include <engine/facts/fold.h>
#include <engine/facts/readable_event.h>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace licet::facts {

using Events = std::span<const ReadableEvent>;

/// An event that a retention can keep, whatever the set makes of it otherwise.
struct RecordsEvent {
  RecordsKind kind = RecordsKind::kProof;
  std::uint32_t consent = 0;
  bool begins = false;  ///< a `granted`, or an `objected`
  EventRef ref;
};
std::optional<RecordsEvent> read_for_records(const model::Model& model, const Holder& holder,
                                             const RecordedEvent& event);

FactEntry value_entry(std::uint32_t fact, const std::optional<exchange::FactValue>& value, const EventRef& stated,
                      StateBuilder& builder);

/// Does an event that names data, or none, name the category as a whole?
bool names_whole(const model::Model& model, const ReadableEvent& event, model::DataId category);

/// Of an `informed`: was a wording shown that the notice lists, if it lists any?
bool counts_as_given(const model::Model& model, const ReadableEvent& event);

void fold_times(const FoldPlan& plan, Events events, StateBuilder& builder);

/// What is held, and the facts of items.
void fold_held(const model::Model& model, Events events, StateBuilder& builder);

void fold_suspension(const model::Model& model, Events events, StateBuilder& builder);

void fold_records(std::span<const RecordsEvent> records, Events events, StateBuilder& builder);

/// The piece of each category by item that a `collected` collects. Without an `item` it is one without a name, the
/// empty text: it was recorded before the category was kept by item, or names only what the category lies within.
std::string_view piece_of(const ReadableEvent& collected);

}  // namespace licet::facts
