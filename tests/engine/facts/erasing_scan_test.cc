// Nothing of who was erased is in a file, and an erasure that anything stops is finished by the next who opens the
// store.
#include <engine/record/log_verify.h>
#include <engine/record/store_keys.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/facts/erasing_fixture.h>
#include <tests/engine/record/faulty_files.h>

namespace licet::test {
namespace {

constexpr std::size_t kPeople = 60;
constexpr std::size_t kErased = 5;  ///< the first of them
constexpr std::size_t kStride = 3;  ///< of the calls that fail, odd, so that both ways of failing are met

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

std::string text_of(std::string_view bytes) { return std::string(bytes); }

/// What may be nowhere once they are erased: names, words, keys as they are and as they are wrapped, salts.
std::set<std::string> secrets(const std::filesystem::path& directory, const facts::DurableStore& store) {
  std::set<std::string> all;
  const auto slots =
      record::KeySlots::open(directory, store.log().keys(), false, store.log().end().slots, record::system_files());
  EXPECT_TRUE(slots);
  const std::string wrapped = contents_of(directory / "keys");
  for (std::size_t number = 0; number < kErased; ++number) {
    all.insert(person(number));
    all.insert(word(number));
    auto session = store.session();
    EXPECT_TRUE(session->look({person(number), {}}, erasing_policy().rules, {}));
    const auto slot = session->slot();
    session->release();
    EXPECT_TRUE(slot);
    const auto key = slots->find(*slot);
    EXPECT_TRUE(key && *key);
    all.insert(text_of((*key)->key.bytes()));
    all.insert(wrapped.substr(static_cast<std::size_t>(*slot) * 64 + 8, 40));
    const auto records = store.log().records_of(*slot);
    EXPECT_TRUE(records);
    for (const std::uint64_t record : *records) {
      const auto parts = store.log().proof_parts(record);
      EXPECT_TRUE(parts);
      all.insert(parts->plain_payload.substr(0, 16));
    }
  }
  return all;
}

/// Which of the secrets stand in which files.
std::vector<std::string> hits(const std::filesystem::path& directory, const std::set<std::string>& secrets) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = contents_of(entry.path());
    for (const std::string& secret : secrets) {
      if (bytes.find(secret) != std::string::npos) found.push_back(entry.path().string() + ": " + secret);
    }
  }
  return found;
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
  EXPECT_GT(hits(directory, {person(0)}).size(), 0U) << "the index names people";
  auto session = store->session();
  ASSERT_TRUE(session->look({person(0), {}}, erasing_policy().rules, {}));
  session->release();
  for (const auto& erased : store->erase(orders(), kErasedAt)) ASSERT_TRUE(erased) << erased.error().message;
  EXPECT_EQ(hits(directory, planted_secrets), std::vector<std::string>{});
  churn(*store, 40, 42, kErased);
  EXPECT_GT(hits(directory, {person(kErased)}).size(), 0U);
  const auto report = record::verify_log(directory);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
}

TEST(ErasingScan, WhateverCallFailsTheErasureIsWholeOrNotThereWhenTheStoreIsOpenedAgain) {
  const ScratchDirectory made(quick_parent());
  std::set<std::string> planted_secrets;
  {
    auto store = facts::DurableStore::open(made / "store", small_store(record::LogAccess::kCreate));
    ASSERT_TRUE(store);
    churn(*store, 0, 3);
    planted_secrets = secrets(made / "store", *store);
    ASSERT_TRUE(store->close());
  }
  bool all_done = false;
  std::size_t undone = 0;
  std::size_t finished = 0;
  std::size_t after_opening = 0;
  {
    const ScratchDirectory scratch(quick_parent());
    std::filesystem::copy(made / "store", scratch / "store", std::filesystem::copy_options::recursive);
    FaultyFiles files;
    ASSERT_TRUE(facts::DurableStore::open(scratch / "store", small_store(record::LogAccess::kWrite), files));
    after_opening = files.calls();
  }
  for (std::size_t call = after_opening; !all_done && !HasFailure(); call += kStride) {
    SCOPED_TRACE("call " + std::to_string(call));
    const ScratchDirectory scratch(quick_parent());
    const auto directory = scratch / "store";
    std::filesystem::copy(made / "store", directory, std::filesystem::copy_options::recursive);
    {
      // From this call on all fail, as when the process ends.
      FaultyFiles files(call, call % 2 == 0 ? Fault::kRefused : Fault::kHalf, EIO, SIZE_MAX / 2);
      auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kWrite), files);
      ASSERT_TRUE(store) << store.error().message;
      const auto results = store->erase(orders(), kErasedAt);
      ASSERT_EQ(results.size(), kErased);
      const bool erased =
          std::all_of(results.begin(), results.end(), [](const auto& each) { return each.has_value(); });
      all_done = !files.met();
      if (erased) {
        EXPECT_EQ(hits(directory, planted_secrets), std::vector<std::string>{});
      }
      if (!erased) {
        facts::Batch batch = store->begin(kErasedAt);
        const auto taken =
            store->take(batch, {planted(9, 99), {}, {}}, *archived_policy().model, archived_policy().digest);
        EXPECT_FALSE(taken && store->commit(std::move(batch)));
        const std::size_t calls = files.calls();
        for (const auto& again : store->erase(orders(), kErasedAt)) EXPECT_FALSE(again);
        EXPECT_EQ(files.calls(), calls) << "A store that has failed is written no more.";
      }
    }
    auto store = facts::DurableStore::open(directory, small_store(record::LogAccess::kWrite));
    ASSERT_TRUE(store) << store.error().message;
    for (std::size_t number = 0; number < kPeople; ++number) {
      const auto history = store->history({facts::HolderKind::kCustomer, person(number)}, UINT64_MAX);
      ASSERT_TRUE(history) << history.error().message;
      if (number >= kErased) {
        EXPECT_EQ(history->size(), 3U);
      }
      if (number < kErased && !history->empty()) {
        EXPECT_EQ(history->size(), 3U);
        ++undone;
      }
      if (number < kErased && history->empty()) {
        ++finished;
        EXPECT_EQ(hits(directory, {person(number), word(number)}), std::vector<std::string>{});
      }
    }
    const auto report = record::verify_log(directory);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->findings.empty()) << report->findings.front().message;
  }
  EXPECT_GT(undone, 0U);
  EXPECT_GT(finished, 0U);
}

}  // namespace
}  // namespace licet::test
