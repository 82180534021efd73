// Records, decides and signs heads until it is killed, and says what was acknowledged.
//
//     store_writer DIRECTORY RUN
//
// In every third run the store is closed and opened again every few events, so that a kill meets that too.

#include <limits>
#include <tests/crash/recording_beside.h>
#include <thread>

using namespace licet;

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const PolicySet policy = crash::shop_policy();
  const std::uint64_t run = std::strtoull(arguments[2], nullptr, 10);
  const std::uint64_t groups = run % 3 == 2 ? 8 : std::numeric_limits<std::uint64_t>::max();
  for (std::uint64_t first = 0;; first += groups) {
    auto store = crash::open_signed(arguments[1]);
    if (!store) {
      crash::say(STDERR_FILENO, store.error().message + '\n');
      return 6;
    }
    std::atomic<bool> done = false;
    // One thread records, another decides beside it.
    std::thread deciding([&] { crash::decide_requests(*store, policy, done); });
    crash::record_groups(*store, policy, run, first, groups);
    done = true;
    deciding.join();
    if (auto closed = store->close(); !closed) {
      crash::say(STDERR_FILENO, closed.error().message + '\n');
      return 7;
    }
  }
}
