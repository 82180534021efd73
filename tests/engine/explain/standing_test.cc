#include <algorithm>
#include <engine/exchange/standing_json.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

namespace fs = std::filesystem;

using nlohmann::json;

using Lines = std::vector<std::string>;

facts::Holder customer(const std::string& id) { return {facts::HolderKind::kCustomer, id}; }
facts::Holder device(const std::string& id) { return {facts::HolderKind::kDevice, id}; }

const tests::ReadyPolicy& shop() {
  static const tests::ReadyPolicy policy("shop");
  return policy;
}

/// An event of customer c on a day of March 2026, at noon UTC; `rest` are further fields.
std::string march(int day, const std::string& kind, const std::string& rest = "") {
  const std::string date = "2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T12:00:00Z";
  return R"({"event":")" + kind + R"(","customer":"c","at":")" + date + '"' + (rest.empty() ? "" : "," + rest) + '}';
}

json shown(const Lines& events, const std::string& at = "2026-04-01T00:00:00Z") {
  return json::parse(*exchange::write_standing(shop().standing(events, customer("c"), at)));
}

json consent(const Lines& events, const std::string& name, const std::string& at = "2026-04-01T00:00:00Z") {
  const json standing = shown(events, at);
  for (const json& one : standing["consents"]) {
    if (one["consent"] == name) return one;
  }
  return nullptr;
}

const std::string kGrant = R"("consent":"letter_consent","wording":"w1")";
const std::string kLetter = R"("consent":"letter_consent")";
const std::string kCall = R"("consent":"call_consent")";

TEST(StandingOfAHolder, ConsentStandsAsItsEventsMakeIt) {
  struct Row {
    Lines events;
    const char* at;
    const char* name;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {{}, "2026-04-01T00:00:00Z", "call_consent", R"({"consent":"call_consent","status":"none"})"},
      {{march(28, "granted", kCall)},
       "2026-04-01T00:00:00Z",
       "call_consent",
       R"({"consent":"call_consent","status":"granted","current":{"record":0,"at":"2026-03-28T12:00:00Z",
           "recorded":"2026-03-28T12:00:00Z","purposes":["calls","survey"],"channels":["phone","post"],
           "end":"2026-04-07T22:00:00Z"}})"},
      {{march(28, "granted", kCall + R"(,"purposes":["advertising"],"channels":["post"])")},
       "2026-05-01T00:00:00Z",
       "call_consent",
       R"({"consent":"call_consent","status":"expired","current":{"record":0,"at":"2026-03-28T12:00:00Z",
           "recorded":"2026-03-28T12:00:00Z","purposes":["calls"],"channels":["post"],"end":"2026-04-07T22:00:00Z"}})"},
      {{march(28, "granted", kCall), march(29, "withdrawn", kCall + R"(,"purposes":["advertising"])")},
       "2026-04-01T00:00:00Z",
       "call_consent",
       R"({"consent":"call_consent","status":"granted","current":{"record":0,"at":"2026-03-28T12:00:00Z",
           "recorded":"2026-03-28T12:00:00Z","purposes":["survey"],"channels":["phone","post"],
           "end":"2026-04-07T22:00:00Z"}})"},
      {{march(1, "refused", kCall)},
       "2026-04-01T00:00:00Z",
       "call_consent",
       R"({"consent":"call_consent","status":"refused","ended":{"record":0,"at":"2026-03-01T12:00:00Z",
           "recorded":"2026-03-01T12:00:00Z"}})"},
      {{march(20, "granted", kGrant)},
       "2026-04-01T00:00:00Z",
       "letter_consent",
       R"({"consent":"letter_consent","title":"Consent to the newsletter","status":"pending","waiting":{"record":0,
           "at":"2026-03-20T12:00:00Z","recorded":"2026-03-20T12:00:00Z","wording":"w1","purposes":["newsletter"],
           "channels":["email"],"end":"2026-04-19T22:00:00Z"}})"},
      {{march(20, "granted", kGrant), march(21, "confirmed", kLetter), march(22, "granted", kGrant)},
       "2026-04-01T00:00:00Z",
       "letter_consent",
       R"({"consent":"letter_consent","title":"Consent to the newsletter","status":"granted","provided":null,
           "current":{"record":0,"at":"2026-03-20T12:00:00Z","recorded":"2026-03-20T12:00:00Z",
           "confirmed":{"record":1,"at":"2026-03-21T12:00:00Z","recorded":"2026-03-21T12:00:00Z"},"wording":"w1",
           "purposes":["newsletter"],"channels":["email"],"end":"2028-03-21T23:00:00Z"},
           "waiting":{"record":2,"at":"2026-03-22T12:00:00Z","recorded":"2026-03-22T12:00:00Z","wording":"w1",
           "purposes":["newsletter"],"channels":["email"],"end":"2026-04-21T22:00:00Z"}})"},
      {{march(20, "granted", kGrant), march(21, "withdrawn", kLetter)},
       "2026-04-01T00:00:00Z",
       "letter_consent",
       R"({"consent":"letter_consent","title":"Consent to the newsletter","status":"withdrawn","ended":{"record":1,
           "at":"2026-03-21T12:00:00Z","recorded":"2026-03-21T12:00:00Z"}})"},
  };
  for (const Row& row : rows) EXPECT_EQ(consent(row.events, row.name, row.at), json::parse(row.expected));
}

