#include <engine/exchange/export_json.h>
#include <engine/exchange/json_write.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/engine/licet/letter_store.h>

namespace licet::tests {
namespace {

using nlohmann::json;

class Exporting : public LetterStore {
 protected:
  Export export_of(const Store& store, ExportRequest request) {
    const auto all = store.export_of(request, policy_);
    EXPECT_TRUE(all.has_value()) << (all ? "" : failure_of(all.error()).message);
    return all.value_or(Export{});
  }
  Export export_of(const Store& store) { return export_of(store, {"anna", {}, {}, {}, {Language::kEnglish}}); }
};

constexpr const char* kCollected = R"({"event":"collected","customer":"anna","data":["address"],"id":"c1"})";

TEST_F(Exporting, TellsWhatIsHeldUntilWhenByWhichRuleAndForWhat) {
  Store store = open();
  record(store, kGranted);
  record(store, kCollected);
  record(store, kWithdrawn);
  const Export all = export_of(store);
  ASSERT_EQ(all.data.size(), 1U);
  EXPECT_EQ(all.data[0].data.name, "address");
  ASSERT_TRUE(all.data[0].collected.has_value());
  EXPECT_EQ(all.data[0].collected->record, 1U);
  EXPECT_EQ(all.data[0].ground, KeptGround::kUntilDue);
  EXPECT_EQ(all.data[0].rule->name, "addresses");
  EXPECT_EQ(all.data[0].action, DueAction::kErase);
  EXPECT_GT(all.data[0].until, all.standing.at);
  ASSERT_EQ(all.data[0].purposes.size(), 1U);
  EXPECT_EQ(all.data[0].purposes[0].name, "news");
}

TEST_F(Exporting, TellsWhatIsDueAlready) {
  Store store = open();
  record(store, kGranted);
  record(store, kCollected);
  record(store, kWithdrawn);
  const Instant later{kNoon.micros + 90 * 24 * kHour};
  const Export all = export_of(store, {"anna", {}, later, {}, {}});
  ASSERT_EQ(all.data.size(), 1U);
  EXPECT_TRUE(all.data[0].is_due);
  EXPECT_LE(all.data[0].until, later);
}

TEST_F(Exporting, AgreesWithDueAboutEveryDate) {
  Store store = open();
  for (const char* line : {kGranted, kCollected, kWithdrawn}) record(store, line);
  for (const int days : {0, 10, 28, 35, 400}) {
    const Instant at{kNoon.micros + days * 24 * kHour};
    const auto due = store.due(policy_, at);
    ASSERT_TRUE(due.has_value());
    const Export all = export_of(store, {"anna", {}, at, {}, {}});
    ASSERT_EQ(all.data.size(), due->size());
    for (std::size_t i = 0; i < due->size(); ++i) {
      EXPECT_EQ(all.data[i].data.name, (*due)[i].data);
      EXPECT_EQ(all.data[i].until, (*due)[i].due) << days;
    }
  }
}

TEST_F(Exporting, HasEveryDecisionWithItsReason) {
  Store store = open();
  record(store, kGranted);
  const std::uint64_t first = decide(store, kRequest);
  record(store, kWithdrawn);
  const std::uint64_t second = decide(store, kRequest);
  const Export all = export_of(store, {"anna", {}, {}, {}, {Language::kGerman, Language::kEnglish}});
  ASSERT_EQ(all.decisions.size(), 2U);
  EXPECT_EQ(all.decisions[0].record, first);
  EXPECT_EQ(all.decisions[0].decision.outcome, Outcome::kPermit);
  EXPECT_EQ(all.decisions[0].decision.rule, "news_by_consent");
  EXPECT_EQ(all.decisions[1].record, second);
  EXPECT_EQ(all.decisions[1].decision.outcome, Outcome::kDeny);
  ASSERT_EQ(all.decisions[1].sentences.size(), 2U);
  EXPECT_EQ(all.decisions[1].sentences[0].language, Language::kGerman);
  EXPECT_FALSE(all.decisions[1].sentences[0].summary.empty());
  EXPECT_EQ(store.recorded_decision(first)->explanation.decision, all.decisions[0].decision);
}

TEST_F(Exporting, CountsNothingLaterThanAskedFor) {
  Store store = open();
  record(store, kGranted);
  decide(store, kRequest);
  clock_.advance(kHour);
  const Instant between{kNoon.micros + kHour / 2};
  record(store, kWithdrawn);
  decide(store, kRequest);
  for (const ExportRequest& request :
       {ExportRequest{"anna", {}, between, {}, {}}, ExportRequest{"anna", {}, {}, between, {}}}) {
    const Export all = export_of(store, request);
    EXPECT_EQ(all.decisions.size(), 1U);
    EXPECT_EQ(all.standing.consents[0].status, "granted");
  }
  EXPECT_EQ(export_of(store, {"anna", {}, {}, between, {}}).standing.history.size(), 1U);
}

TEST_F(Exporting, HasNothingOfOthers) {
  Store store = open();
  record(store, kGranted);
  record(store, R"({"event":"granted","customer":"berta","consent":"news_consent"})");
  decide(store, R"({"customer":"berta","action":"send","purpose":"news","channel":"email","data":["address"]})");
  const Export all = export_of(store);
  EXPECT_TRUE(all.decisions.empty());
  const auto text = exchange::write_export(all, {});
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->find("berta"), std::string::npos);
}

TEST_F(Exporting, NeedsExactlyOneHolder) {
  const Store store = open();
  for (const ExportRequest& request : {ExportRequest{}, ExportRequest{"anna", "phone", {}, {}, {}}}) {
    const auto all = store.export_of(request, policy_);
    ASSERT_FALSE(all.has_value());
    EXPECT_EQ(field_of(all.error()), "customer");
  }
}

TEST_F(Exporting, OfSomeoneUnknownIsEmpty) {
  const Store store = open();
  const Export all = export_of(store);
  EXPECT_TRUE(all.standing.history.empty());
  EXPECT_TRUE(all.data.empty());
  EXPECT_NE(export_page(all, policy_, Language::kGerman).find("Ihre Rechte"), std::string::npos);
}

TEST_F(Exporting, WhatAPersonProvidedStandsAlikeInAnotherStore) {
  Store store = open();
  for (const char* line :
       {kGranted, R"({"event":"fact","customer":"anna","fact":"birth_date","value":"1990-05-04","id":"f1"})",
        R"({"event":"fact","customer":"anna","fact":"language","value":"de","id":"f2"})",
        R"({"event":"voided","customer":"anna","voids":"f2"})",
        R"({"event":"objected","customer":"anna","device":"phone-77","purposes":["news"],"source":"letter"})",
        R"({"event":"restricted","customer":"anna","data":["address"]})",
        R"({"event":"contacted","customer":"anna","purposes":["news"]})",
        R"({"event":"linked","customer":"anna","device":"phone-77"})",
        R"({"event":"erasure_requested","customer":"anna","data":["address"]})"}) {
    clock_.advance(kSecond);
    record(store, line);
  }
  const Export before = export_of(store);
  const auto lines = exchange::write_portable(before);
  ASSERT_TRUE(lines.has_value());
  EXPECT_EQ(lines->find("phone-77"), std::string::npos);
  EXPECT_NE(lines->find("contacted"), std::string::npos);
  EXPECT_EQ(lines->find("linked"), std::string::npos);

  clock_.advance(kHour);
  Store other = Store::in_memory(clock_.clock());
  std::istringstream stream(*lines);
  std::size_t taken = 0;
  for (std::string line; std::getline(stream, line); ++taken) record(other, line);
  EXPECT_EQ(taken, 6U);

  const auto what_stands = [&](const Store& one) {
    const Standing standing = *one.standing({"anna", {}, before.standing.at, {}, {}}, policy_);
    std::ostringstream text;
    for (const ConsentStanding& consent : standing.consents) {
      text << consent.consent << consent.status << consent.current->given.at.micros << consent.current->end.micros;
    }
    for (const ObjectionStanding& one_objection : standing.objections) {
      text << one_objection.objected.at.micros << json(one_objection.purposes);
    }
    for (const DataStanding& mark : standing.restrictions) text << mark.begun.at.micros << json(mark.data);
    for (const DataStanding& mark : standing.erasure_requests) text << mark.begun.at.micros << json(mark.data);
    for (const FactStanding& fact : standing.facts) text << fact.fact << std::get<std::string>(*fact.value);
    return text.str();
  };
  EXPECT_EQ(what_stands(store), what_stands(other));
  EXPECT_NE(what_stands(store).find("birth_date1990-05-04"), std::string::npos);
}

TEST_F(Exporting, ConsentRecordsSayWhatHappenedInTermsOfTheVocabulary) {
  Store store = open();
  record(store, R"({"event":"granted","customer":"anna","consent":"news_consent","source":"web form","id":"g1"})");
  clock_.advance(kHour);
  record(store, kWithdrawn);
  const auto text = exchange::write_consent_records(export_of(store));
  ASSERT_TRUE(text.has_value());
  const json document = json::parse(*text);
  EXPECT_EQ(document["@context"]["dpv"], "https://w3id.org/dpv#");
  ASSERT_EQ(document["@graph"].size(), 1U);
  const json& one = document["@graph"][0];
  EXPECT_EQ(one["@type"], "dpv:ConsentRecord");
  EXPECT_EQ(one["dct:identifier"], "news_consent/0");
  EXPECT_EQ(one["dpv:hasDataSubject"]["dct:identifier"], "anna");
  EXPECT_EQ(one["dpv:hasProcess"]["dpv:hasPurpose"][0]["dct:identifier"], "news");
  EXPECT_EQ(one["dpv:hasProcess"]["dpv:hasPersonalData"][0]["dct:identifier"], "address");
  EXPECT_EQ(one["dpv:hasProcess"]["dpv:hasContext"][0]["dct:identifier"], "email");
  const json& states = one["dpv:hasConsentStatus"];
  ASSERT_EQ(states.size(), 2U);
  EXPECT_EQ(states[0]["@type"], "dpv:ConsentGiven");
  EXPECT_EQ(states[0]["dpv:isIndicatedAtTime"]["@value"], "2026-03-01T12:00:00Z");
  EXPECT_EQ(states[0]["dpv:hasIndicationMethod"], "web form");
  EXPECT_EQ(states[1]["@type"], "dpv:ConsentWithdrawn");
}

TEST_F(Exporting, AConsentThatWasNeverAnsweredHasNoRecord) {
  const Store store = open();
  const auto text = exchange::write_consent_records(export_of(store));
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(json::parse(*text)["@graph"].empty());
}

TEST_F(Exporting, HostileValuesOfEventsStayTextInThePageAndInJson) {
  const std::string hostile = "</td><script>alert(1)</script>\"'&\u202E";
  Store store = open();
  std::string line = R"({"event":"granted","consent":"news_consent","customer":)";
  exchange::append_quoted(line, hostile);
  for (const char* field : {"wording", "source", "actor", "evidence", "id"}) {
    line += std::string(",\"") + field + "\":";
    exchange::append_quoted(line, hostile);
  }
  record(store, line + "}");
  const Export all = export_of(store, {hostile, {}, {}, {}, {Language::kEnglish}});
  ASSERT_EQ(all.standing.history.size(), 1U);
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const std::string page = export_page(all, policy_, language);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"), std::string::npos);
  }
  const auto access = exchange::write_export(all, {});
  ASSERT_TRUE(access.has_value());
  EXPECT_EQ(json::parse(*access)["customer"], hostile);
  EXPECT_EQ(json::parse(*exchange::write_consent_records(all))["@graph"][0]["dpv:hasDataSubject"]["dct:identifier"],
            hostile);
}

TEST_F(Exporting, AfterAnErasureOnlyWhatStaysIsThere) {
  Store store = open();
  record(store, kGranted);
  decide(store, kRequest);
  ASSERT_TRUE(store.erase({"anna", {}, {}}, policy_).has_value());
  const Export all = export_of(store);
  EXPECT_TRUE(all.standing.history.empty());
  EXPECT_TRUE(all.decisions.empty());
}

/// "16" of "GDPR Art. 16".
std::string article_of(const PersonalRight& right) {
  const std::size_t begin = right.because.find("Art. ") + 5;
  return right.because.substr(begin, right.because.find_first_not_of("0123456789", begin) - begin);
}

TEST(Rights, AreNamedInBothLanguages) {
  const auto english = personal_rights(Language::kEnglish);
  const auto german = personal_rights(Language::kGerman);
  ASSERT_EQ(english.size(), german.size());
  for (std::size_t i = 0; i < english.size(); ++i) EXPECT_EQ(article_of(english[i]), article_of(german[i]));
}

}  // namespace
}  // namespace licet::tests
