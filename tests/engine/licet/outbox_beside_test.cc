// What becomes of tasks when receivers come and go, when someone is erased meanwhile, and what stays in the record.

#include <licet/record_check.h>
#include <tests/engine/licet/outbox_fixture.h>

namespace licet::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class OutboxBeside : public OutboxInAStore {};
class OutboxOnDisk : public OutboxInAStore {};

TEST_P(OutboxBeside, AReceiverThatIsAddedLaterHasToDoWhatIsNotFinished) {
  record(kClicks);
  record(kOrders);
  add("crm");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(2));
  ASSERT_TRUE(confirm("crm", lines[1])->finished);
  add("mail");
  const auto rest = claim("mail");
  ASSERT_THAT(rest, SizeIs(1));
  EXPECT_FALSE(confirm("crm", lines[0])->finished);
  EXPECT_TRUE(confirm("mail", rest[0])->erased);
}

TEST_P(OutboxBeside, WhatWaitedForTheRemovedAloneIsFinished) {
  record(kClicks);
  record(kOrders);
  record(kObjected);
  add("crm");
  add("mail");
  confirm_all("crm");
  EXPECT_EQ(erased_events("anna"), 0U);
  EXPECT_EQ(remove("mail"), 3U);
  EXPECT_EQ(erased_events("anna"), 1U);
  EXPECT_EQ(tasks_to_do(), 0U);
  EXPECT_EQ(remove("crm"), 0U);
  record(R"({"event":"objected","customer":"anna","at":"2026-02-01T09:00:00Z"})");
  EXPECT_EQ(tasks_to_do(), 1U);
  // Nothing that was finished opens again.
  add("mail");
  EXPECT_THAT(claim("mail"), SizeIs(1));
}

TEST_P(OutboxBeside, WhatIsSuspendedWhenAReceiverIsRemovedIsFinishedOnceItIsDueAgain) {
  record(kClicks);
  add("crm");
  add("mail");
  confirm_all("crm");
  record(R"({"event":"hold","customer":"anna"})");
  EXPECT_EQ(remove("mail"), 0U);
  record(R"({"event":"hold_lifted","customer":"anna","at":"2026-03-01T12:00:01Z"})");
  clock_.advance(2 * kHour);
  EXPECT_THAT(claim("crm"), IsEmpty());
  EXPECT_EQ(erased_events("anna"), 1U);
}

TEST_P(OutboxBeside, NothingIsFinishedWhereNobodyHasConfirmed) {
  record(kClicks);
  add("crm");
  claim("crm");
  EXPECT_EQ(remove("crm"), 0U);
  EXPECT_EQ(erased_events("anna"), 0U);
  EXPECT_EQ(tasks_to_do(), 1U);
}

TEST_P(OutboxBeside, AnErasureKeepsWhatReceiversHaveStillToBeTold) {
  add("crm");
  record(kObjected);
  record(kRequested);
  record(R"({"event":"contacted","customer":"bert","purposes":["news"],"at":"2026-02-03T09:00:00Z"})");
  ErasureRequest request;
  request.customer = "bert";
  const auto erased = store_.erase(request, policy_);
  ASSERT_TRUE(erased) << told(erased.error());
  EXPECT_EQ(erased->kept_events, 2U);
  ASSERT_FALSE(erased->kept.empty());
  EXPECT_EQ(erased->kept.back().ground, KeptGround::kReceivers);
  reopen();
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_THAT(lines[1], HasSubstr(R"("customer":"bert")"));
  for (const std::string& line : lines) EXPECT_TRUE(confirm("crm", line)->finished);
  clock_.advance(kHour);
  const auto later = store_.erase(request, policy_);
  ASSERT_TRUE(later);
  // An objection outlasts it for its own sake.
  EXPECT_EQ(later->kept_events, 1U);
  clock_.advance(kHour);
  EXPECT_THAT(claim("crm"), IsEmpty());
}

TEST_P(OutboxBeside, WhatWasErasedOtherwiseIsHandedOutNoMoreButConfirmed) {
  record(kClicks);
  add("crm");
  const auto lines = claim("crm");
  ErasureRequest request;
  request.customer = "anna";
  clock_.advance(2 * kHour);
  ASSERT_TRUE(store_.erase(request, policy_));
  EXPECT_THAT(claim("crm"), IsEmpty());
  const auto confirmed = confirm("crm", lines[0]);
  ASSERT_TRUE(confirmed) << told(confirmed.error());
  EXPECT_TRUE(confirmed->finished);
  // Nothing is held of her, and nothing is recorded of her again.
  EXPECT_FALSE(confirmed->erased);
  EXPECT_EQ(erased_events("anna"), 0U);
}

TEST_P(OutboxOnDisk, LeavesTheRecordSound) {
  record(kClicks);
  record(kInvoices);
  record(kInvoiceDate);
  record(kObjected);
  add("crm");
  add("mail");
  confirm_all("crm");
  confirm_all("mail");
  ASSERT_TRUE(store_.close());
  const auto checked = check_record(scratch_.store());
  ASSERT_TRUE(checked);
  for (const RecordFinding& finding : checked->findings) ADD_FAILURE() << finding.message;
  // Beside a reader, and by an index that is made anew.
  std::filesystem::remove_all(scratch_.store() / "facts");
  store_ = open();
  EXPECT_EQ(tasks_to_do(), 0U);
  EXPECT_EQ(erased_events("anna"), 2U);
}

INSTANTIATE_TEST_SUITE_P(Places, OutboxBeside, testing::Values(OutboxPlace::kMemory, OutboxPlace::kDisk), name_of);
INSTANTIATE_TEST_SUITE_P(Places, OutboxOnDisk, testing::Values(OutboxPlace::kDisk), name_of);

}  // namespace
}  // namespace licet::tests
