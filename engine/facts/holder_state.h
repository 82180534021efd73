#pragma once
// The folded state of one holder: what its events amount to, readable in place.
//
// One block of eight-byte words: a header, then sections of plain entries, then bits and text that entries refer to;
// behind them, for policy sets that need it, a second header with sections of its own (the extension).
// The same block serves in memory and on disk. It holds for one policy set (what folding reads of it) and answers every
// time not before `latest_at` and every *known* not before `latest_recorded`; else the events are folded anew. A
// HolderView borrows its words. Thread rule: immutable, any number of threads. Source: architecture.md, Facts;
// language.md sections 3, 6, 7 and 11.

#include <cstdint>
#include <engine/check/model.h>
#include <licet/instant.h>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace licet::facts {

/// Which event something rests on, and when it happened. *Later* is by `at`, ties by `recorded`.
struct EventRef {
  Instant at = kBeforeAll;
  Instant recorded = kBeforeAll;
  std::uint64_t record = 0;

  bool is_set() const { return recorded != kBeforeAll; }
  bool later_than(const EventRef& other) const { return at != other.at ? at > other.at : recorded > other.recorded; }
  friend bool operator==(const EventRef&, const EventRef&) = default;
};

/// A set of names as bits in the state's bit section: words `first` to `first` + words of the kind.
struct BitSet {
  std::uint32_t first = 0;
  std::uint32_t words = 0;
};

struct GrantEntry {
  EventRef given;
  EventRef confirmed;    ///< not set without a confirmation
  EventRef extended;     ///< the contact from which the period runs; not set without one
  EventRef narrowed;     ///< the latest withdrawal that took some of the coverage; not set without one
  Instant end = kNever;  ///< of a current grant: expired from here on; of a waiting one: lapsed
  BitSet purposes;
  BitSet channels;
  std::uint32_t without_channel = 0;  ///< 1: covers a request without a channel
  std::uint32_t present = 0;          ///< 0: there is no such grant
};

/// What ended a declaration's grants last.
enum class ConsentEnd : std::uint32_t { kNone, kRefused, kWithdrawn };

struct ConsentEntry {
  std::uint32_t consent = 0;
  ConsentEnd last_end = ConsentEnd::kNone;
  EventRef ended;  ///< the event behind `last_end`
  GrantEntry current;
  GrantEntry waiting;
  GrantEntry last_current;   ///< the last grant that was current, cleared or not (section 7)
  Instant cleared = kNever;  ///< when `last_current` was refused or withdrawn
};

enum class ValueKind : std::uint32_t { kNone, kYesNo, kNumber, kText, kInstant, kChoice };

/// A value that a fact had from `stated` on. Entries of a fact stand together in order of `stated`; all of them where
/// some consent asks for the value at its grant, else only the last.
struct FactEntry {
  std::uint32_t fact = 0;
  ValueKind kind = ValueKind::kNone;  ///< kNone: the value did not fit the fact's type
  std::int64_t number = 0;            ///< yes 1, no 0; the number; microseconds; the choice
  std::uint32_t text_first = 0;       ///< into the text section
  std::uint32_t text_bytes = 0;
  EventRef stated;
};

struct NoticeEntry {
  std::uint32_t notice = 0;
  std::uint32_t unused = 0;
  EventRef given;  ///< the earliest that counts
};

/// An objection that is not lifted for every purpose. Latest first.
struct ObjectionEntry {
  EventRef objected;
  BitSet purposes;  ///< for which it stands
  BitSet channels;  ///< which it overlaps; empty: any, and none
};

/// A restriction or a request for erasure that stands for some category. In order.
struct DataMarkEntry {
  EventRef begun;
  BitSet touched;                      ///< categories for which it stands, by overlap (section 6)
  BitSet whole;                        ///< categories that it names, or all; by which they fall due (section 7)
  std::uint32_t without_category = 0;  ///< 1: stands for a request without data
  std::uint32_t unused = 0;
};

struct ContactEntry {
  std::uint32_t purpose = 0;
  /// 0: without one, or the policy set does not ask (FoldPlan::contacts_by_channel); else 1 + the channel. A contact by
  /// several has an entry for each.
  std::uint32_t channel = 0;
  EventRef contacted;  ///< the latest for this purpose, as named
};

struct HeldEntry {
  std::uint32_t data = 0;
  /// Of a category by item 1 + its place in items(); 0 of a piece without a name, collected before the category was by
  /// item, and of other categories.
  std::uint32_t item = 0;
  EventRef first;   ///< the earliest `collected` that makes it held
  EventRef latest;  ///< its *collection*
};

/// What a time source (model::TimeSource) stands for from `since` on: its event, or none (not set) where the last was
/// taken back. Entries of a source stand together, `since` rising; all of them where some consent asks for it at its
/// grant, else only the last, if it has an event. Sources that rest on facts, consents, the category kept or the
/// request have none, nor has the twin of kLastContactForAsked (Model::elsewhere) that only rules use.
struct TimeEntry {
  std::uint32_t time = 0;
  std::uint32_t unused = 0;
  Instant since = kBeforeAll;
  EventRef event;
};

