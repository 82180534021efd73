#include <filesystem>
#include <gtest/gtest.h>
#include <licet/licet.h>

namespace {

TEST(PublicApi, DecidesInTenLines) {
  const std::filesystem::path path = std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/letter.licet";

  const auto policy = licet::PolicySet::load(path);
  ASSERT_TRUE(policy.has_value());
  licet::Store store = licet::Store::in_memory();
  const auto recorded =
      store.record_json(R"({"event": "granted", "customer": "anna", "consent": "news_consent"})", *policy);
  ASSERT_TRUE(recorded.has_value());
  licet::Request request;
  request.customer = "anna";
  request.action = "send";
  request.purpose = "news";
  request.channel = "email";
  request.data = {"address"};
  const auto decision = store.decide(request, *policy);
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(decision->outcome, licet::Outcome::kPermit);
  EXPECT_EQ(decision->rule, "news_by_consent");
  EXPECT_EQ(decision->because, std::vector<std::string>{"GDPR Art. 6(1)(a)"});
}

TEST(PublicApi, NamesThePolicySetByItsHeader) {
  const auto policy =
      licet::PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/letter.licet");
  ASSERT_TRUE(policy.has_value());
  EXPECT_EQ(policy->name(), "letter");
  EXPECT_EQ(policy->version(), 4);
  EXPECT_EQ(policy->digest().substr(0, 7), "sha256:");
  EXPECT_EQ(policy->digest().size(), 71U);
}

TEST(PublicApi, TellsAMissingPolicyFromAWrongOne) {
  const auto missing = licet::PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/nowhere");
  ASSERT_FALSE(missing.has_value());
  ASSERT_TRUE(std::holds_alternative<licet::Failure>(missing.error()));
  EXPECT_EQ(std::get<licet::Failure>(missing.error()).kind, licet::FailureKind::kNotFound);

  const auto wrong =
      licet::PolicySet::load(std::filesystem::path(LICET_SOURCE_DIR) / "tests/engine/licet/data/wrong.licet");
  ASSERT_FALSE(wrong.has_value());
  ASSERT_TRUE(std::holds_alternative<licet::PolicyErrors>(wrong.error()));
  const auto& errors = std::get<licet::PolicyErrors>(wrong.error());
  EXPECT_EQ(errors.errors, 1U);
  ASSERT_EQ(errors.diagnostics.size(), 1U);
  EXPECT_EQ(errors.diagnostics.front().place.line, 5U);
}

}  // namespace
