#pragma once
// A line on a terminal that shows how far the program has come, and is gone at the end.
//
// Thread rule: one thread.

#include <chrono>
#include <cstdint>
#include <optional>
#include <tools/licet/output.h>

namespace licet::tool {

class ProgressBar {
 public:
  /// `output` must outlive it. Nothing is shown unless output.shows_progress(), nor while somebody types the input.
  ProgressBar(Output& output, bool typed, const char* one = "event", const char* many = "events")
      : output_(output), shown_(output.shows_progress() && !typed), one_(one), many_(many) {}
  ~ProgressBar() { output_.clear_progress(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// So many events in all, and `share` of the input as far as it is known; drawn ten times a second at most.
  void show(std::uint64_t events, std::optional<double> share);

 private:
  using Clock = std::chrono::steady_clock;

  Output& output_;
  const bool shown_;
  const char* const one_;
  const char* const many_;
  Clock::time_point begun_ = Clock::now();
  std::optional<Clock::time_point> drawn_;
};

}  // namespace licet::tool
