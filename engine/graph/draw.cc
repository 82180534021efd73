#include <algorithm>
#include <engine/graph/diagram_drawing.h>
#include <engine/graph/effect.h>
#include <engine/graph/table_groups.h>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace licet::graph {
namespace {

/// What a segment's leaf decides; none: ask the next segment.
std::optional<Verdict> verdict_at(const Segment& segment, FrozenRef leaf) {
  if (is_verdict(leaf)) return verdict_of(leaf);
  const Reason reason = segment.rule == Segment::kSeveral ? Reason::kNothingPermits
                        : leaf == kLeafTrue               ? segment.when_true
                        : leaf == kLeafUnknown            ? segment.when_unknown
                                                          : Reason::kNothingPermits;
  if (reason == Reason::kNothingPermits) return std::nullopt;
  return Verdict{model::RuleId(segment.rule), reason};
}

void draw_group(DiagramDrawing& drawing, const DecisionGraph& graph, const model::Model& model,
                const TableGroup& group) {
  const std::size_t table = group.tables.front();
  const auto segments = graph.segments_of(graph.tables[table]);
  const auto rules = rules_of_segments(graph, model, table);
  std::vector<std::size_t> boxes;
  const std::size_t heading = drawing.add(Shape::kHeading, group.headings);
  for (const std::vector<ListedRule>& some : rules) {
    std::vector<std::string> lines;
    lines.reserve(some.size());
    for (const ListedRule& rule : some) lines.push_back(drawing.listed(rule));
    boxes.push_back(drawing.add(Shape::kRules, std::move(lines)));
  }
  boxes.push_back(drawing.add(Shape::kNothing, {std::string(drawing.words().nothing_permits)}));
  drawing.connect(heading, boxes.front());
  for (std::size_t i = 0; i < segments.size(); ++i) {
    std::map<FrozenRef, std::size_t> decisions;
    const auto leaf_box = [&](FrozenRef leaf) {
      const std::optional<Verdict> verdict = verdict_at(segments[i], leaf);
      if (!verdict) return boxes[i + 1];
      const auto [found, fresh] = decisions.try_emplace(leaf);
      if (fresh) found->second = drawing.decision(*verdict);
      return found->second;
    };
    drawing.diagram(boxes[i], segments[i].root, leaf_box, boxes[i + 1]);
  }
}

/// A rule's own diagram: leaves say whether it applies.
void draw_condition(DiagramDrawing& drawing, const model::Rule& rule, std::vector<std::string> heading,
                    FrozenRef root) {
  const EffectReasons reasons = reasons_of(rule.effect);
  const auto shape_of = [](Reason reason) {
    switch (reason) {
      case Reason::kPermitted:
        return Shape::kPermit;
      case Reason::kForbidden:
        return Shape::kForbid;
      case Reason::kCannotBeRuledOut:
        return Shape::kUncertain;
      case Reason::kNeedsReview:
        return Shape::kReview;
      case Reason::kNothingPermits:
        break;
    }
    return Shape::kNo;
  };
  const auto& words = rule.effect == model::Effect::kPermit   ? drawing.words().permit_leaves
                      : rule.effect == model::Effect::kForbid ? drawing.words().forbid_leaves
                                                              : drawing.words().refer_leaves;
  std::map<FrozenRef, std::size_t> boxes;
  const auto leaf_box = [&](FrozenRef leaf) {
    const auto [found, fresh] = boxes.try_emplace(leaf);
    if (fresh) {
      const auto truth = static_cast<std::size_t>(leaf - kFirstLeaf);
      const Shape shape = leaf == kLeafFalse     ? Shape::kNo
                          : leaf == kLeafUnknown ? shape_of(reasons.when_unknown)
                                                 : shape_of(reasons.when_true);
      found->second = drawing.add(shape, {std::string(words[truth])});
    }
    return found->second;
  };
  drawing.diagram(drawing.add(Shape::kHeading, std::move(heading)), root, leaf_box);
}

}  // namespace

Drawing draw_tables(const DecisionGraph& graph, const model::Model& model, std::span<const std::size_t> tables) {
  DiagramDrawing drawing(graph, model);
  for (const TableGroup& group : groups_of(graph, model, tables)) draw_group(drawing, graph, model, group);
  drawing.overriders();
  std::string title = worded(drawing.words().overview, drawing.policy_name());
  return std::move(drawing).finish(std::move(title));
}

Drawing draw_rule(const DecisionGraph& graph, const model::Model& model, model::RuleId rule,
                  std::span<const std::size_t> tables) {
  DiagramDrawing drawing(graph, model);
  std::vector<std::pair<RuleRoots, std::vector<std::size_t>>> variants;
  for (const std::size_t table : tables) {
    for (const RuleRoots& roots : graph.rules_of(graph.tables[table])) {
      if (roots.rule != rule) continue;
      auto same = std::find_if(variants.begin(), variants.end(), [&](const auto& one) {
        return one.first.applies == roots.applies && one.first.effective == roots.effective;
      });
      if (same == variants.end()) same = variants.insert(same, {roots, {}});
      same->second.push_back(table);
    }
  }
  const model::Rule& declared = model.rules[rule];
  const std::string& name = declared.title.name;
  std::vector<std::string> overriders;
  for (const model::RuleId overrider : declared.overridden_by) overriders.push_back(drawing.name(overrider));
  for (const auto& [roots, of_tables] : variants) {
    std::vector<std::string> heading{worded(drawing.words().applies_if, name)};
    std::vector<std::string> effective{
        worded(drawing.words().effective_if, name),
        worded(drawing.words().overridden_by, fmt::format("{}", fmt::join(overriders, ", ")))};
    if (variants.size() > 1) {
      const std::vector<std::string> where = headings_of(graph, model, of_tables);
      heading.insert(heading.end(), where.begin(), where.end());
      effective.insert(effective.end(), where.begin(), where.end());
    }
    draw_condition(drawing, declared, std::move(heading), roots.applies);
    if (roots.effective != roots.applies) draw_condition(drawing, declared, std::move(effective), roots.effective);
  }
  drawing.overriders();
  std::string title = worded(drawing.words().rule, name);
  return std::move(drawing).finish(std::move(title));
}

}  // namespace licet::graph
