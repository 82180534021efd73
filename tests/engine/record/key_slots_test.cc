#include <algorithm>
#include <engine/base/digest.h>
#include <engine/record/crc32c.h>
#include <engine/record/key_slots.h>
#include <engine/record/layout.h>
#include <engine/record/little_endian.h>
#include <gtest/gtest.h>
#include <set>
#include <sys/stat.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>
#include <thread>

namespace licet::record {
namespace {

using test::contents_of;
using test::FaultyFiles;
using test::flip_bit;
using test::put;

StoreKeys store_keys(std::uint8_t log = 7) { return {SecretKey(sha256("master")), LogId{log, 1, 2}}; }

KeyedHash holder(std::uint8_t number) { return {number, 0xAB}; }

/// A store with so many slots in use, slot 0 included; slot n is of holder(n).
std::vector<std::string> make(const std::filesystem::path& directory, std::uint8_t slots) {
  std::filesystem::create_directory(directory);
  auto made = KeySlots::create(directory, store_keys(), system_files());
  EXPECT_TRUE(made) << made.error().message;
  std::vector<std::string> keys;
  for (std::uint8_t slot = 0; slot < slots; ++slot) {
    if (slot > 0) {
      EXPECT_EQ(made->add(holder(slot)), Slot{slot});
    }
    const auto found = made->find(Slot{slot});
    EXPECT_TRUE(found && *found);
    keys.emplace_back((*found)->key.bytes());
  }
  EXPECT_TRUE(made->sync());
  return keys;
}

/// Syncs nothing.
Result<KeySlots> open(const std::filesystem::path& directory, std::uint64_t least, bool writable = true,
                      const StoreKeys& keys = store_keys()) {
  static FaultyFiles faultless;
  return KeySlots::open(directory, keys, writable, least, faultless);
}

template <class T>
std::optional<FailureKind> kind_of(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error().kind;
}

/// As erasing leaves it.
void erase_slot(const std::filesystem::path& path, std::uint64_t slot) {
  std::string bytes;
  append_number(bytes, std::uint32_t{2});
  bytes.resize(kSlotBytes - 4, '\0');
  std::string summed;
  append_number(summed, slot);
  std::string file = contents_of(path);
  put_number(file, slot * kSlotBytes, crc32c(summed + bytes));
  file.replace(slot * kSlotBytes + 4, bytes.size(), bytes);
  put(path, file);
}

TEST(KeySlots, GiveEachHolderItsOwnKeyBackAfterOpening) {
  const test::ScratchDirectory scratch;
  const auto keys = make(scratch / "s", 20);
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
  for (const bool writable : {true, false}) {
    const auto slots = open(scratch / "s", 20, writable);
    ASSERT_TRUE(slots) << slots.error().message;
    EXPECT_EQ(slots->count(), 20U);
    for (std::uint8_t slot = 1; slot < 20; ++slot) {
      const auto found = slots->find(Slot{slot});
      ASSERT_TRUE(found && *found);
      EXPECT_EQ((*found)->key.bytes(), keys[slot]);
      EXPECT_EQ((*found)->holder, holder(slot));
    }
  }
}

TEST(KeySlots, StandAsTheFormatHasThem) {
  const test::ScratchDirectory scratch;
  const auto keys = make(scratch / "s", 3);
  const std::string file = contents_of(scratch / "s" / "keys");
  struct stat status {};
  ASSERT_EQ(::stat((scratch / "s" / "keys").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(file.size(), 3 * kSlotBytes);
  const std::string_view header = std::string_view(file).substr(0, kSlotBytes);
  EXPECT_EQ(header.substr(0, 12), std::string_view("LICETKEY\1\0\0\0", 12));
  const std::string without = std::string(header.substr(0, 12)) + std::string(header.substr(16));
  EXPECT_EQ(number_at<std::uint32_t>(header, 12), crc32c(without));
  EXPECT_EQ(number_at<LogId>(header, 16), store_keys().log());
  EXPECT_EQ(header.substr(32), std::string(32, '\0'));
  const std::string_view slot = std::string_view(file).substr(2 * kSlotBytes);
  EXPECT_EQ(number_at<std::uint32_t>(slot, 0),
            crc32c(std::string("\2\0\0\0\0\0\0\0", 8) + std::string(slot.substr(4))));
  EXPECT_EQ(number_at<std::uint32_t>(slot, 4), 1U);
  EXPECT_EQ(number_at<KeyedHash>(slot, 48), holder(2));
  EXPECT_EQ(file.find(keys[2]), std::string::npos) << "a key stands unwrapped";
}

TEST(KeySlots, SlotZeroIsTheStoresOwn) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 1);
  const auto slots = open(scratch / "s", 1);
  ASSERT_TRUE(slots);
  EXPECT_EQ(slots->count(), 1U);
  const auto found = slots->find(kStoreSlot);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->key.bytes(), store_keys().own().bytes());
  EXPECT_EQ((*found)->holder, KeyedHash{});
}

TEST(KeySlots, WhatLiesBeyondTheSlotsInUseIsCutGoodOrBad) {
  for (const std::size_t bytes : {std::size_t{5} * 64, std::size_t{5} * 64 - 1, std::size_t{4} * 64 + 1,
                                  std::size_t{3} * 64 + 63, std::size_t{3} * 64 + 1, std::size_t{3} * 64}) {
    const test::ScratchDirectory scratch;
    const auto keys = make(scratch / "s", 5);
    std::filesystem::resize_file(scratch / "s" / "keys", bytes);
    auto slots = open(scratch / "s", 3);
    ASSERT_TRUE(slots) << slots.error().message;
    EXPECT_EQ(slots->count(), 3U);
    EXPECT_EQ(std::filesystem::file_size(scratch / "s" / "keys"), 3 * kSlotBytes);
    EXPECT_EQ(kind_of(slots->find(Slot{3})), FailureKind::kDamaged);
    EXPECT_EQ(slots->add(holder(9)), Slot{3});
    ASSERT_TRUE(slots->sync());
    const auto found = slots->find(Slot{3});
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->holder, holder(9));
    EXPECT_NE((*found)->key.bytes(), keys[3]);
  }
}

