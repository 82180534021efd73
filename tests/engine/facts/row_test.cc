#include <cstring>
#include <engine/facts/row.h>
#include <engine/record/crc32c.h>
#include <gtest/gtest.h>
#include <tests/engine/facts/random_rows.h>

namespace licet::facts {
namespace {

std::string_view bytes_of(const std::vector<std::uint64_t>& words) {
  return {reinterpret_cast<const char*>(words.data()), words.size() * sizeof(std::uint64_t)};
}

/// Makes the checksum right again.
void seal(std::vector<std::uint64_t>& words, const record::KeyedHash& key) {
  const std::uint32_t sum = record::crc32c({reinterpret_cast<const char*>(key.data()), key.size()},
                                           record::crc32c(bytes_of(words).substr(4)));
  std::memcpy(words.data(), &sum, sizeof sum);
}

TEST(Row, ReadsBackAsItWasPacked) {
  test::RandomRows random(1);
  for (int i = 0; i < 500; ++i) {
    const RowDraft draft = random.row();
    const auto key = random.bytes<record::KeyedHash>();
    const auto words = pack_row(draft, key);
    const auto row = RowView::read(words, key);
    ASSERT_TRUE(row) << i;
    EXPECT_EQ(row->slot(), draft.slot);
    EXPECT_EQ(row->fold_key(), draft.fold_key);
    EXPECT_EQ(row->due(), draft.due);
    EXPECT_EQ(row->kind(), draft.holder.kind);
    EXPECT_EQ(row->id(), draft.holder.id);
    EXPECT_EQ(std::vector<std::uint64_t>(row->events().begin(), row->events().end()), draft.events);
    EXPECT_EQ(row->links(), draft.links);
    EXPECT_EQ(std::vector<std::uint64_t>(row->state_words().begin(), row->state_words().end()), draft.state);
    EXPECT_EQ(row->state().header().latest_at, HolderView(draft.state).header().latest_at);
  }
}

TEST(Row, HasTheLayoutOfThePage) {
  RowDraft draft;
  draft.slot = record::Slot{7};
  draft.fold_key.fill(0xAB);
  draft.due = DueDay{20'454};
  draft.holder = {HolderKind::kDevice, "device-99"};
  draft.events = {3, 9};
  Link link;
  link.device.fill(0x11);
  link.id.fill(0x22);
  link.since = {{-1}, {5}, 9};
  link.linked = true;
  draft.links = {link};
  draft.state = StateBuilder{}.pack();
  record::KeyedHash key{};
  key[0] = 1;
  const auto words = pack_row(draft, key);
  ASSERT_EQ(words.size(), 6 + 2 + 2 + 8 + draft.state.size());
  EXPECT_EQ(words[0] >> 32U, 1U);
  EXPECT_EQ(words[1], 7U);
  EXPECT_EQ(words[2], 0xABABABABABABABABU);
  EXPECT_EQ(words[4], (std::uint64_t{1} << 32U) | 2U);
  EXPECT_EQ(words[5], (std::uint64_t{'d'} << 48U) | (std::uint64_t{9} << 32U) | 20'454U);
  EXPECT_EQ(bytes_of(words).substr(48, 16), std::string_view("device-99\0\0\0\0\0\0\0", 16));
  EXPECT_EQ(words[8], 3U);
  EXPECT_EQ(words[9], 9U);
  EXPECT_EQ(words[10], ~std::uint64_t{0});
  EXPECT_EQ(words[12], 9U);
  EXPECT_EQ(words[13], 1U);
  EXPECT_EQ(words[14], 0x1111111111111111U);
  EXPECT_EQ(words[17], 0x2222222222222222U);
  auto sealed = words;
  seal(sealed, key);
  EXPECT_EQ(sealed, words);
}

TEST(Row, NoFlippedBitGoesUnnoticed) {
  test::RandomRows random(2);
  for (int i = 0; i < 3; ++i) {
    const auto key = random.bytes<record::KeyedHash>();
    auto words = pack_row(random.row(), key);
    for (std::size_t bit = 0; bit < words.size() * 64; ++bit) {
      words[bit / 64] ^= std::uint64_t{1} << (bit % 64);
      ASSERT_FALSE(RowView::read(words, key)) << bit;
      words[bit / 64] ^= std::uint64_t{1} << (bit % 64);
    }
    ASSERT_TRUE(RowView::read(words, key));
  }
}

TEST(Row, IsReadUnderItsOwnKeyOnlyAndWholeOnly) {
  test::RandomRows random(3);
  const auto key = random.bytes<record::KeyedHash>();
  const auto words = pack_row(random.row(), key);
  EXPECT_FALSE(RowView::read(words, random.bytes<record::KeyedHash>()));
  for (std::size_t length = 0; length < words.size(); ++length) {
    std::vector<std::uint64_t> part(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
    EXPECT_FALSE(RowView::read(part, key));
    if (part.empty()) continue;
    seal(part, key);
    EXPECT_FALSE(RowView::read(part, key)) << length;
  }
}

TEST(Row, WithARightChecksumOverWrongContentIsRefused) {
  test::RandomRows random(4);
  const auto key = random.bytes<record::KeyedHash>();
  RowDraft draft = random.row();
  draft.events = {5, 6};
  draft.holder.id = "abc";
  const auto good = pack_row(draft, key);
  const auto refused = [&](std::size_t byte, std::uint8_t value) {
    auto words = good;
    reinterpret_cast<std::uint8_t*>(words.data())[byte] = value;
    seal(words, key);
    return !RowView::read(words, key);
  };
  EXPECT_FALSE(refused(8, 77)) << "a slot is any number";
  EXPECT_TRUE(refused(4, 2)) << "another version";
  EXPECT_TRUE(refused(32, 1)) << "fewer events";
  EXPECT_TRUE(refused(35, 0xFF)) << "more events than there may be";
  EXPECT_TRUE(refused(36, 0xFF)) << "more links than there are";
  EXPECT_FALSE(refused(40, 77)) << "a day is any number";
  EXPECT_TRUE(refused(44, 0)) << "no identifier";
  EXPECT_TRUE(refused(45, 2)) << "too long an identifier";
  EXPECT_TRUE(refused(46, 'e')) << "of no kind";
  EXPECT_TRUE(refused(47, 1));
  EXPECT_TRUE(refused(51, 1)) << "something after the identifier";
  EXPECT_TRUE(refused(56, 6)) << "events that do not rise";
}

/// Touches all that a view can reach.
std::uint64_t sum_of(const HolderView& view) {
  std::uint64_t sum = 0;
  const auto bits = [&](const BitSet& set) {
    for (std::uint32_t name = 0; name < set.words * 64; ++name) sum += view.contains(set, name) ? 1U : 0U;
  };
  for (const ConsentEntry& entry : view.consents()) {
    for (const GrantEntry* grant : {&entry.current, &entry.waiting, &entry.last_current}) {
      bits(grant->purposes);
      bits(grant->channels);
    }
  }
  for (const FactEntry& entry : view.facts())
    sum += view.text(entry).size() + std::hash<std::string_view>{}(view.text(entry));
  for (const ObjectionEntry& entry : view.objections()) bits(entry.purposes), bits(entry.channels);
  for (const DataMarkEntry& entry : view.restrictions()) bits(entry.touched), bits(entry.whole);
  for (const DataMarkEntry& entry : view.erasures()) bits(entry.touched), bits(entry.whole);
  for (const ContactEntry& entry : view.contacts()) sum += entry.contacted.record;
  for (const HeldEntry& entry : view.held()) sum += entry.first.record;
  for (const NoticeEntry& entry : view.notices()) sum += entry.given.record;
  for (const TimeEntry& entry : view.times()) {
    sum += entry.event.record + view.time(model::TimeId(std::size_t{entry.time})).size();
  }
  const auto value = [&](const FactEntry& entry) { sum += std::hash<std::string_view>{}(view.text(entry)); };
  for (const GrantFactEntry& entry : view.grant_facts()) value(entry.value);
  for (const ItemFactEntry& entry : view.item_facts()) {
    value(entry.value);
    sum += view.item_text(entry.item).size();
  }
  for (const HeldEntry& entry : view.held()) {
    if (entry.item != 0) sum += std::hash<std::string_view>{}(view.item_text(entry.item - 1));
  }
  for (const RecordsEntry& entry : view.records()) sum += entry.first.record;
  for (std::size_t name = 0; name < 200; ++name) sum += view.is_suspended(model::DataId(name)) ? 1U : 0U;
  return sum;
}

TEST(State, WhatIsWholeIsReadWithinItsWords) {
  // Changed anywhere, a state is refused, or every reading stays within its words (which sanitizers see).
  test::RandomRows random(5);
  int refused = 0;
  int taken = 0;
  std::uint64_t sum = 0;
  for (int i = 0; i < 3'000; ++i) {
    const auto good = random.state();
    ASSERT_TRUE(is_whole(good));
    sum += sum_of(HolderView(good));
    auto changed = good;
    auto* const halves = reinterpret_cast<std::uint32_t*>(changed.data());
    // Headers more often: there stand the lengths.
    const ExtensionHeader* const extension = HolderView(good).extension();
    const std::size_t second = extension == nullptr
                                   ? 0
                                   : static_cast<std::size_t>(reinterpret_cast<const std::uint32_t*>(extension) -
                                                              reinterpret_cast<const std::uint32_t*>(good.data()));
    auto place = random.number(i % 2 == 0 ? sizeof(StateHeader) / 4 : changed.size() * 2);
    if (i % 4 == 1 && second != 0) place = second + random.number(sizeof(ExtensionHeader) / 4);
    halves[place] = i % 3 == 0 ? 0xFFFFFFFFU : static_cast<std::uint32_t>(random.number(300));
    (is_whole(changed) ? taken : refused) += 1;
    if (is_whole(changed)) sum += sum_of(HolderView(changed));
  }
  EXPECT_GT(refused, 500);
  EXPECT_GT(taken, 500);
  EXPECT_NE(sum, 0U);
}

TEST(State, OfLengthsThatAreNotItsOwnIsRefused) {
  test::RandomRows random(6);
  for (int i = 0; i < 100; ++i) {
    auto words = random.state();
    words.push_back(0);
    EXPECT_FALSE(is_whole(words));
    words.resize(words.size() - 2);
    EXPECT_FALSE(is_whole(words));
  }
  EXPECT_FALSE(is_whole({}));
}

TEST(State, WithSetsTextsKindsOrFlagsOutOfRangeIsRefused) {
  const auto whole = [](const auto& change) {
    StateBuilder builder;
    builder.bits = {0, 0};
    builder.text = "ab";
    builder.consents.resize(1);
    builder.facts.resize(1);
    builder.restrictions.resize(1);
    change(builder);
    return is_whole(builder.pack());
  };
  EXPECT_TRUE(whole([](StateBuilder&) {}));
  EXPECT_TRUE(whole([](StateBuilder& b) { b.consents[0].current.purposes = {1, 1}; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.consents[0].current.purposes = {1, 2}; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.consents[0].waiting.channels = {0xFFFFFFFF, 1}; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.consents[0].last_current.present = 2; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.consents[0].last_end = static_cast<ConsentEnd>(3); }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.consents.resize(2); }));
  EXPECT_TRUE(whole([](StateBuilder& b) { b.facts.resize(2); }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.facts[0].kind = static_cast<ValueKind>(6); }));
  EXPECT_TRUE(whole([](StateBuilder& b) { b.facts[0].text_bytes = 2; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.facts[0].text_bytes = 3; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.facts[0].text_first = 0xFFFFFFFF, b.facts[0].text_bytes = 1; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.restrictions[0].whole = {2, 1}; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.header.suspended = 2; }));
}

TEST(State, WithAnExtensionOutOfRangeOrOutOfOrderIsRefused) {
  const auto whole = [](const auto& change) {
    StateBuilder builder;
    builder.bits = {0, 0};
    builder.text = "aab";
    builder.times.resize(1);
    builder.grant_facts.resize(1);
    builder.items = {{0, 1}, {2, 1}};
    builder.item_facts.resize(1);
    builder.records.resize(1);
    builder.held = {{0, 1, {}, {}}, {0, 2, {}, {}}};
    change(builder);
    return is_whole(builder.pack());
  };
  EXPECT_TRUE(whole([](StateBuilder&) {}));
  EXPECT_TRUE(whole([](StateBuilder& b) { b.extension = {0, 0, 0, 0, 0, 1, {1, 1}}; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.extension = {0, 0, 0, 0, 0, 1, {1, 2}}; })) << "beyond the bits";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.extension = {0, 0, 0, 0, 0, 0, {1, 1}}; })) << "a set that says nothing";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.extension = {0, 0, 0, 0, 0, 2, {1, 1}}; })) << "no flag";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.times.resize(2); })) << "one since twice";
  EXPECT_TRUE(whole([](StateBuilder& b) { b.times.push_back({0, 0, {5}, {}}); }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.times[0].unused = 1; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.grant_facts[0].grant = static_cast<GrantPlace>(3); }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.grant_facts.resize(2); }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.grant_facts[0].value.text_bytes = 4; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.items[1] = {1, 1}; })) << "one item twice";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.items[1] = {2, 2}; })) << "beyond the text";
  EXPECT_FALSE(whole([](StateBuilder& b) { std::swap(b.items[0], b.items[1]); })) << "out of order";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.item_facts[0].item = 2; })) << "of no item";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.item_facts[0].unused = 1; }));
  EXPECT_FALSE(whole([](StateBuilder& b) { b.held[1].item = 3; })) << "no such piece";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.held[1].item = 1; })) << "one piece twice";
  EXPECT_FALSE(whole([](StateBuilder& b) { b.records[0].kind = static_cast<RecordsKind>(2); }));
  EXPECT_FALSE(whole([](StateBuilder& b) {
    b.records[0].kind = RecordsKind::kObjections;
    b.records[0].consent = 1;
  }));
}

TEST(State, HasAnExtensionOnlyWhereItSaysSomething) {
  const auto plain = StateBuilder{}.pack();
  EXPECT_EQ(HolderView(plain).extension(), nullptr);
  auto forged = plain;
  reinterpret_cast<StateHeader*>(forged.data())->extension = 1;
  EXPECT_FALSE(is_whole(forged)) << "no room";
  forged.resize(forged.size() + sizeof(ExtensionHeader) / 8);
  EXPECT_FALSE(is_whole(forged)) << "says nothing";
  reinterpret_cast<ExtensionHeader*>(&forged[sizeof(StateHeader) / 8])->has_suspended = 1;
  EXPECT_TRUE(is_whole(forged));
  reinterpret_cast<StateHeader*>(forged.data())->extension = 2;
  EXPECT_FALSE(is_whole(forged));
}

TEST(State, WithMoreThanZerosBehindItsTextIsRefused) {
  StateBuilder builder;
  builder.text = "ab";
  auto words = builder.pack();
  EXPECT_TRUE(is_whole(words));
  words.back() |= std::uint64_t{1} << 16U;
  EXPECT_FALSE(is_whole(words));
}

}  // namespace
}  // namespace licet::facts