TEST(StandingOfAHolder, ProvidedIsToldOnlyOfAGrantedConsent) {
  const Lines granted{march(20, "granted", kGrant), march(21, "confirmed", kLetter)};
  const auto born = [&](const char* date) {
    Lines events = granted;
    events.insert(events.begin(), march(1, "fact", R"("fact":"birth_date","value":")" + std::string(date) + '"'));
    return events;
  };
  EXPECT_EQ(consent(born("1990-01-01"), "letter_consent")["provided"], true);
  EXPECT_EQ(consent(born("2015-01-01"), "letter_consent")["provided"], false);
  EXPECT_TRUE(consent(granted, "letter_consent").at("provided").is_null());
  EXPECT_FALSE(consent({granted.front()}, "letter_consent").contains("provided"));
  EXPECT_FALSE(consent({march(28, "granted", kCall)}, "call_consent").contains("provided"));
}

TEST(StandingOfAHolder, ObjectionsKeepTheNamesOfTheEventAndForWhatTheyWereLifted) {
  struct Row {
    Lines events;
    const char* expected;  ///< of each, without record and times
  };
  const std::vector<Row> rows = {
      {{march(1, "objected")}, R"([{}])"},
      {{march(1, "objected"), march(2, "objection_lifted")}, R"([])"},
      {{march(1, "objected", R"("purposes":["calls"],"channels":["phone"])")},
       R"([{"purposes":["calls"],"channels":["phone"]}])"},
      {{march(1, "objected", R"("purposes":["calls","advertising"])"),
        march(2, "objection_lifted", R"("purposes":["newsletter"])")},
       R"([{"purposes":["advertising"],"except":["newsletter"]}])"},
      // What contains it is not lifted with it.
      {{march(1, "objected", R"("purposes":["calls"])"), march(2, "objection_lifted", R"("purposes":["calls"])")},
       R"([{"purposes":["calls"],"except":["calls"]}])"},
      {{march(2, "objected"), march(1, "objection_lifted")}, R"([{}])"},
      {{march(1, "objected", R"("purposes":["calls"])"), march(2, "objected", R"("purposes":["survey"])")},
       R"([{"purposes":["calls"]},{"purposes":["survey"]}])"},
  };
  for (const Row& row : rows) {
    json objections = shown(row.events)["objections"];
    for (json& one : objections) {
      for (const char* field : {"record", "at", "recorded"}) EXPECT_EQ(one.erase(field), 1U);
    }
    EXPECT_EQ(objections, json::parse(row.expected));
  }
}

TEST(StandingOfAHolder, RestrictionsAndRequestsForErasureTellWhatTheyDoNotConcernAnyMore) {
  struct Row {
    const char* list;
    Lines events;
    const char* expected;
  };
  const auto data = [](const char* name) { return R"("data":[")" + std::string(name) + "\"]"; };
  const std::vector<Row> rows = {
      {"restrictions", {march(1, "restricted")}, R"([{}])"},
      {"restrictions", {march(1, "restricted"), march(2, "restriction_lifted")}, R"([])"},
      {"restrictions",
       {march(1, "restricted"), march(2, "restriction_lifted", data("contact"))},
       R"([{"except":["contact"]}])"},
      {"erasure_requests", {march(1, "erasure_requested", data("contact"))}, R"([{"data":["contact"]}])"},
      {"erasure_requests", {march(1, "erasure_requested"), march(2, "erased")}, R"([])"},
      {"erasure_requests",
       {march(1, "erasure_requested"), march(2, "erased", data("contact")), march(3, "collected", data("address"))},
       R"([{"except":["contact"],"collected_since":["address"]}])"},
      {"erasure_requests",
       {march(1, "erasure_requested"), march(2, "erased", data("address")), march(3, "collected", data("address"))},
       R"([{"except":["address"],"collected_since":["address"]}])"},
      {"erasure_requests",
       {march(1, "collected", data("address")), march(2, "erasure_requested", data("address")),
        march(3, "collected", data("contact"))},
       R"([{"data":["address"],"collected_since":["contact"]}])"},
  };
  for (const Row& row : rows) {
    json marks = shown(row.events)[row.list];
    for (json& one : marks) {
      for (const char* field : {"record", "at", "recorded"}) EXPECT_EQ(one.erase(field), 1U);
    }
    EXPECT_EQ(marks, json::parse(row.expected)) << row.list << ' ' << row.events.size();
  }
}

