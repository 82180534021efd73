#include <engine/record/merkle_tree.h>
#include <tests/engine/record/log_fixture.h>
#include <thread>
#include <unistd.h>

namespace licet::record {
namespace {

using namespace licet::test;

/// RFC 6962, section 2.1, word for word.
Digest naive_root(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves.front();
  std::size_t split = 1;
  while (split * 2 < leaves.size()) split *= 2;
  return node_hash(naive_root(leaves.first(split)), naive_root(leaves.subspan(split)));
}

std::vector<Digest> leaf_hashes(const Log& log) {
  std::vector<Digest> hashes;
  for (std::uint64_t number = 0; number < log.end().records; ++number) {
    const auto parts = log.proof_parts(number);
    EXPECT_TRUE(parts) << parts.error().message;
    if (parts) hashes.push_back(leaf_hash(parts->leaf));
  }
  return hashes;
}

class LogTest : public testing::Test {
 protected:
  Log open(LogAccess access) {
    auto log = Log::open(directory(), log_options(access));
    EXPECT_TRUE(log) << log.error().message;
    return std::move(*log);
  }
  std::filesystem::path directory() const { return scratch_ / "s"; }

  test::ScratchDirectory scratch_;
};

TEST_F(LogTest, WhatIsAppendedIsReadOverManySegmentsAndReopenings) {
  Contents expected;
  for (int batch = 0; batch < 40; ++batch) {
    Log log = open(LogAccess::kCreate);
    ASSERT_EQ(contents_of_log(log), expected);
    const Contents contents = batch_contents(batch);
    ASSERT_TRUE(append(log, contents));
    expected.insert(expected.end(), contents.begin(), contents.end());
    ASSERT_EQ(contents_of_log(log), expected);
  }
  EXPECT_GT(segments_in(directory(), system_files())->size(), 3U);
  EXPECT_EQ(findings_of(directory()), Contents{});
  const Log reader = open(LogAccess::kRead);
  for (std::uint64_t number = 0; number < expected.size(); ++number) {
    EXPECT_EQ(reader.read(number)->content, expected[number]);
  }
  EXPECT_EQ(reader.read(expected.size()).error().kind, FailureKind::kWrongUse);
}

TEST_F(LogTest, TheRootIsThatOfANaiveTreeAndSoIsEveryHeader) {
  Log log = open(LogAccess::kCreate);
  EXPECT_EQ(log.end().root, sha256(""));
  for (int batch = 0; batch < 30; ++batch) {
    ASSERT_TRUE(append(log, batch_contents(batch)));
    EXPECT_EQ(log.end().root, naive_root(leaf_hashes(log)));
  }
  const std::vector<Digest> leaves = leaf_hashes(log);
  const auto segments = segments_in(directory(), system_files());
  ASSERT_GT(segments->size(), 2U);
  for (const std::uint64_t first : *segments) {
    const auto root = log.root_at(first);
    ASSERT_TRUE(root && *root);
    EXPECT_EQ(**root, naive_root(std::span(leaves).first(first)));
  }
  EXPECT_FALSE(*log.root_at(log.end().records - 1));
  EXPECT_EQ(Log::open(directory())->end().root, naive_root(leaves));
}

TEST_F(LogTest, RecordsOfAHolderAreFoundInOpenAndSealedSegments) {
  std::vector<std::vector<std::uint64_t>> expected(4);
  std::uint64_t number = 0;
  {
    Log log = open(LogAccess::kCreate);
    for (std::uint8_t i = 1; i < 4; ++i) EXPECT_EQ(*log.new_slot(holder(i)), Slot{i});
    for (std::size_t i = 0; i < 60; ++i) {
      const std::size_t slot = i * i % 4;
      ASSERT_TRUE(append(log, {draft("a record", Slot{slot})}));
      expected[slot].push_back(number++);
    }
    for (std::size_t slot = 0; slot < 4; ++slot) EXPECT_EQ(*log.records_of(Slot{slot}), expected[slot]);
  }
  const Log reader = open(LogAccess::kRead);
  EXPECT_EQ(reader.end().slots, 4U);
  for (std::size_t slot = 0; slot < 4; ++slot) EXPECT_EQ(*reader.records_of(Slot{slot}), expected[slot]);
  EXPECT_EQ(**reader.holder_of(Slot{2}), holder(2));
  EXPECT_EQ(reader.read(1)->slot, Slot{1});
}

TEST_F(LogTest, TheTimeOfABatchLiesAfterAllThatWasRecordedBefore) {
  Log log = open(LogAccess::kCreate);
  EXPECT_EQ(log.next_batch_time(kBegin), kBegin);
  ASSERT_TRUE(append(log, Contents{"a", "b", "c"}));
  EXPECT_EQ(log.end().recorded, Instant{kBegin.micros + 2});
  EXPECT_EQ(log.next_batch_time(kBegin), Instant{kBegin.micros + 3});
  EXPECT_EQ(log.append(drafts_of({"d"}), Instant{kBegin.micros + 2}, Instant{kBegin.micros + 2}).error().kind,
            FailureKind::kWrongUse);
  // Refused before anything was written, so it goes on.
  EXPECT_TRUE(append(log, Contents{"d"}));
  EXPECT_EQ(open(LogAccess::kRead).end().recorded, Instant{kBegin.micros + 3});
}

TEST_F(LogTest, WhatDoesNotFitIsRefusedAndNothingIsWritten) {
  Log log = open(LogAccess::kCreate);
  auto unended = drafts_of({"a", "b"});
  unended.back().ends_unit = false;
  EXPECT_EQ(append(log, unended).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(append(log, {draft("a", Slot{7})}).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(append(log, {draft(std::string(kContentBytes + 1, 'x'))}).error().kind, FailureKind::kLimit);
  EXPECT_EQ(append(log, std::vector<Draft>(kBatchRecords + 1)).error().kind, FailureKind::kLimit);
  EXPECT_EQ(log.end().records, 0U);
  EXPECT_TRUE(append(log, Contents{std::string(10'000, 'x')}));
  EXPECT_TRUE(append(log, Contents{"b"}));
  EXPECT_EQ(contents_of_log(open(LogAccess::kRead)), (Contents{std::string(10'000, 'x'), "b"}));
}

TEST_F(LogTest, ARecordOfTheOutboxIsOfTheStoreItselfAndMayEndTheUnitOfAnEvent) {
  Log log = open(LogAccess::kCreate);
  const auto slot = log.new_slot(record::KeyedHash{1});
  ASSERT_TRUE(slot);
  Draft outbox = draft("told");
  outbox.kind = record::RecordKind::kOutbox;
  outbox.policy = Digest{7};
  Draft event = draft("erased", *slot);
  event.ends_unit = false;
  ASSERT_TRUE(append(log, {event, outbox}));
  ASSERT_TRUE(append(log, {outbox}));
  outbox.slot = *slot;
  EXPECT_EQ(append(log, {outbox}).error().kind, FailureKind::kWrongUse);
  EXPECT_EQ(log.kept_content(1).error().kind, FailureKind::kWrongUse);
  ASSERT_TRUE(log.close());
  const Log reader = open(LogAccess::kRead);
  EXPECT_EQ(reader.read(1)->kind, record::RecordKind::kOutbox);
  EXPECT_EQ(reader.read(1)->content, "told");
  EXPECT_EQ(*reader.records_of(record::kStoreSlot), (std::vector<std::uint64_t>{1, 2}));
}

TEST_F(LogTest, AWriterRefusesASecondOneAndNamesItself) {
  Log log = open(LogAccess::kCreate);
  const auto second = Log::open(directory(), log_options(LogAccess::kWrite));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, FailureKind::kBusy);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos) << second.error().message;
  ASSERT_TRUE(log.close());
  EXPECT_TRUE(Log::open(directory(), log_options(LogAccess::kWrite)));
  EXPECT_EQ(append(log, Contents{"a"}).error().kind, FailureKind::kWrongUse);
}

TEST_F(LogTest, WhatIsNoStoreIsToldApart) {
  EXPECT_EQ(Log::open(directory()).error().kind, FailureKind::kNotFound);
  EXPECT_EQ(Log::open(directory(), log_options(LogAccess::kWrite)).error().kind, FailureKind::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(directory()));
  std::filesystem::create_directory(directory());
  put(directory() / "letter.txt", "hello");
  EXPECT_EQ(Log::open(directory(), log_options(LogAccess::kCreate)).error().kind, FailureKind::kWrongUse);
  EXPECT_FALSE(std::filesystem::exists(directory() / "lock"));
}

TEST_F(LogTest, AReaderBesideAWriterFollowsIt) {
  Log writer = open(LogAccess::kCreate);
  Log reader = open(LogAccess::kRead);
  Contents expected;
  for (int batch = 0; batch < 30; ++batch) {
    const Contents contents = batch_contents(batch);
    ASSERT_TRUE(append(writer, contents, *writer.new_slot(holder(9))));
    EXPECT_EQ(contents_of_log(reader), expected);
    expected.insert(expected.end(), contents.begin(), contents.end());
    const auto refreshed = reader.refresh();
    ASSERT_TRUE(refreshed) << refreshed.error().message;
    EXPECT_EQ(contents_of_log(reader), expected);
    EXPECT_EQ(reader.end(), writer.end());
    EXPECT_EQ(findings_of(directory()), Contents{});
  }
  EXPECT_EQ(append(reader, Contents{"a"}).error().kind, FailureKind::kWrongUse);
}

TEST_F(LogTest, ThreadsReadWhileOneAppends) {
  Log log = open(LogAccess::kCreate);
  const Slot slot = *log.new_slot(holder(1));
  ASSERT_TRUE(append(log, Contents{"0"}, slot));
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const std::uint64_t count = log.end().records;
        const auto last = log.read(count - 1);
        const auto first = log.read(0);
        const auto all = log.records_of(slot);
        if (!last || last->content != std::to_string(count - 1) || !first || first->content != "0") ++wrong;
        if (!all || all->size() < count) ++wrong;
      }
    });
  }
  for (int i = 1; i < 150; ++i) {
    if (!append(log, Contents{std::to_string(i)}, slot)) ++wrong;
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(LogTest, AnIndexThatIsMissingOrDamagedIsMadeAnew) {
  {
    Log log = open(LogAccess::kCreate);
    for (int batch = 0; batch < 30; ++batch) ASSERT_TRUE(append(log, batch_contents(batch), *log.new_slot(holder(3))));
  }
  const std::filesystem::path index = log_folder(directory()) / "00000000000000000000.idx";
  const std::string good = contents_of(index);
  ASSERT_FALSE(good.empty());
  const Contents expected = *reopened_contents(directory(), LogAccess::kRead);
  std::filesystem::remove(index);
  EXPECT_EQ(*reopened_contents(directory(), LogAccess::kRead), expected);
  EXPECT_FALSE(std::filesystem::exists(index)) << "made by a reader";
  EXPECT_EQ(*reopened_contents(directory(), LogAccess::kWrite), expected);
  EXPECT_EQ(contents_of(index), good);
  for (const std::size_t place : {0U, 20U, 50U, 100U}) {
    std::string bad = good;
    bad[place] = static_cast<char>(bad[place] ^ 1);
    put(index, bad);
    EXPECT_NE(findings_of(directory()), Contents{});
    EXPECT_EQ(Log::open(directory())->records_of(Slot{1}).value(), (std::vector<std::uint64_t>{0}));
    Log::open(directory(), log_options(LogAccess::kWrite))->records_of(Slot{1}).value();
    EXPECT_EQ(contents_of(index), good);
  }
}

}  // namespace
}  // namespace licet::record
