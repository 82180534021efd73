#include <fmt/format.h>
#include <iterator>
#include <tests/engine/facts/state_text.h>

namespace licet::test {
namespace {

class StateText {
 public:
  explicit StateText(const facts::HolderView& state) : state_(state) {}

  std::string all() {
    for (const facts::ConsentEntry& entry : state_.consents()) {
      line("consent {} end {} {} cleared {}", entry.consent, static_cast<int>(entry.last_end), ref(entry.ended),
           entry.cleared.micros);
      grant("current", entry.current);
      grant("waiting", entry.waiting);
      grant("last current", entry.last_current);
    }
    for (const facts::FactEntry& entry : state_.facts()) {
      line("fact {}", value(entry));
    }
    for (const facts::NoticeEntry& entry : state_.notices()) line("notice {} {}", entry.notice, ref(entry.given));
    for (const facts::ObjectionEntry& entry : state_.objections()) {
      line("objection {} {} {}", ref(entry.objected), set(entry.purposes), set(entry.channels));
    }
    for (const facts::DataMarkEntry& entry : state_.restrictions()) mark("restriction", entry);
    for (const facts::DataMarkEntry& entry : state_.erasures()) mark("erasure", entry);
    for (const facts::ContactEntry& entry : state_.contacts()) {
      line("contact {}{} {}", entry.purpose, entry.channel == 0 ? "" : fmt::format(" by {}", entry.channel - 1),
           ref(entry.contacted));
    }
    for (const facts::HeldEntry& entry : state_.held()) {
      line("held {}{} {} {}", entry.data,
           entry.item == 0 ? "" : fmt::format(" item {}", state_.item_text(entry.item - 1)), ref(entry.first),
           ref(entry.latest));
    }
    if (state_.header().suspended != 0) line("suspended");
    if (const auto* const extension = state_.extension(); extension != nullptr && extension->has_suspended != 0) {
      line("suspended {}", set(extension->suspended));
    }
    for (const facts::TimeEntry& entry : state_.times()) {
      line("time {} since {} {}", entry.time, entry.since.micros, ref(entry.event));
    }
    for (const facts::GrantFactEntry& entry : state_.grant_facts()) {
      line("of grant {}.{} {}", entry.consent, static_cast<int>(entry.grant), value(entry.value));
    }
    for (const facts::ItemFactEntry& entry : state_.item_facts()) {
      line("of item {} {}", state_.item_text(entry.item), value(entry.value));
    }
    for (const facts::RecordsEntry& entry : state_.records()) {
      line("records {}.{} {} {} {}", static_cast<int>(entry.kind), entry.consent, ref(entry.first), ref(entry.latest),
           ref(entry.requested));
    }
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    text_ += '\n';
  }

  static std::string ref(const facts::EventRef& event) {
    return event.is_set() ? fmt::format("{}/{}", event.at.micros, event.recorded.micros) : "-";
  }

  std::string value(const facts::FactEntry& entry) const {
    return fmt::format("{} {} {} {} {}", entry.fact, static_cast<int>(entry.kind), entry.number, state_.text(entry),
                       ref(entry.stated));
  }

  std::string set(const facts::BitSet& names) const {
    if (names.words == 0) return "all";
    std::string text = "{";
    for (std::uint32_t name = 0; name < names.words * 64; ++name) {
      if (state_.contains(names, name)) text += fmt::format(" {}", name);
    }
    return text + " }";
  }

  void grant(const char* which, const facts::GrantEntry& entry) {
    if (entry.present == 0) return;
    line("  {} {} {} {} {} end {} {} {} {}", which, ref(entry.given), ref(entry.confirmed), ref(entry.extended),
         ref(entry.narrowed), entry.end.micros, set(entry.purposes), set(entry.channels), entry.without_channel);
  }

  void mark(const char* which, const facts::DataMarkEntry& entry) {
    line("{} {} {} {} {}", which, ref(entry.begun), set(entry.touched), set(entry.whole), entry.without_category);
  }

  const facts::HolderView& state_;
  std::string text_;
};

}  // namespace

std::string state_text(const facts::HolderView& state) { return StateText(state).all(); }

}  // namespace licet::test
