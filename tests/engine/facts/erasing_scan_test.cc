// Nothing of who was erased is in a file, and an erasure that anything stops is finished by the next who opens the
// store.
#include <engine/record/log_verify.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/facts/erasing_fixture.h>
#include <tests/engine/record/faulty_files.h>
#include <tests/engine/record/slot_secrets.h>

namespace licet::test {
namespace {

constexpr std::size_t kPeople = 60;
constexpr std::size_t kErased = 5;  ///< the first of them

std::string person(std::size_t number) { return "planted-person-" + std::to_string(number) + "-of-the-test"; }
std::string word(std::size_t number) { return "planted-word-" + std::to_string(number) + "-of-the-test"; }

Event planted(std::size_t number, std::size_t event) {
  Event made;
  // Objections make states of a few thousand bytes, which lie in pages of their own.
  made.kind = event % 4 == 3 ? EventKind::kFact : EventKind::kObjected;
  made.id = "planted-id-" + std::to_string(number) + "." + std::to_string(event);
  made.customer = person(number);
  made.purposes = made.kind == EventKind::kObjected ? std::vector<std::string>{"billing"} : std::vector<std::string>{};
  if (made.kind == EventKind::kFact) {
    made.fact = "open_claims";
    made.value = static_cast<std::int64_t>(event);
  }
  made.evidence = '"' + word(number) + '"';
  return made;
}

const record::ArchivedPolicy kSet{1, "the text of a set", 0};

const StorePolicy& archived_policy() {
  static const StorePolicy made = [] {
    StorePolicy policy = erasing_policy();
    policy.digest = sha256(kSet.bytes);
    return policy;
  }();
  return made;
}

/// Events of everyone from `first` on.
void churn(facts::DurableStore& store, std::size_t begin, std::size_t end, std::size_t first = 0) {
  ASSERT_TRUE(store.archive(archived_policy().digest, kSet, "zone"));
  for (std::size_t round = begin; round < end; ++round) {
    facts::Batch batch = store.begin({kErasingBegins.micros + static_cast<std::int64_t>(round) * kErasingMinute});
    for (std::size_t number = first; number < kPeople; ++number) {
      const auto taken =
          store.take(batch, {planted(number, round), {}, {}}, *archived_policy().model, archived_policy().digest);
      ASSERT_TRUE(taken);
    }
    ASSERT_TRUE(store.commit(std::move(batch)));
    ASSERT_TRUE(store.index(erasing_policy().rules));
  }
}

/// What may be nowhere once they are erased: names and words, keys, salts and payloads. By person.
using Secrets = std::vector<std::set<std::string>>;

Secrets secrets(const std::filesystem::path& directory, const facts::DurableStore& store) {
  Secrets all;
  for (std::size_t number = 0; number < kErased; ++number) {
    auto session = store.session();
    EXPECT_TRUE(session->look({person(number), {}}, erasing_policy().rules, {}));
    const auto slot = session->slot();
    session->release();
    EXPECT_TRUE(slot);
    all.push_back(secrets_of(directory, store.log(), *slot).all());
    all.back().insert(person(number));
    all.back().insert(word(number));
  }
  return all;
}

void expect_nowhere(const std::filesystem::path& directory, const Secrets& secrets) {
  std::set<std::string> all;
  for (const std::set<std::string>& each : secrets) all.insert(each.begin(), each.end());
  EXPECT_EQ(places_of(directory, all), std::vector<std::string>{});
}

std::vector<facts::ErasureOrder> orders() {
  std::vector<facts::ErasureOrder> made;
  for (std::size_t number = 0; number < kErased; ++number) {
    made.push_back(
        {{facts::HolderKind::kCustomer, person(number)}, {kErasingBegins.micros + 900 * kErasingMinute}, {}});
  }
  return made;
}

constexpr Instant kErasedAt{kErasingBegins.micros + 1'000 * kErasingMinute};

TEST(ErasingScan, NoByteOfThePersonIsInAnyFileAfterThousandsOfRowsWereWritten) {
  const ScratchDirectory scratch(quick_parent());
  const auto directory = scratch / "store";
  auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kCreate));
  ASSERT_TRUE(store) << store.error().message;
  churn(*store, 0, 40);
  const auto planted_secrets = secrets(directory, *store);
  for (std::size_t number = 0; number < kErased; ++number) {
    EXPECT_GT(places_of(directory, {person(number)}).size(), 0U) << "the index names people";
  }
  auto session = store->session();
  ASSERT_TRUE(session->look({person(0), {}}, erasing_policy().rules, {}));
  session->release();
  for (const auto& erased : store->erase(orders(), kErasedAt)) ASSERT_TRUE(erased) << erased.error().message;
  expect_nowhere(directory, planted_secrets);
  churn(*store, 40, 42, kErased);
  EXPECT_GT(places_of(directory, {person(kErased)}).size(), 0U);
  const auto report = record::verify_log(directory);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
}

/// A closed store; on copies of it calls fail while people are erased.
class FailingErasure : public testing::Test {
 protected:
  void SetUp() override {
    auto store = facts::DurableStore::open(made_ / "store", small_store(record::LogAccess::kCreate));
    ASSERT_TRUE(store) << store.error().message;
    churn(*store, 0, kRounds);
    secrets_ = secrets(made_ / "store", *store);
    ASSERT_TRUE(store->close());
  }

