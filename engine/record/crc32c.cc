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

/// The register after so many zero bytes: linear in the register, so that it is put together from its bytes.
template <std::size_t kZeros>
class Shift {
 public:
  constexpr Shift() {
    std::array<std::uint32_t, 32> of_bit{};
    for (std::size_t bit = 0; bit < of_bit.size(); ++bit) {
      std::uint32_t sum = std::uint32_t{1} << bit;
      for (std::size_t zero = 0; zero < kZeros; ++zero) sum = sum >> 8U ^ kTable[sum & 0xFFU];
      of_bit[bit] = sum;
    }
    for (std::size_t place = 0; place < tables_.size(); ++place) {
      for (std::size_t byte = 0; byte < tables_[place].size(); ++byte) {
        for (std::size_t bit = 0; bit < 8; ++bit) {
          if ((byte >> bit & 1U) != 0) tables_[place][byte] ^= of_bit[8 * place + bit];
        }
      }
    }
  }
  std::uint32_t operator()(std::uint32_t sum) const {
    return tables_[0][sum & 0xFFU] ^ tables_[1][sum >> 8U & 0xFFU] ^ tables_[2][sum >> 16U & 0xFFU] ^
           tables_[3][sum >> 24U];
  }

 private:
  std::array<std::array<std::uint32_t, 256>, 4> tables_{};
};

/// Takes thirds of `kThird` bytes at once: an instruction waits for the one before on the same sum, and not for others.
template <std::size_t kThird>
[[gnu::target("sse4.2")]] std::uint32_t in_thirds(std::uint32_t sum, std::string_view& bytes) {
  static constexpr Shift<kThird> shift;
  while (bytes.size() >= 3 * kThird) {
    std::uint64_t first = sum;
    std::uint64_t second = 0;
    std::uint64_t third = 0;
    const char* const place = bytes.data();
    for (std::size_t i = 0; i < kThird; i += sizeof(std::uint64_t)) {
      std::array<std::uint64_t, 3> words{};
      std::memcpy(&words[0], place + i, sizeof(std::uint64_t));
      std::memcpy(&words[1], place + kThird + i, sizeof(std::uint64_t));
      std::memcpy(&words[2], place + 2 * kThird + i, sizeof(std::uint64_t));
      first = __builtin_ia32_crc32di(first, words[0]);
      second = __builtin_ia32_crc32di(second, words[1]);
      third = __builtin_ia32_crc32di(third, words[2]);
    }
    sum = shift(shift(static_cast<std::uint32_t>(first)) ^ static_cast<std::uint32_t>(second)) ^
          static_cast<std::uint32_t>(third);
    bytes.remove_prefix(3 * kThird);
  }
  return sum;
}

[[gnu::target("sse4.2")]] std::uint32_t by_instruction(std::uint32_t sum, std::string_view bytes) {
  // A row of the index has about a thousand bytes.
  sum = in_thirds<256>(sum, bytes);
  std::uint64_t wide = in_thirds<64>(sum, bytes);
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
