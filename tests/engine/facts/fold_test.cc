// Records that a retention keeps, and all of it together, in a folded state.
#include <tests/engine/facts/fold_fixture.h>
#include <tests/engine/facts/state_text.h>

namespace licet::facts {
namespace {

using namespace test;

TEST(FoldRecords, AreThoseOfTheConsentWhateverItAmountsTo) {
  const std::string consent = R"("consent":"newsletter_consent")";
  EXPECT_EQ(Folded({}).records(RecordsKind::kProof), "none");
  EXPECT_EQ(Folded({{1, of_customer("refused", consent)}}).records(RecordsKind::kProof), "1 - -");
  EXPECT_EQ(
      Folded(
          {{1, of_customer("refused", consent)}, {2, kGranted}, {3, kGranted}, {4, of_customer("withdrawn", consent)}})
          .records(RecordsKind::kProof),
      "1 3 -");
  EXPECT_EQ(Folded({{1, of_customer("granted", consent + R"(,"wording":"unlisted")")}}).records(RecordsKind::kProof),
            "1 1 -")
      << "without effect";
  EXPECT_EQ(
      Folded({{1, of_customer("granted", consent + R"(,"purposes":["unheard_of"])")}}).records(RecordsKind::kProof),
      "1 1 -");
  EXPECT_EQ(Folded({{1, R"("event":"refused","device":"d","consent":"cookie_consent")"}}, {HolderKind::kDevice, "d"})
                .records(RecordsKind::kProof, "cookie_consent"),
            "1 - -");
  EXPECT_EQ(
      Folded({{1, of_customer("objection_lifted")}, {2, of_customer("objected")}}).records(RecordsKind::kObjections),
      "1 2 -");
}

TEST(FoldRecords, ARequestWithoutDataConcernsProofsAndObjectionsOnlyWhereItSaysSo) {
  const auto records = [](const std::string& request, RecordsKind kind) {
    return Folded({{1, kGranted}, {2, of_customer("objected")}, {3, of_customer("erasure_requested", request)}})
        .records(kind);
  };
  EXPECT_EQ(records("", RecordsKind::kProof), "1 1 3");
  EXPECT_EQ(records("", RecordsKind::kObjections), "2 2 -");
  EXPECT_EQ(records(R"("data":["contact"])", RecordsKind::kProof), "1 1 -");
  EXPECT_EQ(records(R"("data":["proof of newsletter_consent"])", RecordsKind::kProof), "1 1 3");
  EXPECT_EQ(records(R"("data":["proof of cookie_consent"])", RecordsKind::kProof), "1 1 -");
  EXPECT_EQ(records(R"("data":["objections"])", RecordsKind::kObjections), "2 2 3");
  EXPECT_EQ(records(R"("data":["objections"])", RecordsKind::kProof), "1 1 -");
  EXPECT_EQ(records(R"("data":["unheard_of"])", RecordsKind::kProof), "1 1 3") << "touches everything";
  EXPECT_EQ(records(R"("data":["unheard_of"])", RecordsKind::kObjections), "2 2 -");
  EXPECT_EQ(records(R"("data":["unheard_of","objections"])", RecordsKind::kObjections), "2 2 3");
}

TEST(FoldRecords, ARequestEndsByWhatIsErasedWithoutANameAndIsNotForWhatIsLater) {
  const Told requested{2, of_customer("erasure_requested")};
  const Told grant{1, kGranted};
  const auto proof = [](std::vector<Told> told) { return Folded(std::move(told)).records(RecordsKind::kProof); };
  EXPECT_EQ(proof({grant, requested, {3, of_customer("erased")}}), "1 1 -");
  EXPECT_EQ(proof({grant, requested, {3, of_customer("erased", R"("data":["contact"])")}}), "1 1 2");
  EXPECT_EQ(proof({grant, requested, {3, of_customer("erased", R"("item":"a")")}}), "1 1 2");
  EXPECT_EQ(proof({requested, {3, kGranted}}), "3 3 -");
  EXPECT_EQ(proof({grant, requested, {3, of_customer("erasure_requested")}}), "1 1 2") << "the first";
}

TEST(FoldRecords, StandOnlyWhereSomeRetentionKeepsThem) {
  model::Model model = make_model();
  model.retentions = {};
  EXPECT_EQ(Folded(model, {{1, kGranted}}).records(RecordsKind::kProof), "none");
  model::Retention objections;
  objections.objections = true;
  licet::test::declare(model.retentions, std::move(objections), "objections");
  EXPECT_EQ(Folded(model, {{1, kGranted}}).records(RecordsKind::kProof), "1 1 -");
}

/// One of each, many times, some late, some voided.
std::vector<Told> a_long_story() {
  const std::vector<std::string> kinds = {
      of_customer("contacted", R"("purposes":["newsletter"],"channels":["email"])"),
      of_customer("collected", R"("data":["invoice"],"item":"a")"),
      of_customer("collected", R"("data":["sales"],"item":"b")"),
      of_customer("collected", R"("data":["contact"])"),
      of_customer("erased", R"("item":"a")"),
      of_customer("erased"),
      of_customer("objected"),
      of_customer("objection_lifted", R"("purposes":["direct_marketing"])"),
      of_customer("restricted", R"("data":["contact"])"),
      of_customer("informed", R"("notice":"privacy_notice","wording":"2026-01")"),
      of_customer("hold", R"("data":["invoice"])"),
      of_customer("hold_lifted", R"("data":["sales"])"),
      of_customer("erasure_requested", R"("data":["proof of newsletter_consent","objections"])"),
      of_customer("fact", R"("fact":"invoice_date","value":"2018-03-15","item":"a")"),
      granted(R"({"coupled":false})"),
      of_customer("withdrawn", R"("consent":"newsletter_consent")"),
  };
  std::vector<Told> told;
  for (std::size_t i = 0; i < 120; ++i) {
    const std::string id = R"("id":"e)" + std::to_string(i) + R"(",)";
    if (i % 11 == 10) {
      told.push_back({400, of_customer("voided", id + R"("voids":"e)" + std::to_string(i - 7) + '"')});
    } else {
      const auto late = static_cast<std::int64_t>(i * 37 % 23);
      told.push_back({static_cast<std::int64_t>(i) + 30 - late, id + kinds[i * 7 % kinds.size()]});
    }
  }
  return told;
}

TEST(Fold, UpToAMomentIsFoldingWhatHappenedAndWasRecordedUntilThen) {
  const model::Model model = make_model();
  FoldPlan plan(model);
  for (const bool whole_past : {false, true}) {
    plan.whole_past.assign(model.times.size(), whole_past);
    const std::vector<RecordedEvent> all = recorded(a_long_story());
    std::size_t distinct = 0;
    std::string before;
    for (std::size_t known = 0; known <= all.size(); known += 5) {
      for (std::int64_t day = 0; day < 160; day += 9) {
        const FoldBounds bounds{Instant{day * kDay}, Instant{1'000 * kDay + static_cast<std::int64_t>(known) - 1}};
        std::vector<RecordedEvent> until(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(known));
        std::erase_if(until, [&](const RecordedEvent& event) {
          return event.event.kind != EventKind::kVoided && *event.event.at > bounds.at;
        });
        const auto bounded = fold(plan, kCustomer, all, bounds);
        auto alone = fold(plan, kCustomer, until);
        // Of what happened later it still counts when it was recorded.
        reinterpret_cast<StateHeader*>(alone.data())->latest_recorded =
            reinterpret_cast<const StateHeader*>(bounded.data())->latest_recorded;
        ASSERT_EQ(bounded, alone) << known << ' ' << day;
        ASSERT_TRUE(is_whole(bounded));
        const std::string text = licet::test::state_text(HolderView(bounded));
        if (text != before) ++distinct;
        before = text;
      }
    }
    EXPECT_GT(distinct, 100U);
  }
}

}  // namespace
}  // namespace licet::facts
