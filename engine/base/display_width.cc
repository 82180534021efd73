#include <algorithm>
#include <array>
#include <engine/base/display_width.h>

namespace licet {

namespace {

struct Interval {
  char32_t first;
  char32_t last;
};

constexpr std::array kCombining{
    Interval{0x0300, 0x036F},   Interval{0x0483, 0x0489},   Interval{0x0591, 0x05BD}, Interval{0x0610, 0x061A},
    Interval{0x064B, 0x065F},   Interval{0x0E31, 0x0E31},   Interval{0x0E34, 0x0E3A}, Interval{0x0E47, 0x0E4E},
    Interval{0x1AB0, 0x1AFF},   Interval{0x1DC0, 0x1DFF},   Interval{0x200B, 0x200D}, Interval{0x2060, 0x2064},
    Interval{0x20D0, 0x20FF},   Interval{0xFE00, 0xFE0F},   Interval{0xFE20, 0xFE2F}, Interval{0xFEFF, 0xFEFF},
    Interval{0x1F3FB, 0x1F3FF}, Interval{0xE0100, 0xE01EF},
};

constexpr std::array kWide{
    Interval{0x1100, 0x115F},   Interval{0x2E80, 0x303E},   Interval{0x3041, 0x33FF},   Interval{0x3400, 0x4DBF},
    Interval{0x4E00, 0x9FFF},   Interval{0xA000, 0xA4CF},   Interval{0xAC00, 0xD7A3},   Interval{0xF900, 0xFAFF},
    Interval{0xFE30, 0xFE6F},   Interval{0xFF01, 0xFF60},   Interval{0xFFE0, 0xFFE6},   Interval{0x1F300, 0x1F64F},
    Interval{0x1F680, 0x1F6FF}, Interval{0x1F900, 0x1F9FF}, Interval{0x20000, 0x3FFFD},
};

constexpr std::array kSteering{
    Interval{0x0000, 0x0008}, Interval{0x000A, 0x001F}, Interval{0x007F, 0x009F}, Interval{0x061C, 0x061C},
    Interval{0x200E, 0x200F}, Interval{0x2028, 0x202E}, Interval{0x2066, 0x2069},
};

template <class Intervals>
bool contains(const Intervals& intervals, char32_t point) {
  return std::any_of(intervals.begin(), intervals.end(),
                     [point](const Interval& each) { return each.first <= point && point <= each.last; });
}

}  // namespace

int display_width(char32_t point) {
  if (point < 0x0300) return 1;
  if (contains(kCombining, point)) return 0;
  return contains(kWide, point) ? 2 : 1;
}

bool is_steering(char32_t point) { return contains(kSteering, point); }

}  // namespace licet
