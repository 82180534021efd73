// What becomes of a file of outcomes whose record is not appended.

#include <engine/record/layout.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>
#include <tests/engine/facts/durable_fixture.h>
#include <tests/engine/facts/store_policy.h>

namespace licet::test {
namespace {

constexpr Instant kBegin{1'800'000'000'000'000};

std::size_t files_in(const std::filesystem::path& folder) {
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(folder)) ++files;
  return files;
}

TEST(FileOfOutcomes, GoesWithTheBatchThatDoesNotFitAndTheStoreGoesOn) {
  const ScratchDirectory scratch(quick_parent());
  auto store = facts::DurableStore::open(scratch / "store", small_store(record::LogAccess::kCreate));
  ASSERT_TRUE(store) << store.error().message;
  const record::ArchivedPolicy set{1, "the text of a set", 0};
  const Digest policy = sha256(set.bytes);
  ASSERT_TRUE(store->archive(policy, set, {}));
  const auto take = [&](std::uint8_t number, std::size_t content_bytes) {
    const record::RunId run{number};
    std::vector<record::SealedOutcomes> outcomes(1);
    if (const auto names = store->log().write_run(run, outcomes); !names)
      return Result<void>(tl::unexpected(names.error()));
    facts::Batch batch = store->begin(kBegin);
    const auto taken = store->take_audience(batch, run, store->visible().records, policy,
                                            [&](const facts::Receipt&) { return std::string(content_bytes, ' '); });
    return taken ? store->commit(std::move(batch)) : Result<void>(tl::unexpected(taken.error()));
  };
  const auto refused = take(1, record::kContentBytes + 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FailureKind::kLimit);
  EXPECT_EQ(files_in((scratch / "store") / "audiences"), 0U);
  EXPECT_EQ(store->visible().records, 0U);

  const auto taken = take(2, 100);
  ASSERT_TRUE(taken) << taken.error().message;
  EXPECT_EQ(store->visible().records, 1U);
  EXPECT_TRUE(std::filesystem::exists(record::run_path(scratch / "store", 0)));
}

}  // namespace
}  // namespace licet::test
