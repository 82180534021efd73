#include <gtest/gtest.h>
#include <tests/engine/facts/erasing_fixture.h>

namespace licet::test {
namespace {

tl::expected<facts::Receipt, facts::Refusal> take(facts::DurableStore& store, const Event& event, Instant now) {
  facts::Batch batch = store.begin(now);
  auto taken = store.take(batch, {event, {}, {}}, *erasing_policy().model, erasing_policy().digest);
  EXPECT_TRUE(store.commit(std::move(batch)));
  return taken;
}

std::string field_of(const tl::expected<facts::Receipt, facts::Refusal>& taken) {
  if (taken) return taken->repeated ? "repeated" : "taken";
  const auto* wrong = std::get_if<InputError>(&taken.error());
  return wrong != nullptr ? wrong->field : std::get<Failure>(taken.error()).message;
}

Event hold(const std::string& id, Instant at) {
  Event event;
  event.kind = EventKind::kHold;
  event.id = id;
  event.customer = "anna";
  event.at = at;
  return event;
}

Instant minutes(std::int64_t count) { return {kErasingBegins.micros + count * kErasingMinute}; }

class Erasing : public testing::Test {
 protected:
  void SetUp() override { world_.open(); }

  facts::DurableStore& store() { return world_.store(); }

  const ScratchDirectory scratch_{quick_parent()};
  ErasingWorld world_{scratch_ / "store", 1};
};

TEST_F(Erasing, WhatIsErasedIsAsIfItHadNeverBeenAndWhatIsKeptIsAsItWas) {
  for (std::uint64_t seed = 1; seed <= 25 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ScratchDirectory scratch(quick_parent());
    ErasingWorld world(scratch / "store", seed);
    world.open();
    for (int steps = 0; steps < 40 && !testing::Test::HasFailure(); ++steps) {
      world.step();
      world.compare();
    }
  }
}

TEST_F(Erasing, AnIndexMadeAnewFromTheRecordIsTheSame) {
  for (std::uint64_t seed = 101; seed <= 110 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ScratchDirectory scratch(quick_parent());
    ErasingWorld world(scratch / "store", seed);
    world.open();
    for (int steps = 0; steps < 30; ++steps) world.step();
    const auto settle = [&] {
      ASSERT_TRUE(world.store().index(erasing_policy().rules));
      ASSERT_TRUE(world.store().fold_rows(erasing_policy().rules));
      world.close(true);
    };
    settle();
    const auto before = index_text(world.directory());
    world.lose_index();
    world.open();
    settle();
    EXPECT_EQ(index_text(world.directory()), before);
  }
}

TEST_F(Erasing, WhatHappenedBeforeIsNotTakenAnyMoreAndWhatHappensAfterIs) {
  const Event first = hold("first", minutes(1));
  const Event second = hold("second", minutes(2));
  const auto kept = take(store(), first, minutes(10));
  ASSERT_TRUE(kept);
  EXPECT_EQ(field_of(take(store(), second, minutes(11))), "taken");
  const auto number = kept->record;
  const auto erased = store().erase({facts::HolderKind::kCustomer, "anna"}, minutes(20), {&number, 1}, minutes(21));
  ASSERT_TRUE(erased) << erased.error().message;
  EXPECT_EQ(erased->kept, std::vector<std::uint64_t>{number});
  for (int opened = 0; opened < 3; ++opened) {
    SCOPED_TRACE(opened);
    EXPECT_EQ(field_of(take(store(), hold("third", minutes(19)), minutes(30))), "at");
    EXPECT_EQ(field_of(take(store(), second, minutes(30))), "id");
    const auto again = take(store(), first, minutes(30));
    EXPECT_EQ(field_of(again), "repeated");
    EXPECT_EQ(again->record, kept->record);
    EXPECT_EQ(again->recorded, kept->recorded);
    EXPECT_EQ(field_of(take(store(), hold("later-" + std::to_string(opened), minutes(20)), minutes(30))), "taken");
    const auto history = store().history({facts::HolderKind::kCustomer, "anna"}, UINT64_MAX);
    ASSERT_TRUE(history);
    EXPECT_EQ(history->size(), 2U + static_cast<std::size_t>(opened));
    world_.close(true);
    if (opened == 1) world_.lose_index();
    world_.open();
  }
}

TEST_F(Erasing, SomeoneUnknownIsErasedTooAndWhatIsNotTheirsCannotBeKept) {
  const std::uint64_t number = 0;
  const auto refused = store().erase({facts::HolderKind::kCustomer, "anna"}, minutes(5), {&number, 1}, minutes(6));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FailureKind::kWrongUse);
  ASSERT_TRUE(store().erase({facts::HolderKind::kCustomer, "anna"}, minutes(5), {}, minutes(6)));
  EXPECT_EQ(field_of(take(store(), hold("first", minutes(4)), minutes(7))), "at");
  EXPECT_EQ(field_of(take(store(), hold("second", minutes(5)), minutes(7))), "taken");
}

TEST_F(Erasing, AnOrderThatIsRefusedLeavesTheOthersTheirOwnResults) {
  const auto taken = take(store(), hold("first", minutes(1)), minutes(2));
  ASSERT_TRUE(taken);
  const std::vector<facts::ErasureOrder> orders{
      {{facts::HolderKind::kCustomer, "anna"}, minutes(5), {taken->record}},
      {{facts::HolderKind::kCustomer, "berta"}, minutes(5), {taken->record}},
      {{facts::HolderKind::kDevice, "phone"}, minutes(5), {}},
  };
  const auto results = store().erase(orders, minutes(6));
  ASSERT_EQ(results.size(), 3U);
  ASSERT_TRUE(results[0]) << results[0].error().message;
  EXPECT_EQ(results[0]->kept, std::vector<std::uint64_t>{taken->record});
  ASSERT_FALSE(results[1]);
  EXPECT_EQ(results[1].error().kind, FailureKind::kWrongUse);
  ASSERT_TRUE(results[2]) << results[2].error().message;
  EXPECT_GT(results[2]->record, results[0]->record);
  EXPECT_EQ(field_of(take(store(), hold("second", minutes(4)), minutes(7))), "at");
  EXPECT_EQ(field_of(take(store(), hold("third", minutes(5)), minutes(7))), "taken");
}

TEST_F(Erasing, SaysFromWhenOnActsAreTaken) {
  const facts::Holder anna{facts::HolderKind::kCustomer, "anna"};
  EXPECT_EQ(store().erase(anna, minutes(5), {}, minutes(6))->at, minutes(5));
  const auto again = store().erase(anna, minutes(3), {}, minutes(7));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->at, Instant{minutes(5).micros + 1});
  EXPECT_EQ(field_of(take(store(), hold("first", minutes(5)), minutes(8))), "at");
  EXPECT_EQ(field_of(take(store(), hold("second", again->at), minutes(8))), "taken");
}

