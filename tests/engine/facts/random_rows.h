#pragma once
// Rows and states with everything in them, by chance, from a seed.

#include <algorithm>
#include <engine/facts/row.h>
#include <random>
#include <string>
#include <vector>

namespace licet::test {

class RandomRows {
 public:
  explicit RandomRows(std::uint64_t seed) : random_(seed) {}

  std::uint64_t number(std::uint64_t below) {
    return std::uniform_int_distribution<std::uint64_t>(0, below - 1)(random_);
  }

  template <class Bytes>
  Bytes bytes() {
    Bytes made{};
    for (auto& byte : made) byte = static_cast<std::uint8_t>(number(256));
    return made;
  }
  record::HolderHash hash() { return {bytes<record::KeyedHash>(), bytes<record::KeyedHash>()}; }

  facts::EventRef event() {
    return {{static_cast<std::int64_t>(random_())}, {static_cast<std::int64_t>(random_())}, random_()};
  }
  std::vector<std::uint64_t> state() {
    facts::StateBuilder builder;
    builder.header.latest_at = event().at;
    builder.header.latest_recorded = event().recorded;
    builder.header.suspended = flag();
    std::uint32_t name = 0;
    for (auto i = number(4); i > 0; --i) builder.consents.push_back(consent(name += step(), builder));
    name = 0;
    for (auto i = number(5); i > 0; --i) builder.facts.push_back(fact(name += small(2), builder));
    name = 0;
    for (auto i = number(3); i > 0; --i) builder.notices.push_back({name += step(), 0, event()});
    for (auto i = number(3); i > 0; --i) builder.objections.push_back({event(), set(builder), set(builder)});
    for (auto i = number(3); i > 0; --i) builder.restrictions.push_back(mark(builder));
    for (auto i = number(3); i > 0; --i) builder.erasures.push_back(mark(builder));
    name = 0;
    for (auto i = number(4); i > 0; --i) builder.contacts.push_back({name += step(), 0, event()});
    name = 0;
    for (auto i = number(4); i > 0; --i) builder.held.push_back({name += step(), 0, event(), event()});
    if (flag() != 0) extend(builder);
    return builder.pack();
  }
  facts::RowDraft row() {
    facts::RowDraft draft;
    draft.slot = record::Slot{random_()};
    draft.fold_key = bytes<facts::FoldKey>();
    draft.due = static_cast<facts::DueDay>(random_());
    draft.holder.kind = static_cast<facts::HolderKind>(number(facts::kHolderKinds));
    draft.holder.id = text(1 + number(256));
    std::uint64_t event_number = number(1'000'000);
    for (auto i = number(40); i > 0; --i) draft.events.push_back(event_number += step());
    for (auto i = number(4); i > 0; --i) {
      draft.links.push_back({bytes<record::KeyedHash>(), bytes<facts::LinkId>(), event(), flag() != 0});
    }
    std::sort(draft.links.begin(), draft.links.end(),
              [](const facts::Link& a, const facts::Link& b) { return a.device < b.device; });
    draft.state = state();
    return draft;
  }

 private:
  std::uint32_t small(std::uint64_t below) { return static_cast<std::uint32_t>(number(below)); }
  std::uint32_t step() { return 1 + small(9); }
  std::uint32_t flag() { return small(2); }
  std::string text(std::size_t length) {
    std::string made;
    while (made.size() < length) made.push_back(static_cast<char>(number(256)));
    return made;
  }
  facts::BitSet set(facts::StateBuilder& builder) {
    std::vector<bool> names(number(150));
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = flag() != 0;
    return builder.add_bits(names);
  }
  facts::GrantEntry grant(facts::StateBuilder& builder) {
    if (flag() == 0) return {};
    return {event(), event(), event(), event(), event().at, set(builder), set(builder), flag(), 1};
  }
  facts::ConsentEntry consent(std::uint32_t name, facts::StateBuilder& builder) {
    return {
        name,      static_cast<facts::ConsentEnd>(small(3)), event(), grant(builder), grant(builder), grant(builder),
        event().at};
  }
  facts::FactEntry fact(std::uint32_t name, facts::StateBuilder& builder) {
    const std::string value = text(number(30));
    const auto first = static_cast<std::uint32_t>(builder.text.size());
    builder.text += value;
    return {name,  static_cast<facts::ValueKind>(small(6)),  event().at.micros,
            first, static_cast<std::uint32_t>(value.size()), event()};
  }
  /// All that only the language's additions need.
  void extend(facts::StateBuilder& builder) {
    std::uint32_t name = 0;
    for (auto i = number(4); i > 0; --i) builder.times.push_back({name += step(), 0, event().at, event()});
    name = 0;
    for (auto i = number(4); i > 0; --i) {
      builder.grant_facts.push_back(
          {name += step(), static_cast<facts::GrantPlace>(small(3)), fact(small(9), builder)});
    }
    char first = 'a';
    for (auto i = number(4); i > 0; --i) {
      const std::string item = (first += static_cast<char>(step())) + text(number(30));
      builder.items.push_back(
          {static_cast<std::uint32_t>(builder.text.size()), static_cast<std::uint32_t>(item.size())});
      builder.text += item;
    }
    name = 100;
    for (std::uint32_t item = 0; item < builder.items.size(); ++item) {
      builder.held.push_back({name, item + 1, event(), event()});
      if (flag() != 0) builder.item_facts.push_back({item, 0, fact(name += small(2), builder)});
    }
    name = 0;
    for (auto i = number(3); i > 0; --i) {
      builder.records.push_back({facts::RecordsKind::kProof, name += step(), event(), event(), event()});
    }
    if (flag() != 0) builder.records.push_back({facts::RecordsKind::kObjections, 0, event(), event(), event()});
    if (flag() == 0) return;
    builder.extension.has_suspended = 1;
    builder.extension.suspended = set(builder);
  }
  facts::DataMarkEntry mark(facts::StateBuilder& builder) { return {event(), set(builder), set(builder), flag(), 0}; }

  std::mt19937_64 random_;
};

}  // namespace licet::test
