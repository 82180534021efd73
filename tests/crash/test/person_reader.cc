#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/poll.h>
#include <sys/wait.h>
#include <tests/crash/test/person_reader.h>
#include <unistd.h>

namespace licet::crash {
namespace {

constexpr int kMillisecondsBetweenLooks = 2;

/// Looks again and again, and answers each byte that comes with what it sees; ends where no more can come.
int read_until_told(const std::filesystem::path& directory, const PolicySet& policy, const ErasedPerson& person,
                    const PersonStates& states, int commands, int answers) {
  auto store = Store::open(directory, Access::kRead);
  if (!store) return 1;
  char seen = static_cast<char>(Look::kWhole);
  if (::write(answers, &seen, 1) != 1) return 2;
  bool was_erased = false;
  bool was_wrong = false;
  bool was_without_answer = false;
  while (true) {
    pollfd waiting{commands, POLLIN, 0};
    const bool is_asked = ::poll(&waiting, 1, kMillisecondsBetweenLooks) > 0;
    char command = 0;
    if (is_asked && ::read(commands, &command, 1) != 1) return 0;
    const Look now = look(*store, policy, person, states);
    if (now == Look::kNoAnswer) was_without_answer = true;
    if (now == Look::kWrong || (now == Look::kWhole && was_erased)) was_wrong = true;
    if (now == Look::kErased) was_erased = true;
    seen = static_cast<char>(was_wrong ? Look::kWrong : (was_without_answer ? Look::kNoAnswer : now));
    if (is_asked && ::write(answers, &seen, 1) != 1) return 2;
  }
}

}  // namespace

Look look(Store& store, const PolicySet& policy, const ErasedPerson& person, const PersonStates& states) {
  const auto standing = store.standing(standing_of(person), policy);
  if (!standing) return Look::kNoAnswer;
  PersonSeen seen;
  for (const HistoryEntry& entry : standing->history) seen.events.push_back(entry.event.record);
  const bool is_whole = seen.events == states.whole.events;
  if (!is_whole && seen.events != states.erased.events) return Look::kWrong;
  const auto decision = store.decide_json(request_line(person), policy, {.record = false, .until = false});
  if (!decision) return Look::kNoAnswer;
  // Between the two the person may have been erased.
  const bool decided_erased = decision->outcome == states.erased.outcome;
  if (is_whole) return decision->outcome == states.whole.outcome || decided_erased ? Look::kWhole : Look::kWrong;
  return decided_erased ? Look::kErased : Look::kWrong;
}

PersonReader::PersonReader(const std::filesystem::path& directory, const PolicySet& policy, const ErasedPerson& person,
                           const PersonStates& states) {
  int commands[2];
  int answers[2];
  // The process that erases must not hold them open.
  if (::pipe2(commands, O_CLOEXEC) != 0 || ::pipe2(answers, O_CLOEXEC) != 0) std::abort();
  std::signal(SIGPIPE, SIG_IGN);  // a reader that died is a failure of the test, told by ask()
  child_ = ::fork();
  if (child_ == 0) {
    ::close(commands[1]);
    ::close(answers[0]);
    std::_Exit(read_until_told(directory, policy, person, states, commands[0], answers[1]));
  }
  ::close(commands[0]);
  ::close(answers[1]);
  to_ = commands[1];
  from_ = answers[0];
  char ready = 0;
  EXPECT_EQ(::read(from_, &ready, 1), 1) << "the reader cannot open the store";
}

PersonReader::~PersonReader() {
  ::close(to_);
  ::close(from_);
  int status = 0;
  ::waitpid(child_, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "the reader ended by itself: " << status;
}

Look PersonReader::ask() {
  char seen = static_cast<char>(Look::kWrong);
  EXPECT_TRUE(::write(to_, "?", 1) == 1 && ::read(from_, &seen, 1) == 1) << "the reader does not answer";
  return static_cast<Look>(seen);
}

}  // namespace licet::crash