  /// Fails `times` calls from each on in turn, in both ways.
  void fail_everywhere(std::size_t times) {
    for (const Fault fault : {Fault::kRefused, Fault::kHalf}) {
      bool met = true;
      for (std::size_t call = calls_of_opening(); met && !HasFailure(); ++call) {
        SCOPED_TRACE("call " + std::to_string(call));
        met = fail(call, fault, times);
      }
    }
    EXPECT_GT(undone_, 0U);
    EXPECT_GT(finished_, 0U);
  }

 private:
  static constexpr std::size_t kRounds = 3;
  static constexpr std::size_t kAnother = 9;  ///< who is not erased

  /// What was acknowledged.
  struct Outcome {
    std::set<std::size_t> erased;  ///< numbers of persons
    bool took_another = false;     ///< event, of kAnother
  };

  std::size_t calls_of_opening() const {
    const ScratchDirectory scratch(quick_parent());
    std::filesystem::copy(made_ / "store", scratch / "store", std::filesystem::copy_options::recursive);
    FaultyFiles files;
    EXPECT_TRUE(facts::DurableStore::open(scratch / "store", small_store(record::LogAccess::kWrite), files));
    return files.calls();
  }

  /// False if there are not so many calls.
  bool fail(std::size_t call, Fault fault, std::size_t times) {
    const ScratchDirectory scratch(quick_parent());
    const auto directory = scratch / "store";
    std::filesystem::copy(made_ / "store", directory, std::filesystem::copy_options::recursive);
    FaultyFiles files(call, fault, EIO, times);
    Outcome outcome;
    {
      auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kWrite), files);
      EXPECT_TRUE(store) << store.error().message;
      if (!store) return false;
      outcome = erase(*store, files);
      if (outcome.erased.size() == kErased) expect_nowhere(directory, secrets_);
    }
    expect_whole_or_erased(directory, outcome);
    return files.met();
  }

  static std::set<std::size_t> erase_once(facts::DurableStore& store) {
    const auto results = store.erase(orders(), kErasedAt);
    EXPECT_EQ(results.size(), kErased);
    std::set<std::size_t> erased;
    for (std::size_t number = 0; number < results.size(); ++number) {
      if (results[number]) erased.insert(number);
    }
    return erased;
  }

  static bool take_another(facts::DurableStore& store) {
    facts::Batch batch = store.begin(kErasedAt);
    const auto taken =
        store.take(batch, {planted(kAnother, 99), {}, {}}, *archived_policy().model, archived_policy().digest);
    return taken && store.commit(std::move(batch));
  }

  /// Erases, and does not take a failure for an answer. A store that has failed is written no more.
  static Outcome erase(facts::DurableStore& store, const FaultyFiles& files) {
    Outcome outcome;
    outcome.erased = erase_once(store);
    if (outcome.erased.size() == kErased) return outcome;
    outcome.erased.merge(erase_once(store));
    outcome.took_another = take_another(store);
    if (outcome.took_another) return outcome;
    const std::size_t calls = files.calls();
    EXPECT_EQ(erase_once(store), std::set<std::size_t>{});
    EXPECT_EQ(files.calls(), calls);
    return outcome;
  }

  void expect_whole_or_erased(const std::filesystem::path& directory, const Outcome& outcome) {
    auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kWrite));
    ASSERT_TRUE(store) << store.error().message;
    for (std::size_t number = 0; number < kPeople; ++number) {
      const auto history = store->history({facts::HolderKind::kCustomer, person(number)}, UINT64_MAX);
      ASSERT_TRUE(history) << history.error().message;
      if (number < kErased && history->empty()) {
        ++finished_;
        EXPECT_EQ(places_of(directory, secrets_[number]), std::vector<std::string>{});
        continue;
      }
      const bool has_another = number == kAnother && outcome.took_another;
      EXPECT_EQ(history->size(), kRounds + (has_another ? 1U : 0U)) << number;
      EXPECT_EQ(outcome.erased.count(number), 0U) << "said to be erased, and there";
      if (number < kErased) ++undone_;
    }
    const auto report = record::verify_log(directory);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
  }

  const ScratchDirectory made_{quick_parent()};
  Secrets secrets_;
  std::size_t undone_ = 0;
  std::size_t finished_ = 0;
};

TEST_F(FailingErasure, WhateverCallTheProcessEndsAtItIsWholeOrNotThereWhenTheStoreIsOpenedAgain) {
  fail_everywhere(SIZE_MAX / 2);
}

TEST_F(FailingErasure, WhateverOneCallFailsItIsWholeOrNotThereWhenTheStoreIsOpenedAgain) { fail_everywhere(1); }

}  // namespace
}  // namespace licet::test
