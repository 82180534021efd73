#include <algorithm>
#include <engine/check/conditions.h>
#include <engine/check/levels.h>
#include <engine/check/names.h>
#include <engine/check/relation_graph.h>
#include <grammar/codes_of_meaning.h>
#include <licet/limits.h>

namespace licet::check {
namespace {

using namespace grammar::meaning;

void take_condition(Checking& checking, const ConditionUses& uses, std::size_t place,
                    const syntax::LevelDeclaration& declared, model::Level& level) {
  if (place == 0 && declared.when) {
    checking.report.add(kFirstLevelHasCondition, declared.when->range, {declared.name.text});
  } else if (place > 0 && !declared.when) {
    checking.report.add(kLevelNeedsCondition, declared.name.range, {declared.name.text});
  }
  level.when = lower(checking, declared.when);
  if (level.when) uses.check(checking, *level.when, forbidden_in_levels());
}

void take_order(Checking& checking, std::size_t place, const syntax::LevelDeclaration& declared, model::Level& level) {
  if (declared.above) {
    if (place == 0) {
      checking.report.add(kFirstLevelAbove, declared.above->front().range, {declared.name.text});
      return;
    }
    level.above = resolve_all<model::LevelId>(checking, *declared.above);
  } else if (place > 0) {
    level.above.emplace_back(place - 1);
  }
}

/// Every level below each, with those directly below done before. The higher of these go first, since their lists hold
/// most of the others already.
void close_downwards(std::vector<model::Level>& levels, const std::vector<std::uint32_t>& lower_first) {
  std::vector<std::size_t> height(levels.size());
  for (std::size_t i = 0; i < lower_first.size(); ++i) height[lower_first[i]] = i;
  std::vector<bool> is_below(levels.size());
  for (const std::uint32_t i : lower_first) {
    std::vector<model::LevelId> direct = levels[i].above;
    std::sort(direct.begin(), direct.end(),
              [&](model::LevelId a, model::LevelId b) { return height[a.value] > height[b.value]; });
    is_below.assign(levels.size(), false);
    for (const model::LevelId level : direct) {
      if (is_below[level.value]) continue;
      is_below[level.value] = true;
      for (const model::LevelId below : levels[level.value].all_below) is_below[below.value] = true;
    }
    for (std::uint32_t j = 0; j < levels.size(); ++j) {
      if (is_below[j]) levels[i].all_below.emplace_back(j);
    }
  }
}

}  // namespace

void check_levels(Checking& checking, const ConditionUses& uses) {
  std::vector<model::Level>& levels = checking.model->levels.list;
  if (levels.size() > limits::kLevels) {
    checking.report.add(kTooManyLevels, levels[limits::kLevels].title.range, {std::to_string(limits::kLevels)});
    return;
  }
  RelationGraph above(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const syntax::LevelDeclaration& declared = *checking.declared.levels[i];
    take_condition(checking, uses, i, declared, levels[i]);
    take_order(checking, i, declared, levels[i]);
    for (const model::LevelId other : levels[i].above) above.add(static_cast<std::uint32_t>(i), other.value);
  }
  const auto name_of = [&](std::uint32_t i) -> const std::string& { return levels[i].title.name; };
  const auto circles = above.cycles();
  for (const std::vector<std::uint32_t>& circle : circles) {
    checking.report.add(kLevelCycle, levels[circle.front()].title.range,
                        {name_of(circle.front()), spell_circle(circle, "above", name_of)});
  }
  if (circles.empty()) close_downwards(levels, above.targets_first());
}

}  // namespace licet::check
