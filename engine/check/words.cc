#include <array>
#include <cstddef>
#include <engine/check/words.h>

namespace licet::check {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

bool same_word(std::string_view word, std::string_view lower_case) {
  if (word.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char letter = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
    if (letter != lower_case[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<model::Weekday> weekday(std::string_view word) {
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    if (same_word(word, kWeekdays[i])) return static_cast<model::Weekday>(i);
  }
  return std::nullopt;
}

std::vector<std::string> weekday_names() { return {kWeekdays.begin(), kWeekdays.end()}; }

std::optional<bool> yes_or_no(std::string_view word) {
  if (same_word(word, "yes")) return true;
  if (same_word(word, "no")) return false;
  return std::nullopt;
}

bool is_none(std::string_view word) { return same_word(word, "none"); }

bool is_any(std::string_view word) { return same_word(word, "any"); }

}  // namespace licet::check
