#include <engine/base/letter_case.h>

namespace licet {

char32_t to_lower(char32_t letter) {
  if (letter >= U'A' && letter <= U'Z') return letter + 32;
  if (letter >= 0xC0 && letter <= 0xDE) return letter == 0xD7 ? letter : letter + 32;
  if (letter == 0x130) return U'i';
  if (letter == 0x178) return 0xFF;
  const bool even_is_upper = (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177);
  const bool odd_is_upper = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E);
  if (even_is_upper && letter % 2 == 0) return letter + 1;
  if (odd_is_upper && letter % 2 == 1) return letter + 1;
  return letter;
}

}  // namespace licet
