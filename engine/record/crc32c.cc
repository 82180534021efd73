#include <array>
#include <cstring>
#include <engine/record/crc32c.h>

namespace licet::record {
namespace {

// Both forms take and give the register, which holds the sum inverted.

constexpr std::uint32_t kPolynomial = 0x82F6'3B78;  // reflected

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) rest = (rest & 1U) != 0 ? rest >> 1U ^ kPolynomial : rest >> 1U;
    table[byte] = rest;
  }
  return table;
}

constexpr std::array<std::uint32_t, 256> kTable = make_table();

std::uint32_t by_table(std::uint32_t sum, std::string_view bytes) {
  for (const char c : bytes) sum = sum >> 8U ^ kTable[(sum ^ static_cast<unsigned char>(c)) & 0xFFU];
  return sum;
}

using Step = std::uint32_t (*)(std::uint32_t, std::string_view);

#if defined(__x86_64__)

[[gnu::target("sse4.2")]] std::uint32_t by_instruction(std::uint32_t sum, std::string_view bytes) {
  std::uint64_t wide = sum;
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    wide = __builtin_ia32_crc32di(wide, word);
    bytes.remove_prefix(sizeof word);
  }
  auto narrow = static_cast<std::uint32_t>(wide);
  for (const char c : bytes) narrow = __builtin_ia32_crc32qi(narrow, static_cast<unsigned char>(c));
  return narrow;
}

Step quickest() { return __builtin_cpu_supports("sse4.2") != 0 ? by_instruction : by_table; }

#else

Step quickest() { return by_table; }

#endif

}  // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t before) {
  static const Step step = quickest();
  return ~step(~before, bytes);
}

std::uint32_t crc32c_by_table(std::string_view bytes, std::uint32_t before) { return ~by_table(~before, bytes); }

}  // namespace licet::record
