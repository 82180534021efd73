#include <engine/record/batch.h>
#include <tests/engine/record/erasure_fixture.h>

namespace licet::record {
namespace {

using namespace licet::test;

/// Erasures that a writer with a fault, or someone with the master key, might have put into a record.
class WrongErasure : public ErasureTest {
 protected:
  /// As if it had been appended, past all that an append checks; finds what is wrong then.
  Contents findings_with(const std::vector<Draft>& drafts) {
    const auto before = files_of(directory());
    LogEnd end;
    Instant time;
    {
      Log log = open(LogAccess::kWrite);
      end = log.end();
      time = log.next_batch_time(kBegin);
    }
    const StoreKeys keys(*read_master_key(directory() / "master.key"), *read_log_id(directory(), files_));
    const auto slots = KeySlots::open(directory(), keys, false, end.slots, files_);
    BatchEncoder encoder;
    const auto batch = encoder.encode(drafts, end.records, time, *slots);
    EXPECT_TRUE(batch) << batch.error().message;
    const auto segment = segment_path(directory(), end.segment);
    put(segment, contents_of(segment) + (*batch)->bytes);
    {
      Log log = open(LogAccess::kWrite);
      EXPECT_EQ(log.end().records, end.records + drafts.size());
      for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (drafts[i].kind == RecordKind::kKept) readable_ = log.read(end.records + i).has_value();
      }
    }
    const Contents findings = findings_of(directory());
    put_files(before);
    return findings;
  }

  bool readable_ = false;  ///< the last record of kind kKept
};

TEST_F(WrongErasure, IsFound) {
  Slot into{};
  Draft keeper;
  {
    Log log = open(LogAccess::kWrite);
    into = *log.new_slot(holder(0xC1));
    ASSERT_TRUE(append(log, Contents{"of the new slot"}, into));
    keeper = kept(log, kKeptNumber, into);
  }
  EXPECT_EQ(findings_with({keeper, erasure(kErased, into)}), Contents{});
  EXPECT_TRUE(readable_);

  Draft altered = keeper;
  altered.content[40] = static_cast<char>(altered.content[40] ^ 1);
  EXPECT_EQ(findings_with({altered, erasure(kErased, into)}).size(), 1U);
  EXPECT_FALSE(readable_);
  Draft of_another = keeper;
  of_another.content[0] = 1;
  EXPECT_EQ(findings_with({of_another, erasure(kErased, into)}).size(), 1U);
  EXPECT_FALSE(readable_);
  Draft later = keeper;
  later.content[7] = 1;
  EXPECT_EQ(findings_with({later, erasure(kErased, into)}).size(), 1U);
  EXPECT_FALSE(readable_);

  Draft alone = keeper;
  alone.ends_unit = true;
  EXPECT_EQ(findings_with({alone}).size(), 1U);
  EXPECT_EQ(findings_with({draft("an event", kOther), erasure(kErased)}).size(), 1U);
  EXPECT_EQ(findings_with({erasure(kErased), draft("an event", kOther)}).size(), 1U);
  EXPECT_EQ(findings_with({erasure(kErased), erasure(kOther)}).size(), 1U);
  EXPECT_EQ(findings_with({keeper, erasure(kErased, kOther)}).size(), 1U);
  EXPECT_EQ(findings_with({erasure(Slot{77})}).size(), 1U);
  Draft elsewhere = erasure(kErased);
  elsewhere.slot = kOther;
  EXPECT_EQ(findings_with({elsewhere}).size(), 1U);
  Draft unreadable = erasure(kErased);
  unreadable.content = "{}";
  EXPECT_EQ(findings_with({unreadable}).size(), 1U);
  Draft with_policy = erasure(kErased);
  with_policy.policy.fill(1);
  // The set is not there either.
  EXPECT_EQ(findings_with({with_policy}).size(), 2U);
}

}  // namespace
}  // namespace licet::record
