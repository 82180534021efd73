#include <algorithm>
#include <engine/base/letter_case.h>
#include <engine/base/nearest_name.h>
#include <engine/base/utf8.h>
#include <licet/limits.h>

namespace licet {

namespace {

/// A quarter of a letter: the cost of the other case. A word wholly in the other case is then still within a third.
constexpr std::size_t kOtherCase = 1;
constexpr std::size_t kLetter = 4;

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t offset = 0; offset < text.size() && points.size() <= limits::kNameBytes;) {
    const CodePoint point = code_point_at(text, offset);
    points.push_back(point.value);
    offset += point.length;
  }
  return points;
}

std::size_t cost_of_replacing(char32_t a, char32_t b) {
  if (a == b) return 0;
  return to_lower(a) == to_lower(b) ? kOtherCase : kLetter;
}

/// The Damerau-Levenshtein distance in quarters of a letter (optimal string alignment); it may stop early with some
/// number above `limit`. The rows are kept between calls.
class Distance {
 public:
  std::size_t operator()(const std::u32string& a, const std::u32string& b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference * kLetter > limit) return limit + 1;
    row_.resize(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row_[j] = j * kLetter;
    before_.assign(b.size() + 1, 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
      next_.assign(b.size() + 1, i * kLetter);
      std::size_t least = next_[0];
      for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t cost = std::min({row_[j] + kLetter, next_[j - 1] + kLetter,  //
                                     row_[j - 1] + cost_of_replacing(a[i - 1], b[j - 1])});
        if (i > 1 && j > 1 && a[i - 1] != a[i - 2]) {
          const std::size_t swapped = cost_of_replacing(a[i - 1], b[j - 2]) + cost_of_replacing(a[i - 2], b[j - 1]);
          if (swapped < kLetter) cost = std::min(cost, before_[j - 2] + kLetter + swapped);
        }
        next_[j] = cost;
        least = std::min(least, cost);
      }
      std::swap(before_, row_);
      std::swap(row_, next_);
      // A swap reaches back two rows, so one bad row alone decides nothing.
      if (least > limit + kLetter) return limit + 1;
    }
    return row_[b.size()];
  }

 private:
  std::vector<std::size_t> before_;
  std::vector<std::size_t> row_;
  std::vector<std::size_t> next_;
};

struct Near {
  std::size_t distance;
  std::size_t index;
};

}  // namespace

std::vector<std::string> nearest_names(std::string_view word, std::span<const std::string> candidates,
                                       std::size_t most) {
  const std::u32string letters = code_points(word);
  if (letters.empty() || letters.size() > limits::kNameBytes) return {};
  const std::size_t limit = std::max(kLetter, letters.size() * kLetter / 3);
  Distance distance;
  std::vector<Near> near;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::u32string candidate = code_points(candidates[i]);
    if (candidate.size() > limits::kNameBytes) continue;
    const std::size_t cost = distance(letters, candidate, limit);
    if (cost <= limit) near.push_back({cost, i});
  }
  std::stable_sort(near.begin(), near.end(), [](const Near& a, const Near& b) { return a.distance < b.distance; });
  std::vector<std::string> names;
  for (const Near& each : near) {
    if (names.size() >= most) break;
    const std::string& name = candidates[each.index];
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace licet
