#pragma once
// What a process that is killed does meanwhile: it records events, decides, and says what was acknowledged.
//
// Each line of its output is one acknowledgement (acknowledged.h). It is written only after the store has answered, so
// whoever reads it may hold the store to it.

#include <atomic>
#include <cstdlib>
#include <string>
#include <tests/crash/signed_store.h>
#include <tests/crash/told_events.h>
#include <unistd.h>

namespace licet::crash {

inline void say(int to, const std::string& line) {
  if (::write(to, line.data(), line.size()) < 0) std::_Exit(3);
}

inline void acknowledge(char kind, std::uint64_t number, std::uint64_t record) {
  say(STDOUT_FILENO, std::string(1, kind) + ' ' + std::to_string(number) + ' ' + std::to_string(record) + '\n');
}

inline constexpr std::uint64_t kGroupsBetweenHeads = 6;

inline void sign_head(Store& store) {
  const auto head = store.sign();
  if (!head) {
    say(STDERR_FILENO, head.error().message + '\n');
    std::_Exit(9);
  }
  acknowledge('h', 0, records_under(*head));
}

/// Events one by one and several together, under heads that are signed in between.
inline void record_groups(Store& store, const PolicySet& policy, std::uint64_t run, std::uint64_t first,
                          std::uint64_t count) {
  for (std::uint64_t group = first; group - first < count; ++group) {
    const EventGroup events = event_group(run, group);
    const auto recorded = store.record_json(events.views(), policy);
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      if (!recorded[i]) std::_Exit(4);
      acknowledge('e', events.numbers[i], recorded[i]->record);
    }
    if (group % kGroupsBetweenHeads == kGroupsBetweenHeads - 1) sign_head(store);
  }
}

inline void decide_requests(Store& store, const PolicySet& policy, const std::atomic<bool>& done) {
  for (std::uint64_t number = 0; !done; ++number) {
    const auto decision = store.decide_json(request_line(number), policy);
    if (!decision || !decision->record) std::_Exit(5);
    acknowledge('d', number, *decision->record);
  }
}

}  // namespace licet::crash
