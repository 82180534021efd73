#include <sys/wait.h>
#include <tests/engine/licet/policy_fixture.h>
#include <unistd.h>

namespace licet::tests {
namespace {

Store open(const ScratchDirectory& scratch, Access access, const HandClock& clock) {
  Result<Store> store = Store::open(scratch.store(), access, clock.clock());
  if (!store) std::abort();
  return std::move(*store);
}

TEST(Reopening, KeepsEventsDecisionsAndTheirNumbers) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  HandClock clock;
  {
    Store store = open(scratch, Access::kCreate, clock);
    EXPECT_EQ(store.record_json(kGranted, policy)->record, 0U);
    EXPECT_EQ(store.decide_json(kRequest, policy)->record, 1U);
    EXPECT_EQ(store.record_json(R"({"event":"hold","customer":"bert"})", policy)->record, 2U);
  }
  Store store = open(scratch, Access::kWrite, clock);
  const auto decision = store.decide_json(kRequest, policy);
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(decision->outcome, Outcome::kPermit);
  EXPECT_EQ(decision->record, 3U);
}

TEST(Reopening, AnswersTheSameIdAndContentAlike) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  HandClock clock;
  Recorded first;
  {
    Store store = open(scratch, Access::kCreate, clock);
    first = *store.record_json(kGranted, policy);
  }
  clock.advance(kHour);
  Store store = open(scratch, Access::kWrite, clock);
  const auto again = store.record_json(
      R"(  {"id": "g1", "consent": "news_consent", "customer": "anna", "event": "granted"} )", policy);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, (Recorded{first.record, first.recorded, true}));
  const auto other =
      store.record_json(R"({"event":"granted","customer":"bert","consent":"news_consent","id":"g1"})", policy);
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(field_of(other.error()), "id");
  EXPECT_EQ(store.record_json(kWithdrawn, policy)->record, 1U);
}

TEST(Reopening, TheSameEventByValueIsTheSameContent) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  HandClock clock;
  Event event;
  event.customer = "anna";
  event.consent = "news_consent";
  event.id = "g1";
  {
    Store store = open(scratch, Access::kCreate, clock);
    EXPECT_FALSE(store.record_json(kGranted, policy)->repeated);
  }
  Store store = open(scratch, Access::kWrite, clock);
  const auto again = store.record(event, policy);
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->repeated);
}

TEST(Reopening, KeepsEventsThatAnotherPolicySetDoesNotKnow) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  const auto other = PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/other.licet");
  ASSERT_TRUE(other.has_value());
  HandClock clock;
  {
    Store store = open(scratch, Access::kCreate, clock);
    ASSERT_TRUE(store.record_json(kGranted, policy).has_value());
  }
  {
    Store store = open(scratch, Access::kWrite, clock);
    EXPECT_EQ(field_of(store.record_json(kWithdrawn, *other).error()), "consent");
    EXPECT_EQ(store.decide_json(R"({"customer":"anna","action":"call","purpose":"service"})", *other)->outcome,
              Outcome::kPermit);
  }
  Store store = open(scratch, Access::kRead, clock);
  EXPECT_EQ(store.decide_json(kRequest, policy, {.record = false})->outcome, Outcome::kPermit);
}

/// What a process of its own gets for an answer: 'p', 'd', or 'e' for an error.
char answer_elsewhere(const ScratchDirectory& scratch, const PolicySet& policy, const HandClock& clock) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = Store::open(scratch.store(), Access::kRead, clock.clock());
    const auto decision = store ? store->decide_json(kRequest, policy, {.record = false})
                                : tl::expected<Decision, CallError>(tl::unexpect, store.error());
    const char told = !decision ? 'e' : (decision->outcome == Outcome::kPermit ? 'p' : 'd');
    std::_Exit(::write(ends[1], &told, 1) == 1 ? 0 : 1);
  }
  ::close(ends[1]);
  char told = 0;
  if (::read(ends[0], &told, 1) != 1) told = 0;
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return told;
}

