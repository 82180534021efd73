// What the tests of killed and cut processes hold heads to: what they would say if a head were lost, or another's.
#include <gtest/gtest.h>
#include <tests/crash/signed_store.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <tests/engine/record/scratch_directory.h>

namespace licet::crash {
namespace {

namespace fs = std::filesystem;

class SignedStore : public testing::Test {
 protected:
  void SetUp() override {
    record_and_sign(0);
    older_ = test::contents_of(newest());
    record_and_sign(1);
  }

  void record_and_sign(std::uint64_t group) {
    auto store = open_signed(directory_);
    ASSERT_TRUE(store) << store.error().message;
    for (const auto& recorded : store->record_json(event_group(0, group).views(), policy_)) ASSERT_TRUE(recorded);
    const auto head = store->sign();
    ASSERT_TRUE(head) << head.error().message;
    signed_ = records_under(*head);
  }

  RecordCheck checked() const {
    auto check = check_record(directory_);
    EXPECT_TRUE(check) << check.error().message;
    return std::move(*check);
  }

  fs::path newest() const { return directory_ / "heads" / "newest"; }

  const tests::ScratchDirectory scratch_;
  const fs::path directory_ = scratch_.store();
  const PolicySet policy_ = shop_policy();
  std::string older_;  ///< head
  std::uint64_t signed_ = 0;
};

TEST_F(SignedStore, IsSoundWithTheHeadThatWasTold) {
  const RecordCheck check = checked();
  EXPECT_EQ(check.findings, std::vector<RecordFinding>{});
  EXPECT_EQ(signed_, check.records);
  EXPECT_EQ(wrong_with_heads(directory_, check, signed_), "");
}

TEST_F(SignedStore, AHeadThatIsLostIsTold) {
  test::put(newest(), older_);
  EXPECT_NE(wrong_with_heads(directory_, checked(), signed_), "");
  fs::remove(newest());
  EXPECT_NE(wrong_with_heads(directory_, checked(), signed_), "");
}

TEST_F(SignedStore, AHeadOverMoreThanThereIsIsTold) {
  RecordCheck check = checked();
  --check.records;
  EXPECT_NE(wrong_with_heads(directory_, check, 0), "");
}

TEST_F(SignedStore, ASignatureThatIsNotGoodIsFound) {
  std::string head = test::contents_of(newest());
  // In the last line of Base64, before what may be padding.
  char& letter = head[head.size() - 10];
  letter = letter == 'A' ? 'B' : 'A';
  test::put(newest(), head);
  EXPECT_NE(checked().findings, std::vector<RecordFinding>{});
}

}  // namespace
}  // namespace licet::crash