TEST(KeySlots, AReaderCutsNothingAndLearnsOfSlotsByRefreshing) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 5);
  std::filesystem::resize_file(scratch / "s" / "keys", 5 * kSlotBytes - 1);
  auto slots = open(scratch / "s", 2, false);
  ASSERT_TRUE(slots);
  EXPECT_EQ(slots->count(), 2U);
  EXPECT_EQ(kind_of(slots->find(Slot{2})), FailureKind::kDamaged);
  ASSERT_TRUE(slots->refresh(4));
  EXPECT_EQ(slots->count(), 4U);
  EXPECT_TRUE(slots->find(Slot{3}));
  EXPECT_EQ(kind_of(slots->refresh(5)), FailureKind::kDamaged);
  EXPECT_EQ(slots->count(), 4U);
  ASSERT_TRUE(slots->refresh(3));
  EXPECT_EQ(slots->count(), 4U);
  EXPECT_EQ(kind_of(slots->add(holder(9))), FailureKind::kWrongUse);
  EXPECT_EQ(std::filesystem::file_size(scratch / "s" / "keys"), 5 * kSlotBytes - 1);
}

TEST(KeySlots, FewerThanAreInUseAreDamage) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 5);
  for (const std::size_t bytes : {5 * kSlotBytes - 1, 2 * kSlotBytes, kSlotBytes}) {
    std::filesystem::resize_file(scratch / "s" / "keys", bytes);
    for (const bool writable : {true, false}) {
      const auto slots = open(scratch / "s", 5, writable);
      EXPECT_EQ(kind_of(slots), FailureKind::kDamaged) << bytes;
    }
    EXPECT_EQ(std::filesystem::file_size(scratch / "s" / "keys"), bytes);
  }
}

