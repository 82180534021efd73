#include <algorithm>
#include <engine/facts/holder_state.h>

namespace licet::facts {
namespace {

class StateCheck {
 public:
  StateCheck(const StateHeader& header, const HolderView& view) : header_(header), view_(view) {}

  bool passes() const {
    return is_flag(header_.suspended) && header_.unused == 0 && rises(view_.consents(), &ConsentEntry::consent) &&
           all(view_.consents()) && std::is_sorted(view_.facts().begin(), view_.facts().end(), by_fact) &&
           all(view_.facts()) && rises(view_.notices(), &NoticeEntry::notice) && all(view_.notices()) &&
           all(view_.objections()) && all(view_.restrictions()) && all(view_.erasures()) &&
           rises(view_.contacts(), &ContactEntry::purpose) && all(view_.contacts()) &&
           rises(view_.held(), &HeldEntry::data) && all(view_.held());
  }

 private:
  static bool is_flag(std::uint32_t value) { return value <= 1; }
  static bool by_fact(const FactEntry& a, const FactEntry& b) { return a.fact < b.fact; }

  template <class Entry>
  static bool rises(std::span<const Entry> entries, std::uint32_t Entry::*name) {
    return std::adjacent_find(entries.begin(), entries.end(),
                              [name](const Entry& a, const Entry& b) { return a.*name >= b.*name; }) == entries.end();
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
  bool fits(const FactEntry& entry) const {
    return static_cast<std::uint32_t>(entry.kind) <= static_cast<std::uint32_t>(ValueKind::kChoice) &&
           std::uint64_t{entry.text_first} + entry.text_bytes <= header_.text_bytes;
  }
  bool fits(const NoticeEntry& entry) const { return entry.unused == 0; }
  bool fits(const ObjectionEntry& entry) const { return fits(entry.purposes) && fits(entry.channels); }
  bool fits(const DataMarkEntry& entry) const {
    return fits(entry.touched) && fits(entry.whole) && is_flag(entry.without_category) && entry.unused == 0;
  }
  bool fits(const ContactEntry& entry) const { return entry.unused == 0; }
  bool fits(const HeldEntry& entry) const { return entry.unused == 0; }

  const StateHeader& header_;
  const HolderView& view_;
};

/// Nothing stands behind the text. The words are as many as words_of() says.
bool ends_in_zeros(std::span<const std::uint64_t> words, std::uint32_t text_bytes) {
  const std::size_t used = text_bytes % sizeof(std::uint64_t);
  return used == 0 || words.back() >> (8 * used) == 0;
}

/// The words that a state with this header has. No overflow: each count has 32 bits.
std::uint64_t words_of(const StateHeader& header) {
  constexpr std::uint64_t word = sizeof(std::uint64_t);
  const std::uint64_t bytes =
      sizeof(StateHeader) + header.consents * std::uint64_t{sizeof(ConsentEntry)} +
      header.facts * std::uint64_t{sizeof(FactEntry)} + header.notices * std::uint64_t{sizeof(NoticeEntry)} +
      header.objections * std::uint64_t{sizeof(ObjectionEntry)} +
      header.restrictions * std::uint64_t{sizeof(DataMarkEntry)} +
      header.erasures * std::uint64_t{sizeof(DataMarkEntry)} + header.contacts * std::uint64_t{sizeof(ContactEntry)} +
      header.held * std::uint64_t{sizeof(HeldEntry)} + header.bit_words * word + header.text_bytes;
  return (bytes + word - 1) / word;
}

}  // namespace

bool is_whole(std::span<const std::uint64_t> words) {
  if (words.size() < sizeof(StateHeader) / sizeof(std::uint64_t)) return false;
  const auto& header = *reinterpret_cast<const StateHeader*>(words.data());
  if (words_of(header) != words.size() || !ends_in_zeros(words, header.text_bytes)) return false;
  const HolderView view(words);
  return StateCheck(header, view).passes();
}

}  // namespace licet::facts
