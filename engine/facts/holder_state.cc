#include <algorithm>
#include <cstddef>
#include <cstring>
#include <engine/facts/holder_state.h>

namespace licet::facts {
namespace {

// The layout on disk: docs/store_format.md, "State". Another one is another version of rows.
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "Entries are read as they stand on disk.");

static_assert(sizeof(StateHeader) == 64 && offsetof(StateHeader, latest_recorded) == 8 &&
              offsetof(StateHeader, consents) == 16 && offsetof(StateHeader, held) == 44 &&
              offsetof(StateHeader, bit_words) == 48 && offsetof(StateHeader, text_bytes) == 52 &&
              offsetof(StateHeader, suspended) == 56);
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
static_assert(sizeof(ContactEntry) == 32 && offsetof(ContactEntry, contacted) == 8);
static_assert(sizeof(HeldEntry) == 56 && offsetof(HeldEntry, first) == 8 && offsetof(HeldEntry, latest) == 32);

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

template <class Entry, class Key>
const Entry* find(std::span<const Entry> entries, std::uint32_t name, const Key& key) {
  const auto found = std::lower_bound(entries.begin(), entries.end(), name,
                                      [&](const Entry& entry, std::uint32_t sought) { return key(entry) < sought; });
  return found != entries.end() && key(*found) == name ? &*found : nullptr;
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
}

std::span<const std::uint64_t> HolderView::empty_words() {
  static const std::vector<std::uint64_t> words = StateBuilder{}.pack();
  return words;
}

const ConsentEntry* HolderView::consent(model::ConsentId consent) const {
  return find(consents_, consent.value, [](const ConsentEntry& entry) { return entry.consent; });
}

std::span<const FactEntry> HolderView::values(model::FactId fact) const {
  const auto first = std::lower_bound(facts_.begin(), facts_.end(), fact.value,
                                      [](const FactEntry& entry, std::uint32_t sought) { return entry.fact < sought; });
  auto last = first;
  while (last != facts_.end() && last->fact == fact.value) ++last;
  return {first, last};
}

const NoticeEntry* HolderView::notice(model::NoticeId notice) const {
  return find(notices_, notice.value, [](const NoticeEntry& entry) { return entry.notice; });
}

const HeldEntry* HolderView::held(model::DataId category) const {
  return find(held_, category.value, [](const HeldEntry& entry) { return entry.data; });
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
  return words;
}

}  // namespace licet::facts
