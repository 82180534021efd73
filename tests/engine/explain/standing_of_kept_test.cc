// What stands of pieces, retention, Licet's own records, grants that state facts, and recipients.

#include <engine/exchange/standing_json.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/engine/explain/told_case.h>

namespace licet::explain {
namespace {

using nlohmann::json;

using Lines = std::vector<std::string>;

const tests::ReadyPolicy& boatyard() {
  static const tests::ReadyPolicy policy("boatyard");
  return policy;
}

/// An event of customer c on a day of March 2025, at noon UTC; `rest` are further fields.
std::string march(int day, const std::string& kind, const std::string& rest = "") {
  const std::string date = "2025-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T12:00:00Z";
  return R"({"event":")" + kind + R"(","customer":"c","at":")" + date + '"' + (rest.empty() ? "" : "," + rest) + '}';
}

json shown(const Lines& events, const std::string& at = "2026-04-01T00:00:00Z",
           const facts::Holder& holder = {facts::HolderKind::kCustomer, "c"}) {
  return json::parse(*exchange::write_standing(boatyard().standing(events, holder, at)));
}

/// The list without record numbers and times.
json without_times(json list) {
  for (json& one : list) {
    for (const char* field : {"record", "at", "recorded"}) one.erase(field);
  }
  return list;
}

TEST(StandingOfKept, EachPieceStandsByItselfWithItsFacts) {
  const json standing = shown({
      march(1, "collected", R"("data":["invoice"],"item":"4712")"),
      march(2, "collected", R"("data":["invoice"],"item":"4711")"),
      march(3, "fact", R"("fact":"invoice_date","value":"2025-03-01","item":"4711")"),
      march(4, "collected", R"("data":["invoice"],"item":"4713")"),
      march(5, "erased", R"("data":["invoice"],"item":"4713")"),
      march(6, "collected", R"("data":["photos"])"),
  });
  EXPECT_EQ(without_times(standing["held"]),
            json::parse(R"([{"data":"invoice","item":"4711"},{"data":"invoice","item":"4712"},{"data":"photos"}])"));
  EXPECT_EQ(without_times(standing["facts"]),
            json::parse(R"([{"fact":"invoice_date","item":"4711","value":"2025-03-01"}])"));
  EXPECT_EQ(standing["history"][0]["item"], "4712");
}

TEST(StandingOfKept, AFirstStageIsToldFromItsDayOn) {
  const Lines events{march(1, "collected", R"("data":["invoice"],"item":"4711")"),
                     march(1, "fact", R"("fact":"invoice_date","value":"2025-03-01","item":"4711")"),
                     march(1, "collected", R"("data":["invoice"],"item":"4712")")};
  EXPECT_EQ(shown(events, "2025-09-02T00:00:00Z")["first_stages"],
            json::parse(R"([{"data":"invoice","item":"4711","rule":"first_of_invoices",)"
                        R"("since":"2025-09-01T22:00:00Z"}])"));
  EXPECT_FALSE(shown(events, "2025-09-01T21:59:59Z").contains("first_stages"));
}

TEST(StandingOfKept, ContactsAreToldByChannelWhereARuleAsksByWhich) {
  const Lines events{march(1, "contacted", R"("purposes":["calls"],"channels":["phone","post"])"),
                     march(2, "contacted", R"("purposes":["calls"],"channels":["phone"])"),
                     march(3, "contacted", R"("purposes":["calls"])")};
  const auto contacts = [&](const char* condition) {
    const tests::ReadyPolicy policy = tests::ReadyPolicy::of_text(
        "policy p\npurpose calls\naction send needs channel\nchannel phone\nchannel post\nrule r permit send for calls "
        "when last contact" +
        std::string(condition) + " is within 7 days\n");
    return policy.standing(events, {facts::HolderKind::kCustomer, "c"}).contacts;
  };
  const std::vector<ContactStanding> asked = contacts(" by phone");
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_EQ(asked[0].channel, std::nullopt);
  EXPECT_EQ(asked[0].contacted.record, 2U);
  EXPECT_EQ(asked[1].channel, "phone");
  EXPECT_EQ(asked[1].contacted.record, 1U);
  EXPECT_EQ(asked[2].channel, "post");
  EXPECT_EQ(asked[2].contacted.record, 0U);
  const std::vector<ContactStanding> never = contacts("");
  ASSERT_EQ(never.size(), 1U);
  EXPECT_EQ(never[0].channel, std::nullopt);
  EXPECT_EQ(never[0].contacted.record, 2U);
}

