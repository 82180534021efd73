#include <algorithm>
#include <csignal>
#include <gtest/gtest.h>
#include <optional>
#include <sstream>
#include <string>
#include <sys/poll.h>
#include <sys/wait.h>
#include <tests/crash/heard_process.h>
#include <tests/crash/killed_writer.h>
#include <unistd.h>

namespace licet::crash {
namespace {

using SteadyClock = std::chrono::steady_clock;

pid_t start(const std::filesystem::path& directory, std::uint64_t run, int& heard) {
  return start_heard(
      [&] { ::execl(LICET_STORE_WRITER, LICET_STORE_WRITER, directory.c_str(), std::to_string(run).c_str(), nullptr); },
      heard);
}

/// Is there something to read before the moment? Without one there will be, or the end.
bool can_read(int heard, const std::optional<SteadyClock::time_point>& until) {
  pollfd waiting{heard, POLLIN, 0};
  if (!until) return ::ppoll(&waiting, 1, nullptr, nullptr) > 0;
  const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(*until - SteadyClock::now()).count();
  if (left <= 0) return false;
  const timespec wait{left / 1'000'000'000, left % 1'000'000'000};
  return ::ppoll(&waiting, 1, &wait, nullptr) > 0;
}

/// All it says; it is killed at the moment.
std::string hear_and_kill(pid_t child, int heard, const KillMoment& moment, std::chrono::microseconds& until_first) {
  const auto started = SteadyClock::now();
  std::string said;
  std::size_t lines = 0;
  bool killed = false;
  std::optional<SteadyClock::time_point> until;
  while (true) {
    if (!until && lines >= moment.acknowledgements) until = SteadyClock::now() + moment.later;
    if (!killed && !can_read(heard, until)) {
      ::kill(child, SIGKILL);
      killed = true;
    }
    char bytes[4096];
    const ssize_t got = ::read(heard, bytes, sizeof bytes);
    if (got <= 0) return said;
    if (said.empty()) until_first = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - started);
    said.append(bytes, static_cast<std::size_t>(got));
    lines += static_cast<std::size_t>(std::count(bytes, bytes + got, '\n'));
  }
}

}  // namespace

Acknowledged run_and_kill(const std::filesystem::path& directory, std::uint64_t run, const KillMoment& moment) {
  int heard = -1;
  const pid_t child = start(directory, run, heard);
  Acknowledged acknowledged;
  std::istringstream said(hear_and_kill(child, heard, moment, acknowledged.until_first));
  ::close(heard);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the writer ended by itself: " << status;
  char kind = 0;
  std::uint64_t number = 0;
  std::uint64_t record = 0;
  while (said >> kind >> number >> record) acknowledged.take(kind, number, record);
  EXPECT_TRUE(said.eof());
  EXPECT_GE(acknowledged.size(), moment.acknowledgements);
  return acknowledged;
}

}  // namespace licet::crash
