#include <algorithm>
#include <engine/record/erasure_search.h>
#include <engine/record/store_keys.h>
#include <tests/engine/record/erasure_fixture.h>

namespace licet::record {
namespace {

using namespace licet::test;

class ErasureSearches : public ErasureTest {
 protected:
  void SetUp() override {
    ErasureTest::SetUp();
    const auto master = read_master_key(directory() / "master.key", files_);
    const auto id = read_log_id(directory(), files_);
    ASSERT_TRUE(master && id);
    keys_.emplace(*master, *id);
    segments_ = segments_in(directory(), files_)->size();
  }

  /// Files that were opened to answer.
  std::size_t opened_to_ask(const ErasureSearch& search, Slot slot, std::uint64_t from) {
    const auto opens = [this] { return std::count(files_.log().begin(), files_.log().end(), "open"); };
    const auto before = opens();
    EXPECT_FALSE(search.names(slot, from).value());
    return static_cast<std::size_t>(opens() - before);
  }

  std::optional<StoreKeys> keys_;
  std::size_t segments_ = 0;
};

TEST_F(ErasureSearches, ReadNoSegmentASecondTimeHoweverManyDamagedRecordsAskInVain) {
  const ErasureSearch search(directory(), *keys_, files_);
  EXPECT_EQ(opened_to_ask(search, kOther, 0), segments_);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(opened_to_ask(search, kOther, 0), 1U);
    EXPECT_EQ(opened_to_ask(search, Slot{77}, 0), 1U);
  }
}

TEST_F(ErasureSearches, GoBackNoFurtherThanTheErasureCouldStand) {
  const ErasureSearch search(directory(), *keys_, files_);
  EXPECT_EQ(opened_to_ask(search, kOther, contents_.size() - 1), 1U);
  EXPECT_EQ(opened_to_ask(search, kOther, 0), segments_);
  EXPECT_EQ(opened_to_ask(search, kOther, 0), 1U);
}

TEST_F(ErasureSearches, FindWhatWasAppendedSinceTheyAskedInVain) {
  const ErasureSearch search(directory(), *keys_, files_);
  EXPECT_FALSE(search.names(kErased, 0).value());
  Log log = open(LogAccess::kWrite);
  while (segments_in(directory(), files_)->size() < segments_ + 2) {
    ASSERT_TRUE(append(log, {std::string(200, 'x')}, kOther));
    EXPECT_FALSE(search.names(kErased, 0).value());
  }
  const std::uint64_t number = log.end().records;
  ASSERT_TRUE(append_erasure(log));
  EXPECT_TRUE(search.names(kErased, 0).value());
  EXPECT_TRUE(search.names(kErased, number).value());
  EXPECT_FALSE(search.names(kErased, number + 2).value());
  EXPECT_FALSE(search.names(kOther, 0).value());
}

TEST_F(ErasureSearches, FindWhatStandsWhereATornEndWasCutOff) {
  const ErasureSearch search(directory(), *keys_, files_);
  const auto before = files_of(directory());
  const auto segments = segments_in(directory(), files_).value();
  Log torn = open(LogAccess::kWrite);
  ASSERT_TRUE(append(torn, {std::string(40, 'x'), std::string(40, 'y')}, kOther));
  ASSERT_EQ(segments_in(directory(), files_).value(), segments);
  EXPECT_FALSE(search.names(kErased, 0).value());
  ASSERT_TRUE(torn.close());
  put_files(before);
  Log log = open(LogAccess::kWrite);
  ASSERT_TRUE(append_erasure(log));
  EXPECT_TRUE(search.names(kErased, 0).value());
}

}  // namespace
}  // namespace licet::record
