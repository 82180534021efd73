#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <tests/fuzz/generated/watch.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define LICET_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LICET_SANITIZED 1
#endif
#endif

#ifdef LICET_SANITIZED
#include <sanitizer/common_interface_defs.h>
#endif

namespace licet::fuzz {
namespace {

std::uint64_t current_seed = 0;
std::size_t current_input = 0;

// Only what a signal handler may call.
void say(std::string_view text) { (void)!write(STDERR_FILENO, text.data(), text.size()); }

void say(std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  say(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void name_input() {
  say("generated_inputs: make it again with --seed ");
  say(current_seed);
  say(" --first ");
  say(std::uint64_t{current_input});
  say(" --count 1\n");
}

void end_of_time(int) {
  say("generated_inputs: an input takes too long\n");
  name_input();
  _exit(1);
}

void begin() {
  signal(SIGALRM, end_of_time);
#ifdef LICET_SANITIZED
  __sanitizer_set_death_callback(name_input);
#endif
}

}  // namespace

void watch(std::uint64_t seed, std::size_t input, unsigned seconds) {
  static const bool begun = (begin(), true);
  (void)begun;
  current_seed = seed;
  current_input = input;
  alarm(seconds);
}

}  // namespace licet::fuzz
