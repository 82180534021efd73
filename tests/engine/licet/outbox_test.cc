// What is due and demanded is handed out until it is confirmed, and recorded as erased when all have done so.

#include <tests/engine/licet/outbox_fixture.h>

namespace licet::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(OutboxInAStore, WithoutReceiversHandsOutNothing) {
  record(kClicks);
  const auto claimed = store_.claim({"crm", 10, std::chrono::hours(1), {}}, policy_);
  ASSERT_FALSE(claimed);
  EXPECT_EQ(field_of(claimed.error()), "receiver");
  EXPECT_EQ(tasks_to_do(), 1U);
}

TEST_P(OutboxInAStore, NamesTheReceiversItKnows) {
  add("crm");
  add("mail");
  const auto claimed = store_.claim({"crn", 10, std::chrono::hours(1), {}}, policy_);
  ASSERT_FALSE(claimed);
  EXPECT_THAT(told(claimed.error()), HasSubstr("crm, mail"));
  EXPECT_THAT(std::get<InputError>(claimed.error()).nearest, ElementsAre("crm"));
  for (const char* const name : {"", "a b", "ä", "no\"quote"}) {
    const auto added = store_.add_receiver(name, policy_);
    ASSERT_FALSE(added);
    EXPECT_EQ(field_of(added.error()), "receiver");
  }
  const auto again = store_.add_receiver("crm", policy_);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->changed);
  EXPECT_THAT(again->receivers, ElementsAre("crm", "mail"));
}

TEST_P(OutboxInAStore, HandsOutWhatWasRecordedBeforeThereWereReceivers) {
  record(kObjected);
  record(kRequested);
  record(kClicks);
  add("crm");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_THAT(lines[0], HasSubstr(R"("cause":"objected")"));
  EXPECT_THAT(lines[0], Not(HasSubstr("telephone")));
  EXPECT_THAT(lines[1], HasSubstr(R"("cause":"erasure_requested")"));
  EXPECT_THAT(lines[2], HasSubstr(R"("cause":"due","collected":2,"customer":"anna","data":"clicks")"));
}

TEST_P(OutboxInAStore, RecordsAnErasureOnceWhenAllReceiversHaveConfirmed) {
  record(kClicks);
  add("crm");
  add("mail");
  const auto of_crm = claim("crm");
  const auto of_mail = claim("mail");
  ASSERT_THAT(of_crm, SizeIs(1));
  ASSERT_THAT(of_mail, SizeIs(1));
  auto confirmed = confirm("crm", of_crm[0]);
  ASSERT_TRUE(confirmed) << told(confirmed.error());
  EXPECT_FALSE(confirmed->finished);
  EXPECT_EQ(erased_events("anna"), 0U);
  EXPECT_THAT(due(), SizeIs(1));
  reopen();
  confirmed = confirm("mail", of_mail[0]);
  ASSERT_TRUE(confirmed) << told(confirmed.error());
  EXPECT_TRUE(confirmed->finished);
  ASSERT_TRUE(confirmed->erased);
  EXPECT_EQ(erased_events("anna"), 1U);
  EXPECT_THAT(due(), IsEmpty());
  // Once more, by either, whatever has become of the store.
  reopen();
  const std::uint64_t records = store_.records();
  for (const auto& [receiver, line] : {std::pair("mail", of_mail[0]), std::pair("crm", of_crm[0])}) {
    confirmed = confirm(receiver, line);
    ASSERT_TRUE(confirmed);
    EXPECT_TRUE(confirmed->repeated);
    EXPECT_TRUE(confirmed->finished);
  }
  EXPECT_EQ(store_.records(), records);
  EXPECT_EQ(erased_events("anna"), 1U);
  EXPECT_THAT(claim("crm"), IsEmpty());
}

TEST_P(OutboxInAStore, ErasesAPieceByItself) {
  record(kInvoices);
  record(kInvoiceDate);
  record(R"({"event":"collected","customer":"anna","data":["invoice"],"item":"4712","at":"2024-06-02T09:00:00Z"})");
  add("crm");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], HasSubstr(R"("item":"4711")"));
  ASSERT_TRUE(confirm("crm", lines[0])->erased);
  const auto all = store_.due({std::nullopt, false, {}}, policy_);
  ASSERT_THAT(all->lines, SizeIs(1));
  EXPECT_EQ(all->lines[0].entry.item, "4712");
}

