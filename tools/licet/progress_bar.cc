#include <sys/ioctl.h>
#include <tools/licet/progress_bar.h>
#include <tools/licet/progress_text.h>
#include <unistd.h>

namespace licet::tool {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{100};
constexpr std::size_t kUsualColumns = 80;

std::size_t columns_of_the_terminal() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
  return known ? size.ws_col : kUsualColumns;
}

}  // namespace

void ProgressBar::show(std::uint64_t events, std::optional<double> share) {
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (drawn_ && now - *drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  // In the last column a terminal may break the line.
  output_.progress(progress_text({events, seconds, share, one_, many_}, columns_of_the_terminal() - 1));
}

}  // namespace licet::tool
