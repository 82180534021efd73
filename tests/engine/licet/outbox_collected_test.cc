// What was collected since is another task, and what must be kept longer is left.

#include <tests/engine/licet/outbox_fixture.h>

namespace licet::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kInvoiceAgain = R"({"event":"collected","customer":"anna","data":["invoice"],"item":"4711"})";

class OutboxOfCollections : public OutboxInAStore {
 protected:
  /// What anna holds, due or not.
  std::vector<std::string> held() {
    std::vector<std::string> names;
    const auto list = store_.due({std::nullopt, false, {}}, policy_);
    EXPECT_TRUE(list);
    for (const DueLine& line : list->lines) names.push_back(line.entry.data);
    return names;
  }
};

TEST_P(OutboxOfCollections, ALateConfirmationLeavesWhatWasCollectedSince) {
  record(kClicks);
  add("crm");
  add("mail");
  const auto of_crm = claim("crm");
  clock_.advance(kHour);
  const auto of_mail = claim("mail");
  ASSERT_TRUE(confirm("crm", of_crm[0]));
  record(R"({"event":"collected","customer":"anna","data":["clicks"]})");
  reopen();
  const auto confirmed = confirm("mail", of_mail[0]);
  ASSERT_TRUE(confirmed) << told(confirmed.error());
  EXPECT_TRUE(confirmed->finished);
  EXPECT_THAT(held(), ElementsAre("clicks"));
  EXPECT_THAT(due(), IsEmpty());
}

TEST_P(OutboxOfCollections, WhatWasCollectedBetweenTheClaimsIsLeftToo) {
  record(kInvoices);
  record(kInvoiceDate);
  add("crm");
  add("mail");
  const auto of_crm = claim("crm");
  const auto of_mail = claim("mail");
  clock_.advance(kHour);
  // Due at the same instant as what was collected before.
  record(kInvoiceAgain);
  clock_.advance(kHour);
  ASSERT_TRUE(confirm("crm", of_crm[0]));
  const auto anew = claim("crm");
  ASSERT_THAT(anew, SizeIs(1)) << "who has confirmed the first has the second still to erase";
  EXPECT_NE(anew, of_crm);
  const auto first = confirm("mail", of_mail[0]);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->erased);
  EXPECT_THAT(held(), ElementsAre("invoice"));
  const auto of_mail_anew = claim("mail");
  ASSERT_THAT(of_mail_anew, SizeIs(1));
  ASSERT_TRUE(confirm("crm", anew[0]));
  EXPECT_TRUE(confirm("mail", of_mail_anew[0])->erased);
  EXPECT_THAT(held(), IsEmpty());
}

TEST_P(OutboxOfCollections, WhatEndedWithoutErasedIsHandedOutForTheNextCollection) {
  record(kInvoices);
  record(kInvoiceDate);
  add("crm");
  const auto lines = claim("crm");
  record(R"({"event":"erased","customer":"anna","data":["invoice"],"item":"4711"})");
  const auto confirmed = confirm("crm", lines[0]);
  ASSERT_TRUE(confirmed);
  EXPECT_TRUE(confirmed->finished);
  EXPECT_FALSE(confirmed->erased);
  clock_.advance(kHour);
  record(kInvoiceAgain);
  const auto anew = claim("crm");
  ASSERT_THAT(anew, SizeIs(1));
  EXPECT_TRUE(confirm("crm", anew[0])->erased);
}

TEST_P(OutboxOfCollections, WhoWasErasedAndComesBackKeepsWhatIsNew) {
  record(kInvoices);
  record(kInvoiceDate);
  add("crm");
  add("mail");
  const auto of_crm = claim("crm");
  const auto of_mail = claim("mail");
  ASSERT_TRUE(confirm("crm", of_crm[0]));
  clock_.advance(kHour);
  ErasureRequest request;
  request.customer = "anna";
  ASSERT_TRUE(store_.erase(request, policy_));
  clock_.advance(kHour);
  record(kInvoiceAgain);
  record(R"({"event":"fact","customer":"anna","fact":"invoice_date","value":"2024-06-01","item":"4711"})");
  const auto confirmed = confirm("mail", of_mail[0]);
  ASSERT_TRUE(confirmed) << told(confirmed.error());
  EXPECT_TRUE(confirmed->finished);
  EXPECT_FALSE(confirmed->erased);
  EXPECT_THAT(held(), ElementsAre("invoice"));
  for (const char* const receiver : {"crm", "mail"}) {
    const auto lines = claim(receiver);
    EXPECT_THAT(lines, Not(IsEmpty())) << receiver;
    for (const std::string& line : lines) EXPECT_TRUE(confirm(receiver, line));
  }
  EXPECT_THAT(held(), IsEmpty());
}

