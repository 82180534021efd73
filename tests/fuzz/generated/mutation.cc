#include <algorithm>
#include <tests/fuzz/generated/mutation.h>

namespace licet::fuzz {
namespace {

constexpr Words<40> kInsertions{"and",
                                "or",
                                "not",
                                "(",
                                ")",
                                "\"",
                                "“",
                                "„",
                                "»",
                                "\\",
                                "#",
                                ",",
                                "{",
                                "}",
                                "[",
                                "]",
                                ":",
                                "null",
                                "within",
                                "any data",
                                "rule",
                                "permit",
                                "forbid",
                                "when",
                                "unless",
                                "because",
                                "expect",
                                "consent",
                                "is",
                                "2026-02-30",
                                "24:00",
                                "0 days",
                                "\xff",
                                "\xc0\x80",
                                "\xed\xa0\x80",
                                "\xef\xbb\xbf",
                                "\r\n",
                                "\xc2\xa0",
                                "-1",
                                "99999999999999999999"};

struct Part {
  std::size_t begin = 0;
  std::size_t length = 0;
};

Part some_part(Dice& dice, const std::string& text) {
  const std::size_t begin = dice.below(text.size() + 1);
  const std::size_t length = dice.below(std::min<std::size_t>(text.size() - begin, dice.percent(80) ? 40 : 2000) + 1);
  return {begin, length};
}

/// From one line's start to another's, so that whole statements move.
Part some_lines(Dice& dice, const std::string& text) {
  const auto line_start = [&](std::size_t from) {
    const std::size_t end = text.find('\n', from);
    return end == std::string::npos ? text.size() : end + 1;
  };
  const std::size_t begin = line_start(dice.below(text.size() + 1));
  std::size_t end = begin;
  for (std::size_t lines = 1 + dice.below(12); lines > 0; --lines) end = line_start(end);
  return {begin, end - begin};
}

std::string piled_up(Dice& dice) {
  static constexpr Words<6> kPiles{"(", "not (", "[", "{\"a\":", "\"", "within "};
  const std::string_view pile = dice.one_of(kPiles);
  std::string text;
  for (std::size_t times = 1 + dice.below(dice.percent(90) ? 20 : 400); times > 0; --times) text += pile;
  return text;
}

void change(Dice& dice, std::string& text, const std::string& other) {
  const std::size_t place = dice.below(text.size() + 1);
  switch (dice.below(9)) {
    case 0:
      if (place < text.size()) text[place] = static_cast<char>(dice.below(256));
      return;
    case 1:
      if (place < text.size()) text[place] = static_cast<char>(text[place] ^ (1 << dice.below(7)));
      return;
    case 2: {
      const Part part = some_part(dice, text);
      text.erase(part.begin, part.length);
      return;
    }
    case 3: {
      const Part part = some_part(dice, text);
      text.insert(place, text.substr(part.begin, part.length));
      return;
    }
    case 4: {
      const Part lines = some_lines(dice, text);
      text.erase(lines.begin, lines.length);
      return;
    }
    case 5: {
      const Part lines = some_lines(dice, other);
      const Part where = some_lines(dice, text);
      text.insert(where.begin, other.substr(lines.begin, lines.length));
      return;
    }
    case 6:
      text.resize(place);
      return;
    case 7:
      text.insert(place, piled_up(dice));
      return;
    default:
      text.insert(place, std::string(" ").append(dice.one_of(kInsertions)).append(dice.percent(50) ? " " : ""));
  }
}

}  // namespace

std::string mutate(Dice& dice, std::string text, const std::string& other) {
  for (std::size_t changes = 1 + dice.below(4); changes > 0; --changes) change(dice, text, other);
  return text;
}

}  // namespace licet::fuzz