TEST_F(Erasing, AnEventForTwoIsRefusedIfOneOfThemWasErasedSinceAndNamesTheFirstInItsOwnRecordOnly) {
  Event both = hold("first", minutes(4));
  both.kind = EventKind::kObjected;
  both.device = "phone";
  both.source = R"("letter of anna")";
  ASSERT_TRUE(take(store(), both, minutes(6)));
  const auto of_device = store().history({facts::HolderKind::kDevice, "phone"}, UINT64_MAX);
  ASSERT_TRUE(of_device);
  ASSERT_EQ(of_device->size(), 1U);
  EXPECT_EQ(of_device->front().event.event.source, "");
  const auto of_customer = store().history({facts::HolderKind::kCustomer, "anna"}, UINT64_MAX);
  EXPECT_EQ(of_customer->front().event.event.source, both.source);
  ASSERT_TRUE(store().erase({facts::HolderKind::kDevice, "phone"}, minutes(8), {}, minutes(9)));
  both.id = "second";
  both.at = minutes(7);
  EXPECT_EQ(field_of(take(store(), both, minutes(10))), "at");
  both.device.reset();
  EXPECT_EQ(field_of(take(store(), both, minutes(10))), "taken");
}

TEST_F(Erasing, ADecisionMadeBeforeAnErasureIsNotRecordedAfterIt) {
  ASSERT_TRUE(take(store(), hold("first", minutes(1)), minutes(6)));
  auto session = store().session();
  ASSERT_TRUE(session->look({"anna", {}}, erasing_policy().rules, {}));
  const auto slot = session->slot();
  ASSERT_TRUE(slot);
  session->release();
  ASSERT_TRUE(store().erase({facts::HolderKind::kCustomer, "anna"}, minutes(7), {}, minutes(7)));
  facts::Batch batch = store().begin(minutes(8));
  const auto refused =
      store().take_decision(batch, {facts::HolderKind::kCustomer, "anna"}, slot, session->basis(),
                            erasing_policy().digest, [](const facts::Receipt&) { return std::string("{}"); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FailureKind::kBusy);
  EXPECT_EQ(batch.records(), 0U);
  ASSERT_TRUE(session->look({"anna", {}}, erasing_policy().rules, {}));
  EXPECT_FALSE(session->slot());
  EXPECT_EQ(session->basis(), store().visible().records);
}

TEST_F(Erasing, AStoreThatWasPutBackIsErasedAgainBeforeItServes) {
  const ScratchDirectory scratch(quick_parent());
  const auto backup = scratch / "backup";
  ErasingWorld world(scratch / "store", 7);
  world.open();
  for (int i = 0; i < 10; ++i) world.offer();
  world.close(true);
  std::filesystem::copy(world.directory(), backup, std::filesystem::copy_options::recursive);
  world.open();
  for (int i = 0; i < 5; ++i) world.erase();
  world.close(true);
  std::filesystem::copy_file(world.directory() / "master.key.erased", backup / "master.key.erased",
                             std::filesystem::copy_options::overwrite_existing);
  std::filesystem::remove_all(world.directory());
  std::filesystem::rename(backup, world.directory());
  const auto reading = facts::DurableStore::open(world.directory(), small_store(record::LogAccess::kRead));
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().kind, FailureKind::kBusy);
  world.open(record::LogAccess::kWrite);
  world.compare();
  world.close(false);
  const auto list = contents_of(world.directory() / "master.key.erased");
  world.open(record::LogAccess::kWrite);
  world.compare();
  world.close(true);
  EXPECT_EQ(contents_of(world.directory() / "master.key.erased"), list);
  std::filesystem::remove(world.directory() / "master.key.erased");
  world.open(record::LogAccess::kWrite);
  EXPECT_TRUE(std::filesystem::exists(world.directory() / "master.key.erased"));
  world.compare();
}

}  // namespace
}  // namespace licet::test
