// Erases one person from a store, and says what was acknowledged.
//
//     person_eraser DIRECTORY RUN PERSON STEP
//
// It records some events and decides before, about the person too. A line `b` says that it begins to erase, `x` that
// the erasure was acknowledged. With STEP it is killed before that step of erasing, or of what follows: a signed head,
// more events, and closing the store, which signs too. With 0 it records and decides beside and after it, until it is
// killed.

#include <limits>
#include <tests/crash/erased_person.h>
#include <tests/crash/file_steps.h>
#include <tests/crash/recording_beside.h>
#include <thread>

namespace {

using namespace licet;

constexpr std::uint64_t kGroupsBefore = 2;
constexpr std::uint64_t kUntilKilled = std::numeric_limits<std::uint64_t>::max() / 2;

void erase(Store& store, const PolicySet& policy, const crash::ErasedPerson& person) {
  crash::say(STDOUT_FILENO, "b\n");
  const auto erased = store.erase(crash::erasure_of(person), policy);
  if (!erased) std::_Exit(8);
  crash::say(STDOUT_FILENO, "x\n");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) return 2;
  const PolicySet policy = crash::shop_policy();
  const std::uint64_t run = std::strtoull(arguments[2], nullptr, 10);
  const crash::ErasedPerson person{std::strtoull(arguments[3], nullptr, 10)};
  const std::uint64_t step = std::strtoull(arguments[4], nullptr, 10);
  auto store = Store::open(arguments[1], Access::kWrite);
  if (!store) {
    crash::say(STDERR_FILENO, store.error().message + '\n');
    return 6;
  }
  crash::record_groups(*store, policy, run, 0, kGroupsBefore);
  if (!store->decide_json(crash::request_line(person), policy)) return 5;
  if (step == 0) {
    const std::atomic<bool> never = false;
    std::thread deciding([&] { crash::decide_requests(*store, policy, never); });
    std::thread recording([&] { crash::record_groups(*store, policy, run, kGroupsBefore, kUntilKilled); });
    erase(*store, policy, person);
    recording.join();
    deciding.join();
  }
  crash::die_at_step(step);
  erase(*store, policy, person);
  crash::sign_head(*store);
  crash::record_groups(*store, policy, run, kGroupsBefore, 1);
  return store->close() ? 0 : 7;
}
