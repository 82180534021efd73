// PEGTL's analysis of all rules: none can repeat without consuming, none calls itself before it has consumed.

#include <grammar/scenario_rules.h>
#include <gtest/gtest.h>
#include <tao/pegtl/contrib/analyze.hpp>

namespace licet::grammar {
namespace {

TEST(Grammar, HasNoRuleThatLoopsWithoutProgress) {
  EXPECT_EQ(tao::pegtl::analyze<rules::statement>(), 0U);
  EXPECT_EQ(tao::pegtl::analyze<rules::header>(), 0U);
}

}  // namespace
}  // namespace licet::grammar
