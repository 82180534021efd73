#include <tests/engine/record/erasure_fixture.h>
#include <tests/engine/record/stored_bytes.h>

namespace licet::record {
namespace {

using namespace licet::test;

using Erasing = ErasureTest;

TEST_F(Erasing, MakesAHoldersRecordsUnreadableAndLeavesAllOthersAndTheTree) {
  Log log = open(LogAccess::kWrite);
  ASSERT_TRUE(append_erasure(log));
  const LogEnd end = log.end();
  std::vector<RecordProofParts> before;
  for (std::uint64_t number = 0; number < end.records; ++number) before.push_back(*log.proof_parts(number));
  EXPECT_FALSE(log.is_erased(kErased).value());
  const auto erased = log.erase(kErased);
  ASSERT_TRUE(erased) << erased.error().message;
  EXPECT_EQ(log.end(), end);
  expect_erased(log);
  const std::set<std::uint64_t> gone(numbers_.begin(), numbers_.end());
  for (std::uint64_t number = 0; number < end.records; ++number) {
    const auto parts = log.proof_parts(number);
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->leaf, before[number].leaf);
    EXPECT_EQ(parts->plain_payload, gone.count(number) != 0 ? std::string() : before[number].plain_payload);
  }
  EXPECT_EQ(*log.records_of(kErased), numbers_);
  ASSERT_TRUE(append(log, Contents{"later"}, kOther));
  EXPECT_EQ(append(log, Contents{"later"}, kErased).error().kind, FailureKind::kWrongUse);
  ASSERT_TRUE(log.close());
  for (const LogAccess access : {LogAccess::kRead, LogAccess::kWrite}) expect_erased(open(access));
  const auto report = verify_log(directory());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->erased, numbers_.size());
  EXPECT_EQ(report->half_erased, 0U);
  EXPECT_EQ(report->erasures, 1U);
  EXPECT_EQ(report->kept, 1U);
}

TEST_F(Erasing, LeavesNoByteOfPayloadsKeyAndKeyedHashInAnyFile) {
  Log log = open(LogAccess::kWrite);
  std::set<std::string> planted;
  const std::string slot = contents_of(directory() / "keys").substr(kSlotBytes, kSlotBytes);
  planted.insert(slot.substr(0, 4) + slot.substr(4, 4));
  for (std::size_t place = 8; place < kSlotBytes; place += 8) planted.insert(slot.substr(place, 8));
  for (const std::uint64_t number : numbers_) {
    const Standing standing = standing_of(directory(), number);
    const std::string file = contents_of(standing.file);
    for (std::size_t i = 0; i + 8 <= standing.bytes; i += 8) planted.insert(file.substr(standing.payload + i, 8));
  }
  ASSERT_GE(places_of(directory(), planted).size(), planted.size());
  ASSERT_TRUE(append(log, {erasure(kErased)}));
  ASSERT_TRUE(log.erase(kErased));
  EXPECT_EQ(places_of(directory(), planted), Contents{});
}

TEST_F(Erasing, CanBeRepeatedAndChangesNothingThen) {
  Log log = open(LogAccess::kWrite);
  ASSERT_TRUE(append_erasure(log));
  ASSERT_TRUE(log.erase(kErased));
  const auto files = files_of(directory());
  ASSERT_TRUE(log.erase(kErased));
  EXPECT_EQ(files_of(directory()), files);
  ASSERT_TRUE(log.close());
  Log again = open(LogAccess::kWrite);
  ASSERT_TRUE(again.erase(kErased));
  expect_erased(again);
}

TEST_F(Erasing, FinishesWhatFilesOfTwoTimesPutTogetherHaveLeft) {
  const Standing standing = standing_of(directory(), numbers_[3]);
  const std::string before = contents_of(standing.file);
  {
    Log log = open(LogAccess::kWrite);
    ASSERT_TRUE(append_erasure(log));
    ASSERT_TRUE(log.erase(kErased));
  }
  ASSERT_NE(contents_of(standing.file), before);
  put(standing.file, before);
  EXPECT_NE(findings_of(directory()), Contents{}) << "what was erased stands again";
  Log log = open(LogAccess::kWrite);
  expect_records(log, true);
  ASSERT_TRUE(log.erase(kErased));
  expect_erased(log);
}

TEST_F(Erasing, IsRefusedWhereNoErasureIsRecorded) {
  Log log = open(LogAccess::kWrite);
  const auto files = files_of(directory());
  for (const Slot slot : {kStoreSlot, kErased, kOther, Slot{9}}) {
    EXPECT_EQ(log.erase(slot).error().kind, FailureKind::kWrongUse);
  }
  EXPECT_EQ(files_of(directory()), files);
  ASSERT_TRUE(append(log, {erasure(kErased)}));
  EXPECT_EQ(log.erase(kOther).error().kind, FailureKind::kWrongUse);
  ASSERT_TRUE(append(log, Contents{"a later act"}, kErased));
  EXPECT_EQ(log.erase(kErased).error().kind, FailureKind::kWrongUse) << "it would take what came later";
  EXPECT_EQ(open(LogAccess::kRead).erase(kErased).error().kind, FailureKind::kWrongUse);
}

