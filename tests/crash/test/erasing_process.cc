#include <algorithm>
#include <csignal>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <sys/poll.h>
#include <sys/wait.h>
#include <tests/crash/heard_process.h>
#include <tests/crash/test/erasing_process.h>
#include <unistd.h>

namespace licet::crash {
namespace {

using SteadyClock = std::chrono::steady_clock;

pid_t start(const std::filesystem::path& directory, std::uint64_t run, const ErasedPerson& person, std::uint64_t step,
            int& heard) {
  return start_heard(
      [&] {
        ::execl(LICET_PERSON_ERASER, LICET_PERSON_ERASER, directory.c_str(), std::to_string(run).c_str(),
                std::to_string(person.number).c_str(), std::to_string(step).c_str(), nullptr);
      },
      heard);
}

/// All that the process says, with when it began to erase and when that was acknowledged.
class Hearing {
 public:
  Hearing(pid_t child, int heard) : child_(child), heard_(heard) {}

  std::string until_its_end(const ErasureKill& kill) {
    while (true) {
      if (kill.step == 0 && begun_ && !killed_ && !can_read(*begun_ + kill.later)) {
        ::kill(child_, SIGKILL);
        killed_ = true;
      }
      char bytes[4096];
      const ssize_t got = ::read(heard_, bytes, sizeof bytes);
      if (got <= 0) return said_;
      said_.append(bytes, static_cast<std::size_t>(got));
      if (!begun_ && has_said("b\n")) begun_ = SteadyClock::now();
      if (!acknowledged_ && has_said("x\n")) acknowledged_ = SteadyClock::now();
    }
  }

  std::optional<std::chrono::microseconds> took() const {
    if (!begun_ || !acknowledged_) return std::nullopt;
    return std::chrono::duration_cast<std::chrono::microseconds>(*acknowledged_ - *begun_);
  }

 private:
  bool has_said(const char* line) const { return said_.find(line) != std::string::npos; }

  bool can_read(SteadyClock::time_point until) const {
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(until - SteadyClock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{heard_, POLLIN, 0};
    const timespec wait{left / 1'000'000'000, left % 1'000'000'000};
    return ::ppoll(&waiting, 1, &wait, nullptr) > 0;
  }

  pid_t child_;
  int heard_;
  std::string said_;
  bool killed_ = false;
  std::optional<SteadyClock::time_point> begun_;
  std::optional<SteadyClock::time_point> acknowledged_;
};

}  // namespace

ErasureRun erase_and_kill(const std::filesystem::path& directory, std::uint64_t run, const ErasedPerson& person,
                          const ErasureKill& kill) {
  int heard = -1;
  const pid_t child = start(directory, run, person, kill.step, heard);
  Hearing hearing(child, heard);
  std::istringstream said(hearing.until_its_end(kill));
  ::close(heard);
  int status = 0;
  ::waitpid(child, &status, 0);
  ErasureRun result;
  result.took = hearing.took();
  result.ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  EXPECT_TRUE(killed || (result.ended && kill.step > 0)) << "the process ended by itself: " << status;
  char kind = 0;
  while (said >> kind) {
    if (kind == 'b') result.begun = true;
    if (kind == 'x') result.acknowledged = true;
    if (kind == 'b' || kind == 'x') continue;
    std::uint64_t number = 0;
    std::uint64_t record = 0;
    said >> number >> record;
    result.beside.take(kind, number, record);
  }
  EXPECT_TRUE(result.begun);
  EXPECT_TRUE(!result.ended || result.acknowledged);
  return result;
}

}  // namespace licet::crash
