#include <array>
#include <atomic>
#include <tests/engine/licet/policy_fixture.h>
#include <thread>
#include <vector>

namespace licet::tests {
namespace {

constexpr std::size_t kDeciders = 8;
constexpr std::size_t kCustomers = 60;
/// More than wait for the index before it is written.
constexpr std::size_t kOthers = 4200;

std::string customer(std::size_t number) { return "customer-" + std::to_string(number); }

std::string line(const char* event, std::size_t number) {
  return std::string(R"({"event":")") + event + R"(","consent":"news_consent","customer":")" + customer(number) + "\"}";
}

Request request_of(std::size_t number) {
  Request request;
  request.customer = customer(number);
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  return request;
}

/// How far each customer's history has come: nothing, granted, withdrawn.
struct Progress {
  std::array<std::atomic<int>, kCustomers> begun{};
  std::array<std::atomic<int>, kCustomers> acknowledged{};
};

void record_all(Store& store, const PolicySet& policy, Progress& progress, std::atomic<int>& failures) {
  for (std::size_t number = 0; number < kCustomers; ++number) {
    for (const char* event : {"granted", "withdrawn"}) {
      ++progress.begun[number];
      if (!store.record_json(line(event, number), policy)) ++failures;
      ++progress.acknowledged[number];
    }
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < kOthers / kCustomers; ++i) {
      lines.push_back(line("granted", kCustomers + number * kOthers + i));
    }
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    for (const auto& recorded : store.record_json(views, policy)) failures += recorded ? 0 : 1;
  }
}

/// Decides until all is recorded; the numbers of what was recorded.
std::vector<std::uint64_t> decide_all(Store& store, const PolicySet& policy, std::size_t thread,
                                      const Progress& progress, const std::atomic<bool>& ended,
                                      std::atomic<int>& failures) {
  std::vector<std::uint64_t> records;
  for (std::size_t i = thread; !ended; ++i) {
    const std::size_t number = i % kCustomers;
    const int earliest = progress.acknowledged[number];
    const auto decision = store.decide(request_of(number), policy, {.record = i % 3 == 0});
    const int latest = progress.begun[number];
    if (!decision) {
      ++failures;
      continue;
    }
    const bool may_permit = earliest <= 1 && latest >= 1;
    const bool may_deny = earliest != 1 || latest != 1;
    if (!(decision->outcome == Outcome::kPermit ? may_permit : may_deny)) ++failures;
    if (decision->record) records.push_back(*decision->record);
  }
  return records;
}

TEST(DecidingBesideRecording, AnswersRestOnWhatWasAcknowledgedAndRecordedOnesAreDecidedAgainAlike) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  auto store = Store::open(scratch.store(), Access::kCreate);
  ASSERT_TRUE(store.has_value());
  Progress progress;
  std::atomic<bool> ended = false;
  std::atomic<int> failures = 0;
  std::vector<std::vector<std::uint64_t>> records(kDeciders);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kDeciders; ++i) {
    threads.emplace_back([&, i] { records[i] = decide_all(*store, policy, i, progress, ended, failures); });
  }
  record_all(*store, policy, progress, failures);
  ended = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  std::size_t checked = 0;
  for (const auto& each : records) {
    for (std::size_t i = 0; i < each.size(); i += 1 + each.size() / 40) {
      const auto again = store->recorded_decision(each[i]);
      ASSERT_TRUE(again.has_value()) << "record " << each[i] << ": " << failure_of(again.error()).message;
      ++checked;
    }
  }
  EXPECT_GT(checked, 0U);
}

}  // namespace
}  // namespace licet::tests
