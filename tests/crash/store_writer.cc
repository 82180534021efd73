// Records and decides until it is killed, and says what was acknowledged.
//
//     store_writer DIRECTORY RUN
//
// Each line of output is one acknowledgement: `e NUMBER RECORD` for an event, `d NUMBER RECORD` for a decision. It is
// written only after the store has answered, so whoever reads it may hold the store to it.

#include <cstdlib>
#include <string>
#include <tests/crash/told_events.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace licet;

void acknowledge(char kind, std::uint64_t number, std::uint64_t record) {
  const std::string line = std::string(1, kind) + ' ' + std::to_string(number) + ' ' + std::to_string(record) + '\n';
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);
}

/// One thread records events one by one and in groups.
void record_events(Store& store, const PolicySet& policy, std::uint64_t run) {
  for (std::uint64_t number = 0;; ++number) {
    std::vector<std::string> lines;
    const std::uint64_t group = number % 5 == 0 ? 7 : 1;
    for (std::uint64_t i = 0; i < group; ++i) lines.push_back(crash::event_line(run, number * 8 + i));
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    const auto recorded = store.record_json(views, policy);
    for (std::uint64_t i = 0; i < group; ++i) {
      if (!recorded[i]) std::_Exit(4);
      acknowledge('e', number * 8 + i, recorded[i]->record);
    }
  }
}

/// Another decides beside it.
void decide_requests(Store& store, const PolicySet& policy) {
  for (std::uint64_t number = 0;; ++number) {
    const auto decision = store.decide_json(crash::request_line(number), policy);
    if (!decision || !decision->record) std::_Exit(5);
    acknowledge('d', number, *decision->record);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const PolicySet policy = crash::shop_policy();
  auto store = Store::open(arguments[1], Access::kCreate);
  if (!store) {
    const std::string message = store.error().message + '\n';
    static_cast<void>(::write(STDERR_FILENO, message.data(), message.size()));
    return 6;
  }
  const std::uint64_t run = std::strtoull(arguments[2], nullptr, 10);
  std::thread deciding([&] { decide_requests(*store, policy); });
  record_events(*store, policy, run);
  deciding.join();
}
