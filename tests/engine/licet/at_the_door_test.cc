// Nothing is thrown across the library's interface, whatever is thrown within.

#include <gtest/gtest.h>
#include <new>
#include <stdexcept>
#include <tests/engine/licet/policy_fixture.h>

namespace licet::tests {
namespace {

const Failure& failure_in(const CallError& error) { return std::get<Failure>(error); }

/// A store whose clock throws, once.
template <class Thrown>
Store store_with_a_throwing_clock(const Thrown& thrown) {
  auto is_thrown = std::make_shared<bool>(false);
  return Store::in_memory([=]() -> Instant {
    if (*is_thrown) return kNoon;
    *is_thrown = true;
    throw Thrown(thrown);
  });
}

TEST(AtTheDoor, MemoryThatIsNotThereIsAFailureAndTheStoreMustBeOpenedAgain) {
  const PolicySet policy = letter_policy();
  Store store = store_with_a_throwing_clock(std::bad_alloc());
  const auto recorded = store.record_json(kGranted, policy);
  ASSERT_FALSE(recorded.has_value());
  EXPECT_EQ(failure_in(recorded.error()).kind, FailureKind::kLimit);

  const auto decided = store.decide_json(kRequest, policy);
  ASSERT_FALSE(decided.has_value());
  EXPECT_EQ(failure_in(decided.error()).kind, FailureKind::kNotWritable);
  EXPECT_FALSE(store.due(policy, kNoon).has_value());
}

TEST(AtTheDoor, TheWordsOfWhatIsThrownAreNotPassedOn) {
  const PolicySet policy = letter_policy();
  Store store = store_with_a_throwing_clock(std::runtime_error("anna"));
  const std::vector<std::string_view> lines(3, kRequest);
  const auto explained = store.explain_json(lines, policy);
  ASSERT_EQ(explained.size(), lines.size());
  for (const auto& one : explained) {
    ASSERT_FALSE(one.has_value());
    EXPECT_EQ(failure_in(one.error()).kind, FailureKind::kContradiction);
    EXPECT_EQ(failure_in(one.error()).message.find("anna"), std::string::npos);
  }
}

}  // namespace
}  // namespace licet::tests