enum class GrantPlace : std::uint32_t { kCurrent, kWaiting, kLastCurrent };

/// A value that a grant, or the confirmation that made it current, states of itself. The current grant is the last that
/// was current, and has its entries as both.
struct GrantFactEntry {
  std::uint32_t consent = 0;
  GrantPlace grant = GrantPlace::kCurrent;
  FactEntry value;
};

/// A piece of what is kept by item, or of which a fact was stated.
struct ItemEntry {
  std::uint32_t text_first = 0;  ///< into the text section
  std::uint32_t text_bytes = 0;
};

/// The latest value of a fact `of item`.
struct ItemFactEntry {
  std::uint32_t item = 0;  ///< its place in items()
  std::uint32_t unused = 0;
  FactEntry value;
};

enum class RecordsKind : std::uint32_t { kProof, kObjections };

/// Events of the holder that a retention can keep: those of one consent, or of objections.
struct RecordsEntry {
  RecordsKind kind = RecordsKind::kProof;
  std::uint32_t consent = 0;  ///< of kProof
  EventRef first;             ///< held from here on
  EventRef latest;            ///< its *collection*: the latest `granted`, or `objected`; not set without one
  EventRef requested;         ///< the first request for erasure that stands and concerns them; not set without one
};

/// Counts of entries by section.
struct ExtensionHeader {
  std::uint32_t times = 0;
  std::uint32_t grant_facts = 0;
  std::uint32_t items = 0;
  std::uint32_t item_facts = 0;
  std::uint32_t records = 0;
  std::uint32_t has_suspended = 0;  ///< 1: `suspended` says which categories a `hold` concerns; else the header, of all
  BitSet suspended;
};

/// The state's header. Counts of entries by section.
struct StateHeader {
  Instant latest_at = kBeforeAll;
  Instant latest_recorded = kBeforeAll;
  std::uint32_t consents = 0;
  std::uint32_t facts = 0;
  std::uint32_t notices = 0;
  std::uint32_t objections = 0;
  std::uint32_t restrictions = 0;
  std::uint32_t erasures = 0;
  std::uint32_t contacts = 0;
  std::uint32_t held = 0;
  std::uint32_t bit_words = 0;
  std::uint32_t text_bytes = 0;
  /// 1: a `hold` without data stands: for records, and for all categories but where the extension says which.
  std::uint32_t suspended = 0;
  std::uint32_t extension = 0;  ///< 1: an extension stands behind the text
};

/// Reads a state in place.
class HolderView {
 public:
  /// A view of nobody's state: nothing happened.
  HolderView() : HolderView(empty_words()) {}
  /// `words` is a block made by StateBuilder, see is_whole(); it must outlive the view.
  explicit HolderView(std::span<const std::uint64_t> words);

  const StateHeader& header() const { return *header_; }
  std::span<const ConsentEntry> consents() const { return consents_; }
  std::span<const FactEntry> facts() const { return facts_; }
  std::span<const NoticeEntry> notices() const { return notices_; }
  std::span<const ObjectionEntry> objections() const { return objections_; }
  std::span<const DataMarkEntry> restrictions() const { return restrictions_; }
  std::span<const DataMarkEntry> erasures() const { return erasures_; }
  /// By purpose, then channel.
  std::span<const ContactEntry> contacts() const { return contacts_; }
  /// By category, then by item.
  std::span<const HeldEntry> held() const { return held_; }
  std::span<const TimeEntry> times() const {
    return behind<TimeEntry>(std::span(extension_, extension_ == nullptr ? 0 : 1), &ExtensionHeader::times);
  }
  /// By consent, then grant, then fact.
  std::span<const GrantFactEntry> grant_facts() const {
    return behind<GrantFactEntry>(times(), &ExtensionHeader::grant_facts);
  }
  /// By their bytes.
  std::span<const ItemEntry> items() const { return behind<ItemEntry>(grant_facts(), &ExtensionHeader::items); }
  /// By fact, then item.
  std::span<const ItemFactEntry> item_facts() const {
    return behind<ItemFactEntry>(items(), &ExtensionHeader::item_facts);
  }
  /// By kind, then consent.
  std::span<const RecordsEntry> records() const {
    return behind<RecordsEntry>(item_facts(), &ExtensionHeader::records);
  }

  bool contains(const BitSet& set, std::uint32_t name) const {
    return name / 64 < set.words && ((bits_[set.first + name / 64] >> (name % 64)) & 1U) != 0;
  }
  std::string_view text(const FactEntry& fact) const { return text_.substr(fact.text_first, fact.text_bytes); }