TEST_P(OutboxOfCollections, WhatMustBeKeptLongerWithinIsNamedAndLeft) {
  record(R"({"event":"collected","customer":"anna","data":["dossier"],"at":"2024-06-01T09:00:00Z"})");
  record(R"({"event":"collected","customer":"anna","data":["contract"],"at":"2024-06-01T09:00:00Z"})");
  add("crm");
  const auto lines = claim("crm");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], HasSubstr(R"("except":["contract"])"));
  auto confirmed = confirm("crm", lines[0]);
  ASSERT_TRUE(confirmed) << told(confirmed.error());
  EXPECT_TRUE(confirmed->finished);
  EXPECT_FALSE(confirmed->erased);
  EXPECT_THAT(confirmed->kept, ElementsAre("contract"));
  EXPECT_THAT(held(), ElementsAre("dossier", "contract"));
  clock_.advance(2 * kHour);
  reopen();
  EXPECT_THAT(claim("crm"), IsEmpty());
  // Once nothing within must be kept, both are handed out, and recorded as erased.
  clock_.advance(std::int64_t{10} * 366 * 24 * kHour);
  const auto later = claim("crm");
  ASSERT_THAT(later, SizeIs(2));
  for (const std::string& line : later) {
    EXPECT_THAT(line, Not(HasSubstr("except")));
    ASSERT_TRUE(confirm("crm", line));
  }
  EXPECT_THAT(held(), IsEmpty());
}

TEST_P(OutboxOfCollections, WithoutTheNameOfWhatIsKeptTheLineIsRefused) {
  record(R"({"event":"collected","customer":"anna","data":["dossier"],"at":"2024-06-01T09:00:00Z"})");
  record(R"({"event":"collected","customer":"anna","data":["contract"],"at":"2024-06-01T09:00:00Z"})");
  add("crm");
  std::string line = claim("crm").at(0);
  const std::string except = R"("except":["contract"],)";
  line.erase(line.find(except), except.size());
  const auto confirmed = confirm("crm", line);
  ASSERT_FALSE(confirmed);
  EXPECT_EQ(field_of(confirmed.error()), "task");
}

TEST_P(OutboxOfCollections, UnderASetThatDoesNotDeclareTheCategoryNothingIsConfirmed) {
  record(kClicks);
  add("crm");
  const std::string line = claim("crm").at(0);
  const std::string_view view = line;
  const auto wrong = std::move(store_.confirm_json("crm", {&view, 1}, letter_policy()).front());
  ASSERT_FALSE(wrong);
  EXPECT_EQ(field_of(wrong.error()), "data");
  EXPECT_TRUE(confirm("crm", line)->erased);
}

TEST_P(OutboxOfCollections, AClaimOfAClockThatWasWrongDoesNotHold) {
  record(kClicks);
  add("crm");
  clock_.advance(std::int64_t{400} * 24 * kHour);
  EXPECT_THAT(claim("crm"), SizeIs(1));
  clock_.set(kNoon);
  EXPECT_THAT(claim("crm"), SizeIs(1));
  EXPECT_THAT(claim("crm"), IsEmpty());
}

TEST_P(OutboxOfCollections, WhatWasClaimedIsReleased) {
  record(kClicks);
  record(kObjected);
  add("crm");
  const auto first = claim("crm");
  ASSERT_THAT(first, SizeIs(2));
  ASSERT_TRUE(confirm("crm", first[0]));
  EXPECT_EQ(*store_.release("crm", policy_), 1U);
  EXPECT_EQ(*store_.release("crm", policy_), 0U);
  reopen();
  EXPECT_EQ(claim("crm"), std::vector<std::string>{first[1]});
  remove("crm");
  add("crm");
  EXPECT_EQ(claim("crm"), std::vector<std::string>{first[1]});
}

INSTANTIATE_TEST_SUITE_P(Places, OutboxOfCollections, testing::Values(OutboxPlace::kMemory, OutboxPlace::kDisk),
                         name_of);

}  // namespace
}  // namespace licet::tests
