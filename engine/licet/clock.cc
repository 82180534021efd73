#include <chrono>
#include <licet/clock.h>

namespace licet {

Clock system_clock() {
  return [] {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
  };
}

}  // namespace licet
