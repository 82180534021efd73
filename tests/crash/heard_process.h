#pragma once
// A process whose words are heard: its standard output is a pipe.

#include <cstdlib>
#include <functional>
#include <sys/types.h>
#include <unistd.h>

namespace licet::crash {

/// Starts a child that becomes what `become` makes of it (exec), and ends with 127 if it does not. `heard` is the
/// reading end; the caller closes it, and waits for the child.
inline pid_t start_heard(const std::function<void()>& become, int& heard) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    become();
    std::_Exit(127);
  }
  ::close(ends[1]);
  heard = ends[0];
  return child;
}

}  // namespace licet::crash
