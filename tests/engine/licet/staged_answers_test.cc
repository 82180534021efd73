#include <engine/licet/staged_answers.h>
#include <gtest/gtest.h>

namespace licet {
namespace {

TEST(StagedAnswers, OneThatCannotBeStagedIsTheOnlyOneThatIsAnErrorAndTheOthersHaveTheirNumbers) {
  using Outcome = tl::expected<Decision, CallError>;
  std::vector<Outcome> answers(6, Decision{});
  answers[1] = tl::unexpected(CallError(InputError{"action", "wrong", {}}));
  std::vector<std::optional<int>> waiting{0, std::nullopt, 2, 3, std::nullopt, 5};
  std::uint64_t next = 70;
  const auto again = stage_answers(std::span(answers), std::span(waiting), [&](int which) -> Result<facts::Receipt> {
    if (which == 2) return tl::unexpected(Failure{FailureKind::kDamaged, "not this one"});
    if (which == 5) return tl::unexpected(Failure{FailureKind::kBusy, "overtaken"});
    return facts::Receipt{next++, kBeforeAll, false};
  });
  EXPECT_EQ(again, std::vector<std::size_t>{5});
  EXPECT_TRUE(answers[5] && waiting[5]) << "left as it is";
  EXPECT_EQ(answers[0]->record, 70U);
  EXPECT_EQ(std::get<InputError>(answers[1].error()).field, "action");
  EXPECT_EQ(std::get<Failure>(answers[2].error()).message, "not this one");
  EXPECT_EQ(answers[3]->record, 71U);
  EXPECT_FALSE(answers[4]->record) << "it was not to be recorded";
  // Should the batch not become durable, these get its failure.
  EXPECT_EQ(waiting, (std::vector<std::optional<int>>{0, std::nullopt, std::nullopt, 3, std::nullopt, 5}));
}

}  // namespace
}  // namespace licet
