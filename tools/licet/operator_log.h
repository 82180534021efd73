#pragma once
// What operators need to know of a store, on standard error with time (UTC) and level: opened, closed, slow, not
// writable, and what its observer hears. Never personal data: it is given counts, spans of time and Failures, which
// hold none.
//
// Thread rule: any number of threads. Copies log to the same place. Lines go through Output, behind what was printed
// before.

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <licet/result.h>
#include <licet/store_event.h>
#include <memory>
#include <tools/licet/output.h>

namespace spdlog {
class logger;
}

namespace licet::tool {

enum class LogLevel : std::uint8_t { kOff, kError, kWarning, kInfo, kDebug };

/// Adds `--log LEVEL`.
void add_log_option(CLI::App& app, LogLevel& level);

class OperatorLog {
 public:
  using Span = std::chrono::steady_clock::duration;

  /// `output` must outlive it.
  OperatorLog(Output& output, LogLevel level);

  void store_opened(bool writable, std::uint64_t records, Span took);
  /// What the store's observer is told, at once.
  void store_event(const StoreEvent& event);
  /// After close(): the index is written, or is not; then the record has what the index lacks.
  void store_closed(const Result<void>& closed, Span took);
  /// Lines that were taken or decided together; a warning from a second on.
  void group_done(std::size_t lines, Span took);
  /// Does so for what `act` does with so many lines.
  template <class Act>
  auto group(std::size_t lines, const Act& act) {
    const auto begun = std::chrono::steady_clock::now();
    auto outcome = act();
    group_done(lines, std::chrono::steady_clock::now() - begun);
    return outcome;
  }

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace licet::tool
