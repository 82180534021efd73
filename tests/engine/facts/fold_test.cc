// What events of the language's additions amount to in a folded state.
#include <algorithm>
#include <engine/exchange/event_json.h>
#include <engine/facts/fold.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>
#include <tests/engine/facts/state_text.h>

namespace licet::facts {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;
const Holder kCustomer{HolderKind::kCustomer, "c"};

/// An event that happened on this day, as JSON without its end and its time.
struct Told {
  std::int64_t day;
  std::string json;
};

/// Recorded in the order told, long after.
std::vector<RecordedEvent> recorded(const std::vector<Told>& told) {
  std::vector<RecordedEvent> events;
  for (const Told& one : told) {
    const auto sent = exchange::read_event("{" + one.json + "}");
    EXPECT_TRUE(sent) << one.json << ": " << (sent ? "" : sent.error().message);
    if (!sent) continue;
    RecordedEvent event{sent->event, Instant{1'000 * kDay + static_cast<std::int64_t>(events.size())}, events.size()};
    event.event.at = Instant{one.day * kDay};
    events.push_back(std::move(event));
  }
  return events;
}

template <class IdType>
IdType id(std::size_t number) {
  return IdType(number);
}

enum Time : std::size_t {
  kMarketingContact,
  kMailContact,
  kContactCollected,
  kSalesCollected,
  kInvoiceCollected,
  kMarketingObjection,
  kRestriction,
  kFirstNotice,
  kLatestNotice,
  kTimes
};

model::Model make_model() {
  using model::TimeSourceKind;
  model::Model made = test::make_model_with_additions();
  const auto data = [&](const char* name) { return made.data.find(name)->value; };
  made.times = {{TimeSourceKind::kLastContact, 0, {id<model::PurposeId>(1)}, {}},
                {TimeSourceKind::kLastContact, 0, {}, {id<model::ChannelId>(0)}},
                {TimeSourceKind::kCollection, data("contact"), {}, {}},
                {TimeSourceKind::kCollection, data("sales"), {}, {}},
                {TimeSourceKind::kCollection, data("invoice"), {}, {}},
                {TimeSourceKind::kObjection, 1, {}, {}},
                {TimeSourceKind::kLastRestriction, 0, {}, {}},
                {TimeSourceKind::kNoticeFirst, 0, {}, {}},
                {TimeSourceKind::kNoticeLatest, 0, {}, {}}};
  for (const char* name : {"newsletter_consent", "cookie_consent"}) {
    made.consents.list[made.consents.find(name)->value].purposes = {id<model::PurposeId>(0), id<model::PurposeId>(1)};
  }
  model::Retention proof;
  proof.proofs = {*made.consents.find("newsletter_consent")};
  test::declare(made.retentions, std::move(proof), "proof");
  return made;
}

/// Which days a state speaks of.
std::string day_of(const EventRef& event) { return event.is_set() ? std::to_string(event.at.micros / kDay) : "-"; }

class Folded {
 public:
  explicit Folded(const std::vector<Told>& told, const Holder& holder = kCustomer, bool whole_past = false,
                  const FoldBounds& bounds = {})
      : Folded(make_model(), told, holder, whole_past, bounds) {}
  Folded(model::Model model, const std::vector<Told>& told, const Holder& holder = kCustomer, bool whole_past = false,
         const FoldBounds& bounds = {})
      : model_(std::move(model)) {
    FoldPlan plan(model_);
    if (whole_past) plan.whole_past.assign(model_.times.size(), true);
    words_ = fold(plan, holder, recorded(told), bounds);
    EXPECT_TRUE(is_whole(words_));
  }

  HolderView view() const { return HolderView(words_); }
  const model::Model& model() const { return model_; }

  /// `3:3 5:-`: from day 3 on the event of day 3, from day 5 on none.
  std::string steps(std::size_t time) const {
    std::string text;
    for (const TimeEntry& entry : view().time(id<model::TimeId>(time))) {
      text += (text.empty() ? "" : " ") + std::to_string(entry.since.micros / kDay) + ":" + day_of(entry.event);
    }
    return text;
  }
  /// `4711 first latest` of each piece; of a category that is none by item without a name.
  std::string held(const char* category) const {
    std::string text;
    for (const HeldEntry& entry : view().held(*model_.data.find(category))) {
      if (!text.empty()) text += ", ";
      if (entry.item != 0) text += std::string(view().item_text(entry.item - 1)) + " ";
      text += day_of(entry.first) + " " + day_of(entry.latest);
    }
    return text;
  }
  /// Names of the categories that a hold concerns.
  std::string suspended() const {
    std::string text;
    for (std::size_t i = 0; i < model_.data.titles.size(); ++i) {
      if (view().is_suspended(id<model::DataId>(i))) text += (text.empty() ? "" : " ") + model_.data.titles[i].name;
    }
    return text;
  }
  std::string records(RecordsKind kind, const char* consent = "newsletter_consent") const {
    const RecordsEntry* const entry = view().records(kind, *model_.consents.find(consent));
    if (entry == nullptr) return "none";
    return day_of(entry->first) + " " + day_of(entry->latest) + " " + day_of(entry->requested);
  }
  const FactEntry* of_grant(GrantPlace place, const char* fact, const char* consent = "newsletter_consent") const {
    return view().grant_fact(*model_.consents.find(consent), place, *model_.facts.find(fact));
  }

 private:
  model::Model model_;
  std::vector<std::uint64_t> words_;
};

const char* const kGranted =
    R"("event":"granted","customer":"c","consent":"newsletter_consent","wording":"nl-2026-01")";
std::string granted(const std::string& facts) { return std::string(kGranted) + R"(,"facts":)" + facts; }
std::string of_customer(const std::string& event, const std::string& rest = "") {
  return R"("event":")" + event + R"(","customer":"c")" + (rest.empty() ? "" : ",") + rest;
}

// --- times of events ---------------------------------------------------------------------------------------------

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
                       {3, of_customer("collected", R"("data":["sales"])")},
                       {4, of_customer("erased", R"("data":["invoice"],"item":"b")")},
                       {5, of_customer("erased", R"("item":"a")")},
                       {6, of_customer("collected", R"("data":["invoice"],"item":"c")")},
                       {7, of_customer("erased", R"("data":["sales"])")}},
                      kCustomer, true);
  EXPECT_EQ(folded.steps(kInvoiceCollected), "1:1 2:2 4:1 5:- 6:6 7:-");
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
  test::declare(model.levels, level, "contacted");
  EXPECT_EQ(Folded(model, told).steps(1), "1:1");
  EXPECT_EQ(Folded(model, told).steps(0), "");
}

