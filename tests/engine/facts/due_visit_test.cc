// What is due is found by date in a store, at the cost of what is due, whatever was recorded, erased and written under
// which retention rules.

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/facts/erasing_fixture.h>
#include <tests/engine/record/faulty_files.h>

namespace licet::test {
namespace {

constexpr std::int64_t kDay = 24 * 60 * kErasingMinute;
constexpr Instant kBegin = kErasingBegins;
constexpr facts::RetentionKey kOne{1};
constexpr facts::RetentionKey kOther{2};

Instant days_after(std::int64_t days) { return Instant{kBegin.micros + days * kDay}; }

/// What is held falls due so many days after its collection.
Instant due_of(const facts::HolderView& state, std::int64_t days) {
  Instant first = kNever;
  for (const facts::HeldEntry& held : state.held()) {
    first = std::min(first, Instant{held.latest.at.micros + days * kDay});
  }
  return first;
}

facts::DueRules rules_of(const facts::RetentionKey& key, std::int64_t days) {
  return {key, [days](facts::HolderKind, const facts::HolderView& state) { return due_of(state, days); }};
}

Event event_of(EventKind kind, std::size_t number, std::optional<Instant> at = std::nullopt) {
  Event event;
  event.kind = kind;
  event.customer = customer_of(number).id;
  event.at = at;
  if (kind == EventKind::kCollected || kind == EventKind::kErased) event.data = {"contact"};
  return event;
}

class DueOfAStore : public testing::Test {
 protected:
  void SetUp() override { open(); }

  void open(record::LogAccess access = record::LogAccess::kCreate) {
    facts::DurableOptions options;
    options.log.access = access;
    options.portion_records = 500;
    auto opened = facts::DurableStore::open(directory_, options, files_);
    ASSERT_TRUE(opened) << opened.error().message;
    store_.emplace(std::move(*opened));
  }
  void reopen() {
    ASSERT_TRUE(store_->close());
    store_.reset();
    open();
  }

  void record(const std::vector<Event>& events, Instant now) {
    facts::Batch batch = store_->begin(now);
    for (const Event& event : events) {
      const auto taken = store_->take(batch, {event, {}, {}}, *erasing_policy().model, erasing_policy().digest);
      ASSERT_TRUE(taken);
    }
    ASSERT_TRUE(store_->commit(std::move(batch)));
  }

  /// Of each the day on which data were collected.
  void collect(std::size_t from, std::size_t to, std::int64_t days) {
    std::vector<Event> events;
    for (std::size_t i = from; i < to; ++i) events.push_back(event_of(EventKind::kCollected, i, days_after(days)));
    record(events, std::max(days_after(days), now_));
    now_ = std::max(days_after(days), now_);
  }

  facts::DueVisit visit(const facts::RetentionKey& key, std::int64_t days, Instant at,
                        std::set<std::string>& due) const {
    due.clear();
    const auto visited = store_->visit_due(erasing_policy().rules, key, at,
                                           [&](const facts::Holder& holder, const facts::HolderView& state) {
                                             if (due_of(state, days) <= at) {
                                               EXPECT_TRUE(due.insert(holder.id).second) << "visited twice";
                                             }
                                             return Result<void>();
                                           });
    EXPECT_TRUE(visited) << visited.error().message;
    return visited ? *visited : facts::DueVisit{};
  }

  /// What going through all of them finds.
  std::set<std::string> all_due(std::int64_t days, Instant at) const {
    std::set<std::string> due;
    const auto visited = store_->visit(erasing_policy().rules, {at, kNever},
                                       [&](const facts::Holder& holder, const facts::HolderView& state) {
                                         if (due_of(state, days) <= at) due.insert(holder.id);
                                         return Result<void>();
                                       });
    EXPECT_TRUE(visited) << visited.error().message;
    return due;
  }

  facts::DueVisit expect_found(const facts::RetentionKey& key, std::int64_t days, Instant at) const {
    std::set<std::string> due;
    const facts::DueVisit visited = visit(key, days, at, due);
    EXPECT_EQ(due, all_due(days, at));
    return visited;
  }

