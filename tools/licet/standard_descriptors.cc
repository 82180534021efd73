#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <tools/licet/standard_descriptors.h>
#include <unistd.h>

namespace licet::tool {

void take_places_of_closed_descriptors() {
  for (const int place : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(place, F_GETFD) != -1 || errno != EBADF) continue;
    // The least free place is this one, as those before it are taken. It is not inherited: who is run closes it anew.
    static_cast<void>(::open("/dev/null", (place == STDIN_FILENO ? O_WRONLY : O_RDONLY) | O_CLOEXEC));
  }
}

}  // namespace licet::tool