TEST_P(OutboxInAStore, WhatIsToBeReviewedOrToldEndsWithNothingElseRecorded) {
  record(kOrders);
  record(kObjected);
  add("crm");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(2));
  for (const std::string& line : lines) {
    const auto confirmed = confirm("crm", line);
    ASSERT_TRUE(confirmed);
    EXPECT_TRUE(confirmed->finished);
    EXPECT_FALSE(confirmed->erased);
  }
  // The orders are still held and due for review: that was done.
  EXPECT_THAT(due(), SizeIs(1));
  clock_.advance(48 * kHour);
  reopen();
  EXPECT_THAT(claim("crm"), IsEmpty());
  EXPECT_EQ(tasks_to_do(), 0U);
}

TEST_P(OutboxInAStore, ARequestForErasureLeadsToErased) {
  record(R"({"event":"collected","customer":"bert","data":["contact"],"at":"2026-01-01T09:00:00Z"})");
  record(kRequested);
  add("crm");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_FALSE(confirm("crm", lines[0])->erased);
  EXPECT_THAT(lines[1], HasSubstr(R"("rule":null)"));
  EXPECT_TRUE(confirm("crm", lines[1])->erased);
  EXPECT_EQ(erased_events("bert"), 1U);
}

TEST_P(OutboxInAStore, OwnRecordsAreConfirmedWithoutAnEvent) {
  record(kGrantedThen);
  record(kWithdrawnThen);
  add("crm");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_THAT(lines[1], HasSubstr(R"("data":"proof of news_consent")"));
  const auto confirmed = confirm("crm", lines[1]);
  ASSERT_TRUE(confirmed) << told(confirmed.error());
  EXPECT_TRUE(confirmed->finished);
  EXPECT_FALSE(confirmed->erased);
  clock_.advance(2 * kHour);
  // What is done is not handed out again, although Licet's own records go only with `licet erase`.
  EXPECT_THAT(claim("crm"), SizeIs(1));
}

TEST_P(OutboxInAStore, IsHandedOutAgainWhenTheClaimHasEnded) {
  record(kClicks);
  add("crm");
  const auto first = claim("crm");
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_THAT(claim("crm"), IsEmpty());
  clock_.advance(kHour - kSecond);
  reopen();
  EXPECT_THAT(claim("crm"), IsEmpty());
  // An hour after the claim, which is a little after what was recorded last.
  clock_.advance(2 * kSecond);
  EXPECT_EQ(claim("crm"), first);
  EXPECT_TRUE(confirm("crm", first[0])->erased);
}

TEST_P(OutboxInAStore, IsHandedOutInPortions) {
  for (int i = 0; i < 5; ++i) {
    record(R"({"event":"objected","customer":"c)" + std::to_string(i) + R"(","at":"2026-02-01T09:00:00Z"})");
  }
  record(kClicks);
  add("crm");
  const auto first = store_.claim({"crm", 4, std::chrono::hours(1), {}}, policy_);
  ASSERT_TRUE(first);
  EXPECT_THAT(first->tasks, SizeIs(4));
  EXPECT_TRUE(first->more);
  const auto second = store_.claim({"crm", 2, std::chrono::hours(1), {}}, policy_);
  ASSERT_TRUE(second);
  EXPECT_THAT(second->tasks, SizeIs(2));
  EXPECT_FALSE(second->more);
}