  const ScratchDirectory scratch_{quick_parent()};
  const std::filesystem::path directory_ = scratch_ / "store";
  FaultyFiles files_;
  std::optional<facts::DurableStore> store_;
  Instant now_ = kBegin;
};

TEST_F(DueOfAStore, AsManyRowsAreReadAsAreDueHoweverManyThereAre) {
  collect(0, 1'000, 50);
  collect(1'000, 1'010, 3);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  const Instant at = days_after(120);
  facts::DueVisit visited = expect_found(kOne, 100, at);
  EXPECT_TRUE(visited.by_date);
  EXPECT_EQ(visited.rows, 10U);
  collect(1'010, 2'000, 51);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  EXPECT_EQ(expect_found(kOne, 100, at).rows, 10U) << "with twice as many customers";
  reopen();
  EXPECT_EQ(expect_found(kOne, 100, at).rows, 10U);
  EXPECT_EQ(expect_found(kOne, 100, days_after(150)).rows, 1'010U);
}

TEST_F(DueOfAStore, WhoIsTouchedIsSeenAsItIsAndItsRowMovesToAnotherDay) {
  collect(0, 100, 0);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  collect(40, 60, 60);
  record({event_of(EventKind::kErased, 7)}, days_after(61));
  now_ = days_after(61);
  const Instant at = days_after(130);
  EXPECT_EQ(expect_found(kOne, 100, at).rows, 100U) << "the rows as they were, of which some are passed over";
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  const facts::DueVisit visited = expect_found(kOne, 100, at);
  EXPECT_TRUE(visited.by_date);
  EXPECT_EQ(visited.rows, 79U);
}

TEST_F(DueOfAStore, AsOfATimeBeforeWhatTheIndexKnowsEveryoneIsGoneThrough) {
  collect(0, 50, 0);
  collect(50, 60, 90);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 30)));
  EXPECT_TRUE(expect_found(kOne, 30, days_after(90)).by_date);
  const facts::DueVisit before = expect_found(kOne, 30, days_after(89));
  EXPECT_FALSE(before.by_date);
  EXPECT_EQ(before.rows, 60U);
}

TEST_F(DueOfAStore, OtherRetentionRulesTakeTheDatesOverInPortionsAndAnswersStayRight) {
  collect(0, 3'000, 0);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  const Instant at = days_after(60);
  EXPECT_FALSE(expect_found(kOther, 50, at).by_date) << "dates by other rules say nothing";
  EXPECT_FALSE(*store_->date_rows(erasing_policy().rules, rules_of(kOther, 50), false)) << "not while both are in use";
  EXPECT_TRUE(expect_found(kOne, 100, at).by_date);
  // What is touched under the other set is looked at always.
  collect(0, 5, 1);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOther, 50)));
  EXPECT_EQ(expect_found(kOne, 100, at).rows, 5U);
  EXPECT_FALSE(*store_->date_rows(erasing_policy().rules, rules_of(kOne, 100), false));
  EXPECT_EQ(expect_found(kOne, 100, at).rows, 0U) << "refined when the first is used again";
  // A portion at a time, and it goes on where it stopped.
  std::stop_source stop;
  stop.request_stop();
  ASSERT_TRUE(*store_->date_rows(erasing_policy().rules, rules_of(kOther, 50), true, stop.get_token()));
  while (*store_->date_rows(erasing_policy().rules, rules_of(kOther, 50), true)) {
    EXPECT_FALSE(expect_found(kOne, 100, at).by_date);
    reopen();
  }
  facts::DueVisit visited = expect_found(kOther, 50, at);
  EXPECT_TRUE(visited.by_date);
  EXPECT_EQ(visited.rows, 3'000U);
  EXPECT_EQ(expect_found(kOther, 50, days_after(49)).rows, 0U);
}

TEST_F(DueOfAStore, AnIndexMadeAnewLooksAtEveryRowUntilTheyHaveDates) {
  collect(0, 700, 0);
  collect(700, 1'200, 40);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  ASSERT_TRUE(store_->close());
  store_.reset();
  std::filesystem::remove_all(directory_ / "facts");
  open();
  const Instant at = days_after(120);
  facts::DueVisit visited = expect_found(kOne, 100, at);
  EXPECT_TRUE(visited.by_date);
  EXPECT_EQ(visited.rows, 1'200U);
  ASSERT_TRUE(store_->fold_rows(erasing_policy().rules, rules_of(kOne, 100)));
  EXPECT_EQ(expect_found(kOne, 100, at).rows, 700U);
}

TEST_F(DueOfAStore, WhoIsErasedHasNoEntryAndWhoIsKeptInPartIsLookedAt) {
  collect(0, 300, 0);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  const Instant at = days_after(120);
  std::vector<facts::ErasureOrder> orders;
  for (std::size_t i = 0; i < 20; ++i) orders.push_back({customer_of(i), days_after(1), {}});
  const auto history = store_->history(customer_of(30), store_->visible().records);
  ASSERT_TRUE(history);
  orders.push_back({customer_of(30), days_after(1), {history->front().event.record}});
  for (const auto& erased : store_->erase(orders, days_after(2))) ASSERT_TRUE(erased) << erased.error().message;
  facts::DueVisit visited = expect_found(kOne, 100, at);
  EXPECT_TRUE(visited.by_date);
  EXPECT_EQ(visited.rows, 280U);
  reopen();
  EXPECT_EQ(expect_found(kOne, 100, at).rows, 280U);
  EXPECT_EQ(expect_found(kOne, 100, days_after(60)).rows, 1U) << "the one that is kept in part has no date yet";
  ASSERT_TRUE(store_->fold_rows(erasing_policy().rules, rules_of(kOne, 100)));
  EXPECT_EQ(expect_found(kOne, 100, days_after(60)).rows, 0U);
}

TEST_F(DueOfAStore, AReaderFindsTheSameWithWhatTheIndexDoesNotKnowYet) {
  collect(0, 200, 0);
  ASSERT_TRUE(store_->index(erasing_policy().rules, rules_of(kOne, 100)));
  collect(150, 250, 30);
  // A process may open an index only once.
  ASSERT_TRUE(store_->close());
  store_.reset();
  open(record::LogAccess::kRead);
  const facts::DueVisit visited = expect_found(kOne, 100, days_after(110));
  EXPECT_TRUE(visited.by_date);
  EXPECT_EQ(visited.rows, 200U);
}

}  // namespace
}  // namespace licet::test
