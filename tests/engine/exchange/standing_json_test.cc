#include <engine/exchange/standing_json.h>
#include <gtest/gtest.h>

namespace licet::exchange {
namespace {

StandingEvent event(std::uint64_t record) {
  const auto second = static_cast<std::int64_t>(record) * 1'000'000;
  return {record, Instant{second}, Instant{second + 500'000}};
}

TEST(StandingJson, WhoIsNotKnownHasEmptyListsAndNoEndOfKnowledge) {
  Standing standing;
  standing.device = "d \"1\"";
  EXPECT_EQ(*write_standing(standing),
            R"({"device":"d \"1\"","at":"1970-01-01T00:00:00Z","known":null,"levels":[],"consents":[],"objections":[],)"
            R"("restrictions":[],"erasure_requests":[],"notices":[],"facts":[],"contacts":[],"held":[],)"
            R"("suspended":false,"history":[]})");
}

TEST(StandingJson, ConsentHasWhatItsStatusRestsOn) {
  Standing standing;
  standing.customer = "c";
  standing.known = Instant{0};
  ConsentStanding granted{"news", "News", "granted", true, true, GrantStanding{}, std::nullopt, std::nullopt};
  granted.current = GrantStanding{event(1), event(2), "w1", {"letters"}, true, {"email"}, Instant{9'000'000}};
  ConsentStanding refused{"calls", "", "refused", std::nullopt, true, std::nullopt, std::nullopt, event(3)};
  ConsentStanding unsure{"visits", "", "granted", std::nullopt, true, GrantStanding{}, std::nullopt, std::nullopt};
  unsure.current->given = event(4);
  standing.consents = {granted, refused, unsure};
  const std::string json = *write_standing(standing);
  const std::string begin =
      R"({"customer":"c","at":"1970-01-01T00:00:00Z","known":"1970-01-01T00:00:00Z","levels":[],)";
  EXPECT_EQ(
      json.substr(0, json.find(",\"objections\"")),
      begin +
          R"("consents":[{"consent":"news","title":"News","status":"granted","provided":true,"current":{"record":1,)"
          R"("at":"1970-01-01T00:00:01Z","recorded":"1970-01-01T00:00:01.5Z","confirmed":{"record":2,)"
          R"("at":"1970-01-01T00:00:02Z","recorded":"1970-01-01T00:00:02.5Z"},"wording":"w1","purposes":["letters"],)"
          R"("channels":["email"],"end":"1970-01-01T00:00:09Z"}},{"consent":"calls","status":"refused","ended":)"
          R"({"record":3,"at":"1970-01-01T00:00:03Z","recorded":"1970-01-01T00:00:03.5Z"}},)"
          R"({"consent":"visits","status":"granted","provided":null,"current":{"record":4,)"
          R"("at":"1970-01-01T00:00:04Z","recorded":"1970-01-01T00:00:04.5Z","purposes":[],"end":null}}])");
}

TEST(StandingJson, ListThatNamesEverythingIsLeftOut) {
  Standing standing;
  standing.customer = "c";
  standing.objections = {{event(0), {}, {}, {"news"}}, {event(1), {"calls"}, {"phone"}, {}}};
  standing.erasure_requests = {{event(2), {}, {"contact"}, {"address"}}};
  const std::string json = *write_standing(standing);
  const std::size_t begin = json.find("\"objections\"");
  EXPECT_EQ(json.substr(begin, json.find(",\"notices\"") - begin),
            R"("objections":[{"record":0,"at":"1970-01-01T00:00:00Z","recorded":"1970-01-01T00:00:00.5Z",)"
            R"("except":["news"]},{"record":1,"at":"1970-01-01T00:00:01Z","recorded":"1970-01-01T00:00:01.5Z",)"
            R"("purposes":["calls"],"channels":["phone"]}],"restrictions":[],"erasure_requests":[{"record":2,)"
            R"("at":"1970-01-01T00:00:02Z","recorded":"1970-01-01T00:00:02.5Z","except":["contact"],)"
            R"("collected_since":["address"]}])");
}

TEST(StandingJson, HistoryHasEventsWithTheFieldsTheyWereSentWith) {
  Standing standing;
  standing.customer = "c";
  HistoryEntry entry;
  entry.event.event.kind = EventKind::kFact;
  entry.event.event.customer = "c";
  entry.event.event.at = Instant{0};
  entry.event.event.fact = "country";
  entry.event.event.value = std::string("XY");
  entry.event.event.source = R"({"form":7})";
  entry.event.recorded = Instant{1'000'000};
  entry.event.record = 7;
  entry.voided_by = 9;
  entry.unknown_names = {"XY"};
  entry.value_unfit = true;
  entry.without_effect = true;
  standing.history = {entry};
  standing.facts = {{"country", std::nullopt, event(7)}};
  const std::string json = *write_standing(standing);
  EXPECT_NE(json.find(R"("facts":[{"fact":"country","value":null,"record":7,)"), std::string::npos);
  EXPECT_EQ(json.substr(json.find("\"history\"")),
            R"("history":[{"record":7,"event":"fact","customer":"c","at":"1970-01-01T00:00:00Z","fact":"country",)"
            R"("value":"XY","source":{"form":7},"recorded":"1970-01-01T00:00:01Z","voided_by":9,)"
            R"("unknown_names":["XY"],"value_unfit":true,"without_effect":true}]})");
}

}  // namespace
}  // namespace licet::exchange