TEST(KeySlots, EveryChangedBitOfASlotIsFound) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 4);
  const auto path = scratch / "s" / "keys";
  for (std::size_t bit = 8 * 2 * kSlotBytes; bit < 8 * 3 * kSlotBytes; ++bit) {
    flip_bit(path, bit);
    const auto refused = open(scratch / "s", 4);
    ASSERT_EQ(kind_of(refused), FailureKind::kDamaged) << bit;
    EXPECT_NE(refused.error().message.find("slot 2"), std::string::npos);
    const auto reader = open(scratch / "s", 4, false);
    ASSERT_TRUE(reader);
    EXPECT_EQ(kind_of(reader->find(Slot{2})), FailureKind::kDamaged) << bit;
    EXPECT_TRUE(reader->find(Slot{1}));
    EXPECT_TRUE(reader->find(Slot{3}));
    flip_bit(path, bit);
  }
  EXPECT_TRUE(open(scratch / "s", 4));
}

TEST(KeySlots, EveryChangedBitOfTheHeaderIsFound) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 2);
  for (std::size_t bit = 0; bit < 8 * kSlotBytes; ++bit) {
    flip_bit(scratch / "s" / "keys", bit);
    EXPECT_EQ(kind_of(open(scratch / "s", 2)), FailureKind::kDamaged) << bit;
    EXPECT_EQ(kind_of(read_log_id(scratch / "s", system_files())), FailureKind::kDamaged) << bit;
    flip_bit(scratch / "s" / "keys", bit);
  }
}

TEST(KeySlots, ASlotInAnothersPlaceIsFound) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 4);
  std::string file = contents_of(scratch / "s" / "keys");
  std::swap_ranges(file.begin() + kSlotBytes, file.begin() + 2 * kSlotBytes, file.begin() + 2 * kSlotBytes);
  put(scratch / "s" / "keys", file);
  EXPECT_EQ(kind_of(open(scratch / "s", 4)), FailureKind::kDamaged);
  const auto reader = open(scratch / "s", 4, false);
  ASSERT_TRUE(reader);
  EXPECT_EQ(kind_of(reader->find(Slot{1})), FailureKind::kDamaged);
  EXPECT_EQ(kind_of(reader->find(Slot{2})), FailureKind::kDamaged);
}

TEST(KeySlots, AnErasedSlotHasNoKeyAndStaysErased) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 4);
  erase_slot(scratch / "s" / "keys", 2);
  auto slots = open(scratch / "s", 4);
  ASSERT_TRUE(slots) << slots.error().message;
  const auto erased = slots->find(Slot{2});
  ASSERT_TRUE(erased) << erased.error().message;
  EXPECT_FALSE(*erased);
  EXPECT_EQ(slots->add(holder(9)), Slot{4});
  std::string file = contents_of(scratch / "s" / "keys");
  // With a right sum, but not all zero.
  file[2 * kSlotBytes + 50] = '\1';
  std::string summed("\2\0\0\0\0\0\0\0", 8);
  put_number(file, 2 * kSlotBytes, crc32c(summed + file.substr(2 * kSlotBytes + 4, kSlotBytes - 4)));
  put(scratch / "s" / "keys", file);
  EXPECT_EQ(kind_of(slots->find(Slot{2})), FailureKind::kDamaged);
}

TEST(KeySlots, OfAnotherStoreOrAnotherMasterKeyAreRefused) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 3);
  EXPECT_EQ(kind_of(open(scratch / "s", 3, true, store_keys(8))), FailureKind::kDamaged);
  const StoreKeys other(SecretKey(sha256("another master")), store_keys().log());
  const auto slots = open(scratch / "s", 3, true, other);
  ASSERT_TRUE(slots);
  EXPECT_EQ(kind_of(slots->find(Slot{1})), FailureKind::kDamaged);
}

