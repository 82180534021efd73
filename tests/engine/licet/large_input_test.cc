// Whatever a store accepts it can read again, and what is too much for one batch does not stop it.

#include <engine/record/log_verify.h>
#include <tests/engine/licet/policy_fixture.h>
#include <vector>

namespace licet::tests {
namespace {

/// A request of almost as many bytes as a line may have.
std::string long_request() {
  std::string line = R"({"customer":"anna","action":"send","purpose":"news","channel":"email","data":["address")";
  const std::string more = R"(,"address")";
  while (line.size() + 2 * more.size() + 2 < limits::kJsonLineBytes &&
         line.size() < more.size() * (limits::kListItems - 2)) {
    line += more;
  }
  line += R"(]})";
  line.insert(1, std::string(limits::kJsonLineBytes - line.size(), ' '));
  return line;
}

TEST(LargeInput, ARequestOfAWholeLineIsReadAgain) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  const HandClock clock;
  std::uint64_t record = 0;
  {
    auto store = Store::open(scratch.store(), Access::kCreate, clock.clock());
    ASSERT_TRUE(store.has_value());
    const auto decision = store->decide_json(long_request(), policy);
    ASSERT_TRUE(decision.has_value());
    record = *decision->record;
  }
  std::filesystem::remove_all(scratch.store() / "facts");
  auto store = Store::open(scratch.store(), Access::kWrite, clock.clock());
  ASSERT_TRUE(store.has_value()) << store.error().message;
  EXPECT_TRUE(store->recorded_decision(record).has_value());
}

TEST(LargeInput, ARequestOfTooManyItemsIsRefused) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  const HandClock clock;
  auto store = Store::open(scratch.store(), Access::kCreate, clock.clock());
  ASSERT_TRUE(store.has_value());
  Request request;
  request.customer = "anna";
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data.assign(limits::kListItems + 1, "address");
  const auto decision = store->decide(request, policy);
  ASSERT_FALSE(decision.has_value());
  EXPECT_EQ(field_of(decision.error()), "data");
}

TEST(LargeInput, LinesBeyondOneBatchAreTakenInSeveral) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  const HandClock clock;
  auto store = Store::open(scratch.store(), Access::kCreate, clock.clock());
  ASSERT_TRUE(store.has_value());
  const std::string line =
      R"({"event":"objected","customer":"anna","device":"phone","evidence":")" + std::string(900'000, 'x') + R"("})";
  const std::vector<std::string_view> lines(40, line);
  for (const auto& recorded : store->record_json(lines, policy)) EXPECT_TRUE(recorded.has_value());
  EXPECT_TRUE(store->record_json(kGranted, policy).has_value());
  ASSERT_TRUE(store->close().has_value());
  const auto report = record::verify_log(scratch.store());
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->events, 81U);
  EXPECT_TRUE(report->findings.empty());
}

TEST(Closed, RefusesAllAndGivesTheDirectoryUp) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  const HandClock clock;
  auto store = Store::open(scratch.store(), Access::kCreate, clock.clock());
  ASSERT_TRUE(store.has_value());
  ASSERT_TRUE(store->record_json(kGranted, policy).has_value());
  ASSERT_TRUE(store->close().has_value());
  EXPECT_TRUE(store->close().has_value());
  EXPECT_EQ(failure_of(store->record_json(kWithdrawn, policy).error()).kind, FailureKind::kWrongUse);
  EXPECT_EQ(failure_of(store->decide_json(kRequest, policy, {.record = false}).error()).kind, FailureKind::kWrongUse);
  EXPECT_EQ(store->due(policy, kNoon).error().kind, FailureKind::kWrongUse);
  auto next = Store::open(scratch.store(), Access::kWrite, clock.clock());
  ASSERT_TRUE(next.has_value()) << next.error().message;
  EXPECT_EQ(next->decide_json(kRequest, policy)->outcome, Outcome::kPermit);
}

}  // namespace
}  // namespace licet::tests
