#include <engine/base/digest.h>
#include <engine/record/key_slots.h>
#include <engine/record/layout.h>
#include <gtest/gtest.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/scratch_directory.h>

namespace licet::record {
namespace {

using test::Fault;
using test::FaultyFiles;

StoreKeys store_keys() { return {SecretKey(sha256("master")), LogId{7}}; }

/// What a writer was promised: the slots that were synced, with their keys, of holders in order.
struct Session {
  std::vector<std::string> synced;
  bool complete = false;
};

/// Makes a store, adds, opens it again and adds, each time three slots; goes on after failures.
Session run(const std::filesystem::path& directory, FaultyFiles& files) {
  Session session;
  std::filesystem::create_directory(directory);
  bool complete = true;
  for (const bool first : {true, false}) {
    auto slots = first ? KeySlots::create(directory, store_keys(), files)
                       : KeySlots::open(directory, store_keys(), true, session.synced.size() + 1, files);
    complete = complete && slots;
    if (!slots) return session;
    bool failed = false;
    std::vector<std::string> added;
    for (std::uint8_t i = 0; i < 3; ++i) {
      const auto slot = slots->add(KeyedHash{i});
      EXPECT_FALSE(failed && slot) << "taken after a failure";
      EXPECT_TRUE(slot || slot.error().kind == FailureKind::kNotWritable);
      failed = failed || !slot;
      const auto found = slot ? slots->find(*slot) : Result<std::optional<HolderKey>>(std::nullopt);
      added.emplace_back(found && *found ? (*found)->key.bytes() : std::string_view("unread"));
      complete = complete && found && *found;
    }
    const auto synced = slots->sync();
    EXPECT_FALSE(failed && synced) << "synced after a failure";
    if (synced) session.synced.insert(session.synced.end(), added.begin(), added.end());
    complete = complete && synced;
    EXPECT_EQ(slots->sync().has_value(), synced.has_value());
  }
  session.complete = complete;
  return session;
}

void expect_all_there(const std::filesystem::path& directory, const Session& session) {
  const std::uint64_t count = session.synced.size() + 1;
  auto slots = KeySlots::open(directory, store_keys(), true, count, system_files());
  // Without its header there is no store that anyone was told of.
  if (!slots && session.synced.empty()) return;
  ASSERT_TRUE(slots) << slots.error().message;
  for (std::uint64_t slot = 1; slot < count; ++slot) {
    const auto found = slots->find(Slot{slot});
    ASSERT_TRUE(found && *found) << slot;
    EXPECT_EQ((*found)->holder, KeyedHash{static_cast<std::uint8_t>((slot - 1) % 3)});
    if (session.synced[slot - 1] != "unread") {
      EXPECT_EQ((*found)->key.bytes(), session.synced[slot - 1]);
    }
  }
  EXPECT_EQ(std::filesystem::file_size(directory / "keys"), count * kSlotBytes);
  EXPECT_EQ(slots->add(KeyedHash{}), Slot{count});
}

std::size_t calls_without_faults() {
  const test::ScratchDirectory scratch;
  FaultyFiles files;
  const Session session = run(scratch / "s", files);
  EXPECT_TRUE(session.complete);
  EXPECT_EQ(session.synced.size(), 6U);
  return files.calls();
}

class KeySlotsFaults : public testing::TestWithParam<std::tuple<Fault, int, std::size_t>> {};

TEST_P(KeySlotsFaults, WhateverCallFailsNoSyncedKeyIsLost) {
  const auto [fault, error, times] = GetParam();
  const std::size_t calls = calls_without_faults();
  ASSERT_GT(calls, 20U);
  for (std::size_t call = 0; call < calls; ++call) {
    SCOPED_TRACE("call " + std::to_string(call));
    const test::ScratchDirectory scratch;
    FaultyFiles files(call, fault, error, times);
    const Session session = run(scratch / "s", files);
    ASSERT_TRUE(files.met());
    EXPECT_FALSE(session.complete);
    expect_all_there(scratch / "s", session);
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, KeySlotsFaults,
                         testing::Values(std::tuple{Fault::kRefused, EIO, std::size_t{1}},
                                         std::tuple{Fault::kHalf, ENOSPC, std::size_t{1}},
                                         std::tuple{Fault::kHalf, EIO, SIZE_MAX / 2}));

TEST(KeySlotsInterrupted, AnInterruptedCallIsRepeated) {
  const std::size_t calls = calls_without_faults();
  for (std::size_t call = 0; call < calls; ++call) {
    const test::ScratchDirectory scratch;
    FaultyFiles files(call, Fault::kRefused, EINTR, 3);
    const Session session = run(scratch / "s", files);
    EXPECT_TRUE(session.complete) << call;
    expect_all_there(scratch / "s", session);
  }
}

TEST(KeySlotsOrder, AddingWritesAndSyncingSyncsOnce) {
  const test::ScratchDirectory scratch;
  std::filesystem::create_directory(scratch / "s");
  FaultyFiles files;
  auto slots = KeySlots::create(scratch / "s", store_keys(), files);
  ASSERT_TRUE(slots);
  const std::size_t before = files.log().size();
  ASSERT_TRUE(slots->sync());
  EXPECT_EQ(files.log().size(), before) << "nothing was added";
  ASSERT_TRUE(slots->add(KeyedHash{1}));
  ASSERT_TRUE(slots->add(KeyedHash{2}));
  ASSERT_TRUE(slots->sync());
  ASSERT_TRUE(slots->sync());
  const std::vector<std::string> made(files.log().begin() + static_cast<std::ptrdiff_t>(before), files.log().end());
  EXPECT_EQ(made, (std::vector<std::string>{"write_at", "write_at", "sync_data"}));
}

}  // namespace
}  // namespace licet::record
