// Deciding allocates nothing: every allocation of this program is counted.

#include <atomic>
#include <cstdlib>
#include <engine/exchange/request_json.h>
#include <gtest/gtest.h>
#include <new>
#include <tests/engine/decide/told_case.h>

namespace {
std::atomic<std::size_t> allocations{0};
}

// Out of line, or GCC takes them for the library's own and misses their counterparts.
[[gnu::noinline]] void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace licet::decide {
namespace {

class Allocation : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Allocation, HasNoPlaceInDecidingWithOrWithoutUntil) {
  const tests::ToldCase told(GetParam());
  ASSERT_TRUE(told.is_sound());
  const Decider& decider = told.policy().decider();
  Workspace workspace = decider.make_workspace();
  for (const std::string& line : tests::lines_of(GetParam() / "requests.jsonl")) {
    const auto request = exchange::read_request(line);
    if (!request) continue;
    const auto question = exchange::resolve(*request, told.model(), Instant{});
    if (!question) continue;
    const FoldedStates folded(told.policy().fold_plan(), told.history(question->customer, question->device), *question);
    const std::size_t before = allocations.load();
    decider.decide(*question, folded.states(), workspace, {.until = true});
    decider.decide(*question, folded.states(), workspace, {.until = false});
    EXPECT_EQ(allocations.load() - before, 0U) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(Topics, Allocation, testing::ValuesIn(tests::told_cases()),
                         [](const auto& test) { return test.param.filename().string(); });

}  // namespace
}  // namespace licet::decide
