#include <cstdlib>
#include <fmt/format.h>
#include <tools/benchmarks/or_end.h>

namespace licet::benchmarks {

void end_program(const std::string& message) {
  fmt::print(stderr, "benchmark: {}\n", message);
  std::exit(1);
}

}  // namespace licet::benchmarks
