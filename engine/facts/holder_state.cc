#include <algorithm>
#include <cstddef>
#include <cstring>
#include <engine/facts/holder_state.h>
#include <tuple>
#include <utility>

namespace licet::facts {
namespace {

// The layout on disk: docs/store_format.md, "State". Another one is another version of rows.
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "Entries are read as they stand on disk.");

static_assert(sizeof(StateHeader) == 64 && offsetof(StateHeader, latest_recorded) == 8 &&
              offsetof(StateHeader, consents) == 16 && offsetof(StateHeader, held) == 44 &&
              offsetof(StateHeader, bit_words) == 48 && offsetof(StateHeader, text_bytes) == 52 &&
              offsetof(StateHeader, suspended) == 56 && offsetof(StateHeader, extension) == 60);
static_assert(sizeof(EventRef) == 24 && offsetof(EventRef, recorded) == 8 && offsetof(EventRef, record) == 16);
static_assert(sizeof(BitSet) == 8 && offsetof(BitSet, words) == 4);
static_assert(sizeof(GrantEntry) == 128 && offsetof(GrantEntry, confirmed) == 24 &&
              offsetof(GrantEntry, extended) == 48 && offsetof(GrantEntry, narrowed) == 72 &&
              offsetof(GrantEntry, end) == 96 && offsetof(GrantEntry, purposes) == 104 &&
              offsetof(GrantEntry, channels) == 112 && offsetof(GrantEntry, without_channel) == 120 &&
              offsetof(GrantEntry, present) == 124);
static_assert(sizeof(ConsentEntry) == 424 && offsetof(ConsentEntry, last_end) == 4 &&
              offsetof(ConsentEntry, ended) == 8 && offsetof(ConsentEntry, current) == 32 &&
              offsetof(ConsentEntry, waiting) == 160 && offsetof(ConsentEntry, last_current) == 288 &&
              offsetof(ConsentEntry, cleared) == 416);
static_assert(sizeof(FactEntry) == 48 && offsetof(FactEntry, kind) == 4 && offsetof(FactEntry, number) == 8 &&
              offsetof(FactEntry, text_first) == 16 && offsetof(FactEntry, text_bytes) == 20 &&
              offsetof(FactEntry, stated) == 24);
static_assert(sizeof(NoticeEntry) == 32 && offsetof(NoticeEntry, given) == 8);
static_assert(sizeof(ObjectionEntry) == 40 && offsetof(ObjectionEntry, purposes) == 24 &&
              offsetof(ObjectionEntry, channels) == 32);
static_assert(sizeof(DataMarkEntry) == 48 && offsetof(DataMarkEntry, touched) == 24 &&
              offsetof(DataMarkEntry, whole) == 32 && offsetof(DataMarkEntry, without_category) == 40);
static_assert(sizeof(ContactEntry) == 32 && offsetof(ContactEntry, channel) == 4 &&
              offsetof(ContactEntry, contacted) == 8);
static_assert(sizeof(HeldEntry) == 56 && offsetof(HeldEntry, item) == 4 && offsetof(HeldEntry, first) == 8 &&
              offsetof(HeldEntry, latest) == 32);
static_assert(sizeof(ExtensionHeader) == 32 && offsetof(ExtensionHeader, grant_facts) == 4 &&
              offsetof(ExtensionHeader, items) == 8 && offsetof(ExtensionHeader, item_facts) == 12 &&
              offsetof(ExtensionHeader, records) == 16 && offsetof(ExtensionHeader, has_suspended) == 20 &&
              offsetof(ExtensionHeader, suspended) == 24);
static_assert(sizeof(TimeEntry) == 40 && offsetof(TimeEntry, since) == 8 && offsetof(TimeEntry, event) == 16);
static_assert(sizeof(GrantFactEntry) == 56 && offsetof(GrantFactEntry, grant) == 4 &&
              offsetof(GrantFactEntry, value) == 8);
static_assert(sizeof(ItemEntry) == 8 && offsetof(ItemEntry, text_bytes) == 4);
static_assert(sizeof(ItemFactEntry) == 56 && offsetof(ItemFactEntry, value) == 8);
static_assert(sizeof(RecordsEntry) == 80 && offsetof(RecordsEntry, consent) == 4 &&
              offsetof(RecordsEntry, first) == 8 && offsetof(RecordsEntry, latest) == 32 &&
              offsetof(RecordsEntry, requested) == 56);

constexpr std::size_t words_for(std::size_t bytes) { return (bytes + 7) / 8; }

/// Takes the sections off the front of a block, one after the other.
class Sections {
 public:
  explicit Sections(std::span<const std::uint64_t> words) : rest_(words) {}

