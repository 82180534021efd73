#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <tools/licet/progress_text.h>

namespace licet::tool {
namespace {

constexpr std::size_t kLongestBar = 30;
constexpr std::size_t kShortestBar = 5;
constexpr double kSecondsToARate = 0.1;

/// In groups of three digits.
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string bar(double share, std::size_t length) {
  const auto done = static_cast<std::size_t>(share * static_cast<double>(length));
  return '[' + std::string(done, '#') + std::string(length - done, '-') + ']';
}

}  // namespace

std::string progress_text(const Progress& progress, std::size_t columns) {
  std::string counts = grouped(progress.events) + ' ' + (progress.events == 1 ? progress.one : progress.many);
  if (progress.seconds >= kSecondsToARate) {
    const double rate = static_cast<double>(progress.events) / progress.seconds;
    counts += fmt::format("  {} {}/s", grouped(static_cast<std::uint64_t>(std::llround(rate))), progress.many);
  }
  if (!progress.share) return counts.substr(0, columns);
  const double share = std::clamp(*progress.share, 0.0, 1.0);
  const std::string text = fmt::format("{:3} %  {}", static_cast<int>(share * 100), counts);
  const std::size_t around = text.size() + std::string_view("[] ").size();
  if (around + kShortestBar > columns) return text.substr(0, columns);
  return bar(share, std::min(kLongestBar, columns - around)) + ' ' + text;
}

}  // namespace licet::tool