TEST(Reopening, AReaderInAnotherProcessSeesWhatWasAcknowledged) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  HandClock clock;
  Store writer = open(scratch, Access::kCreate, clock);
  ASSERT_TRUE(writer.record_json(kGranted, policy).has_value());
  EXPECT_EQ(answer_elsewhere(scratch, policy, clock), 'p');
  clock.advance(kSecond);
  ASSERT_TRUE(writer.record_json(kWithdrawn, policy).has_value());
  clock.advance(kSecond);
  EXPECT_EQ(answer_elsewhere(scratch, policy, clock), 'd');
}

TEST(Reopening, OneProcessOpensAStoreOnce) {
  const ScratchDirectory scratch;
  const HandClock clock;
  const Store writer = open(scratch, Access::kCreate, clock);
  const auto reader = Store::open(scratch.store(), Access::kRead, clock.clock());
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().kind, FailureKind::kWrongUse);
}

TEST(Reopening, ALostIndexIsMadeAnew) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  HandClock clock;
  Recorded first;
  {
    Store store = open(scratch, Access::kCreate, clock);
    first = *store.record_json(kGranted, policy);
  }
  std::filesystem::remove_all(scratch.store() / "facts");
  Store store = open(scratch, Access::kWrite, clock);
  EXPECT_EQ(store.decide_json(kRequest, policy)->outcome, Outcome::kPermit);
  EXPECT_EQ(*store.record_json(kGranted, policy), (Recorded{first.record, first.recorded, true}));
}

TEST(Reopening, AReaderRecordsNothing) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  const HandClock clock;
  { Store writer = open(scratch, Access::kCreate, clock); }
  Store reader = open(scratch, Access::kRead, clock);
  EXPECT_EQ(failure_of(reader.record_json(kGranted, policy).error()).kind, FailureKind::kWrongUse);
  EXPECT_EQ(failure_of(reader.decide_json(kRequest, policy).error()).kind, FailureKind::kWrongUse);
  EXPECT_TRUE(reader.decide_json(kRequest, policy, {.record = false}).has_value());
}

TEST(Reopening, ASecondWriterIsRefused) {
  const ScratchDirectory scratch;
  const HandClock clock;
  Store writer = open(scratch, Access::kCreate, clock);
  const Result<Store> second = Store::open(scratch.store(), Access::kWrite, clock.clock());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, FailureKind::kBusy);
}

TEST(Reopening, OnlyCreateMakesAStore) {
  const ScratchDirectory scratch;
  const HandClock clock;
  for (const Access access : {Access::kRead, Access::kWrite}) {
    const Result<Store> store = Store::open(scratch.store(), access, clock.clock());
    ASSERT_FALSE(store.has_value());
    EXPECT_EQ(store.error().kind, FailureKind::kNotFound);
    EXPECT_FALSE(std::filesystem::exists(scratch.store()));
  }
}

TEST(Reopening, TakesOverTimesOfRecordingOnlyInMemory) {
  const ScratchDirectory scratch;
  const PolicySet policy = letter_policy();
  const HandClock clock;
  const std::string_view line =
      R"({"event":"hold","customer":"anna","at":"2020-01-01T00:00:00Z","recorded":"2020-01-01T00:00:00Z"})";
  Store store = open(scratch, Access::kCreate, clock);
  EXPECT_EQ(failure_of(store.record_json({&line, 1}, policy, {.recorded_given = true}).front().error()).kind,
            FailureKind::kWrongUse);
  EXPECT_EQ(field_of(store.record_json(line, policy).error()), "recorded");
  Store memory = Store::in_memory(clock.clock());
  const auto taken = memory.record_json({&line, 1}, policy, {.recorded_given = true}).front();
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->recorded, Instant{1'577'836'800'000'000});
}

}  // namespace
}  // namespace licet::tests
