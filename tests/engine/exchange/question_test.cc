#include <engine/exchange/question.h>
#include <gtest/gtest.h>
#include <tests/engine/exchange/small_model.h>

namespace licet::exchange {
namespace {

using model::FactType;

const model::Model& model() { return test::small_model(); }

Request asked() {
  Request request;
  request.customer = "c1";
  request.action = "show";
  request.purpose = "newsletter";
  return request;
}

std::string field_of(const Request& request) {
  const auto question = resolve(request, model(), Instant{0});
  return question ? "(resolved)" : question.error().field;
}

TEST(Resolve, NamesBecomeTheirPlaces) {
  Request request = asked();
  request.device = "d1";
  request.channel = "phone";
  request.recipient = "mail_vendor";
  request.data = {"behaviour", "contact", "behaviour"};
  const auto question = resolve(request, model(), Instant{5});
  ASSERT_TRUE(question);
  EXPECT_EQ(question->customer, "c1");
  EXPECT_EQ(question->device, "d1");
  EXPECT_EQ(question->action, model::ActionId(1U));
  EXPECT_EQ(question->purpose, model::PurposeId(2U));
  EXPECT_EQ(question->channel, model::ChannelId(1U));
  EXPECT_EQ(question->recipient, model::RecipientId(1U));
  EXPECT_EQ(question->data, (std::vector{model::DataId(2U), model::DataId(0U)}));
}

TEST(Resolve, AnAbsentTimeIsNowAndAbsentKnowledgeIsEverything) {
  const auto question = resolve(asked(), model(), Instant{5});
  ASSERT_TRUE(question);
  EXPECT_EQ(question->at, Instant{5});
  EXPECT_EQ(question->known, kNever);
  Request request = asked();
  request.at = Instant{7};
  request.known = Instant{6};
  const auto stated = resolve(request, model(), Instant{5});
  ASSERT_TRUE(stated);
  EXPECT_EQ(stated->at, Instant{7});
  EXPECT_EQ(stated->known, Instant{6});
}

TEST(Resolve, FactsOfTheRequestAreFoundAndOthersAreNotStated) {
  Request request = asked();
  request.facts = {{"logged_in", true}, {"region", std::string("CH")}};
  const auto question = resolve(request, model(), Instant{0});
  ASSERT_TRUE(question);
  for (std::size_t i = 0; i < model().facts.size(); ++i) {
    const std::string& name = model().facts.list[i].title.name;
    EXPECT_EQ(question->stated(model::FactId(i)) != nullptr, request.facts.contains(name)) << name;
  }
  EXPECT_EQ(*question->stated(*model().facts.find("logged_in")), FactValue(true));
  EXPECT_EQ(*question->stated(*model().facts.find("region")), FactValue(ChoiceNumber{2}));
}

TEST(Resolve, ARequestMadeByHandKeepsTheRulesOfOneThatIsSent) {
  EXPECT_EQ(field_of(asked()), "(resolved)");
  Request request = asked();
  request.customer.reset();
  EXPECT_EQ(field_of(request), "customer");
  request = asked();
  request.device = std::string(257, 'x');
  EXPECT_EQ(field_of(request), "device");
  request = asked();
  request.action.clear();
  EXPECT_EQ(field_of(request), "action");
  request = asked();
  request.at = kNever;
  EXPECT_EQ(field_of(request), "at");
}

TEST(Fit, AValueFitsItsTypeAndNoOther) {
  const Instant midnight{1'767'222'000'000'000};  // 2026-01-01 in Berlin
  const struct {
    FactType type;
    RawValue value;
    std::optional<FactValue> fitted;
  } rows[] = {
      {FactType::kDate, std::string("2026-01-01"), midnight},
      {FactType::kDate, std::string("2026-1-1"), std::nullopt},
      {FactType::kDate, std::string("2026-01-01T00:00:00Z"), std::nullopt},
      {FactType::kTime, std::string("2026-01-01"), midnight},
      {FactType::kTime, std::string("2025-12-31T23:00:00Z"), midnight},
      {FactType::kTime, std::string("2026-01-01T00:00:00"), std::nullopt},
      {FactType::kNumber, std::int64_t{-3}, std::int64_t{-3}},
      {FactType::kNumber, std::string("3"), std::nullopt},
      {FactType::kNumber, true, std::nullopt},
      {FactType::kText, std::string("3"), std::string("3")},
      {FactType::kText, std::int64_t{3}, std::nullopt},
      {FactType::kYesNo, false, false},
      {FactType::kYesNo, std::string("no"), std::nullopt},
      {FactType::kYesNo, std::int64_t{0}, std::nullopt},
      {FactType::kChoice, std::string("AT"), ChoiceNumber{1}},
      {FactType::kChoice, std::string("at"), std::nullopt},
      {FactType::kChoice, std::int64_t{1}, std::nullopt},
  };
  for (const auto& row : rows) {
    model::Fact fact;
    fact.type = row.type;
    fact.choices = {"DE", "AT"};
    EXPECT_EQ(fit(fact, row.value, *model().zone), row.fitted) << &row - rows;
  }
}

}  // namespace
}  // namespace licet::exchange
