// Facts of a grant and of a recipient, pieces, and what a hold concerns, in a folded state.
#include <algorithm>
#include <tests/engine/facts/fold_fixture.h>

namespace licet::facts {
namespace {

using namespace test;

TEST(FoldGrantFacts, BelongToTheGrantThatStatesThem) {
  const Folded folded(
      {{1, granted(R"({"coupled":false,"confirmed_by":"post"})")}, {2, granted(R"({"coupled":true})")}});
  EXPECT_EQ(folded.of_grant(GrantPlace::kCurrent, "coupled")->number, 1);
  EXPECT_EQ(folded.of_grant(GrantPlace::kCurrent, "confirmed_by"), nullptr) << "that was another grant";
  EXPECT_EQ(folded.of_grant(GrantPlace::kLastCurrent, "coupled")->number, 1);
  EXPECT_EQ(folded.of_grant(GrantPlace::kWaiting, "coupled"), nullptr);
}

TEST(FoldGrantFacts, AConfirmationThatTakesEffectAddsAndReplaces) {
  model::Model model = make_model();
  model.consents.list[0].needs_confirmation = true;
  model.consents.list[0].confirmation_within = time::Period{7, time::PeriodUnit::kDays};
  const std::string confirmed =
      of_customer("confirmed", R"("consent":"newsletter_consent","facts":{"coupled":true,"confirmed_by":"code_call"})");
  const Told grant{1, granted(R"({"coupled":false,"signed_on":"2026-04-01"})")};
  const Folded waiting(model, {grant});
  EXPECT_EQ(waiting.of_grant(GrantPlace::kWaiting, "coupled")->number, 0);
  EXPECT_EQ(waiting.of_grant(GrantPlace::kCurrent, "coupled"), nullptr);
  const Folded current(model, {grant, {2, confirmed}});
  EXPECT_EQ(current.of_grant(GrantPlace::kCurrent, "coupled")->number, 1);
  EXPECT_EQ(day_of(current.of_grant(GrantPlace::kCurrent, "coupled")->stated), "2");
  EXPECT_EQ(current.of_grant(GrantPlace::kCurrent, "confirmed_by")->number, 0);
  EXPECT_EQ(day_of(current.of_grant(GrantPlace::kCurrent, "signed_on")->stated), "1");
  EXPECT_EQ(current.of_grant(GrantPlace::kWaiting, "coupled"), nullptr);
  const Folded lapsed(model, {grant, {30, confirmed}});
  EXPECT_EQ(lapsed.of_grant(GrantPlace::kWaiting, "coupled")->number, 0);
  EXPECT_EQ(lapsed.of_grant(GrantPlace::kWaiting, "confirmed_by"), nullptr);
  const Folded ended(model,
                     {grant, {2, confirmed}, {3, of_customer("withdrawn", R"("consent":"newsletter_consent")")}});
  EXPECT_EQ(ended.of_grant(GrantPlace::kCurrent, "coupled"), nullptr);
  EXPECT_EQ(ended.of_grant(GrantPlace::kLastCurrent, "coupled")->number, 1);
}

TEST(FoldGrantFacts, WhatDoesNotFitCountsAsNoValueAndWhatIsNotDeclaredIsLost) {
  const Folded folded({{1, granted(R"({"coupled":"yes","birth_date":"1990-01-01","unheard_of":1})")}});
  ASSERT_NE(folded.of_grant(GrantPlace::kCurrent, "coupled"), nullptr);
  EXPECT_EQ(folded.of_grant(GrantPlace::kCurrent, "coupled")->kind, ValueKind::kNone);
  EXPECT_EQ(folded.view().grant_facts().size(), 2U) << "as the current one, and as the last that was";
}

TEST(FoldGrantFacts, WithoutThemAStateIsAsBefore) {
  model::Model model = make_model();
  model.times.clear();
  model.retentions = {};
  const Folded folded(model, {{1, kGranted}, {2, of_customer("hold")}});
  EXPECT_EQ(folded.view().extension(), nullptr);
}

TEST(FoldItems, EachPieceIsHeldAndErasedByItself) {
  const std::vector<Told> told = {{1, of_customer("collected", R"("data":["invoice"],"item":"b")")},
                                  {2, of_customer("collected", R"("data":["invoice"],"item":"a")")},
                                  {3, of_customer("collected", R"("data":["invoice"],"item":"b")")},
                                  {4, of_customer("collected", R"("data":["sales"],"item":"b")")}};
  const Folded folded(told);
  EXPECT_EQ(folded.held("invoice"), "a 2 2, b 1 4");
  EXPECT_EQ(folded.held("invoice_address"), "a 2 2, b 1 4") << "what lies within is by item too";
  EXPECT_EQ(folded.held("sales"), "4 4") << "no pieces of it";
  const auto then = [&](const std::string& more) {
    std::vector<Told> all = told;
    all.push_back({5, more});
    return Folded(all);
  };
  EXPECT_EQ(then(of_customer("erased", R"("item":"b")")).held("invoice"), "a 2 2");
  EXPECT_EQ(then(of_customer("erased", R"("item":"b")")).held("sales"), "4 4");
  EXPECT_EQ(then(of_customer("erased", R"("data":["invoice"],"item":"b")")).held("invoice"), "a 2 2");
  EXPECT_EQ(then(of_customer("erased", R"("data":["invoice_address"],"item":"b")")).held("invoice"), "a 2 2, b 1 4");
  EXPECT_EQ(then(of_customer("erased", R"("data":["invoice_address"],"item":"b")")).held("invoice_address"), "a 2 2");
  EXPECT_EQ(then(of_customer("erased", R"("data":["contract"],"item":"b")")).held("invoice"), "a 2 2, b 1 4");
  EXPECT_EQ(then(of_customer("erased", R"("data":["sales"])")).held("invoice"), "");
  EXPECT_EQ(then(of_customer("erased")).held("invoice"), "");
  EXPECT_EQ(then(of_customer("collected", R"("data":["sales"],"item":"c")")).held("invoice"), "a 2 2, b 1 4, c 5 5");
}

TEST(FoldItems, WhatWasCollectedBeforeACategoryWasByItemIsAPieceWithoutAName) {
  const std::vector<Told> told = {{1, of_customer("collected", R"("data":["invoice"])")},
                                  {2, of_customer("collected", R"("data":["invoice"],"item":"a")")},
                                  {3, of_customer("collected", R"("data":["invoice","contact"])")}};
  EXPECT_EQ(Folded(told).held("invoice"), "1 3, a 2 2");
  EXPECT_EQ(Folded(told).held("invoice_address"), "1 3, a 2 2");
  const auto then = [&](const std::string& rest) {
    std::vector<Told> all = told;
    all.push_back({4, of_customer("erased", rest)});
    return Folded(all).held("invoice");
  };
  EXPECT_EQ(then(R"("data":["invoice"],"item":"a")"), "1 3");
  EXPECT_EQ(then(R"("data":["invoice"])"), "");
  EXPECT_EQ(then(R"("data":["contact"])"), "1 3, a 2 2");
}

TEST(FoldItems, WhatWasCollectedWithoutAnItemThroughWhatContainsItIsAPieceWithoutAName) {
  const std::vector<Told> told = {{1, of_customer("collected", R"("data":["sales"])")},
                                  {2, of_customer("collected", R"("data":["invoice"],"item":"a")")},
                                  {3, of_customer("collected", R"("data":["contact","sales"])")}};
  EXPECT_EQ(Folded(told).held("sales"), "1 3");
  EXPECT_EQ(Folded(told).held("invoice"), "1 3, a 2 2");
  EXPECT_EQ(Folded(told).held("invoice_address"), "1 3, a 2 2");
  EXPECT_EQ(Folded(told).held("contract"), "") << "not within it";
  EXPECT_EQ(Folded(told).steps(kInvoiceCollected), "3:3");
}

TEST(FoldItems, PiecesOfACategoryThatIsByItemNoLongerAreOneAgain) {
  model::Model model = make_model();
  model.by_item.assign(model.by_item.size(), false);
  const std::vector<Told> told = {{1, of_customer("collected", R"("data":["invoice"],"item":"a")")},
                                  {2, of_customer("collected", R"("data":["invoice"],"item":"b")")}};
  const auto then = [&](const std::vector<std::string>& erased) {
    std::vector<Told> all = told;
    for (const std::string& rest : erased) all.push_back({3, of_customer("erased", rest)});
    return Folded(model, all).held("invoice");
  };
  EXPECT_EQ(then({}), "1 2");
  EXPECT_EQ(then({R"("data":["invoice"],"item":"a")", R"("data":["invoice"],"item":"b")"}), "1 2");
  EXPECT_EQ(then({R"("data":["invoice"])"}), "");
}

TEST(FoldItems, AFactThatIsOfAnItemOnlyNowOrNoLongerHasNoneOfTheOtherValues) {
  model::Model model = make_model();
  model.facts.list[model.facts.find("invoice_date")->value].owner = model::FactOwner::kCustomer;
  model.facts.list[model.facts.find("birth_date")->value].owner = model::FactOwner::kItem;
  const Folded folded(model, {{1, of_customer("fact", R"("fact":"invoice_date","value":"2018-03-15","item":"a")")},
                              {2, of_customer("fact", R"("fact":"birth_date","value":"1990-01-01")")}});
  EXPECT_TRUE(folded.view().facts().empty());
  EXPECT_TRUE(folded.view().items().empty());
}

TEST(FoldItems, AFactOfAnItemHasItsLatestValueForEach) {
  const auto stated = [](const char* item, const char* value) {
    return of_customer("fact",
                       std::string(R"("fact":"invoice_date","value":")") + value + R"(","item":")" + item + '"');
  };
  const Folded folded({{1, stated("b", "2018-03-15")},
                       {2, stated("a", "2019-01-01")},
                       {3, stated("b", "2018-03-16")},
                       {4, of_customer("fact", R"("fact":"invoice_date","value":"2020-01-01")")},
                       {5, of_customer("fact", R"("fact":"birth_date","value":"1990-01-01","item":"a")")}});
  const auto fact = *folded.model().facts.find("invoice_date");
  ASSERT_EQ(folded.view().items().size(), 2U);
  EXPECT_EQ(folded.view().item_text(0), "a");
  EXPECT_EQ(day_of(folded.view().item_fact(fact, 0)->stated), "2");
  EXPECT_EQ(day_of(folded.view().item_fact(fact, 1)->stated), "3");
  EXPECT_TRUE(folded.view().facts().empty()) << "of no item, or of one where none belongs";
}

TEST(FoldItems, ErasingAPieceEndsNoRequestAndAPieceThatIsLaterIsNotConcerned) {
  const auto concerned = [](std::vector<Told> told) {
    const Folded folded(std::move(told));
    const auto invoice = *folded.model().data.find("invoice");
    const auto erasures = folded.view().erasures();
    return std::any_of(erasures.begin(), erasures.end(),
                       [&](const DataMarkEntry& mark) { return folded.view().contains(mark.whole, invoice.value); });
  };
  const Told a{1, of_customer("collected", R"("data":["invoice"],"item":"a")")};
  const Told requested{2, of_customer("erasure_requested")};
  const Told b{3, of_customer("collected", R"("data":["invoice"],"item":"b")")};
  EXPECT_TRUE(concerned({a, requested, b}));
  EXPECT_FALSE(concerned({requested, b})) << "only later pieces";
  EXPECT_TRUE(concerned({a, requested, {4, of_customer("erased", R"("data":["invoice"],"item":"x")")}}));
  EXPECT_FALSE(concerned({a, requested, {4, of_customer("erased", R"("data":["invoice"])")}}));
  EXPECT_TRUE(concerned({a, requested, {4, of_customer("erased", R"("item":"a")")}})) << "no piece is held";
  EXPECT_FALSE(concerned({a, requested, b, {4, of_customer("erased", R"("item":"a")")}}));
}

TEST(FoldSuspension, IsOfWhatAHoldNames) {
  const char* const everything = "contact email_address behaviour sales invoice invoice_address contract";
  const auto suspended = [](std::vector<Told> told) { return Folded(std::move(told)).suspended(); };
  const Told all{1, of_customer("hold")};
  const Told contact{1, of_customer("hold", R"("data":["contact"])")};
  const Told lifted{2, of_customer("hold_lifted")};
  EXPECT_EQ(suspended({all}), everything);
  EXPECT_EQ(suspended({all, lifted}), "");
  EXPECT_EQ(suspended({contact}), "contact email_address");
  EXPECT_EQ(suspended({contact, lifted}), "");
  EXPECT_EQ(suspended({contact, {2, of_customer("hold_lifted", R"("data":["email_address"])")}}), "contact");
  EXPECT_EQ(suspended({all, {2, of_customer("hold_lifted", R"("data":["sales","contact"])")}}), "behaviour contract");
  EXPECT_EQ(suspended({all, lifted, {3, of_customer("hold", R"("data":["invoice"])")}}), "invoice invoice_address");
  EXPECT_EQ(suspended({{1, of_customer("hold", R"("data":["unheard_of"])")}}), "");
  EXPECT_EQ(suspended({{1, of_customer("hold", R"("data":["unheard_of","contract"])")}}), "contract");
}

TEST(FoldSuspension, RecordsAreSuspendedByAHoldWithoutDataUntilOneIsLiftedWithout) {
  const auto records = [](std::vector<Told> told) { return Folded(std::move(told)).view().header().suspended != 0; };
  const Told all{1, of_customer("hold")};
  EXPECT_TRUE(records({all}));
  EXPECT_TRUE(records({all, {2, of_customer("hold_lifted", R"("data":["contact"])")}}));
  EXPECT_FALSE(records({all, {2, of_customer("hold_lifted")}}));
  EXPECT_FALSE(records({{1, of_customer("hold", R"("data":["contact"])")}}));
}

TEST(FoldRecipients, HaveTheirFactsAndNobodyElseDoes) {
  const std::vector<Told> told = {{1, R"("event":"fact","recipient":"c","fact":"dpf_active","value":true)"},
                                  {2, R"("event":"fact","recipient":"other","fact":"dpf_active","value":false)"},
                                  {3, of_customer("fact", R"("fact":"birth_date","value":"1990-01-01")")}};
  const Folded recipient(told, {HolderKind::kRecipient, "c"});
  const auto dpf = *recipient.model().facts.find("dpf_active");
  ASSERT_EQ(recipient.view().values(dpf).size(), 1U);
  EXPECT_EQ(recipient.view().values(dpf)[0].number, 1);
  EXPECT_EQ(recipient.view().facts().size(), 1U);
  const Folded customer(told);
  EXPECT_TRUE(customer.view().values(dpf).empty());
  EXPECT_TRUE(Folded(told, {HolderKind::kDevice, "c"}).view().facts().empty());
}

}  // namespace
}  // namespace licet::facts
