// Records and decides until it is killed, and says what was acknowledged.
//
//     store_writer DIRECTORY RUN
//
// Each line of output is one acknowledgement: `e NUMBER RECORD` for an event, `d NUMBER RECORD` for a decision. It is
// written only after the store has answered, so whoever reads it may hold the store to it. In every third run the store
// is closed and opened again every few events, so that a kill meets that too.

#include <atomic>
#include <cstdlib>
#include <limits>
#include <string>
#include <tests/crash/told_events.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace licet;

void say(int to, const std::string& line) {
  if (::write(to, line.data(), line.size()) < 0) std::_Exit(3);
}

void acknowledge(char kind, std::uint64_t number, std::uint64_t record) {
  say(STDOUT_FILENO, std::string(1, kind) + ' ' + std::to_string(number) + ' ' + std::to_string(record) + '\n');
}

/// One thread records events one by one and several together.
void record_groups(Store& store, const PolicySet& policy, std::uint64_t run, std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t group = first; group - first < count; ++group) {
    const crash::EventGroup events = crash::event_group(run, group);
    const auto recorded = store.record_json(events.views(), policy);
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      if (!recorded[i]) std::_Exit(4);
      acknowledge('e', events.numbers[i], recorded[i]->record);
    }
  }
}

/// Another decides beside it.
void decide_requests(Store& store, const PolicySet& policy, const std::atomic<bool>& done) {
  for (std::uint64_t number = 0; !done; ++number) {
    const auto decision = store.decide_json(crash::request_line(number), policy);
    if (!decision || !decision->record) std::_Exit(5);
    acknowledge('d', number, *decision->record);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const PolicySet policy = crash::shop_policy();
  const std::uint64_t run = std::strtoull(arguments[2], nullptr, 10);
  const std::uint64_t groups = run % 3 == 2 ? 8 : std::numeric_limits<std::uint64_t>::max();
  for (std::uint64_t first = 0;; first += groups) {
    auto store = Store::open(arguments[1], Access::kCreate);
    if (!store) {
      say(STDERR_FILENO, store.error().message + '\n');
      return 6;
    }
    std::atomic<bool> done = false;
    std::thread deciding([&] { decide_requests(*store, policy, done); });
    record_groups(*store, policy, run, first, groups);
    done = true;
    deciding.join();
    if (auto closed = store->close(); !closed) {
      say(STDERR_FILENO, closed.error().message + '\n');
      return 7;
    }
  }
}