TEST(StandingOfKept, RecordsAreHeldFromTheirFirstEventAndNamedWhereTheirErasureIsAskedFor) {
  const json standing = shown({
      march(1, "granted", R"("consent":"phone_consent")"),
      march(2, "refused", R"("consent":"phone_consent")"),
      march(3, "granted", R"("consent":"phone_consent")"),
      march(4, "objected"),
      march(5, "erasure_requested", R"("data":["objections"])"),
      march(6, "erasure_requested"),
  });
  ASSERT_EQ(standing["records"].size(), 2U);
  const json& proof = standing["records"][0];
  EXPECT_EQ(proof["data"], "proof of phone_consent");
  EXPECT_EQ(proof["first"]["record"], 0);
  EXPECT_EQ(proof["latest"]["record"], 2);
  EXPECT_EQ(proof["erasure_requested"]["record"], 5);
  const json& objections = standing["records"][1];
  EXPECT_EQ(objections["data"], "objections");
  EXPECT_EQ(objections["first"]["record"], 3);
  EXPECT_EQ(objections["latest"]["record"], 3);
  EXPECT_EQ(objections["erasure_requested"]["record"], 4);
}

TEST(StandingOfKept, AHoldTellsWhatItConcerns) {
  struct Row {
    Lines events;
    bool suspended;
    const char* data;
  };
  const std::vector<Row> rows = {
      {{march(1, "hold")}, true, "null"},
      {{march(1, "hold", R"("data":["contact"])")}, true, R"(["contact"])"},
      {{march(1, "hold"), march(2, "hold_lifted", R"("data":["contact","invoice"])")}, true, R"(["photos"])"},
      {{march(1, "hold", R"("data":["contact"])"), march(2, "hold_lifted")}, false, "null"},
  };
  for (const Row& row : rows) {
    const json standing = shown(row.events);
    EXPECT_EQ(standing["suspended"], row.suspended);
    EXPECT_EQ(standing.value("suspended_data", json()), json::parse(row.data));
  }
}

TEST(StandingOfKept, AGrantTellsWhatItAndItsConfirmationState) {
  const json standing = shown({
      march(1, "granted", R"("consent":"phone_consent","facts":{"coupled":true,"confirmed_by":"link"})"),
      march(2, "confirmed", R"("consent":"phone_consent","facts":{"coupled":false})"),
      march(3, "granted", R"("consent":"phone_consent","facts":{"coupled":true})"),
  });
  const json& consent = standing["consents"][0];
  EXPECT_EQ(without_times(consent["current"]["facts"]),
            json::parse(R"([{"fact":"coupled","value":false},{"fact":"confirmed_by","value":"link"}])"));
  EXPECT_EQ(consent["current"]["facts"][0]["record"], 1);
  EXPECT_EQ(without_times(consent["waiting"]["facts"]), json::parse(R"([{"fact":"coupled","value":true}])"));
  EXPECT_EQ(consent["provided"], false);
  EXPECT_EQ(standing["history"][0]["facts"], json::parse(R"({"coupled":true,"confirmed_by":"link"})"));
}

TEST(StandingOfKept, OfARecipientThereAreFactsAndAHistory) {
  const Lines events{
      R"({"event":"fact","recipient":"mailfly","at":"2025-03-01T12:00:00Z","fact":"dpf_active","value":true})",
      R"({"event":"fact","recipient":"painter","at":"2025-03-01T12:00:00Z","fact":"dpf_active","value":false})"};
  const json standing = shown(events, "2026-04-01T00:00:00Z", {facts::HolderKind::kRecipient, "mailfly"});
  EXPECT_EQ(standing["recipient"], "mailfly");
  EXPECT_EQ(without_times(standing["facts"]), json::parse(R"([{"fact":"dpf_active","value":true}])"));
  EXPECT_EQ(standing["history"].size(), 1U);
  EXPECT_TRUE(standing["consents"].empty());
  EXPECT_TRUE(standing["levels"].empty());
}

