// The content of a decision's record: what was written is read again, and nothing else.

#include <engine/exchange/record_content.h>
#include <engine/exchange/request_json.h>
#include <gtest/gtest.h>

namespace licet::exchange {
namespace {

DecisionContent decision_about(const std::string& customer) {
  DecisionContent content;
  content.request.customer = customer;
  content.request.action = "send";
  content.request.purpose = "news";
  content.request.at = Instant{1'772'366'400'000'000};
  content.answer = R"({"decision":"deny","policy":{"digest":"sha256:1","tz":"2026a"}})";
  content.recorded = Instant{1'772'366'400'000'001};
  content.basis = 7;
  content.engine = "0.1.0";
  content.zone = std::string(64, '0');
  return content;
}

TEST(DecisionContent, IsReadAsItWasWrittenWhateverStandsInItsTexts) {
  for (const char* const customer : {"anna", "{", "}", "\"", "\\", "\\\"}", "{\"a\":1},\"answer\":{", "\\\\\"{"}) {
    const DecisionContent written = decision_about(customer);
    const auto read = read_decision_content(write_decision_content(written));
    ASSERT_TRUE(read) << customer;
    EXPECT_EQ(read->request.customer, customer);
    EXPECT_EQ(write_request(read->request), write_request(written.request));
    EXPECT_EQ(read->answer, written.answer);
    EXPECT_EQ(read->recorded, written.recorded);
    EXPECT_EQ(read->basis, written.basis);
    EXPECT_EQ(read->zone_version, "2026a");
  }
}

TEST(DecisionContent, WithoutAnAnswersPolicyHasNoZoneVersion) {
  DecisionContent written = decision_about("anna");
  written.answer = R"({"decision":"deny"})";
  const auto read = read_decision_content(write_decision_content(written));
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->zone_version);
}

TEST(DecisionContent, IsRefusedWhereverItIsCutOrAByteIsAdded) {
  const std::string written = write_decision_content(decision_about("{\"}"));
  for (std::size_t end = 0; end < written.size(); ++end) {
    EXPECT_FALSE(read_decision_content(written.substr(0, end))) << end;
  }
  for (const char* const more : {"}", "{", " {}", ",", "\""}) {
    EXPECT_FALSE(read_decision_content(written + more)) << more;
  }
}

TEST(DecisionContent, IsRefusedWithOtherThanARequestAndAnAnswer) {
  const std::string written = write_decision_content(decision_about("anna"));
  const auto with = [&](const std::string& replaced, const std::string& by) {
    std::string changed = written;
    changed.replace(changed.find(replaced), replaced.size(), by);
    return read_decision_content(changed).has_value();
  };
  EXPECT_TRUE(with("anna", "bert"));
  EXPECT_FALSE(with(R"("request":{)", R"("request":[{)"));
  EXPECT_FALSE(with(R"("request":)", R"("request": )"));
  EXPECT_FALSE(with(R"(,"answer":)", R"(,"other":{},"answer":)"));
  EXPECT_FALSE(with(R"("answer":{)", R"("answer":{"decision":"deny",)"));
  EXPECT_FALSE(with(R"("action":"send",)", ""));
  EXPECT_FALSE(with(R"(,"at":"2026-03-01T12:00:00Z")", ""));
}

}  // namespace
}  // namespace licet::exchange
