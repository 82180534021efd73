#include <algorithm>
#include <engine/facts/holder_state.h>
#include <tuple>
#include <utility>

namespace licet::facts {
namespace {

class StateCheck {
 public:
  StateCheck(const StateHeader& header, const HolderView& view) : header_(header), view_(view) {}

  bool passes() const {
    return is_flag(header_.suspended) && rises(view_.consents(), [](const ConsentEntry& e) { return e.consent; }) &&
           all(view_.consents()) && std::is_sorted(view_.facts().begin(), view_.facts().end(), by_fact) &&
           all(view_.facts()) && rises(view_.notices(), [](const NoticeEntry& e) { return e.notice; }) &&
           all(view_.notices()) && all(view_.objections()) && all(view_.restrictions()) && all(view_.erasures()) &&
           rises(view_.contacts(), [](const ContactEntry& e) { return std::pair(e.purpose, e.channel); }) &&
           rises(view_.held(), [](const HeldEntry& e) { return std::pair(e.data, e.item); }) && all(view_.held()) &&
           extension_passes();
  }

 private:
  static bool is_flag(std::uint32_t value) { return value <= 1; }
  static bool by_fact(const FactEntry& a, const FactEntry& b) { return a.fact < b.fact; }

  template <class Entry, class KeyOf>
  static bool rises(std::span<const Entry> entries, const KeyOf& key_of) {
    return std::adjacent_find(entries.begin(), entries.end(),
                              [&](const Entry& a, const Entry& b) { return key_of(a) >= key_of(b); }) == entries.end();
  }
  template <class Entry>
  bool all(std::span<const Entry> entries) const {
    return std::all_of(entries.begin(), entries.end(), [this](const Entry& entry) { return fits(entry); });
  }

  bool fits(const BitSet& set) const { return std::uint64_t{set.first} + set.words <= header_.bit_words; }
  bool fits(const GrantEntry& grant) const {
    return fits(grant.purposes) && fits(grant.channels) && is_flag(grant.without_channel) && is_flag(grant.present);
  }
  bool fits(const ConsentEntry& entry) const {
    return static_cast<std::uint32_t>(entry.last_end) <= static_cast<std::uint32_t>(ConsentEnd::kWithdrawn) &&
           fits(entry.current) && fits(entry.waiting) && fits(entry.last_current);
  }
  bool is_text(std::uint32_t first, std::uint32_t bytes) const {
    return std::uint64_t{first} + bytes <= header_.text_bytes;
  }
  bool fits(const FactEntry& entry) const {
    return static_cast<std::uint32_t>(entry.kind) <= static_cast<std::uint32_t>(ValueKind::kChoice) &&
           is_text(entry.text_first, entry.text_bytes);
  }
  bool fits(const NoticeEntry& entry) const { return entry.unused == 0; }
  bool fits(const ObjectionEntry& entry) const { return fits(entry.purposes) && fits(entry.channels); }
  bool fits(const DataMarkEntry& entry) const {
    return fits(entry.touched) && fits(entry.whole) && is_flag(entry.without_category) && entry.unused == 0;
  }
  bool fits(const HeldEntry& entry) const { return entry.item <= view_.items().size(); }
  bool fits(const TimeEntry& entry) const { return entry.unused == 0; }
  bool fits(const GrantFactEntry& entry) const {
    return static_cast<std::uint32_t>(entry.grant) <= static_cast<std::uint32_t>(GrantPlace::kLastCurrent) &&
           fits(entry.value);
  }
  bool fits(const ItemEntry& entry) const { return is_text(entry.text_first, entry.text_bytes); }
  bool fits(const ItemFactEntry& entry) const {
    return entry.item < view_.items().size() && entry.unused == 0 && fits(entry.value);
  }
  bool fits(const RecordsEntry& entry) const {
    return entry.kind == RecordsKind::kProof || (entry.kind == RecordsKind::kObjections && entry.consent == 0);
  }