TEST(KeySlots, OfAnotherVersionAreNotRead) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 1);
  std::string file = contents_of(scratch / "s" / "keys");
  file[8] = '\2';
  put_number(file, 12, crc32c(file.substr(0, 12) + file.substr(16)));
  put(scratch / "s" / "keys", file);
  EXPECT_EQ(kind_of(open(scratch / "s", 1)), FailureKind::kWrongUse);
  EXPECT_EQ(kind_of(read_log_id(scratch / "s", system_files())), FailureKind::kWrongUse);
}

TEST(KeySlots, AreMadeAnewOverAHeaderButNeverOverSlots) {
  const test::ScratchDirectory scratch;
  make(scratch / "s", 1);
  std::filesystem::resize_file(scratch / "s" / "keys", 10);
  EXPECT_TRUE(KeySlots::create(scratch / "s", store_keys(9), system_files()));
  EXPECT_EQ(read_log_id(scratch / "s", system_files()), store_keys(9).log());
  make(scratch / "t", 2);
  const std::string before = contents_of(scratch / "t" / "keys");
  EXPECT_EQ(kind_of(KeySlots::create(scratch / "t", store_keys(9), system_files())), FailureKind::kWrongUse);
  EXPECT_EQ(contents_of(scratch / "t" / "keys"), before);
}

TEST(KeySlots, ThatAreMissingAreNotFound) {
  const test::ScratchDirectory scratch;
  EXPECT_EQ(kind_of(open(scratch / "s", 1)), FailureKind::kNotFound);
  EXPECT_EQ(kind_of(open(scratch / "s", 1, false)), FailureKind::kNotFound);
  EXPECT_EQ(kind_of(read_log_id(scratch / "s", system_files())), FailureKind::kNotFound);
}

TEST(KeySlots, AreFoundByManyThreadsWhileOneAdds) {
  const test::ScratchDirectory scratch;
  const auto keys = make(scratch / "s", 10);
  auto slots = KeySlots::open(scratch / "s", store_keys(), true, 10, system_files());
  ASSERT_TRUE(slots);
  std::array<int, 3> right{};
  std::vector<std::thread> threads;
  for (int& count : right) {
    threads.emplace_back([&slots, &keys, &count] {
      for (std::size_t i = 0; i < 180; ++i) {
        const std::uint64_t slot = 1 + i % 9;
        const auto found = slots->find(Slot{slot});
        const auto newest = slots->find(Slot{slots->count() - 1});
        const Slot named = slots->slot_of(slots->refer_to(Slot{slot}, i));
        const bool good = found && *found && newest && *newest && named == Slot{slot};
        count += good && (*found)->key.bytes() == keys[slot] ? 1 : 0;
      }
    });
  }
  for (std::uint8_t i = 0; i < 100; ++i) EXPECT_TRUE(slots->add(holder(i)));
  EXPECT_TRUE(slots->sync());
  for (auto& thread : threads) thread.join();
  for (const int count : right) EXPECT_EQ(count, 180);
  EXPECT_EQ(slots->count(), 110U);
}

TEST(KeyReference, NamesItsSlotAndNoTwoLookAlike) {
  const StoreKeys keys = store_keys();
  std::set<KeyReference> seen;
  for (const std::uint64_t slot : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{77}, kMaxSlots - 1}) {
    for (std::uint64_t random = 0; random < 50; ++random) {
      const KeyReference reference = refer_to(keys, Slot{slot}, random);
      EXPECT_EQ(slot_of(keys, reference), Slot{slot});
      EXPECT_NE(slot_of(store_keys(8), reference), Slot{slot});
      seen.insert(reference);
    }
  }
  EXPECT_EQ(seen.size(), 200U);
}

}  // namespace
}  // namespace licet::record