  template <class Entry>
  std::span<const Entry> take(std::size_t count) {
    static_assert(std::is_trivially_copyable_v<Entry> && alignof(Entry) <= alignof(std::uint64_t));
    const auto* first = reinterpret_cast<const Entry*>(rest_.data());
    rest_ = rest_.subspan(words_for(count * sizeof(Entry)));
    return {first, count};
  }

 private:
  std::span<const std::uint64_t> rest_;
};

template <class Entry>
void put(std::vector<std::uint64_t>& words, const Entry* entries, std::size_t count) {
  const std::size_t first = words.size();
  words.resize(first + words_for(count * sizeof(Entry)));
  if (count > 0) std::memcpy(words.data() + first, entries, count * sizeof(Entry));
}

/// The first entry whose key is not before this one, of those sorted by it.
template <class Entry, class KeyOf>
auto first_of(std::span<const Entry> entries, const KeyOf& key_of,
              const std::invoke_result_t<KeyOf, const Entry&>& key) {
  return std::lower_bound(entries.begin(), entries.end(), key,
                          [&](const Entry& entry, const auto& sought) { return key_of(entry) < sought; });
}

/// The entries with this key.
template <class Entry, class KeyOf>
std::span<const Entry> range(std::span<const Entry> entries, const KeyOf& key_of,
                             const std::invoke_result_t<KeyOf, const Entry&>& key) {
  const auto first = first_of(entries, key_of, key);
  return {first, std::upper_bound(first, entries.end(), key,
                                  [&](const auto& sought, const Entry& entry) { return sought < key_of(entry); })};
}

/// The entry with this key, where each has another.
template <class Entry, class KeyOf>
const Entry* find(std::span<const Entry> entries, const KeyOf& key_of,
                  const std::invoke_result_t<KeyOf, const Entry&>& key) {
  const auto found = first_of(entries, key_of, key);
  return found != entries.end() && key_of(*found) == key ? &*found : nullptr;
}

bool says_something(const ExtensionHeader& extension) {
  return extension.times != 0 || extension.grant_facts != 0 || extension.items != 0 || extension.item_facts != 0 ||
         extension.records != 0 || extension.has_suspended != 0;
}

}  // namespace

HolderView::HolderView(std::span<const std::uint64_t> words) {
  Sections sections(words);
  header_ = sections.take<StateHeader>(1).data();
  consents_ = sections.take<ConsentEntry>(header_->consents);
  facts_ = sections.take<FactEntry>(header_->facts);
  notices_ = sections.take<NoticeEntry>(header_->notices);
  objections_ = sections.take<ObjectionEntry>(header_->objections);
  restrictions_ = sections.take<DataMarkEntry>(header_->restrictions);
  erasures_ = sections.take<DataMarkEntry>(header_->erasures);
  contacts_ = sections.take<ContactEntry>(header_->contacts);
  held_ = sections.take<HeldEntry>(header_->held);
  bits_ = sections.take<std::uint64_t>(header_->bit_words);
  const auto text = sections.take<char>(header_->text_bytes);
  text_ = {text.data(), text.size()};
  if (header_->extension != 0) extension_ = sections.take<ExtensionHeader>(1).data();
}

std::span<const std::uint64_t> HolderView::empty_words() {
  static const std::vector<std::uint64_t> words = StateBuilder{}.pack();
  return words;
}

const ConsentEntry* HolderView::consent(model::ConsentId consent) const {
  return find(
      consents_, [](const ConsentEntry& entry) { return entry.consent; }, consent.value);
}

std::span<const FactEntry> HolderView::values(model::FactId fact) const {
  const auto first = std::lower_bound(facts_.begin(), facts_.end(), fact.value,
                                      [](const FactEntry& entry, std::uint32_t sought) { return entry.fact < sought; });
  auto last = first;
  // Few, mostly one: deciding asks for them all the time.
  while (last != facts_.end() && last->fact == fact.value) ++last;
  return {first, last};
}

