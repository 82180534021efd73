#include <engine/rights/permitted_boxes.h>
#include <map>
#include <utility>

namespace licet::rights {
namespace {

/// Boxes that differ in one side alone become one.
std::vector<Box> joined_along(BoxSide side, std::vector<Box> boxes) {
  std::vector<Box> fewer;
  std::map<std::pair<BoxSides, BoxAnswer>, std::size_t> place_of;
  for (Box& box : boxes) {
    std::vector<std::uint32_t> names = std::exchange(box.sides[side], {});
    const auto [found, is_new] = place_of.try_emplace({box.sides, box.answer}, fewer.size());
    if (is_new) {
      fewer.push_back(std::move(box));
      fewer.back().sides[side] = std::move(names);
    } else {
      auto& there = fewer[found->second].sides[side];
      there.insert(there.end(), names.begin(), names.end());
    }
  }
  return fewer;
}

}  // namespace

std::vector<Box> joined(std::vector<Box> boxes) {
  for (const BoxSide side : {kData, kChannels, kRecipients, kActions}) boxes = joined_along(side, std::move(boxes));
  return boxes;
}

}  // namespace licet::rights
