// What has a time by events, in a folded state.
#include <tests/engine/facts/fold_fixture.h>

namespace licet::facts {
namespace {

using namespace test;

TEST(FoldTimes, EachStandsForTheLatestEventThatConcernsIt) {
  const Folded folded({{1, of_customer("contacted", R"("purposes":["newsletter"],"channels":["phone"])")},
                       {2, of_customer("contacted", R"("purposes":["billing"],"channels":["email","phone"])")},
                       {3, of_customer("contacted", R"("purposes":["billing"])")},
                       {4, of_customer("restricted", R"("data":["behaviour"])")},
                       {5, of_customer("restriction_lifted")},
                       {6, of_customer("informed", R"("notice":"privacy_notice","wording":"2026-01")")},
                       {7, of_customer("informed", R"("notice":"privacy_notice","wording":"2026-01")")},
                       {8, of_customer("informed", R"("notice":"privacy_notice","wording":"unlisted")")}});
  EXPECT_EQ(folded.steps(kMarketingContact), "1:1");
  EXPECT_EQ(folded.steps(kMailContact), "2:2");
  EXPECT_EQ(folded.steps(kRestriction), "4:4") << "lifted or not";
  EXPECT_EQ(folded.steps(kFirstNotice), "6:6");
  EXPECT_EQ(folded.steps(kLatestNotice), "7:7");
  EXPECT_EQ(folded.steps(kMarketingObjection), "");
}

TEST(FoldTimes, TheWholePastHasAStepForEachEvent) {
  const Folded folded({{3, of_customer("contacted", R"("purposes":["newsletter"])")},
                       {1, of_customer("contacted", R"("purposes":["direct_marketing"])")},
                       {3, of_customer("contacted", R"("purposes":["direct_marketing"])")},
                       {4, of_customer("informed", R"("notice":"privacy_notice","wording":"2026-01")")},
                       {5, of_customer("informed", R"("notice":"privacy_notice","wording":"2026-01")")}},
                      kCustomer, true);
  EXPECT_EQ(folded.steps(kMarketingContact), "1:1 3:3") << "of two at one time the one recorded later";
  EXPECT_EQ(folded.view().time(id<model::TimeId>(kMarketingContact)).back().event.record, 2U);
  EXPECT_EQ(folded.steps(kFirstNotice), "4:4");
  EXPECT_EQ(folded.steps(kLatestNotice), "4:4 5:5");
}

TEST(FoldTimes, AnObjectionCountsUntilItIsLiftedForThePurpose) {
  const std::vector<Told> told = {{1, of_customer("objected")},
                                  {2, of_customer("objection_lifted", R"("purposes":["newsletter"])")},
                                  {3, of_customer("objected", R"("purposes":["newsletter"])")},
                                  {4, of_customer("objected", R"("purposes":["billing"])")},
                                  {5, of_customer("objection_lifted", R"("purposes":["direct_marketing"])")},
                                  {6, of_customer("objected")}};
  const auto until = [&](std::int64_t day) { return FoldBounds{Instant{day * kDay}, kNever}; };
  EXPECT_EQ(Folded(told, kCustomer, true).steps(kMarketingObjection), "1:1 3:3 5:- 6:6");
  EXPECT_EQ(Folded(told, kCustomer, false, until(2)).steps(kMarketingObjection), "1:1");
  EXPECT_EQ(Folded(told, kCustomer, false, until(5)).steps(kMarketingObjection), "");
  EXPECT_EQ(Folded(told, kCustomer, false, until(6)).steps(kMarketingObjection), "6:6");
}

TEST(FoldTimes, ACollectionEndsByWhatErasesTheCategory) {
  const Folded folded({{1, of_customer("collected", R"("data":["contact"])")},
                       {2, of_customer("erased", R"("data":["email_address"])")},
                       {3, of_customer("collected", R"("data":["email_address"])")},
                       {4, of_customer("erased", R"("data":["contact"])")},
                       {5, of_customer("collected", R"("data":["contact"])")},
                       {6, of_customer("erased")}},
                      kCustomer, true);
  EXPECT_EQ(folded.steps(kContactCollected), "1:1 4:- 5:5 6:-");
}

TEST(FoldTimes, ACollectionOfWhatIsKeptByItemIsThatOfAnyPieceThatIsHeld) {
  const Folded folded({{1, of_customer("collected", R"("data":["invoice"],"item":"a")")},
                       {2, of_customer("collected", R"("data":["sales"],"item":"b")")},
                       {3, of_customer("collected", R"("data":["sales"],"item":"b")")},
                       {4, of_customer("erased", R"("data":["invoice"],"item":"b")")},
                       {5, of_customer("erased", R"("item":"a")")},
                       {6, of_customer("collected", R"("data":["invoice"],"item":"c")")},
                       {7, of_customer("erased", R"("data":["sales"])")}},
                      kCustomer, true);
  EXPECT_EQ(folded.steps(kInvoiceCollected), "1:1 2:2 3:3 4:1 5:- 6:6 7:-");
  EXPECT_EQ(folded.steps(kSalesCollected), "2:2 3:3 7:-") << "a piece that is erased ends nothing else";
}

TEST(FoldTimes, TheTwinOfAContactForWhatIsAskedHasEntriesOnlyWhereItIsUsedElsewhere) {
  const std::vector<Told> told = {{1, of_customer("contacted", R"("purposes":["billing"])")}};
  model::Model model = make_model();
  model.times = {{model::TimeSourceKind::kLastContactForAsked, 0, {}, {}},
                 {model::TimeSourceKind::kLastContact, 0, {}, {}}};
  EXPECT_EQ(Folded(model, told).steps(1), "");
  model.expressions.push_back({model::IsKnown{id<model::TimeId>(0)}, {}});
  model::Level level;
  level.when = model::ExpressionId(model.expressions.size() - 1);
  licet::test::declare(model.levels, level, "contacted");
  EXPECT_EQ(Folded(model, told).steps(1), "1:1");
  EXPECT_EQ(Folded(model, told).steps(0), "");
}

TEST(FoldContacts, StandByChannelOnlyWhereSomeRuleAsks) {
  const std::vector<Told> told = {
      {1, of_customer("contacted", R"("purposes":["billing"],"channels":["email"])")},
      {2, of_customer("contacted", R"("purposes":["billing"],"channels":["phone","email"])")},
      {3, of_customer("contacted", R"("purposes":["billing"])")},
      {4, of_customer("contacted", R"("purposes":["billing"],"channels":["fax"])")}};
  const auto contacts = [](const Folded& folded) {
    std::string text;
    for (const ContactEntry& entry : folded.view().contacts()) {
      text += std::to_string(entry.channel) + ":" + day_of(entry.contacted) + " ";
    }
    return text;
  };
  model::Model model = make_model();
  EXPECT_EQ(contacts(Folded(model, told)), "0:4 ");
  model.times = {{model::TimeSourceKind::kLastContactForAsked, 0, {}, {id<model::ChannelId>(1)}},
                 {model::TimeSourceKind::kLastContact, 0, {}, {id<model::ChannelId>(1)}}};
  EXPECT_EQ(contacts(Folded(model, told)), "0:4 1:2 2:2 ");
}

}  // namespace
}  // namespace licet::facts
