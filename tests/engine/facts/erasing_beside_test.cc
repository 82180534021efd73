// Erasures beside threads that look and decide, and beside a process that reads.
#include <atomic>
#include <gtest/gtest.h>
#include <mutex>
#include <sys/wait.h>
#include <tests/engine/facts/erasing_fixture.h>
#include <thread>
#include <unistd.h>

namespace licet::test {
namespace {

constexpr std::size_t kPeople = 6;
constexpr std::size_t kRounds = 60;

/// Two events of one person, which stand together or not at all.
void offer_two(facts::DurableStore& store, const std::string& person, std::size_t number, Instant now) {
  facts::Batch batch = store.begin(now);
  for (const EventKind kind : {EventKind::kHold, EventKind::kFact}) {
    Event event;
    event.kind = kind;
    event.customer = person;
    if (kind == EventKind::kFact) {
      event.fact = "open_claims";
      event.value = static_cast<std::int64_t>(number);
    }
    EXPECT_TRUE(store.take(batch, {event, {}, {}}, *erasing_policy().model, erasing_policy().digest));
  }
  EXPECT_TRUE(store.commit(std::move(batch)));
}

bool is_whole(const facts::HolderView& view) { return (view.header().suspended == 1) == !view.facts().empty(); }

std::string person(std::size_t number) { return customer_of(number % kPeople).id; }

Instant at_round(std::size_t round) {
  return {kErasingBegins.micros + static_cast<std::int64_t>(round) * kErasingMinute};
}

class Crowd {
 public:
  explicit Crowd(facts::DurableStore& store) : store_(store) {}

  /// The writer's part. After a third of its rounds it lets a decision in, however the threads are given their turns.
  void write() {
    for (std::size_t round = 0; round < kRounds; ++round) {
      if (round == kRounds / 3) decided_.wait(0);
      const std::lock_guard writing(writing_);
      for (std::size_t i = 0; i < kPeople; ++i) offer_two(store_, person(i), round, at_round(round));
      const auto erased =
          store_.erase({facts::HolderKind::kCustomer, person(round)}, at_round(round), {}, at_round(round));
      EXPECT_TRUE(erased) << erased.error().message;
    }
    ended_ = true;
  }

  void look(std::size_t thread) {
    auto session = store_.session();
    for (std::size_t i = thread; !ended_; ++i) {
      const auto looked = session->look({person(i), {}}, erasing_policy().rules, {});
      if (!looked || !is_whole(session->person())) ++wrong_;
      session->release();
      const auto history = store_.history({facts::HolderKind::kCustomer, person(i)}, UINT64_MAX);
      if (!history || history->size() % 2 != 0) ++wrong_;
    }
  }

  void decide(std::size_t thread) {
    auto session = store_.session();
    for (std::size_t i = thread; !ended_; ++i) {
      const auto looked = session->look({person(i), {}}, erasing_policy().rules, {});
      if (!looked || !is_whole(session->person())) ++wrong_;
      const auto slot = session->slot();
      const std::uint64_t basis = session->basis();
      session->release();
      std::this_thread::yield();
      const std::lock_guard writing(writing_);
      facts::Batch batch = store_.begin(at_round(kRounds));
      const auto taken = store_.take_decision(batch, {facts::HolderKind::kCustomer, person(i)}, slot, basis,
                                              erasing_policy().digest, [&](const facts::Receipt& given) {
                                                exchange::DecisionContent content;
                                                content.request.customer = person(i);
                                                content.request.action = "send";
                                                content.request.purpose = "billing";
                                                content.request.at = given.recorded;
                                                content.answer = R"({"policy":{"tz":"sha256:0"}})";
                                                content.recorded = given.recorded;
                                                content.basis = basis;
                                                content.zone = std::string(64, '0');
                                                return exchange::write_decision_content(content);
                                              });
      if (!taken && taken.error().kind != FailureKind::kBusy) ++wrong_;
      if (!store_.commit(std::move(batch))) ++wrong_;
      ++(taken ? decided_ : refused_);
      decided_.notify_all();
    }
  }

  void index() {
    while (!ended_) {
      if (!store_.index(erasing_policy().rules) || !store_.fold_rows(erasing_policy().rules)) ++wrong_;
    }
  }

  int wrong() const { return wrong_; }
  int decided() const { return decided_; }

 private:
  facts::DurableStore& store_;
  std::mutex writing_;
  std::atomic<bool> ended_ = false;
  std::atomic<int> wrong_ = 0;
  std::atomic<int> decided_ = 0;
  std::atomic<int> refused_ = 0;
};

TEST(ErasingBeside, WhoLooksSeesAPersonWholeOrErasedAndWhatIsDecidedOnTheErasedIsRefused) {
  const ScratchDirectory scratch(quick_parent());
  auto store = facts::DurableStore::open(scratch / "store", small_store(record::LogAccess::kCreate));
  ASSERT_TRUE(store) << store.error().message;
  Crowd crowd(*store);
  std::vector<std::thread> threads;
  threads.emplace_back([&] { crowd.look(0); });
  threads.emplace_back([&] { crowd.look(3); });
  threads.emplace_back([&] { crowd.decide(1); });
  threads.emplace_back([&] { crowd.index(); });
  crowd.write();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(crowd.wrong(), 0);
  EXPECT_GT(crowd.decided(), 0);
}

/// Of a process of its own: 0 once it has seen everyone erased, and nobody in part.
int read_until_all_are_erased(const std::filesystem::path& directory, int ready) {
  auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kRead));
  if (!store) return 1;
  auto session = store->session();
  if (!session || ::write(ready, "r", 1) != 1) return 2;
  std::size_t erased = 0;
  while (erased < kPeople) {
    if (!store->refresh()) return 3;
    erased = 0;
    for (std::size_t i = 0; i < kPeople; ++i) {
      const auto looked = session->look({person(i), {}}, erasing_policy().rules, {});
      if (!looked) return 4;
      if (!is_whole(session->person())) return 5;
      if (session->person().facts().empty()) ++erased;
      session->release();
    }
  }
  return 0;
}

TEST(ErasingBeside, AProcessThatReadsFollowsIntoTheNextGeneration) {
  const ScratchDirectory scratch(quick_parent());
  const auto directory = scratch / "store";
  {
    auto made = facts::DurableStore::open(directory, small_store(record::LogAccess::kCreate));
    ASSERT_TRUE(made);
    for (std::size_t i = 0; i < 3 * kPeople; ++i) offer_two(*made, person(i), i, at_round(i));
    ASSERT_TRUE(made->index(erasing_policy().rules));
    ASSERT_TRUE(made->close());
  }
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(read_until_all_are_erased(directory, ready[1]));
  ASSERT_GT(child, 0);
  ::close(ready[1]);
  char byte = 0;
  EXPECT_EQ(::read(ready[0], &byte, 1), 1);
  ::close(ready[0]);
  {
    auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kWrite));
    ASSERT_TRUE(store) << store.error().message;
    for (std::size_t i = 0; i < kPeople; ++i) {
      const auto erased = store->erase({facts::HolderKind::kCustomer, person(i)}, at_round(90), {}, at_round(100));
      EXPECT_TRUE(erased) << erased.error().message;
    }
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace licet::test
