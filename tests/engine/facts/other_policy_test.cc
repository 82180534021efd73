#include <gtest/gtest.h>
#include <tests/engine/facts/durable_fixture.h>
#include <tests/engine/facts/store_policy.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/random/compared/readied.h>
#include <tests/random/generated/event.h>
#include <tests/random/generated/history.h>
#include <tests/random/generated/policy.h>
#include <tests/random/generated/timeline.h>

namespace licet::test {
namespace {

using random::Dice;

constexpr std::uint64_t kRevisions = 20;

/// A set, and what a revision made of it: other names, types, scopes, periods and wordings.
std::optional<std::pair<StorePolicy, StorePolicy>> revised(Dice& dice) {
  const random::PolicyText text = random::make_policy(dice);
  const auto before = random::ready(text_of(text));
  const auto after = random::ready(text_of(random::changed(dice, text)));
  if (!before || !after) return std::nullopt;
  return std::pair(store_policy(before->model, 1), store_policy(after->model, 2));
}

/// One question, to be asked of several stores.
struct Question {
  facts::Holders holders;
  facts::FoldBounds bounds;
};

std::vector<Question> questions(Dice& dice, const random::Timeline& timeline) {
  std::vector<Question> all{{{random::kCustomer, random::kDevice}, {}},
                            {{random::kOtherCustomer, random::kOtherDevice}, {}}};
  for (int i = 0; i < 12; ++i) {
    Question question{{random::kCustomer, random::kDevice}, {timeline.pick(dice), kNever}};
    if (dice.percent(30)) question.holders.customer = random::kOtherCustomer;
    if (dice.percent(30)) question.holders.device.reset();
    if (dice.percent(30)) question.bounds.known = timeline.pick(dice);
    all.push_back(std::move(question));
  }
  return all;
}

std::vector<std::string> answers(facts::DurableStore& store, const std::vector<Question>& asked,
                                 const StorePolicy& policy) {
  std::vector<std::string> all;
  auto session = store.session();
  if (!session) return {session.error().message};
  all.reserve(asked.size());
  for (const Question& each : asked) all.push_back(seen(*session, each.holders, policy.rules, each.bounds));
  return all;
}

facts::DurableStore open(const std::filesystem::path& directory, record::FileSystem& files) {
  auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kCreate), files);
  EXPECT_TRUE(store) << (store ? "" : store.error().message);
  return std::move(store.value());
}

void record_events(facts::DurableStore& store, Dice& dice, random::Timeline& timeline, const StorePolicy& policy,
                   Instant& now, std::size_t& number) {
  for (int batches = 0; batches < 6; ++batches) {
    facts::Batch batch = store.begin(now);
    for (int events = 0; events < 5; ++events) {
      facts::Offer offer{random::make_event(dice, *policy.model, timeline, ++number), {}, {}};
      if (dice.percent(70)) offer.event.at = timeline.pick(dice);
      if (offer.event.at) now = std::max(now, *offer.event.at);
      if (store.take(batch, offer, *policy.model, policy.digest)) timeline.add_mark(offer.event.at.value_or(now));
    }
    ASSERT_TRUE(store.commit(std::move(batch)));
    now.micros += 1'000'000;
  }
}

/// What a store without its index answers.
std::vector<std::string> answers_of_rebuilt(const std::filesystem::path& store, const std::filesystem::path& copy,
                                            const std::vector<Question>& asked, const StorePolicy& policy,
                                            record::FileSystem& files) {
  std::filesystem::remove_all(copy);
  std::filesystem::copy(store, copy, std::filesystem::copy_options::recursive);
  std::filesystem::remove_all(copy / "facts");
  facts::DurableStore rebuilt = open(copy, files);
  return answers(rebuilt, asked, policy);
}

void compare_with_rebuilt(Dice& dice, const StorePolicy& before, const StorePolicy& after) {
  const ScratchDirectory scratch(quick_parent());
  FaultyFiles files;  // without a fault: it spares the syncs
  random::Timeline timeline(dice, *before.model);
  Instant now = std::min(timeline.pick(dice), Instant{2'000'000'000'000'000});
  std::size_t number = 0;
  std::vector<Question> asked;
  {
    facts::DurableStore store = open(scratch / "store", files);
    record_events(store, dice, timeline, before, now, number);
    asked = questions(dice, timeline);
    const auto in_memory = answers(store, asked, after);
    ASSERT_TRUE(store.index(before.rules));
    EXPECT_EQ(answers(store, asked, after), in_memory) << "rows of the set before";
    record_events(store, dice, timeline, dice.percent(50) ? before : after, now, number);
    ASSERT_TRUE(store.close());
  }
  const auto expected = answers_of_rebuilt(scratch / "store", scratch / "copy", asked, after, files);
  const auto expected_before = answers_of_rebuilt(scratch / "store", scratch / "copy", asked, before, files);
  facts::DurableStore store = open(scratch / "store", files);
  EXPECT_EQ(answers(store, asked, after), expected) << "rows of the set before, and events behind them";
  EXPECT_EQ(answers(store, asked, before), expected_before);
  ASSERT_TRUE(store.index(after.rules));
  EXPECT_EQ(answers(store, asked, after), expected) << "rows of both sets";
  ASSERT_TRUE(store.fold_rows(after.rules));
  EXPECT_EQ(answers(store, asked, after), expected) << "rows of the set after";
  EXPECT_EQ(answers(store, asked, before), expected_before) << "rows of the set after";
}

TEST(OtherPolicy, AStoreAnswersUnderARevisedSetAsARebuiltOneDoesBeforeAndAfterItsRowsAreWrittenAnew) {
  std::uint64_t revisions = 0;
  for (std::uint64_t number = 0; revisions < kRevisions && !HasFailure(); ++number) {
    SCOPED_TRACE("revision " + std::to_string(number));
    Dice dice(number);
    const auto policies = revised(dice);
    if (!policies) continue;
    ++revisions;
    compare_with_rebuilt(dice, policies->first, policies->second);
  }
}

}  // namespace
}  // namespace licet::test
