// Timelines, what is missing and the policy set of then, through stores: in memory, on disk and reopened they say the
// same, and what single decisions say.

#include <algorithm>
#include <engine/decide/ready_policy.h>
#include <fstream>
#include <gtest/gtest.h>
#include <tests/engine/licet/letter_store.h>
#include <tests/random/compared/readied.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/request.h>

namespace licet {
namespace {

using tests::ScratchDirectory;

const TimelineSpan* span_of(const Timeline& timeline, Instant t) {
  for (const TimelineSpan& span : timeline.spans) {
    if (span.from <= t && t < span.to) return &span;
  }
  return nullptr;
}

bool agree(const TimelineSpan& span, const Decision& decision) {
  return span.outcome == decision.outcome && span.rule == decision.rule && span.reason == decision.reason;
}

struct Told {
  std::size_t compared = 0;
  std::size_t missing = 0;
};

void expect_alike(random::Dice& dice, const random::Timeline& marks, Store& memory, Store& disk, const Request& request,
                  const PolicySet& policy, Told& told) {
  TimelineRequest asked{request, std::nullopt, std::nullopt, true, 30};
  if (dice.percent(70)) asked.from = marks.pick(dice);
  const auto first = memory.timeline(asked, policy);
  const auto second = disk.timeline(asked, policy);
  ASSERT_TRUE(first && second);
  ASSERT_EQ(first->spans.size(), second->spans.size());
  EXPECT_EQ(first->continues_at, second->continues_at);
  const auto expect_decided = [&](Instant t) {
    const TimelineSpan* const span = span_of(*second, t);
    // After the time asked a decision would look at what happened since.
    if (span == nullptr || t > second->at || t < random::kFirstStated) return;
    Request then = request;
    then.at = t;
    const auto decision = disk.decide(then, policy, {.record = false, .until = false});
    ASSERT_TRUE(decision);
    EXPECT_TRUE(agree(*span, *decision)) << t.micros;
    ++told.compared;
  };
  for (std::size_t i = 0; i < first->spans.size(); ++i) {
    EXPECT_EQ(first->spans[i].from, second->spans[i].from);
    EXPECT_EQ(first->spans[i].to, second->spans[i].to);
    EXPECT_EQ(first->spans[i].rule, second->spans[i].rule);
    EXPECT_EQ(first->spans[i].reason, second->spans[i].reason);
    EXPECT_EQ(first->spans[i].duties, second->spans[i].duties);
    EXPECT_TRUE(second->spans[i].explanation.has_value());
    expect_decided(second->spans[i].from);
    if (second->spans[i].to != kNever) expect_decided({second->spans[i].to.micros - 1});
  }
  for (int i = 0; i < 20; ++i) expect_decided(marks.pick(dice));

  const MissingRequest lacking{request, 20, 3, 500};
  const auto here = memory.missing(lacking, policy);
  const auto there = disk.missing(lacking, policy);
  ASSERT_TRUE(here && there);
  EXPECT_EQ(here->sets, there->sets);
  EXPECT_EQ(here->complete, there->complete);
  EXPECT_EQ(here->tries, there->tries);
  EXPECT_EQ(here->in_the_way.size(), there->in_the_way.size());
  told.missing += there->sets.size();
}

TEST(TimelineOfAStore, InMemoryAndOnDiskIsWhatSingleDecisionsSay) {
  Told told;
  for (std::uint64_t number = 0; number < 16; ++number) {
    random::Dice dice(number * 0x9E37'79B9'7F4A'7C15U + 911);
    const ScratchDirectory scratch;
    std::filesystem::create_directory(scratch.store().parent_path() / "set");
    std::ofstream(scratch.store().parent_path() / "set" / "random.licet") << random::text_of(random::make_policy(dice));
    const auto policy = PolicySet::load(scratch.store().parent_path() / "set");
    ASSERT_TRUE(policy);
    random::Timeline marks(dice, policy->model());
    std::vector<RecordedEvent> events = random::make_history(dice, policy->model(), marks);
    // Of whom little is known, something is missing more often.
    if (number % 2 == 1) events.resize(std::min<std::size_t>(events.size(), 3));
    tests::HandClock clock;
    Store memory = Store::in_memory(clock.clock());
    {
      auto writer = Store::open(scratch.store(), Access::kCreate, clock.clock());
      ASSERT_TRUE(writer);
      for (const RecordedEvent& one : events) {
        clock.set(one.recorded);
        const auto in_memory = memory.record(one.event, *policy);
        const auto on_disk = writer->record(one.event, *policy);
        ASSERT_EQ(in_memory.has_value(), on_disk.has_value());
      }
    }
    auto disk = Store::open(scratch.store(), Access::kRead, clock.clock());
    ASSERT_TRUE(disk);
    for (int i = 0; i < 15; ++i) {
      Request request = random::make_request(dice, policy->model(), marks, events);
      // Times of recording are the stores' own.
      request.known.reset();
      ASSERT_NO_FATAL_FAILURE(expect_alike(dice, marks, memory, *disk, request, *policy, told));
      if (HasFailure()) FAIL() << "policy " << number;
    }
  }
  EXPECT_GT(told.compared, 500U);
  EXPECT_GT(told.missing, 10U);
}

class PolicyThen : public tests::LetterStore {};

TEST_F(PolicyThen, IsThatOfTheLastRecordOfThenAndNoneBefore) {
  Store store = open();
  const auto nothing = store.policy_at(tests::kNoon);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(tests::field_of(nothing.error()), "policy");
  record(store, tests::kGranted);

  const ScratchDirectory other;
  std::filesystem::create_directory(other.store());
  std::ofstream(other.store() / "later.licet")
      << "policy later\npurpose news\naction send\nrule all permit send for news\n";
  const auto later = PolicySet::load(other.store());
  ASSERT_TRUE(later);
  clock_.advance(tests::kHour);
  const Instant changed{tests::kNoon.micros + tests::kHour};
  ASSERT_TRUE(store.decide_json(R"({"customer":"anna","action":"send","purpose":"news"})", *later));
  for (int i = 0; i < 3; ++i) {
    clock_.advance(tests::kHour);
    record(store, R"({"event":"fact","customer":"anna","fact":"birth_date","value":"1990-01-01"})");
  }
  const auto digest_at = [&](Instant t) -> std::string {
    const auto then = store.policy_at(t);
    return then ? then->digest() : "none";
  };
  EXPECT_EQ(digest_at({tests::kNoon.micros - 1}), "none");
  EXPECT_EQ(digest_at(tests::kNoon), policy_.digest());
  EXPECT_EQ(digest_at({changed.micros - 1}), policy_.digest());
  EXPECT_EQ(digest_at(changed), later->digest());
  EXPECT_EQ(digest_at({changed.micros + tests::kHour - 1}), later->digest());
  EXPECT_EQ(digest_at({changed.micros + tests::kHour}), policy_.digest());
  EXPECT_EQ(digest_at(kNever), policy_.digest());
}

TEST_F(PolicyThen, DecidesAsThen) {
  Store store = open();
  record(store, tests::kGranted);
  const auto then = store.policy_at(kNever);
  ASSERT_TRUE(then);
  const auto decided = store.decide_json(tests::kRequest, *then, {.record = false});
  const auto again = store.decide_json(tests::kRequest, policy_, {.record = false});
  ASSERT_TRUE(decided && again);
  EXPECT_EQ(*decided, *again);
}

TEST_F(PolicyThen, OfAStoreInMemoryIsNotKnown) {
  const Store store = Store::in_memory(clock_.clock());
  const auto then = store.policy_at(tests::kNoon);
  ASSERT_FALSE(then);
  EXPECT_EQ(tests::field_of(then.error()), "policy");
}

TEST_F(PolicyThen, TimelinesThatEndBeforeTheyBeginAreRefused) {
  Store store = open();
  TimelineRequest asked;
  asked.request.customer = "anna";
  asked.request.action = "send";
  asked.request.purpose = "news";
  asked.request.channel = "email";
  asked.from = tests::kNoon;
  asked.to = tests::kNoon;
  const auto empty = store.timeline(asked, policy_);
  ASSERT_FALSE(empty);
  EXPECT_EQ(tests::field_of(empty.error()), "to");
  asked.to.reset();
  asked.spans = 0;
  EXPECT_EQ(tests::field_of(store.timeline(asked, policy_).error()), "spans");
  asked.spans = 1;
  asked.request.purpose = "nwes";
  EXPECT_EQ(tests::field_of(store.timeline(asked, policy_).error()), "purpose");
}

}  // namespace
}  // namespace licet