TEST(StandingOfAHolder, FactsNoticesContactsAndDataHeldAreTheLastOnes) {
  const json standing = shown({
      march(1, "fact", R"("fact":"vip","value":true)"),
      march(2, "fact", R"("fact":"vip","value":false)"),
      march(3, "fact", R"("fact":"birth_date","value":"1990-05-04")"),
      march(4, "fact", R"("fact":"country","value":"AT")"),
      march(5, "fact", R"("fact":"last_order","value":"2026-01-20T18:30:00+01:00")"),
      march(6, "informed", R"("notice":"privacy","wording":"p1")"),
      march(7, "informed", R"("notice":"privacy","wording":"p1")"),
      march(8, "contacted", R"("purposes":["newsletter"])"),
      march(9, "contacted", R"("purposes":["newsletter"])"),
      march(10, "collected", R"("data":["contact"])"),
      march(11, "hold"),
  });
  std::vector<std::pair<json, json>> facts;
  for (const json& fact : standing["facts"]) facts.emplace_back(fact["fact"], fact["value"]);
  EXPECT_EQ(
      facts,
      (std::vector<std::pair<json, json>>{
          {"birth_date", "1990-05-04"}, {"last_order", "2026-01-20T17:30:00Z"}, {"vip", false}, {"country", "AT"}}));
  ASSERT_EQ(standing["notices"].size(), 1U);
  EXPECT_EQ(standing["notices"][0]["record"], 5);
  ASSERT_EQ(standing["contacts"].size(), 1U);
  EXPECT_EQ(standing["contacts"][0]["record"], 8);
  ASSERT_EQ(standing["held"].size(), 2U);
  EXPECT_EQ(standing["held"][1]["data"], "address");
  EXPECT_EQ(standing["suspended"], true);
}

TEST(StandingOfAHolder, WhatHappenedOrWasRecordedLaterIsListedOnlyAsFarAsItWasKnown) {
  const std::string late = R"({"event":"objected","customer":"c","at":"2026-03-01T12:00:00Z",)"
                           R"("recorded":"2026-03-20T12:00:00Z"})";
  const Lines events{march(10, "granted", kCall), late};
  const Standing early = shop().standing(events, customer("c"), "2026-03-05T00:00:00Z");
  EXPECT_EQ(early.objections.size(), 1U);
  EXPECT_EQ(early.consents.at(1).status, "none");
  EXPECT_EQ(early.history.size(), 2U);
  const Standing unaware = shop().standing(events, customer("c"), "2026-03-15T00:00:00Z", "2026-03-15T00:00:00Z");
  EXPECT_TRUE(unaware.objections.empty());
  EXPECT_EQ(unaware.consents.at(1).status, "granted");
  ASSERT_EQ(unaware.history.size(), 1U);
  EXPECT_EQ(unaware.history[0].event.event.kind, EventKind::kGranted);
}