  /// The declaration's entry, or null. O(log entries).
  const ConsentEntry* consent(model::ConsentId consent) const;
  /// The fact's entries, in order of `stated`; empty if it has none.
  std::span<const FactEntry> values(model::FactId fact) const;
  /// The last of them; null if there is none. O(log entries).
  const FactEntry* latest(model::FactId fact) const {
    const FactEntry* entry = facts_.data();
    std::size_t left = facts_.size();
    // The first `left` entries may be of later facts; all before `entry` are not.
    while (left > 0) {
      const std::size_t half = (left + 1) / 2;
      const bool not_later = entry[half - 1].fact <= fact.value;
      entry = not_later ? entry + half : entry;
      left = not_later ? left - half : half - 1;
    }
    return entry != facts_.data() && entry[-1].fact == fact.value ? entry - 1 : nullptr;
  }
  const NoticeEntry* notice(model::NoticeId notice) const;
  /// The category's entries: one, or of a category by item one a piece; empty if it is not held.
  std::span<const HeldEntry> held(model::DataId category) const;
  /// The source's entries, in order of `since`. O(log entries).
  std::span<const TimeEntry> time(model::TimeId time) const;
  /// What the grant says of the fact; null if nothing. O(log entries).
  const FactEntry* grant_fact(model::ConsentId consent, GrantPlace grant, model::FactId fact) const;
  const FactEntry* item_fact(model::FactId fact, std::uint32_t item) const;
  const RecordsEntry* records(RecordsKind kind, model::ConsentId consent) const;
  /// Null without one.
  const ExtensionHeader* extension() const { return extension_; }
  /// Does a `hold` concern the category?
  bool is_suspended(model::DataId category) const;
  std::string_view item_text(std::uint32_t item) const {
    const ItemEntry& entry = items()[item];
    return text_.substr(entry.text_first, entry.text_bytes);
  }

 private:
  static std::span<const std::uint64_t> empty_words();

  /// The section of the extension behind another; empty without an extension. Found anew each time, because deciding
  /// without an extension is quicker on a smaller view.
  template <class Entry, class Before>
  std::span<const Entry> behind(std::span<const Before> before, std::uint32_t ExtensionHeader::*count) const {
    static_assert(sizeof(Before) % sizeof(std::uint64_t) == 0);
    if (extension_ == nullptr) return {};
    return {reinterpret_cast<const Entry*>(before.data() + before.size()), extension_->*count};
  }

  const StateHeader* header_ = nullptr;
  std::span<const ConsentEntry> consents_;
  std::span<const FactEntry> facts_;
  std::span<const NoticeEntry> notices_;
  std::span<const ObjectionEntry> objections_;
  std::span<const DataMarkEntry> restrictions_;
  std::span<const DataMarkEntry> erasures_;
  std::span<const ContactEntry> contacts_;
  std::span<const HeldEntry> held_;
  const ExtensionHeader* extension_ = nullptr;  ///< null without one
  std::span<const std::uint64_t> bits_;
  std::string_view text_;
};

static_assert(std::is_trivially_copyable_v<ConsentEntry> && std::is_trivially_copyable_v<FactEntry> &&
              std::is_trivially_copyable_v<DataMarkEntry> && std::is_trivially_copyable_v<StateHeader>);

static_assert(
    std::has_unique_object_representations_v<ConsentEntry> && std::has_unique_object_representations_v<FactEntry> &&
    std::has_unique_object_representations_v<NoticeEntry> && std::has_unique_object_representations_v<ObjectionEntry> &&
    std::has_unique_object_representations_v<DataMarkEntry> && std::has_unique_object_representations_v<ContactEntry> &&
    std::has_unique_object_representations_v<HeldEntry> && std::has_unique_object_representations_v<StateHeader> &&
    std::has_unique_object_representations_v<TimeEntry> && std::has_unique_object_representations_v<GrantFactEntry> &&
    std::has_unique_object_representations_v<ItemEntry> && std::has_unique_object_representations_v<ItemFactEntry> &&
    std::has_unique_object_representations_v<RecordsEntry> &&
    std::has_unique_object_representations_v<ExtensionHeader>);

/// Is this a block as StateBuilder makes them: lengths that come to just these words, sets and texts within their
/// sections, flags and kinds in range, sections in order? Only then may a HolderView read it. Whether the numbers of
/// declarations fit a policy set is for the fold key to tell. In proportion to the entries.
bool is_whole(std::span<const std::uint64_t> words);

/// Collects entries and packs them into one block.
struct StateBuilder {
  StateHeader header;
  std::vector<ConsentEntry> consents;
  std::vector<FactEntry> facts;
  std::vector<NoticeEntry> notices;
  std::vector<ObjectionEntry> objections;
  std::vector<DataMarkEntry> restrictions;
  std::vector<DataMarkEntry> erasures;
  std::vector<ContactEntry> contacts;
  std::vector<HeldEntry> held;
  std::vector<TimeEntry> times;
  std::vector<GrantFactEntry> grant_facts;
  std::vector<ItemEntry> items;
  std::vector<ItemFactEntry> item_facts;
  std::vector<RecordsEntry> records;
  ExtensionHeader extension;
  std::vector<std::uint64_t> bits;
  std::string text;

  /// Stores a set given by a flag a name.
  BitSet add_bits(const std::vector<bool>& names);

  /// The block; entries must stand in the orders that HolderView promises. Without entries of the extension it has
  /// none, and is what version 1 of the language made.
  std::vector<std::uint64_t> pack() const;
};

}  // namespace licet::facts