  bool extension_passes() const {
    if (header_.extension == 0) return true;
    // Texts of items are compared only once they are known to be texts.
    return extension_is_whole() &&
           rises(view_.times(), [](const TimeEntry& e) { return std::pair(e.time, e.since); }) && all(view_.times()) &&
           rises(view_.grant_facts(),
                 [](const GrantFactEntry& e) { return std::tuple(e.consent, e.grant, e.value.fact); }) &&
           all(view_.grant_facts()) && all(view_.items()) && items_rise() &&
           rises(view_.item_facts(), [](const ItemFactEntry& e) { return std::pair(e.value.fact, e.item); }) &&
           all(view_.item_facts()) &&
           rises(view_.records(), [](const RecordsEntry& e) { return std::pair(e.kind, e.consent); }) &&
           all(view_.records());
  }
  bool extension_is_whole() const {
    const ExtensionHeader& extension = *view_.extension();
    const bool has_entries = !view_.times().empty() || !view_.grant_facts().empty() || !view_.items().empty() ||
                             !view_.item_facts().empty() || !view_.records().empty();
    if (extension.has_suspended == 0) return has_entries && extension.suspended.words == 0;
    return extension.has_suspended == 1 && fits(extension.suspended);
  }
  bool items_rise() const {
    for (std::uint32_t item = 1; item < view_.items().size(); ++item) {
      if (view_.item_text(item - 1) >= view_.item_text(item)) return false;
    }
    return true;
  }

  const StateHeader& header_;
  const HolderView& view_;
};

/// Between the text and what comes behind it. Precondition: the text ends within the words.
bool ends_in_zeros(std::span<const std::uint64_t> words, std::uint32_t text_bytes) {
  const std::size_t used = text_bytes % sizeof(std::uint64_t);
  return used == 0 || words.back() >> (8 * used) == 0;
}

constexpr std::uint64_t words_for(std::uint64_t bytes) {
  return (bytes + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t);
}

/// The words that a state with this header has up to the end of its text. No overflow: each count has 32 bits.
std::uint64_t words_of(const StateHeader& header) {
  constexpr std::uint64_t word = sizeof(std::uint64_t);
  return words_for(
      sizeof(StateHeader) + header.consents * std::uint64_t{sizeof(ConsentEntry)} +
      header.facts * std::uint64_t{sizeof(FactEntry)} + header.notices * std::uint64_t{sizeof(NoticeEntry)} +
      header.objections * std::uint64_t{sizeof(ObjectionEntry)} +
      header.restrictions * std::uint64_t{sizeof(DataMarkEntry)} +
      header.erasures * std::uint64_t{sizeof(DataMarkEntry)} + header.contacts * std::uint64_t{sizeof(ContactEntry)} +
      header.held * std::uint64_t{sizeof(HeldEntry)} + header.bit_words * word + header.text_bytes);
}

std::uint64_t words_of(const ExtensionHeader& header) {
  return words_for(
      sizeof(ExtensionHeader) + header.times * std::uint64_t{sizeof(TimeEntry)} +
      header.grant_facts * std::uint64_t{sizeof(GrantFactEntry)} + header.items * std::uint64_t{sizeof(ItemEntry)} +
      header.item_facts * std::uint64_t{sizeof(ItemFactEntry)} + header.records * std::uint64_t{sizeof(RecordsEntry)});
}

/// Is it as many words as its headers say?
bool has_its_length(std::span<const std::uint64_t> words, const StateHeader& header) {
  const std::uint64_t first = words_of(header);
  if (header.extension == 0) return words.size() == first;
  constexpr std::uint64_t more = sizeof(ExtensionHeader) / sizeof(std::uint64_t);
  if (header.extension != 1 || words.size() < first + more) return false;
  return words.size() == first + words_of(*reinterpret_cast<const ExtensionHeader*>(words.data() + first));
}

}  // namespace

bool is_whole(std::span<const std::uint64_t> words) {
  if (words.size() < sizeof(StateHeader) / sizeof(std::uint64_t)) return false;
  const auto& header = *reinterpret_cast<const StateHeader*>(words.data());
  if (!has_its_length(words, header) || !ends_in_zeros(words.first(words_of(header)), header.text_bytes)) return false;
  const HolderView view(words);
  return StateCheck(header, view).passes();
}

}  // namespace licet::facts