TEST(StandingOfAHolder, VoidedEventIsListedAndNamesTheRecordThatSaysSoOnceThatIsKnown) {
  const Lines events{march(1, "objected", R"("id":"o1")"), march(2, "voided", R"("voids":"o1")")};
  const Standing standing = shop().standing(events, customer("c"));
  EXPECT_TRUE(standing.objections.empty());
  ASSERT_EQ(standing.history.size(), 2U);
  EXPECT_EQ(standing.history[0].voided_by, 1U);
  EXPECT_EQ(standing.history[1].voided_by, std::nullopt);
  EXPECT_FALSE(standing.history[1].without_effect);
  const Standing before = shop().standing(events, customer("c"), "", "2026-03-01T12:00:00Z");
  EXPECT_EQ(before.objections.size(), 1U);
  EXPECT_EQ(before.history.at(0).voided_by, std::nullopt);
}

TEST(StandingOfAHolder, EventKeptForTwoIsVoidedForBoth) {
  const Lines events{R"({"event":"objected","customer":"c","device":"d","at":"2026-03-01T12:00:00Z","id":"o1"})",
                     march(2, "voided", R"("voids":"o1")")};
  for (const facts::Holder& holder : {customer("c"), device("d")}) {
    const Standing standing = shop().standing(events, holder);
    EXPECT_TRUE(standing.objections.empty());
    ASSERT_EQ(standing.history.size(), 2U);
    EXPECT_EQ(standing.history[0].voided_by, 1U);
    EXPECT_FALSE(standing.history[1].without_effect);
  }
}

TEST(StandingOfAHolder, LinkHasItsEffectOnTheDevicesSideToo) {
  const Lines events = {R"({"event":"linked","customer":"c","device":"d","at":"2026-03-01T12:00:00Z"})",
                        R"({"event":"unlinked","customer":"c","device":"d","at":"2026-03-02T12:00:00Z"})"};
  const Standing standing = shop().standing(events, device("d"));
  ASSERT_EQ(standing.history.size(), 2U);
  for (const HistoryEntry& entry : standing.history) EXPECT_FALSE(entry.without_effect);
}

TEST(StandingOfAHolder, DeviceHasItsOwnConsentsAndLevelsOnly) {
  const Lines events{R"({"event":"granted","device":"d","at":"2026-03-05T12:00:00Z","consent":"cookie_consent"})"};
  const Standing standing = shop().standing(events, device("d"));
  EXPECT_EQ(standing.device, "d");
  EXPECT_EQ(standing.customer, std::nullopt);
  ASSERT_EQ(standing.consents.size(), 1U);
  EXPECT_EQ(standing.consents[0].consent, "cookie_consent");
  EXPECT_EQ(standing.consents[0].status, "granted");
  EXPECT_EQ(shop().standing(events, customer("c")).consents.size(), 2U);
}

TEST(StandingOfAHolder, EventsUnderNamesThatTheSetDoesNotDeclareAreToldApart) {
  constexpr const char* kOld = R"(policy club
  time zone Europe/Berlin
purpose news
purpose gone
action send
channel email
channel fax
data contact
fact size is one of small, large
fact old_fact is yes or no
fact score is a text
notice hello wording "h1"
consent c for news, gone wording "w1"
consent lost for gone
consent both for news by email, fax
rule r permit send for news
)";
  constexpr const char* kNew = R"(policy club
  time zone Europe/Berlin
