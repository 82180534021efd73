#include <algorithm>
#include <engine/facts/memory_store.h>
#include <engine/record/log_verify.h>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <tests/engine/exchange/small_model.h>
#include <tests/engine/facts/durable_fixture.h>
#include <tests/engine/facts/store_policy.h>
#include <tests/engine/record/faulty_files.h>
#include <vector>

namespace licet::test {
namespace {

constexpr Instant kBegin{1'800'000'000'000'000};
constexpr std::size_t kBatches = 5;

const record::ArchivedPolicy kSet{1, "the text of a set", 0};

const StorePolicy& policy() {
  static const StorePolicy made = [] {
    StorePolicy policy = store_policy(std::shared_ptr<const model::Model>(std::shared_ptr<void>(), &small_model()), 0);
    policy.digest = sha256(kSet.bytes);
    return policy;
  }();
  return made;
}

Event event_of(EventKind kind, const std::string& id) {
  Event event;
  event.kind = kind;
  event.id = id;
  event.customer = "anna";
  return event;
}

/// What one batch brings: events of two kinds, some kept for two holders, large enough to seal segments.
std::vector<Event> events_of(std::size_t batch) {
  const std::string number = std::to_string(batch);
  Event hold = event_of(batch % 2 == 0 ? EventKind::kHold : EventKind::kHoldLifted, "hold-" + number);
  hold.evidence = '"' + std::string(600, 'e') + '"';
  Event objected = event_of(EventKind::kObjected, "objected-" + number);
  objected.device = "phone";
  Event linked = event_of(batch % 3 == 2 ? EventKind::kUnlinked : EventKind::kLinked, "linked-" + number);
  linked.device = "phone";
  std::vector<Event> events{hold, objected, linked};
  if (batch % 4 == 3) {
    Event voided = event_of(EventKind::kVoided, "voided-" + number);
    voided.voids = "objected-" + std::to_string(batch - 1);
    events.push_back(std::move(voided));
  }
  return events;
}

struct Acknowledged {
  std::string id;
  facts::Receipt receipt;
};

/// What a process was told before it ended.
struct Life {
  std::vector<Acknowledged> events;
  std::uint64_t records = 0;  ///< acknowledged, decisions included
  std::string failure;        ///< the last it met
  bool went_on = false;       ///< something was acknowledged after a failed commit
};

Result<facts::Receipt> decide(facts::DurableStore& store, facts::Batch& batch) {
  return store.take_decision(batch, {facts::HolderKind::kCustomer, "bert"}, {}, store.visible().records,
                             policy().digest, [](const facts::Receipt& given) {
                               exchange::DecisionContent content;
                               content.request.customer = "bert";
                               content.request.action = "a";
                               content.request.purpose = "p";
                               content.request.at = given.recorded;
                               content.answer = R"({"policy":{"tz":"sha256:0"}})";
                               content.recorded = given.recorded;
                               content.zone = std::string(64, '0');
                               return exchange::write_decision_content(content);
                             });
}

std::string message_of(const Failure& failure) { return failure.message; }
std::string message_of(const facts::Refusal& refusal) {
  const auto* failure = std::get_if<Failure>(&refusal);
  return failure != nullptr ? failure->message : std::get<InputError>(refusal).message;
}

void live(const std::filesystem::path& directory, record::FileSystem& files, Life& life) {
  auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kCreate), files);
  if (!store) {
    life.failure = store.error().message;
    return;
  }
  const auto note = [&life](const auto& done) {
    if (!done) life.failure = message_of(done.error());
    return done.has_value();
  };
  // As a ledger does: what names a set is recorded once the set is archived.
  while (!note(store->archive(policy().digest, kSet, "zone"))) continue;
  bool failed = false;
  for (std::size_t number = 0; number < kBatches; ++number) {
    std::vector<Acknowledged> told;
    facts::Batch batch = store->begin({kBegin.micros + static_cast<std::int64_t>(number) * 1'000'000});
    for (const Event& event : events_of(number)) {
      const auto receipt = store->take(batch, {event, {}, {}}, *policy().model, policy().digest);
      if (note(receipt)) told.push_back({*event.id, *receipt});
    }
    note(decide(*store, batch));
    if (note(store->commit(std::move(batch)))) {
      life.went_on = life.went_on || failed;
      life.records = store->visible().records;
      life.events.insert(life.events.end(), told.begin(), told.end());
    } else {
      failed = true;
    }
    if (number % 5 == 4 && note(store->index(policy().rules))) note(store->fold_rows(policy().rules));
  }
  note(store->close());
}

/// What it would be had nothing failed, by another store: as the retries of every sender make it.
void expect_whole(const std::filesystem::path& directory, const Life& life) {
  auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kCreate));
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_GE(store->visible().records, life.records);
  if (life.records > 0) {
    const auto archived = store->archived_policy(policy().digest);
    EXPECT_TRUE(archived && archived->bytes == kSet.bytes);
  }
  for (const Acknowledged& told : life.events) {
    const auto event = store->event(told.receipt.record);
    ASSERT_TRUE(event && *event) << told.id;
    EXPECT_EQ((*event)->event.event.id, told.id);
    EXPECT_EQ((*event)->event.recorded, told.receipt.recorded);
  }
  ASSERT_TRUE(store->archive(policy().digest, kSet, "zone"));
  std::map<Instant, Event> recorded;
  for (std::size_t number = 0; number < kBatches; ++number) {
    facts::Batch batch = store->begin({kBegin.micros + 3'600'000'000});
    for (const Event& event : events_of(number)) {
      const auto receipt = store->take(batch, {event, {}, {}}, *policy().model, policy().digest);
      ASSERT_TRUE(receipt);
      const auto told = std::find_if(life.events.begin(), life.events.end(),
                                     [&](const Acknowledged& each) { return each.id == event.id; });
      if (told != life.events.end()) {
        EXPECT_EQ(*receipt, (facts::Receipt{told->receipt.record, told->receipt.recorded, true}));
      }
      EXPECT_TRUE(recorded.emplace(receipt->recorded, event).second);
    }
    ASSERT_TRUE(store->commit(std::move(batch)));
  }
  facts::MemoryStore memory;
  for (const auto& [when, event] : recorded) ASSERT_TRUE(memory.take({event, {}, when}, *policy().model, when));
  auto session = store->session();
  ASSERT_TRUE(session);
  ASSERT_TRUE(session->look({"anna", "phone"}, policy().rules, {}));
  const auto expected = [&](const facts::Holder& holder, const std::vector<RecordedEvent>& events) {
    const auto words = facts::fold(*policy().rules.plan, holder, events);
    return state_text(facts::HolderView(words));
  };
  EXPECT_EQ(state_text(session->person()),
            expected({facts::HolderKind::kCustomer, "anna"}, memory.history("anna", {})));
  EXPECT_EQ(state_text(session->device()),
            expected({facts::HolderKind::kDevice, "phone"}, memory.history({}, "phone")));
  EXPECT_EQ(session->link().has_value(), memory.is_linked("anna", "phone"));
  const auto report = record::verify_log(directory);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
}

class DurableFaults : public testing::TestWithParam<std::pair<Fault, int>> {};

TEST_P(DurableFaults, WhateverCallFailsNothingAcknowledgedIsLostAndNothingMoreIsUntilItIsOpenedAgain) {
  FaultyFiles clean;
  Life undisturbed;
  {
    const ScratchDirectory scratch(quick_parent());
    live(scratch / "store", clean, undisturbed);
    ASSERT_EQ(undisturbed.failure, "");
    expect_whole(scratch / "store", undisturbed);
  }
  std::size_t failures = 0;
  for (std::size_t call = 0; call < clean.calls() && !HasFailure(); ++call) {
    SCOPED_TRACE("call " + std::to_string(call) + ", " + clean.log()[call]);
    const ScratchDirectory scratch(quick_parent());
    FaultyFiles files(call, GetParam().first, GetParam().second);
    Life life;
    live(scratch / "store", files, life);
    EXPECT_FALSE(life.went_on);
    if (!life.failure.empty()) ++failures;
    expect_whole(scratch / "store", life);
  }
  EXPECT_GT(failures, clean.calls() / 2);
}

INSTANTIATE_TEST_SUITE_P(AllKinds, DurableFaults,
                         testing::Values(std::pair(Fault::kRefused, EIO), std::pair(Fault::kHalf, ENOSPC)));

}  // namespace
}  // namespace licet::test