const NoticeEntry* HolderView::notice(model::NoticeId notice) const {
  return find(
      notices_, [](const NoticeEntry& entry) { return entry.notice; }, notice.value);
}

std::span<const HeldEntry> HolderView::held(model::DataId category) const {
  return range(
      held_, [](const HeldEntry& entry) { return entry.data; }, category.value);
}

std::span<const TimeEntry> HolderView::time(model::TimeId time) const {
  return range(
      times(), [](const TimeEntry& entry) { return entry.time; }, time.value);
}

const FactEntry* HolderView::grant_fact(model::ConsentId consent, GrantPlace grant, model::FactId fact) const {
  const auto key_of = [](const GrantFactEntry& entry) {
    return std::tuple(entry.consent, entry.grant, entry.value.fact);
  };
  const GrantFactEntry* const found = find(grant_facts(), key_of, {consent.value, grant, fact.value});
  return found == nullptr ? nullptr : &found->value;
}

const FactEntry* HolderView::item_fact(model::FactId fact, std::uint32_t item) const {
  const auto key_of = [](const ItemFactEntry& entry) { return std::pair(entry.value.fact, entry.item); };
  const ItemFactEntry* const found = find(item_facts(), key_of, {fact.value, item});
  return found == nullptr ? nullptr : &found->value;
}

const RecordsEntry* HolderView::records(RecordsKind kind, model::ConsentId consent) const {
  const auto key_of = [](const RecordsEntry& entry) { return std::pair(entry.kind, entry.consent); };
  return find(records(), key_of, {kind, kind == RecordsKind::kProof ? consent.value : 0});
}

bool HolderView::is_suspended(model::DataId category) const {
  if (extension_ != nullptr && extension_->has_suspended != 0) return contains(extension_->suspended, category.value);
  return header_->suspended != 0;
}

BitSet StateBuilder::add_bits(const std::vector<bool>& names) {
  const BitSet set{static_cast<std::uint32_t>(bits.size()), static_cast<std::uint32_t>((names.size() + 63) / 64)};
  bits.resize(bits.size() + set.words);
  for (std::size_t name = 0; name < names.size(); ++name) {
    if (names[name]) bits[set.first + name / 64] |= std::uint64_t{1} << (name % 64);
  }
  return set;
}

std::vector<std::uint64_t> StateBuilder::pack() const {
  StateHeader counted = header;
  counted.consents = static_cast<std::uint32_t>(consents.size());
  counted.facts = static_cast<std::uint32_t>(facts.size());
  counted.notices = static_cast<std::uint32_t>(notices.size());
  counted.objections = static_cast<std::uint32_t>(objections.size());
  counted.restrictions = static_cast<std::uint32_t>(restrictions.size());
  counted.erasures = static_cast<std::uint32_t>(erasures.size());
  counted.contacts = static_cast<std::uint32_t>(contacts.size());
  counted.held = static_cast<std::uint32_t>(held.size());
  counted.bit_words = static_cast<std::uint32_t>(bits.size());
  counted.text_bytes = static_cast<std::uint32_t>(text.size());
  ExtensionHeader extended = extension;
  extended.times = static_cast<std::uint32_t>(times.size());
  extended.grant_facts = static_cast<std::uint32_t>(grant_facts.size());
  extended.items = static_cast<std::uint32_t>(items.size());
  extended.item_facts = static_cast<std::uint32_t>(item_facts.size());
  extended.records = static_cast<std::uint32_t>(records.size());
  counted.extension = says_something(extended) ? 1 : 0;
  std::vector<std::uint64_t> words;
  put(words, &counted, 1);
  put(words, consents.data(), consents.size());
  put(words, facts.data(), facts.size());
  put(words, notices.data(), notices.size());
  put(words, objections.data(), objections.size());
  put(words, restrictions.data(), restrictions.size());
  put(words, erasures.data(), erasures.size());
  put(words, contacts.data(), contacts.size());
  put(words, held.data(), held.size());
  put(words, bits.data(), bits.size());
  put(words, text.data(), text.size());
  if (counted.extension == 0) return words;
  put(words, &extended, 1);
  put(words, times.data(), times.size());
  put(words, grant_facts.data(), grant_facts.size());
  put(words, items.data(), items.size());
  put(words, item_facts.data(), item_facts.size());
  put(words, records.data(), records.size());
  return words;
}

}  // namespace licet::facts
