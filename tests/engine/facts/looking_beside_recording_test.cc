#include <algorithm>
#include <array>
#include <atomic>
#include <engine/facts/memory_store.h>
#include <gtest/gtest.h>
#include <iterator>
#include <tests/engine/exchange/small_model.h>
#include <tests/engine/facts/durable_fixture.h>
#include <tests/engine/facts/store_policy.h>
#include <thread>
#include <vector>

namespace licet::test {
namespace {

constexpr Instant kBegin{1'800'000'000'000'000};
constexpr std::int64_t kMinute = 60'000'000;
constexpr std::size_t kLookers = 8;
constexpr std::size_t kBatches = 150;
constexpr std::size_t kCustomers = 5;
constexpr std::array<EventKind, 6> kKinds{EventKind::kObjected, EventKind::kHold,   EventKind::kLinked,
                                          EventKind::kFact,     EventKind::kVoided, EventKind::kUnlinked};

std::string customer(std::size_t number) { return "customer " + std::to_string(number % kCustomers); }
std::string device(std::size_t number) { return "device " + std::to_string(number % kCustomers); }

/// Two sets with fold keys of their own.
const StorePolicy& policy(bool other) {
  static const model::Model revised = [] {
    model::Model made = make_small_model();
    made.version = 2;
    model::Fact fact;
    fact.type = model::FactType::kNumber;
    declare(made.facts, std::move(fact), "another");
    return made;
  }();
  const auto unowned = [](const model::Model& model) {
    return std::shared_ptr<const model::Model>(std::shared_ptr<void>(), &model);
  };
  static const StorePolicy policies[2] = {store_policy(unowned(small_model()), 1), store_policy(unowned(revised), 2)};
  return policies[other ? 1 : 0];
}

/// Of a batch, a minute after the one before; some happened long before.
std::vector<Event> events_of(std::size_t batch) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < 3; ++i) {
    Event event;
    event.kind = kKinds[(batch + i) % kKinds.size()];
    event.id = "event " + std::to_string(batch) + "." + std::to_string(i);
    event.customer = customer(batch);
    event.device = device(batch + i);
    if (batch % 3 == 0) event.at = Instant{kBegin.micros + static_cast<std::int64_t>(batch / 2) * kMinute};
    if (event.kind == EventKind::kFact) {
      event.fact = "open_claims";
      event.value = static_cast<std::int64_t>(batch);
    }
    if (event.kind == EventKind::kVoided) {
      if (batch < kCustomers) event.kind = EventKind::kHoldLifted;
      event.voids = batch < kCustomers ? "" : "event " + std::to_string(batch - kCustomers) + ".0";
    }
    events.push_back(std::move(event));
  }
  return events;
}

/// What one thread saw once.
struct Sight {
  facts::Holders holders;
  facts::FoldBounds bounds;
  bool other_policy = false;
  std::uint64_t basis = 0;
  std::string text;
};

struct Taken {
  Event event;
  facts::Receipt receipt;
};

class Recording {
 public:
  explicit Recording(facts::DurableStore& store) : store_(store) {}

  void record() {
    for (std::size_t number = 0; number < kBatches; ++number) {
      facts::Batch batch = store_.begin({kBegin.micros + static_cast<std::int64_t>(number) * kMinute});
      for (const Event& event : events_of(number)) {
        const auto receipt = store_.take(batch, {event, {}, {}}, *policy(false).model, policy(false).digest);
        if (receipt) taken_.push_back({event, *receipt});
      }
      if (!store_.commit(std::move(batch))) ++failures_;
    }
    ended_ = true;
  }

  void index() {
    for (bool other = false; !ended_; other = !other) {
      if (!store_.index(policy(other).rules) || !store_.fold_rows(policy(other).rules)) ++failures_;
      ++passes_;
    }
  }

  void look(std::size_t thread, std::vector<Sight>& sights) {
    auto session = store_.session();
    if (!session) {
      ++failures_;
      return;
    }
    std::uint64_t seen_before = 0;
    for (std::size_t i = thread; !ended_; ++i) {
      const std::uint64_t visible = store_.visible().records;
      Sight sight{{customer(i), device(i / 2)}, {}, i % 3 == 0, 0, {}};
      if (i % 2 == 0) sight.bounds.at = Instant{kBegin.micros + static_cast<std::int64_t>(i % kBatches) * kMinute};
      sight.text = seen(*session, sight.holders, policy(sight.other_policy).rules, sight.bounds);
      sight.basis = session->basis();
      if (sight.basis < visible || sight.basis < seen_before) ++failures_;
      seen_before = sight.basis;
      if (sights.size() < 4000) sights.push_back(std::move(sight));
    }
  }

  const std::vector<Taken>& taken() const { return taken_; }
  int failures() const { return failures_; }
  int passes() const { return passes_; }

 private:
  facts::DurableStore& store_;
  std::vector<Taken> taken_;  ///< the recording thread's
  std::atomic<bool> ended_ = false;
  std::atomic<int> failures_ = 0;
  std::atomic<int> passes_ = 0;
};

/// What the events before a record number come to.
class Prefixes {
 public:
  explicit Prefixes(const std::vector<Taken>& taken) : taken_(taken) {}

  /// For rising `basis`.
  std::string expected(const Sight& sight) {
    for (; next_ < taken_.size() && taken_[next_].receipt.record < sight.basis; ++next_) {
      const Instant recorded = taken_[next_].receipt.recorded;
      EXPECT_TRUE(memory_.take({taken_[next_].event, {}, recorded}, *policy(false).model, recorded));
    }
    const auto state = [&](const facts::Holder& holder, const std::vector<RecordedEvent>& events) {
      const auto words = facts::fold(*policy(sight.other_policy).rules.plan, holder, events, sight.bounds);
      return state_text(facts::HolderView(words));
    };
    const facts::Holders& of = sight.holders;
    return "customer\n" + state({facts::HolderKind::kCustomer, *of.customer}, memory_.history(of.customer, {})) +
           "device\n" + state({facts::HolderKind::kDevice, *of.device}, memory_.history({}, of.device)) +
           (memory_.is_linked(*of.customer, *of.device) ? "linked" : "not linked");
  }

 private:
  const std::vector<Taken>& taken_;
  facts::MemoryStore memory_;
  std::size_t next_ = 0;
};

TEST(LookingBesideRecording, EveryLookSeesAPrefixOfTheRecordThatIsNotShorterThanWhatWasVisible) {
  const ScratchDirectory scratch(quick_parent());
  auto store = facts::DurableStore::open(scratch / "store", small_store(record::LogAccess::kCreate));
  ASSERT_TRUE(store) << store.error().message;
  Recording recording(*store);
  std::vector<std::vector<Sight>> sights(kLookers);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kLookers; ++i) threads.emplace_back([&, i] { recording.look(i, sights[i]); });
  threads.emplace_back([&] { recording.index(); });
  recording.record();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(recording.failures(), 0);
  EXPECT_GT(recording.passes(), 1);

  std::vector<Sight> all;
  for (auto& each : sights) std::move(each.begin(), each.end(), std::back_inserter(all));
  std::stable_sort(all.begin(), all.end(), [](const Sight& a, const Sight& b) { return a.basis < b.basis; });
  ASSERT_FALSE(all.empty());
  Prefixes prefixes(recording.taken());
  for (const Sight& sight : all) {
    ASSERT_EQ(sight.text, prefixes.expected(sight)) << "of " << *sight.holders.customer << " at basis " << sight.basis;
  }
}

}  // namespace
}  // namespace licet::test
