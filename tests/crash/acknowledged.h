#pragma once
// What a process that is about to die has acknowledged until then, as it tells it: one line each.
//
//     e NUMBER RECORD   an event was recorded
//     d NUMBER RECORD   a decision was
//     h NUMBER RECORDS  a head over so many records was signed

#include <chrono>
#include <cstdint>
#include <map>
#include <vector>

namespace licet::crash {

struct Acknowledged {
  std::map<std::uint64_t, std::uint64_t> events;  ///< record by number
  std::vector<std::uint64_t> decisions;           ///< records
  std::uint64_t heads = 0;                        ///< how many
  std::uint64_t signed_records = 0;               ///< under the newest of them
  std::chrono::microseconds until_first{0};       ///< from the start to the first acknowledgement, if there is one

  void take(char kind, std::uint64_t number, std::uint64_t record) {
    if (kind == 'e') events[number] = record;
    if (kind == 'd') decisions.push_back(record);
    if (kind != 'h') return;
    ++heads;
    signed_records = record;
  }
  std::size_t size() const { return events.size() + decisions.size() + heads; }
};

}  // namespace licet::crash
