// One bit of a store's files is flipped: what the store then answers is an error, or what it answered before.
//
// A child process answers, because LMDB may die of a damaged page of its file; that too is no wrong answer. Of damage
// elsewhere nothing may die. The record is under signed heads, which are flipped like the rest.
// LICET_FLIPS says how many bits (10,000 unless told; under a sanitizer 100). The long run, and one store again by its
// seed:
//
//     LICET_FLIPS=100000 crash_test --gtest_filter='Flipped.*'
//     LICET_SEED=20260307 LICET_FLIPS=500 LICET_KEEP=/tmp/kept crash_test --gtest_filter='Flipped.*'
//
// The bit is flipped back each time. A new store is made every 500 flips: one was closed, the next is as a
// killed process leaves it.

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <engine/record/log_verify.h>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <licet/signed_heads.h>
#include <optional>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tests/crash/long_run.h>
#include <tests/crash/sparse_copy.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>
#include <unistd.h>

namespace licet::crash {
namespace {

namespace fs = std::filesystem;

constexpr int kSame = 0;
constexpr int kError = 10;
constexpr int kOther = 11;
constexpr int kEndless = 12;
constexpr int kDied = 13;

constexpr std::uint64_t kFlipsOfStore = 500;
/// Opening for writing mends what a crash leaves, and may not take damage for that. It needs a copy, which takes time.
constexpr std::uint64_t kFlipsBetweenWriters = 20;
/// By then some of what is held has fallen due.
constexpr std::int64_t kLaterDue = 3'653LL * 24 * tests::kHour;
/// Some thousand times what an answer takes.
constexpr unsigned kSecondsOfEndless = 120;

struct Answers {
  std::vector<Decision> decisions;
  std::vector<DueEntry> due;
  std::vector<DueLine> due_by_date;
  std::vector<std::vector<HistoryEntry>> histories;
  std::vector<Explanation> recorded;