TEST_P(OutboxInAStore, AnAlteredLineIsRefusedByItsField) {
  record(kClicks);
  record(kObjected);
  add("crm");
  add("mail");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(2));
  const auto altered = [&](std::size_t line, const std::string& from, const std::string& to) {
    std::string text = lines[line];
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return text.replace(place, from.size(), to);
  };
  const auto field = [&](const std::string& line) {
    const auto confirmed = confirm("crm", line);
    return confirmed ? "(taken)" : field_of(confirmed.error());
  };
  EXPECT_EQ(field(altered(1, "anna", "bert")), "task");
  EXPECT_EQ(field(altered(1, "clicks", "orders")), "task");
  EXPECT_EQ(field(altered(1, R"("action":"erase")", R"("action":"review")")), "task");
  EXPECT_EQ(field(altered(1, R"("action":"erase")", R"("action":"burn")")), "action");
  EXPECT_EQ(field(altered(1, R"("due":"2025)", R"("due":"2024)")), "task");
  EXPECT_EQ(field(altered(1, R"("due":"2025)", R"("due":"soon)")), "due");
  EXPECT_EQ(field(altered(1, R"("cause":"due")", R"("cause":"fun")")), "cause");
  EXPECT_EQ(field(altered(1, R"("cause":"due")", R"("cause":"due","colour":"red")")), "colour");
  EXPECT_EQ(field(altered(1, R"("customer":"anna",)", "")), "customer");
  EXPECT_EQ(field(altered(1, R"("task":")", R"("task":"x)")), "task");
  EXPECT_EQ(field(altered(1, R"("crm")", R"("mail")")), "receiver");
  EXPECT_EQ(field(altered(0, R"("record":1)", R"("record":0)")), "task");
  EXPECT_EQ(field(altered(0, R"("at":"2026)", R"("at":"2025)")), "task");
  // The line of an event is compared with the event.
  EXPECT_EQ(field(altered(0, "bert", "carl")), "customer");
  EXPECT_EQ(field(altered(0, R"(["news"])", R"(["news","news"])")), "purposes");
  EXPECT_EQ(field(altered(0, R"("purposes":["news"])", R"("channels":["email"])")), "channels");
  EXPECT_EQ(field(altered(0, R"("event":"objected")", R"("event":"withdrawn")")), "event");
  EXPECT_EQ(field(altered(0, R"("cause":"objected")", R"("cause":"withdrawn")")), "cause");
  EXPECT_EQ(field("[]"), "");
  // The other has never claimed it, although the line is right but for the name.
  const auto stolen = confirm("mail", altered(1, R"("crm")", R"("mail")"));
  ASSERT_FALSE(stolen);
  EXPECT_THAT(told(stolen.error()), HasSubstr("never claimed"));
  for (const std::string& line : lines) EXPECT_TRUE(confirm("crm", line));
}

TEST_P(OutboxInAStore, AnEventThatWasVoidedIsNoTask) {
  add("crm");
  record(kWithdrawnThen);
  record(R"({"event":"voided","customer":"anna","voids":"w1"})");
  EXPECT_THAT(claim("crm"), IsEmpty());
  record(kObjected);
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(1));
  record(R"({"event":"voided","customer":"bert","voids":"o1"})");
  clock_.advance(2 * kHour);
  EXPECT_THAT(claim("crm"), IsEmpty());
  // What was done is done.
  EXPECT_TRUE(confirm("crm", lines[0]));
}

TEST_P(OutboxInAStore, WhatIsSuspendedWaitsAndIsStillConfirmedByWhoHasErasedIt) {
  record(kClicks);
  add("crm");
  add("mail");
  const auto lines = claim("crm");
  record(R"({"event":"hold","customer":"anna"})");
  EXPECT_THAT(claim("mail"), IsEmpty());
  EXPECT_TRUE(confirm("crm", lines[0]));
  record(R"({"event":"hold_lifted","customer":"anna","at":"2026-03-01T12:00:01Z"})");
  clock_.advance(kHour);
  const auto rest = claim("mail");
  ASSERT_THAT(rest, SizeIs(1));
  EXPECT_TRUE(confirm("mail", rest[0])->erased);
}

TEST_P(OutboxInAStore, WhatIsCollectedAgainFallsDueAgain) {
  record(kInvoices);
  record(kInvoiceDate);
  add("crm");
  const auto first = claim("crm");
  ASSERT_THAT(first, SizeIs(1));
  ASSERT_TRUE(confirm("crm", first[0])->erased);
  clock_.advance(kHour);
  // Its date runs from the same day: it is due at once, and at the same instant as before.
  record(R"({"event":"collected","customer":"anna","data":["invoice"],"item":"4711"})");
  reopen();
  const auto second = claim("crm");
  ASSERT_THAT(second, SizeIs(1));
  EXPECT_NE(second, first);
  EXPECT_TRUE(confirm("crm", first[0])->repeated);
  ASSERT_TRUE(confirm("crm", second[0])->erased);
  EXPECT_EQ(erased_events("anna"), 2U);
}

INSTANTIATE_TEST_SUITE_P(Places, OutboxInAStore, testing::Values(OutboxPlace::kMemory, OutboxPlace::kDisk), name_of);

}  // namespace
}  // namespace licet::tests
