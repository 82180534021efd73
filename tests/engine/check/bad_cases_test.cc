// The sets of tests/cases/bad/meaning give the diagnostics that stand beside them; every code has a case.

#include <algorithm>
#include <engine/base/render.h>
#include <engine/check/load_set.h>
#include <gmock/gmock.h>
#include <grammar/codes_of_meaning.h>
#include <grammar/messages.h>
#include <gtest/gtest.h>
#include <set>
#include <tests/engine/check/cases.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

/// Paths in messages as they are below the folder of the cases, on whatever machine.
std::string rendered(const PolicyOnDisk& set, const std::filesystem::path& folder) {
  std::string text;
  for (const Diagnostic& diagnostic : set.diagnostics) text += render(diagnostic) + "\n";
  const std::string prefix = folder.generic_string() + "/";
  for (std::size_t at = 0; (at = text.find(prefix, at)) != std::string::npos;) text.erase(at, prefix.size());
  return text;
}

class BadCase : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(BadCase, IsToldAsWritten) {
  const auto set = load_policy_set(GetParam());
  ASSERT_TRUE(set.has_value()) << set.error().message;
  ASSERT_FALSE(set->diagnostics.empty());
  const bool is_usable =
      std::all_of(set->diagnostics.begin(), set->diagnostics.end(),
                  [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::kWarning; });
  EXPECT_EQ(set->model != nullptr, is_usable);
  EXPECT_TRUE(is_usable || set->scenarios.empty());
  EXPECT_EQ(set->diagnostics.front().code, GetParam().stem().string().substr(0, 4));
  tests::expect_as_written(GetParam(), ".expected", rendered(*set, GetParam().parent_path()));
}

INSTANTIATE_TEST_SUITE_P(BadCases, BadCase, testing::ValuesIn(tests::cases_in("bad/meaning")),
                         [](const auto& test) { return tests::case_name(test.param); });

TEST(MessagesOfMeaning, HaveACaseEach) {
  std::set<std::string> codes;
  for (const auto& path : tests::cases_in("bad/meaning")) codes.insert(path.stem().string().substr(0, 4));
  // Sentences of notes stand in the expected texts of other codes; limits have tests that make what is too large.
  for (const Code note : {kDeclaredFirstHere, kDeclaredHere, kTimeZoneStatedHere, kThroughCondition, kIsOfAnotherKind,
                          kDeclaredWithValues, kAdditionStandsHere}) {
    codes.insert(grammar::code_name(note));
  }
  for (const Code limit :
       {kFileTooLarge, kSetTooLarge, kTooManyFiles, kWordingTooLarge, kTooManyLevels, kRuleTooLarge}) {
    codes.insert(grammar::code_name(limit));
  }
  for (const grammar::Message& message : grammar::messages_of_meaning(Language::kEnglish)) {
    EXPECT_THAT(codes, testing::Contains(grammar::code_name(message.code)));
  }
}

TEST(MessagesOfMeaning, StandInTheOrderOfTheirCodes) {
  const auto messages = grammar::messages_of_meaning(Language::kEnglish);
  for (std::size_t i = 1; i < messages.size(); ++i) EXPECT_LT(messages[i - 1].code, messages[i].code);
  for (const grammar::Message& message : messages) EXPECT_FALSE(message.cause.empty());
}

}  // namespace
}  // namespace licet::check