TEST_F(Erasing, WhatIsKeptIsTheOriginalHoweverOftenItIsKept) {
  Log log = open(LogAccess::kWrite);
  const RecordProofParts original = *log.proof_parts(kKeptNumber);
  const std::string content = *log.kept_content(kKeptNumber);
  ASSERT_TRUE(append_erasure(log));
  ASSERT_TRUE(log.erase(kErased));
  const std::uint64_t keeper = contents_.size();
  EXPECT_EQ(*log.kept_content(keeper), content);
  const Slot first = log.read(keeper)->slot;
  const Slot second = *log.new_slot(holder(0xC1));
  ASSERT_TRUE(append(log, {kept(log, keeper, second), erasure(first, second)}));
  ASSERT_TRUE(log.erase(first));
  const std::uint64_t last = keeper + 2;
  EXPECT_TRUE(log.read(keeper)->erased);
  EXPECT_EQ(log.read(keeper)->kept_from, std::nullopt);
  EXPECT_EQ(log.read(last)->content, contents_[kKeptNumber]);
  EXPECT_EQ(log.read(last)->kept_from, kKeptNumber);
  EXPECT_EQ(*log.kept_content(last), content);
  const auto parts = log.original_of(last);
  ASSERT_TRUE(parts) << parts.error().message;
  EXPECT_EQ(parts->leaf, original.leaf);
  EXPECT_EQ(parts->plain_payload, original.plain_payload);
  EXPECT_EQ(commitment_of(parts->plain_payload), read_leaf(parts->leaf)->commitment);
  EXPECT_EQ(findings_of(directory()), Contents{});
  for (const std::uint64_t number : {numbers_[1], keeper, keeper + 1}) {
    EXPECT_EQ(log.kept_content(number).error().kind, FailureKind::kWrongUse) << number;
  }
  for (const std::uint64_t number : {std::uint64_t{1}, keeper, keeper + 1}) {
    EXPECT_EQ(log.original_of(number).error().kind, FailureKind::kWrongUse) << number;
  }
}

TEST_F(Erasing, ABatchThatIsNotOneErasureIsRefused) {
  Log log = open(LogAccess::kWrite);
  const Slot into = *log.new_slot(holder(0xC1));
  const Draft keeper = kept(log, kKeptNumber, into);
  Draft other = draft("an event", kOther);
  other.ends_unit = false;
  Draft ends = keeper;
  ends.ends_unit = true;
  Draft altered = keeper;
  altered.content.back() = static_cast<char>(altered.content.back() ^ 1);
  Draft elsewhere = keeper;
  elsewhere.slot = kOther;
  Draft late = keeper;
  late.content[1] = 1;
  Draft unreadable = erasure(kErased);
  unreadable.content = "{}";
  Draft of_another = erasure(kErased);
  of_another.slot = kOther;
  Draft first = erasure(kErased, into);
  first.ends_unit = false;
  const std::vector<std::vector<Draft>> wrong{{keeper},
                                              {ends},
                                              {other, erasure(kErased)},
                                              {erasure(kErased), draft("an event", kOther)},
                                              {erasure(kErased), erasure(kOther)},
                                              {ends, erasure(kErased, into)},
                                              {first, keeper},
                                              {altered, erasure(kErased, into)},
                                              {late, erasure(kErased, into)},
                                              {elsewhere, erasure(kErased, into)},
                                              {keeper, erasure(kErased)},
                                              {erasure(kErased, into)},
                                              {keeper, first, erasure(kOther, into)},
                                              {unreadable},
                                              {of_another},
                                              {erasure(Slot{9})},
                                              {keeper, erasure(into, into)}};
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    const auto appended = append(log, wrong[i]);
    ASSERT_FALSE(appended) << i;
    EXPECT_EQ(appended.error().kind, FailureKind::kWrongUse) << i;
  }
  EXPECT_EQ(log.end().records, contents_.size());
  // Nor was any of that learnt.
  EXPECT_EQ(log.erase(kErased).error().kind, FailureKind::kWrongUse);
  ASSERT_TRUE(append(log, {keeper, first, erasure(kErased, into)}));
  ASSERT_TRUE(append(log, {erasure(kStoreSlot)})) << "of someone who had no record";
  EXPECT_EQ(findings_of(directory()), Contents{});
}

}  // namespace
}  // namespace licet::record
