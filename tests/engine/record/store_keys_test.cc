#include <engine/base/digest.h>
#include <engine/record/store_keys.h>
#include <gtest/gtest.h>
#include <numeric>
#include <thread>

namespace licet::record {
namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4U];
    text += kDigits[static_cast<unsigned char>(c) & 0x0FU];
  }
  return text;
}

std::string hex(const KeyedHash& hash) {
  return hex(std::string_view{reinterpret_cast<const char*>(hash.data()), hash.size()});
}

/// The bytes 0 to 31, for the log of the bytes 0x40 to 0x4F.
StoreKeys sample() {
  std::array<std::uint8_t, 32> master{};
  std::iota(master.begin(), master.end(), std::uint8_t{0});
  LogId log{};
  std::iota(log.begin(), log.end(), std::uint8_t{0x40});
  return {SecretKey(master), log};
}

// The values expected here were computed with another program, from the definitions in docs/record_format.md.

TEST(StoreKeys, AreDerivedAsTheFormatSays) {
  const StoreKeys keys = sample();
  EXPECT_EQ(hex(keys.wrapping().bytes()), "59eedf04c2dbc719060452d78909aafa51504473cd31b60f6b6586c958dc2750");
  EXPECT_EQ(hex(keys.routing().bytes()), "9c0ec74a283d0c2d4ec7c473d07bf976f2c1d017f52b53ee881fbaa55cc06114");
  EXPECT_EQ(hex(keys.own().bytes()), "b4a42e9a957da46c010df2048ec95f6a0118ac8984264583283cafad16ac1f23");
}

TEST(StoreKeys, HashHoldersAndEventsAsTheFormatSays) {
  const StoreKeys keys = sample();
  EXPECT_EQ(hex(keys.holder_hash('c', "anna").row), "704aac29e7c75b860cf388ea2a63fdfe");
  EXPECT_EQ(hex(keys.holder_hash('c', "anna").known), "052ca10c69b54d080fc6a2fa033e6d2f");
  EXPECT_EQ(hex(keys.holder_hash('d', "anna").row), "941b6ad910d62ed6d21d1ddf7008e4c1");
  EXPECT_EQ(hex(keys.event_id_hash("e1").row), "e5c676ddabfdee504864a36d631921c1");
  EXPECT_EQ(hex(keys.event_id_hash("e1").known), "d3ddc269a6ed60b8fbf88d230572ff92");
  EXPECT_EQ(hex(keys.content_hash("{}")), "147f0d50d7704369cdeba4352ed4aace");
}

TEST(StoreKeys, OfAnotherLogAreOthers) {
  const SecretKey master;
  const StoreKeys one(master, LogId{1});
  const StoreKeys two(master, LogId{2});
  EXPECT_NE(one.wrapping().bytes(), two.wrapping().bytes());
  EXPECT_NE(one.routing().bytes(), two.routing().bytes());
  EXPECT_NE(one.own().bytes(), two.own().bytes());
  EXPECT_NE(one.holder_hash('c', "anna"), two.holder_hash('c', "anna"));
  EXPECT_NE(one.content_hash("{}"), two.content_hash("{}"));
}

TEST(StoreKeys, AreUsedByManyThreadsAtOnce) {
  const StoreKeys keys = sample();
  const HolderHash expected = keys.holder_hash('c', "anna");
  std::array<int, 4> right{};
  std::vector<std::thread> threads;
  for (int& count : right) {
    threads.emplace_back([&keys, &expected, &count] {
      for (int i = 0; i < 200; ++i) count += keys.holder_hash('c', "anna") == expected ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  for (const int count : right) EXPECT_EQ(count, 200);
}

}  // namespace
}  // namespace licet::record
