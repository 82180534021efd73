// What is said of an erasure that a full disk stops, and that it comes true when the store is opened again.
#include <tests/engine/facts/erasing_fixture.h>
#include <tests/engine/record/faulty_files.h>

namespace licet::test {
namespace {

constexpr std::size_t kErased = 2;  ///< of three customers, the first ones
constexpr Instant kErasedAt{kErasingBegins.micros + 10 * kErasingMinute};

/// From this call on the disk is full.
FaultyFiles full_from(std::size_t call) { return {call, Fault::kHalf, ENOSPC, SIZE_MAX / 2}; }

std::vector<facts::ErasureOrder> orders() {
  std::vector<facts::ErasureOrder> made;
  for (std::size_t number = 0; number < kErased; ++number) made.push_back({customer_of(number), kErasedAt, {}});
  return made;
}

bool says(const std::string& message, const char* what) { return message.find(what) != std::string::npos; }

class InterruptedErasure : public testing::Test {
 protected:
  void SetUp() override {
    auto store = facts::DurableStore::open(made_ / "store", small_store(record::LogAccess::kCreate));
    ASSERT_TRUE(store) << store.error().message;
    facts::Batch batch = store->begin(kErasingBegins);
    for (std::size_t number = 0; number <= kErased; ++number) {
      Event event;
      event.kind = EventKind::kHold;
      event.customer = customer_of(number).id;
      ASSERT_TRUE(store->take(batch, {event, {}, {}}, *erasing_policy().model, erasing_policy().digest));
    }
    ASSERT_TRUE(store->commit(std::move(batch)));
    ASSERT_TRUE(store->index(erasing_policy().rules));
    ASSERT_TRUE(store->close());
  }

  void copy_store() {
    std::filesystem::remove_all(directory());
    std::filesystem::copy(made_ / "store", directory(), std::filesystem::copy_options::recursive);
  }
  std::filesystem::path directory() const { return made_ / "copy"; }
  Result<facts::DurableStore> open(record::FileSystem& files = record::system_files()) const {
    return facts::DurableStore::open(directory(), small_store(record::LogAccess::kWrite), files);
  }
  static bool is_empty(const facts::DurableStore& store, std::size_t number) {
    const auto history = store.history(customer_of(number), UINT64_MAX);
    EXPECT_TRUE(history);
    return history && history->empty();
  }
  /// What each order was told on a disk that is full from this call on; none if it was not met, or met on opening.
  std::vector<std::string> told_from(std::size_t call, bool& met) {
    copy_store();
    FaultyFiles files = full_from(call);
    auto store = open(files);
    std::vector<std::string> told;
    if (store) {
      for (const auto& each : store->erase(orders(), kErasedAt)) told.push_back(each ? "" : each.error().message);
    }
    met = files.met();
    return told;
  }

  const ScratchDirectory made_{quick_parent()};
};

TEST_F(InterruptedErasure, IsToldToBeUnfinishedOrMaybeUnrecordedAndHowToGoOn) {
  std::size_t unfinished = 0;
  std::size_t unrecorded = 0;
  bool met = true;
  for (std::size_t call = 0; met && !HasFailure(); ++call) {
    SCOPED_TRACE("call " + std::to_string(call));
    const std::vector<std::string> told = told_from(call, met);
    const auto store = open();
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_FALSE(is_empty(*store, kErased));
    for (std::size_t number = 0; number < told.size(); ++number) {
      const std::string& message = told[number];
      SCOPED_TRACE(message);
      if (says(message, "The erasure is recorded but not finished")) {
        ++unfinished;
        EXPECT_TRUE(is_empty(*store, number)) << "it is finished at the next opening";
        if (says(message, "cannot be written")) {
          EXPECT_TRUE(says(message, "make room; then open the store for writing again: that finishes it."));
        }
      } else if (says(message, "the erasure may not be recorded")) {
        ++unrecorded;
        if (says(message, "cannot be written")) {
          EXPECT_TRUE(says(message, "make room; then ask for the erasure again."));
        }
      } else {
        EXPECT_EQ(is_empty(*store, number), message.empty());
      }
    }
  }
  EXPECT_GT(unfinished, 0U);
  EXPECT_GT(unrecorded, 0U);
}

TEST_F(InterruptedErasure, IsToldByOpeningToo) {
  bool met = true;
  for (std::size_t call = 0; met; ++call) {
    const auto told = told_from(call, met);
    if (!told.empty() && says(told.front(), "not finished")) break;
  }
  ASSERT_TRUE(met);
  std::size_t said = 0;
  for (std::size_t call = 0; met && said == 0; ++call) {
    FaultyFiles files = full_from(call);
    const auto store = open(files);
    met = files.met();
    if (store || !says(store.error().message, "not finished")) continue;
    if (!says(store.error().message, "cannot be written")) continue;
    ++said;
    EXPECT_TRUE(says(store.error().message, "make room; then open the store for writing again"))
        << store.error().message;
  }
  EXPECT_GT(said, 0U);
  const auto store = open();
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_TRUE(is_empty(*store, 0));
}

}  // namespace
}  // namespace licet::test
