// The sets of tests/cases/good/model give the models and scenarios that stand beside them.

#include <engine/base/render.h>
#include <engine/check/dump.h>
#include <engine/check/load_set.h>
#include <engine/check/validate.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/engine/check/cases.h>

namespace licet::check {
namespace {

class ModelCase : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ModelCase, IsAsWritten) {
  const auto set = load_policy_set(GetParam());
  ASSERT_TRUE(set.has_value()) << set.error().message;
  for (const Diagnostic& diagnostic : set->diagnostics) ADD_FAILURE() << render(diagnostic);
  ASSERT_TRUE(set->model);
  EXPECT_EQ(set->errors, 0U);
  tests::expect_as_written(GetParam(), ".dump", dump(*set->model) + dump(*set->model, set->scenarios));
  EXPECT_THAT(validate(*set->model), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(GoodCases, ModelCase, testing::ValuesIn(tests::cases_in("good/model")),
                         [](const auto& test) { return tests::case_name(test.param); });

}  // namespace
}  // namespace licet::check