// --- contacts by channel -----------------------------------------------------------------------------------------

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

// --- facts of a grant --------------------------------------------------------------------------------------------

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

// --- items -------------------------------------------------------------------------------------------------------

TEST(FoldItems, EachPieceIsHeldAndErasedByItself) {
  const std::vector<Told> told = {{1, of_customer("collected", R"("data":["invoice"],"item":"b")")},
                                  {2, of_customer("collected", R"("data":["invoice"],"item":"a")")},
                                  {3, of_customer("collected", R"("data":["invoice"],"item":"b")")},
                                  {4, of_customer("collected", R"("data":["sales"])")}};
  const Folded folded(told);
  EXPECT_EQ(folded.held("invoice"), "a 2 2, b 1 3");
  EXPECT_EQ(folded.held("invoice_address"), "a 2 2, b 1 3") << "what lies within is by item too";
  EXPECT_EQ(folded.held("sales"), "4 4") << "no pieces of it";
  const auto then = [&](const std::string& more) {
    std::vector<Told> all = told;
    all.push_back({5, more});
    return Folded(all);
  };
  EXPECT_EQ(then(of_customer("erased", R"("item":"b")")).held("invoice"), "a 2 2");
  EXPECT_EQ(then(of_customer("erased", R"("item":"b")")).held("sales"), "4 4");
  EXPECT_EQ(then(of_customer("erased", R"("data":["invoice"],"item":"b")")).held("invoice"), "a 2 2");
  EXPECT_EQ(then(of_customer("erased", R"("data":["invoice_address"],"item":"b")")).held("invoice"), "a 2 2, b 1 3");
  EXPECT_EQ(then(of_customer("erased", R"("data":["invoice_address"],"item":"b")")).held("invoice_address"), "a 2 2");
  EXPECT_EQ(then(of_customer("erased", R"("data":["contract"],"item":"b")")).held("invoice"), "a 2 2, b 1 3");
  EXPECT_EQ(then(of_customer("erased", R"("data":["sales"])")).held("invoice"), "");
  EXPECT_EQ(then(of_customer("erased")).held("invoice"), "");
  EXPECT_EQ(then(of_customer("collected", R"("data":["sales"],"item":"c")")).held("invoice"), "a 2 2, b 1 3, c 5 5");
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

// --- holds -------------------------------------------------------------------------------------------------------

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

// --- records -----------------------------------------------------------------------------------------------------

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
  test::declare(model.retentions, std::move(objections), "objections");
  EXPECT_EQ(Folded(model, {{1, kGranted}}).records(RecordsKind::kProof), "1 1 -");
}

// --- recipients --------------------------------------------------------------------------------------------------

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

// --- all of it ---------------------------------------------------------------------------------------------------

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
        const std::string text = test::state_text(HolderView(bounded));
        if (text != before) ++distinct;
        before = text;
      }
    }
    EXPECT_GT(distinct, 100U);
  }
}

}  // namespace
}  // namespace licet::facts
