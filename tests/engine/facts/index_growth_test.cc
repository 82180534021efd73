#include <atomic>
#include <chrono>
#include <cstdlib>
#include <engine/facts/fact_index.h>
#include <engine/facts/reader_gate.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <tests/engine/facts/index_rows.h>
#include <thread>
#include <unistd.h>

namespace licet::facts {
namespace {

using test::begun;
using test::generation_of;
using test::holder;
using test::marker_of;
using test::open_index;
using test::row_of;
using test::ScratchDirectory;

constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20U;
constexpr std::uint64_t kCommits = 120;

IndexOptions small_map() {
  IndexOptions options{true};
  options.first_map_bytes = kMebibyte;
  return options;
}

/// The rows of commit n: one that every commit writes, and one of its own. About 130 KiB.
IndexChange nth(std::uint64_t n) { return {marker_of(n), {row_of(0, n), row_of(n, n, 16'000)}, {}}; }

/// Does what is read belong together: the marker and the rows of one commit?
bool is_one_commit(const IndexReader& reader, std::uint64_t& seen) {
  const auto marker = reader.marker();
  if (!marker || marker->records < seen) return false;
  seen = marker->records;
  if (seen == 0) return true;
  const auto shared = reader.find(holder(0));
  const auto own = reader.find(holder(seen));
  const auto next = reader.find(holder(seen + 1));
  return shared && *shared && (*shared)->events().front() == seen && own && *own && (*own)->events().size() == 16'000 &&
         next && !*next;
}

TEST(IndexGrowth, TheMapDoublesWhileThreadsReadAndEachReaderSeesOneCommit) {
  const ScratchDirectory scratch;
  FactIndex index = open_index(scratch / "facts", small_map());
  std::atomic<bool> ended = false;
  std::atomic<int> wrong = 0;
  std::atomic<std::uint64_t> rounds = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      auto reader = index.reader();
      std::uint64_t seen = 0;
      while (!ended) {
        if (!reader->begin() || !is_one_commit(*reader, seen)) ++wrong;
        reader->end();
        ++rounds;
      }
    });
  }
  for (std::uint64_t n = 1; n <= kCommits; ++n) {
    const auto committed = index.commit(nth(n));
    ASSERT_TRUE(committed) << committed.error().message;
  }
  ended = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(rounds, 0U);
  EXPECT_GE(index.map_bytes(), 16 * kMebibyte);
  EXPECT_GE(index.used_bytes(), 12 * kMebibyte);
}

/// What a process of its own reads beside the writer until it has seen the last commit: 0 if all was right.
int read_beside(const std::filesystem::path& facts) {
  auto index = FactIndex::open(facts, test::kLog);
  while (!index && index.error().kind == FailureKind::kNotFound) index = FactIndex::open(facts, test::kLog);
  if (!index) return 2;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      auto reader = index->reader();
      for (std::uint64_t seen = 0; seen < kCommits && wrong == 0;) {
        if (!reader->begin() || !is_one_commit(*reader, seen)) ++wrong;
        reader->end();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return wrong == 0 && index->map_bytes() >= 16 * kMebibyte ? 0 : 1;
}

TEST(IndexGrowth, AReaderOfAnotherProcessTakesOverTheGrownMap) {
  const ScratchDirectory scratch;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) ::_exit(read_beside(scratch / "facts"));
  FactIndex index = open_index(scratch / "facts", small_map());
  for (std::uint64_t n = 1; n <= kCommits; ++n) ASSERT_TRUE(index.commit(nth(n)));
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(IndexGrowth, AReaderThatStaysPutsGrowthOffAndThenStopsTheCommitWithoutLoss) {
  const ScratchDirectory scratch;
  IndexOptions options = small_map();
  options.growth_patience = std::chrono::milliseconds(150);
  FactIndex index = open_index(scratch / "facts", options);
  ASSERT_TRUE(index.commit(nth(1)));
  IndexReader reader = begun(index);
  ASSERT_TRUE(index.commit(nth(2)));
  Result<void> outcome;
  std::uint64_t done = 2;
  const auto before = std::chrono::steady_clock::now();
  while (outcome && done < kCommits) {
    outcome = index.commit(nth(done + 1));
    if (outcome) ++done;
  }
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kNotWritable);
  EXPECT_GE(std::chrono::steady_clock::now() - before, options.growth_patience);
  EXPECT_EQ(index.map_bytes(), kMebibyte);
  EXPECT_GE(done, 4U);
  EXPECT_EQ(generation_of(reader, 0), 1U);
  reader.end();
  ASSERT_TRUE(index.commit(nth(done + 1)));
  EXPECT_GT(index.map_bytes(), kMebibyte);
  std::uint64_t seen = 0;
  ASSERT_TRUE(reader.begin());
  EXPECT_TRUE(is_one_commit(reader, seen));
  EXPECT_EQ(seen, done + 1);
}

TEST(IndexGrowth, PlacesOfDeadReadersAreFreedAndThoseOfTheLivingAreLimited) {
  const ScratchDirectory scratch;
  { FactIndex made = open_index(scratch / "facts"); }
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto index = FactIndex::open(scratch / "facts", test::kLog);
    if (!index) ::_exit(1);
    std::vector<IndexReader> readers;
    for (int i = 0; i < 900; ++i) {
      auto reader = index->reader();
      if (!reader->begin()) ::_exit(1);
      readers.push_back(std::move(*reader));
    }
    ::_exit(0);  // without giving any place back
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  const FactIndex index = open_index(scratch / "facts", {});
  std::vector<IndexReader> readers;
  Result<void> outcome;
  while (outcome && readers.size() < 2'000) {
    auto reader = index.reader();
    outcome = reader->begin();
    if (outcome) readers.push_back(std::move(*reader));
  }
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::kNotReadable);
  EXPECT_GT(readers.size(), 900U);
}

TEST(ReaderGate, ChangesOnlyWhileNobodyIsInside) {
  ReaderGate gate;
  ReaderGate::Place place(gate);
  int changes = 0;
  const auto change = [&] { ++changes; };
  place.enter();
  EXPECT_FALSE(gate.change_alone(std::chrono::milliseconds(1), change));
  EXPECT_EQ(changes, 0);
  place.leave();
  EXPECT_TRUE(gate.change_alone(std::chrono::milliseconds(1), change));
  EXPECT_EQ(changes, 1);
}

TEST(ReaderGate, ReadersSeeEachChangeWhole) {
  ReaderGate gate;
  std::uint64_t left = 0;
  std::uint64_t right = 0;
  std::atomic<bool> ended = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      ReaderGate::Place place(gate);
      while (!ended) {
        place.enter();
        if (left != right) ++wrong;
        place.leave();
      }
    });
  }
  for (int i = 0; i < 300; ++i) {
    while (!gate.change_alone(std::chrono::milliseconds(5), [&] { ++left, ++right; })) std::this_thread::yield();
  }
  ended = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(left, 300U);
}

}  // namespace
}  // namespace licet::facts