purpose news
action send
channel email
data contact
fact size is one of medium, large
fact score is a number
notice hello wording "h2"
consent c for news wording "w2"
consent both scope device for news by email
rule r permit send for news
)";
  const Lines events{
      march(1, "granted", R"("consent":"c","wording":"w1")"),
      march(2, "granted", R"("consent":"lost")"),
      march(3, "granted", R"("consent":"both","channels":["fax"])"),
      march(4, "withdrawn", R"("consent":"both")"),
      march(5, "objected", R"("purposes":["news","gone"])"),
      march(6, "objection_lifted", R"("purposes":["gone"])"),
      march(7, "contacted", R"("purposes":["gone","news"])"),
      march(8, "fact", R"("fact":"size","value":"small")"),
      march(9, "fact", R"("fact":"old_fact","value":true)"),
      march(10, "fact", R"("fact":"score","value":"high")"),
      march(11, "informed", R"("notice":"hello","wording":"h1")"),
      march(12, "collected", R"("data":["contact"])"),
  };
  facts::MemoryStore store;
  ASSERT_TRUE(tests::ReadyPolicy::of_text(kOld).take(events, store));
  const Standing standing = tests::ReadyPolicy::of_text(kNew).standing(store, customer("c"));
  struct Row {
    Lines unknown;
    bool unfit;
    bool without_effect;
  };
  const std::vector<Row> rows = {
      {{"w1"}, false, true},       {{"lost"}, false, true}, {{"fax"}, false, true},   {{}, false, true},
      {{"gone"}, false, false},    {{"gone"}, false, true}, {{"gone"}, false, false}, {{"small"}, true, false},
      {{"old_fact"}, false, true}, {{}, true, false},       {{"h1"}, false, true},    {{}, false, false},
  };
  ASSERT_EQ(standing.history.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(standing.history[i].unknown_names, rows[i].unknown) << i;
    EXPECT_EQ(standing.history[i].value_unfit, rows[i].unfit) << i;
    EXPECT_EQ(standing.history[i].without_effect, rows[i].without_effect) << i;
  }
  // An objection that names something unknown touches everything.
  ASSERT_EQ(standing.objections.size(), 1U);
  EXPECT_TRUE(standing.objections[0].purposes.empty());
  ASSERT_EQ(standing.facts.size(), 2U);
  EXPECT_EQ(standing.facts[0].value, std::nullopt);
  EXPECT_EQ(standing.facts[1].value, std::nullopt);
}

/// Statuses of declarations by name, and of granted ones whether `provided` holds, wherever an explanation tells them.
void gather(const ConditionExplanation& condition, std::map<std::string, std::string>& statuses,
            std::map<std::string, ConditionValue>& provided) {
  if (condition.kind == ConditionKind::kDeclaration) {
    statuses[condition.subject] = condition.status;
    if (!condition.parts.empty()) provided[condition.subject] = condition.parts.front().value;
  }
  for (const ConditionExplanation& part : condition.parts) gather(part, statuses, provided);
}

TEST(StandingOfAHolder, ConsentsAndLevelsAreThoseOfExplanationsOfTheSameHolder) {
  std::size_t compared = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(LICET_SOURCE_DIR) / "tests/engine/explain/data")) {
    if (entry.path().extension() != ".case") continue;
    std::ifstream file(entry.path());
    std::string policy_name;
    std::getline(file, policy_name);
    Lines events;
    for (std::string line; std::getline(file, line);) events.push_back(line);
    json request = json::parse(events.back());
    events.pop_back();
    // Levels rest on what a request states, too; a standing has none.
    request.erase("facts");
    const tests::ReadyPolicy policy(policy_name);
    for (const char* field : {"customer", "device"}) {
      json alone = request;
      alone.erase(std::string(field) == "customer" ? "device" : "customer");
      if (!alone.contains(field)) continue;
      const auto explanation = policy.explain(events, alone.dump());
      ASSERT_TRUE(explanation) << entry.path() << explanation.error();
      const std::string id = alone[field];
      const Standing standing = policy.standing(events, field[0] == 'c' ? customer(id) : device(id),
                                                alone.value("at", ""), alone.value("known", ""));
      EXPECT_EQ(standing.levels, explanation->decision.levels) << entry.path();
      std::map<std::string, std::string> statuses;
      std::map<std::string, ConditionValue> provided;
      for (const CategoryExplanation& category : explanation->categories) {
        for (const RuleExplanation& rule : category.rules) {
          if (rule.when) gather(*rule.when, statuses, provided);
          if (rule.unless) gather(*rule.unless, statuses, provided);
        }
      }
      for (const ConsentStanding& one : standing.consents) {
        if (!statuses.contains(one.consent)) continue;
        ++compared;
        EXPECT_EQ(one.status, statuses[one.consent]) << entry.path() << ' ' << one.consent;
        if (one.status != "granted" || !one.has_provided || !provided.contains(one.consent)) continue;
        const ConditionValue value = !one.provided   ? ConditionValue::kUnknown
                                     : *one.provided ? ConditionValue::kTrue
                                                     : ConditionValue::kFalse;
        EXPECT_EQ(value, provided[one.consent]) << entry.path() << ' ' << one.consent;
      }
    }
  }
  EXPECT_GT(compared, 20U);
}

}  // namespace
}  // namespace licet::explain