  friend bool operator==(const Answers&, const Answers&) = default;
};

/// What is asked of the store each time.
struct Questions {
  PolicySet policy;
  Instant at;
  std::vector<std::uint64_t> recorded;  ///< decisions that are asked for again
};

/// None if anything is an error.
std::optional<Answers> answers_of(const fs::path& directory, const Questions& questions, Access access) {
  const auto& [policy, at, recorded] = questions;
  auto store = Store::open(directory, access);
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
  const auto by_date = store->due({Instant{at.micros + kLaterDue}, true, {}}, policy);
  if (!by_date) return std::nullopt;
  answers.due_by_date = by_date->lines;
  for (std::uint64_t number = 0; number < kCustomers; number += 8) {
    const auto standing = store->standing({customer(number), {}, at, {}}, policy);
    if (!standing) return std::nullopt;
    answers.histories.push_back(standing->history);
  }
  for (const std::uint64_t record : recorded) {
    const auto decision = store->recorded_decision(record);
    if (!decision) return std::nullopt;
    answers.recorded.push_back(decision->explanation);
  }
  return answers;
}

/// What a process of its own makes of the store.
int verdict_of(const fs::path& directory, const Questions& questions, const Answers& before, Access access) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::alarm(kSecondsOfEndless);
    const auto after = answers_of(directory, questions, access);
    std::_Exit(!after ? kError : (*after == before ? kSame : kOther));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) return kEndless;
  // A sanitizer that finds a fault ends the process with a status of its own.
  const int said = WIFEXITED(status) ? WEXITSTATUS(status) : kDied;
  return said == kSame || said == kError || said == kOther ? said : kDied;
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

/// Up to where the file holds something: LMDB's ends in a hole that no page stands in.
std::uint64_t bytes_in_use(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const off_t hole = ::lseek(file, 0, SEEK_HOLE);
  ::close(file);
  return hole < 0 ? 0 : static_cast<std::uint64_t>(hole);
}

/// Every file but those that hold nothing of the store: the lock, and LMDB's table of readers.
std::vector<StoredFile> files_of(const fs::path& directory) {
  std::vector<StoredFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    const auto name = entry.path().filename();
    if (!entry.is_regular_file() || name == "lock" || name == "lock.mdb" || entry.file_size() == 0) continue;
    files.push_back({entry.path(), bytes_in_use(entry.path())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

/// Records, and says which records are decisions. What stands in `left` then is the store as a killed process leaves
/// it.
std::vector<std::uint64_t> record_events(const fs::path& directory, const PolicySet& policy, std::uint64_t run,
                                         std::uint64_t events, const fs::path& left) {
  auto store = Store::open(directory, Access::kCreate);
  std::vector<std::uint64_t> decisions;
  for (std::uint64_t number = 0; store && number < events; ++number) {
    EXPECT_TRUE(store->record_json(event_line(run, number), policy));
    if (number % 4 != 0) continue;
    const auto decision = store->decide_json(request_line(number), policy);
    EXPECT_TRUE(decision && decision->record);
    if (decision && decision->record) decisions.push_back(*decision->record);
  }
  copy_directory(directory, left);
  EXPECT_TRUE(store && store->close());
  return decisions;
}

/// From here on its record is signed.
void sign(const fs::path& directory) {
  StorePlace place;
  place.directory = directory;
  const auto key = make_signing_key(place, "shop.example/flipped");
  EXPECT_TRUE(key) << key.error().message;
  auto store = Store::open(directory, Access::kWrite);
  EXPECT_TRUE(store && store->close());
  EXPECT_TRUE(fs::exists(directory / "heads" / "newest"));
}

/// A store with an index that is behind its record, closed or as a killed process leaves it; and some of its decisions.
std::vector<std::uint64_t> make_store(const fs::path& directory, const PolicySet& policy, bool closed) {
  const fs::path left = directory.string() + "-left";
  const fs::path index = directory.string() + "-index";
  std::vector<std::uint64_t> decisions = record_events(directory, policy, 1, 90, left);
  fs::remove_all(left);
  copy_directory(directory / "facts", index);
  sign(directory);
  const std::vector<std::uint64_t> more = record_events(directory, policy, 2, 30, left);
  decisions.insert(decisions.end(), more.begin(), more.end());
  if (!closed) {
    fs::remove_all(directory);
    fs::rename(left, directory);
  }
  fs::remove_all(directory / "facts");
  fs::rename(index, directory / "facts");
  std::vector<std::uint64_t> some;
  for (std::size_t i = 0; i < decisions.size(); i += 8) some.push_back(decisions[i]);
  return some;
}

/// Is a file a part of the record, all of which `log verify` reads?
bool is_of_record(const fs::path& path) {
  const auto folder = path.parent_path().filename();
  return folder == "log" || folder == "policies" || folder == "zones" || path.filename() == "keys" ||
         path.filename() == "master.key";
}

/// A store whose bits are flipped one after another.
class FlippedStore {
 public:
  FlippedStore(fs::path directory, std::uint64_t seed)
      : directory_(std::move(directory)), questions_{shop_policy(), {}, {}}, random_(seed) {
    questions_.recorded = make_store(directory_, questions_.policy, seed % 2 == 0);
    questions_.at = Instant{system_clock()().micros + tests::kHour};
    const auto before = answers_of(directory_, questions_, Access::kRead);
    if (!before) {
      ADD_FAILURE() << "no answers before a bit was flipped";
      return;
    }
    before_ = *before;
    files_ = files_of(directory_);
  }

  /// Leaves the bit flipped if that is a failure of the test.
  void flip_once(std::uint64_t number) {
    // Small files too, though few of all bits are theirs.
    const StoredFile& file = files_[random_() % files_.size()];
    const std::uint64_t bit = random_() % (8 * file.bytes);
    flip(file.path, bit);
    const std::string place = file.path.lexically_relative(directory_).string() + ", bit " + std::to_string(bit);
    expect_right(verdict_of(directory_, questions_, before_, Access::kRead), place);
    if (number % kFlipsBetweenWriters == 0) {
      const fs::path copy = directory_.string() + "-copy";
      copy_directory(directory_, copy);
      expect_right(verdict_of(copy, questions_, before_, Access::kWrite), place + ", opened for writing");
      fs::remove_all(copy);
    }
    if (is_of_record(file.path)) {
      const auto report = record::verify_log(directory_);
      EXPECT_TRUE(!report || !report->findings.empty()) << place << " is not found";
    }
    if (!testing::Test::HasFailure()) flip(file.path, bit);
  }

  std::uint64_t found() const { return found_; }

  /// It was the bits alone.
  void expect_answers_as_before() const { EXPECT_TRUE(answers_of(directory_, questions_, Access::kRead) == before_); }

 private:
  void expect_right(int verdict, const std::string& place) {
    EXPECT_NE(verdict, kOther) << "another answer after " << place;
    EXPECT_NE(verdict, kEndless) << "no end of answering after " << place;
    const bool is_mapped = place.starts_with("facts/") && place.find("data.mdb") != std::string::npos;
    if (!is_mapped) {
      EXPECT_NE(verdict, kDied) << "dead of " << place;
    }
    if (verdict == kError || verdict == kDied) ++found_;
  }

  fs::path directory_;
  Questions questions_;
  std::mt19937_64 random_;
  Answers before_;
  std::vector<StoredFile> files_;
  std::uint64_t found_ = 0;
};

TEST(Flipped, NoBitMakesAWrongAnswer) {
  const std::uint64_t flips = told_number("LICET_FLIPS", LICET_FLIPS_UNLESS_TOLD);
  std::uint64_t found = 0;
  for (std::uint64_t done = 0; done < flips; done += kFlipsOfStore) {
    const std::uint64_t seed = first_seed() + done / kFlipsOfStore;
    const std::uint64_t flips_of_store = std::min(kFlipsOfStore, flips - done);
    const tests::ScratchDirectory scratch;
    FlippedStore store(scratch.store(), seed);
    for (std::uint64_t number = 1; number <= flips_of_store && !HasFailure(); ++number) {
      SCOPED_TRACE("LICET_SEED=" + std::to_string(seed) + ", flip " + std::to_string(number) + " of its store");
      store.flip_once(number);
    }
    if (HasFailure()) return keep_failed(scratch.store(), "flipped-" + std::to_string(seed));
    store.expect_answers_as_before();
    found += store.found();
  }
  EXPECT_GT(found, flips / 10);
}

}  // namespace
}  // namespace licet::crash