TEST(StandingOfKept, EventsUnderNamesThatTheSetDoesNotDeclareAreToldApart) {
  const auto set = [](const std::string& rest) {
    return tests::ReadyPolicy::of_text("policy club\npurpose news\naction send\n" + rest +
                                       "rule r permit send for news\n");
  };
  const tests::ReadyPolicy before = set(
      "data bill by item\nrecipient vendor\nfact gone is yes or no of consent\nfact kind is one of a, b of consent\n"
      "fact issued is a date of item\nfact listed is yes or no of recipient\n"
      "consent c for news provided gone is no and kind is a\nconsent lost for news\n"
      "retention b keep bill for 1 year after issued then erase\n");
  const tests::ReadyPolicy after =
      set("data bill\nfact kind is one of a, other of consent\nfact issued is a date\nconsent c for news provided kind "
          "is a\n"
          "retention b keep bill at most 1 year after collection then erase\n");
  facts::MemoryStore store;
  const auto taken =
      before.take({march(1, "granted", R"("consent":"c","facts":{"gone":true,"kind":"b"})"),
                   march(2, "erasure_requested", R"("data":["proof of lost","proof of c","bill"])"),
                   march(3, "fact", R"("fact":"issued","value":"2025-03-01","item":"7")"),
                   R"({"event":"fact","recipient":"vendor","at":"2025-03-01T12:00:00Z","fact":"listed","value":true})"},
                  store);
  ASSERT_TRUE(taken) << taken.error();
  const Standing standing = after.standing(store, {facts::HolderKind::kCustomer, "c"});
  ASSERT_EQ(standing.history.size(), 3U);
  EXPECT_EQ(standing.history[0].unknown_names, (Lines{"gone", "b"}));
  EXPECT_TRUE(standing.history[0].value_unfit);
  EXPECT_FALSE(standing.history[0].without_effect);
  EXPECT_EQ(standing.history[1].unknown_names, Lines{"proof of lost"});
  EXPECT_TRUE(standing.history[2].without_effect);
  const Standing vendor = after.standing(store, {facts::HolderKind::kRecipient, "vendor"});
  ASSERT_EQ(vendor.history.size(), 1U);
  EXPECT_EQ(vendor.history[0].unknown_names, (Lines{"listed", "vendor"}));
  EXPECT_TRUE(vendor.history[0].without_effect);
}

TEST(StandingOfKept, AFactThatIsNoLongerOfTheGrantOrOnlyNowIsToldAtItsEvent) {
  const auto set = [](const std::string& coupled, const std::string& adult) {
    return tests::ReadyPolicy::of_text("policy club\npurpose news\naction send\nfact coupled is yes or no" + coupled +
                                       "\nfact adult is yes or no" + adult +
                                       "\nconsent c for news\nrule r permit send for news when consent is valid\n");
  };
  const tests::ReadyPolicy before = set(" of consent", "");
  const tests::ReadyPolicy after = set("", " of consent");
  facts::MemoryStore store;
  const auto taken = before.take({march(1, "granted", R"("consent":"c","facts":{"coupled":true})"),
                                  march(2, "fact", R"("fact":"adult","value":true)")},
                                 store);
  ASSERT_TRUE(taken) << taken.error();
  const facts::Holder holder{facts::HolderKind::kCustomer, "c"};
  for (const HistoryEntry& entry : before.standing(store, holder).history) {
    EXPECT_TRUE(entry.facts_not_of_consent.empty());
    EXPECT_FALSE(entry.without_effect);
  }
  const Standing standing = after.standing(store, holder);
  ASSERT_EQ(standing.history.size(), 2U);
  EXPECT_EQ(standing.history[0].facts_not_of_consent, Lines{"coupled"});
  EXPECT_TRUE(standing.history[0].unknown_names.empty());
  EXPECT_FALSE(standing.history[0].without_effect) << "the grant counts";
  EXPECT_TRUE(standing.history[1].without_effect);
  EXPECT_TRUE(standing.facts.empty());
  const json shown = json::parse(*exchange::write_standing(standing));
  EXPECT_EQ(shown["history"][0]["facts_not_of_consent"], json::parse(R"(["coupled"])"));
  EXPECT_FALSE(shown["history"][1].contains("facts_not_of_consent"));
}

}  // namespace
}  // namespace licet::explain
