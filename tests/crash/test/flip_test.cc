// One bit of a store's files is flipped: what the store then answers is an error, or what it answered before.
//
// A child process answers, because LMDB may die of a damaged page; that too is no wrong answer.
// LICET_FLIPS says how many bits (1,000 unless told; under a sanitizer 100).

#include <cstdlib>
#include <engine/record/log_verify.h>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <unistd.h>

namespace licet::crash {
namespace {

namespace fs = std::filesystem;

constexpr int kSame = 0;
constexpr int kError = 10;
constexpr int kOther = 11;

struct Answers {
  std::vector<Decision> decisions;
  std::vector<DueEntry> due;

  friend bool operator==(const Answers&, const Answers&) = default;
};

/// None if anything is an error.
std::optional<Answers> answers_of(const fs::path& directory, const PolicySet& policy, Instant at) {
  auto store = Store::open(directory, Access::kRead);
  if (!store) return std::nullopt;
  Answers answers;
  for (std::uint64_t number = 0; number < kCustomers + 2; ++number) {
    const auto decision = store->decide(request_of(number, at), policy, {.record = false, .until = true});
    if (!decision) return std::nullopt;
    answers.decisions.push_back(*decision);
  }
  const auto due = store->due(policy, at);
  if (!due) return std::nullopt;
  answers.due = *due;
  return answers;
}

/// What a process of its own makes of the store.
int verdict_of(const fs::path& directory, const PolicySet& policy, Instant at, const Answers& before) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    const auto after = answers_of(directory, policy, at);
    std::_Exit(!after ? kError : (*after == before ? kSame : kOther));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : kError;
}

void flip(const fs::path& path, std::uint64_t bit) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(bit / 8));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(bit / 8));
  file.put(static_cast<char>(byte ^ (1 << (bit % 8))));
}

struct StoredFile {
  fs::path path;
  std::uint64_t bytes = 0;
};

/// Every file but those that hold nothing of the store: the lock, and LMDB's table of readers.
std::vector<StoredFile> files_of(const fs::path& directory) {
  std::vector<StoredFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    const auto name = entry.path().filename();
    if (!entry.is_regular_file() || name == "lock" || name == "lock.mdb" || entry.file_size() == 0) continue;
    files.push_back({entry.path(), entry.file_size()});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::size_t flips() {
  const char* const told = std::getenv("LICET_FLIPS");
  return told == nullptr ? LICET_FLIPS_UNLESS_TOLD : std::strtoul(told, nullptr, 10);
}

/// A store with an index that is behind its record.
void make_store(const fs::path& directory, const PolicySet& policy) {
  const auto record = [&](std::uint64_t run) {
    auto store = Store::open(directory, Access::kCreate);
    ASSERT_TRUE(store);
    for (std::uint64_t number = 0; number < 160; ++number) {
      ASSERT_TRUE(store->record_json(event_line(run, number), policy));
      if (number % 4 == 0) {
        ASSERT_TRUE(store->decide_json(request_line(number), policy));
      }
    }
    ASSERT_TRUE(store->close());
  };
  record(1);
  const fs::path index = directory / "facts";
  const fs::path kept = directory.string() + "-facts";
  fs::copy(index, kept, fs::copy_options::recursive);
  record(2);
  fs::remove_all(index);
  fs::rename(kept, index);
}

TEST(Flipped, NoBitMakesAWrongAnswer) {
  const tests::ScratchDirectory scratch;
  const PolicySet policy = shop_policy();
  make_store(scratch.store(), policy);
  const Instant at{system_clock()().micros + tests::kHour};
  const auto before = answers_of(scratch.store(), policy, at);
  ASSERT_TRUE(before);
  const std::vector<StoredFile> files = files_of(scratch.store());
  std::mt19937_64 random(71);
  std::size_t found = 0;
  for (std::size_t i = 0; i < flips(); ++i) {
    // Small files too, though few of all bits are theirs.
    const StoredFile& file = files[random() % files.size()];
    // The map's file ends in a hole that no page stands in.
    const std::uint64_t most = std::min<std::uint64_t>(file.bytes, 400'000);
    const std::uint64_t bit = random() % (8 * most);
    flip(file.path, bit);
    const int verdict = verdict_of(scratch.store(), policy, at, *before);
    EXPECT_NE(verdict, kOther) << file.path.filename() << ", bit " << bit;
    if (verdict == kError) ++found;
    const bool of_record = file.path.parent_path().filename() == "log" || file.path.filename() == "keys" ||
                           file.path.parent_path().filename() == "policies";
    if (of_record) {
      const auto report = record::verify_log(scratch.store());
      EXPECT_TRUE(!report || !report->findings.empty()) << file.path.filename() << ", bit " << bit;
    }
    flip(file.path, bit);
  }
  EXPECT_GT(found, flips() / 10);
  EXPECT_EQ(answers_of(scratch.store(), policy, at), before);
}

}  // namespace
}  // namespace licet::crash
