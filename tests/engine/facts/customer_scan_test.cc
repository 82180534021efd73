// A scan of all customers beside somebody who erases.

#include <engine/facts/customer_scan.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/facts/erasing_fixture.h>

namespace licet::test {
namespace {

TEST(CustomerScan, SaysThatSomebodyWasErasedInPartMeanwhileForWhoStaysMayBeLeftOut) {
  const ScratchDirectory scratch(quick_parent());
  auto store = facts::DurableStore::open(scratch / "store", small_store(record::LogAccess::kCreate));
  ASSERT_TRUE(store) << store.error().message;
  facts::Batch batch = store->begin(kErasingBegins);
  std::optional<std::uint64_t> kept;
  for (std::size_t number = 0; number < 2; ++number) {
    for (const EventKind kind : {EventKind::kHold, EventKind::kHoldLifted}) {
      Event event;
      event.kind = kind;
      event.customer = customer_of(number).id;
      const auto taken = store->take(batch, {event, {}, {}}, *erasing_policy().model, erasing_policy().digest);
      ASSERT_TRUE(taken);
      if (!kept) kept = taken->record;
    }
  }
  ASSERT_TRUE(store->commit(std::move(batch)));
  ASSERT_TRUE(store->index(erasing_policy().rules));

  const auto scan = store->customers(erasing_policy().rules, {});
  EXPECT_EQ(scan->recorded(), store->visible().recorded);
  EXPECT_TRUE(scan->check());
  const facts::ErasureOrder order{customer_of(0), store->visible().recorded, {*kept}};
  const auto erased = store->erase({&order, 1}, {kErasingBegins.micros + kErasingMinute});
  ASSERT_TRUE(erased.front()) << erased.front().error().message;
  const auto checked = scan->check();
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, FailureKind::kBusy);

  const auto again = store->customers(erasing_policy().rules, {});
  std::multiset<std::string> seen;
  for (std::size_t part = 0; part < again->parts(); ++part) {
    const auto visited = again->visit(part, [&](const facts::CustomerScan::Customer& customer) -> Result<void> {
      seen.emplace(customer.id);
      return {};
    });
    ASSERT_TRUE(visited);
  }
  EXPECT_TRUE(again->check());
  EXPECT_EQ(seen, (std::multiset<std::string>{customer_of(0).id, customer_of(1).id}));
}

}  // namespace
}  // namespace licet::test
