// A device beside a customer to whom it is not linked: what the record of a decision keeps of it, and what not.

#include <engine/exchange/explanation_json.h>
#include <tests/crash/told_events.h>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

class UnlinkedDevice : public testing::Test {
 protected:
  UnlinkedDevice() {
    Result<Store> store = Store::open(scratch_.store(), Access::kCreate, clock_.clock());
    if (!store) std::abort();
    store_.emplace(std::move(*store));
  }

  void record(std::string_view line) {
    const auto recorded = store_->record_json(line, policy_);
    ASSERT_TRUE(recorded.has_value()) << line;
    clock_.advance(kSecond);
  }
  Explanation explain() {
    const std::string line =
        R"({"action":"send","purpose":"news","channel":"email","data":["address"],"customer":"anna","device":"phone"})";
    const std::string_view view = line;
    auto explained = store_->explain_json({&view, 1}, policy_).front();
    if (!explained) std::abort();
    return std::move(*explained);
  }

  const ScratchDirectory scratch_;
  HandClock clock_;
  const PolicySet policy_ = crash::shop_policy();
  std::optional<Store> store_;
};

TEST_F(UnlinkedDevice, ShowsNoStrangersEventInItsPlace) {
  record(R"({"event":"objected","customer":"stranger","source":"a secret of a stranger"})");
  record(R"({"event":"objected","device":"phone","purposes":["news"]})");
  const Explanation explained = explain();
  ASSERT_EQ(explained.decision.rule, "objection");
  const auto again = store_->recorded_decision(*explained.decision.record);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->explanation.decision, explained.decision);
  const std::string json = exchange::write_explanation(again->explanation, {});
  EXPECT_EQ(json.find("secret"), std::string::npos);
  EXPECT_NE(json.find(R"("record":null)"), std::string::npos) << json;
}

TEST_F(UnlinkedDevice, KeepsTheOrderOfEventsThatHappenedAtOneMoment) {
  const std::string at = R"(,"at":"2026-02-01T00:00:00Z"})";
  for (const bool consent_first : {true, false}) {
    const std::string who = consent_first ? "anna" : "bert";
    const std::string device = consent_first ? "phone" : "tablet";
    const std::string consent =
        R"({"event":"granted","consent":"news_consent","wording":"n-1","customer":")" + who + '"' + at;
    const std::string objection = R"({"event":"objected","device":")" + device + '"' + at;
    record(consent_first ? consent : objection);
    record(consent_first ? objection : consent);
    const std::string line = R"({"action":"send","purpose":"news","channel":"email","data":["address"],"customer":")" +
                             who + R"(","device":")" + device + R"("})";
    const auto decision = store_->decide_json(line, policy_);
    ASSERT_TRUE(decision.has_value());
    EXPECT_EQ(decision->outcome, consent_first ? Outcome::kDeny : Outcome::kPermit);
    const auto again = store_->recorded_decision(*decision->record);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->explanation.decision, *decision);
  }
}

TEST_F(UnlinkedDevice, IsDecidedAgainAsItWasThoughMoreHappened) {
  record(R"({"event":"granted","consent":"cookie_consent","device":"phone"})");
  record(R"({"event":"fact","fact":"language","value":"de","customer":"anna"})");
  const Explanation explained = explain();
  ASSERT_EQ(explained.decision.rule, "news_where_cookies");
  record(R"({"event":"withdrawn","consent":"cookie_consent","device":"phone"})");
  record(R"({"event":"objected","customer":"anna"})");
  const auto again = store_->recorded_decision(*explained.decision.record);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->explanation.decision, explained.decision);
}

}  // namespace
}  // namespace licet::tests
