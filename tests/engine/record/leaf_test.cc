#include <engine/record/layout.h>
#include <engine/record/leaf.h>
#include <gtest/gtest.h>

namespace licet::record {
namespace {

template <class Bytes>
Bytes filled(std::uint8_t first) {
  Bytes bytes{};
  for (auto& byte : bytes) byte = first++;
  return bytes;
}

Leaf sample(RecordKind kind = RecordKind::kDecision) {
  return {kind, 0x0102030405060708, Instant{-2}, filled<Digest>(0x10), filled<RecordId>(0x40), filled<Digest>(0x60)};
}

std::string bytes_of(const Leaf& leaf) {
  std::string bytes;
  append_leaf(bytes, leaf);
  return bytes;
}

TEST(Leaf, StandsAsTheFormatHasIt) {
  const std::string bytes = bytes_of(sample());
  ASSERT_EQ(bytes.size(), kLeafBytes);
  const std::string_view text = bytes;
  EXPECT_EQ(text.substr(0, 8), std::string_view("\1\2\0\0\0\0\0\0", 8));
  EXPECT_EQ(text.substr(8, 8), "\x08\x07\x06\x05\x04\x03\x02\x01");
  EXPECT_EQ(text.substr(16, 8), "\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
  EXPECT_EQ(text[24], '\x10');
  EXPECT_EQ(text[55], '\x2F');
  EXPECT_EQ(text[56], '\x40');
  EXPECT_EQ(text[71], '\x4F');
  EXPECT_EQ(text[72], '\x60');
  EXPECT_EQ(text[103], '\x7F');
}

TEST(Leaf, IsReadAsItWasWrittenAtItsLimits) {
  for (const auto kind : {RecordKind::kEvent, RecordKind::kDecision, RecordKind::kErasure, RecordKind::kKept,
                          RecordKind::kOutbox, RecordKind::kAudience}) {
    for (const auto number : {std::uint64_t{0}, UINT64_MAX}) {
      for (const Instant time : {kBeforeAll, Instant{0}, kNever}) {
        Leaf leaf = sample(kind);
        leaf.number = number;
        leaf.batch_time = time;
        EXPECT_EQ(read_leaf(bytes_of(leaf)), leaf);
      }
    }
  }
}

TEST(Leaf, EveryBitCounts) {
  const Leaf leaf = sample();
  const std::string bytes = bytes_of(leaf);
  for (std::size_t bit = 0; bit < 8 * kLeafBytes; ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    const auto read = read_leaf(changed);
    // Of the fixed bytes only a kind can become another kind.
    if (bit < 64 && (bit / 8 != 1)) {
      EXPECT_FALSE(read) << bit;
    } else if (read) {
      EXPECT_NE(*read, leaf) << bit;
      EXPECT_EQ(bytes_of(*read), changed) << bit;
    } else {
      EXPECT_EQ(bit / 8, 1U) << bit;
    }
  }
}

TEST(Leaf, OfAnUnknownKindIsRefused) {
  std::string bytes = bytes_of(sample());
  for (int kind = 0; kind < 256; ++kind) {
    bytes[1] = static_cast<char>(kind);
    EXPECT_EQ(read_leaf(bytes).has_value(), kind >= 1 && kind <= 6) << kind;
  }
}

TEST(Leaf, OfAnotherLengthIsRefused) {
  const std::string bytes = bytes_of(sample());
  for (std::size_t length = 0; length < bytes.size(); ++length) EXPECT_FALSE(read_leaf(bytes.substr(0, length)));
  EXPECT_FALSE(read_leaf(bytes + '\0'));
}

}  // namespace
}  // namespace licet::record
