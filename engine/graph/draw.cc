#include <engine/graph/branches.h>
#include <engine/graph/diagram_drawing.h>
#include <engine/graph/table_groups.h>
#include <fmt/format.h>
#include <numeric>

namespace licet::graph {
namespace {

std::string effect_word(const Words& words, const model::Rule& rule) {
  return std::string(rule.effect == model::Effect::kPermit ? words.permit : words.forbid);
}

std::string listed(const Words& words, const model::Model& model, const ListedRule& rule) {
  const model::Rule& one = model.rules[rule.rule];
  return fmt::format(fmt::runtime(words.listed), rule.place, effect_word(words, one), one.title.name);
}

std::string size_text(const Words& words, std::size_t nodes) {
  return nodes == 1 ? std::string(words.one_node) : fmt::format(fmt::runtime(words.nodes), nodes);
}

std::string policy_name(const model::Model& model) { return model.title.empty() ? model.name : model.title; }

/// What a segment's leaf decides; none: ask the next segment.
std::optional<Verdict> verdict_at(const DecisionGraph& graph, const Segment& segment, FrozenRef leaf) {
  if (leaf >= kFirstVerdict) return graph.verdict(leaf);
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
    for (const ListedRule& rule : some) lines.push_back(listed(drawing.words(), model, rule));
    boxes.push_back(drawing.add(Shape::kRules, std::move(lines)));
  }
  boxes.push_back(drawing.add(Shape::kNothing, {std::string(drawing.words().nothing_permits)}));
  drawing.connect(heading, boxes.front());
  for (std::size_t i = 0; i < segments.size(); ++i) {
    std::map<FrozenRef, std::size_t> decisions;
    const auto leaf_box = [&](FrozenRef leaf) {
      const std::optional<Verdict> verdict = verdict_at(graph, segments[i], leaf);
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
  const bool permit = rule.effect == model::Effect::kPermit;
  std::map<FrozenRef, std::size_t> boxes;
  const auto leaf_box = [&](FrozenRef leaf) {
    const auto [found, fresh] = boxes.try_emplace(leaf);
    if (fresh) {
      const auto truth = static_cast<std::size_t>(leaf - kFirstLeaf);
      const Shape shape = leaf == kLeafFalse            ? Shape::kNo
                          : permit && leaf == kLeafTrue ? Shape::kPermit
                          : permit                      ? Shape::kNo
                          : leaf == kLeafTrue           ? Shape::kForbid
                                                        : Shape::kUncertain;
      const auto& words = permit ? drawing.words().permit_leaves : drawing.words().forbid_leaves;
      found->second = drawing.add(shape, {std::string(words[truth])});
    }
    return found->second;
  };
  drawing.diagram(drawing.add(Shape::kHeading, std::move(heading)), root, leaf_box);
}

}  // namespace

Drawing draw_overview(const DecisionGraph& graph, const model::Model& model) {
  DiagramDrawing drawing(graph, model);
  std::vector<std::size_t> tables(graph.tables.size());
  std::iota(tables.begin(), tables.end(), std::size_t{0});
  const std::size_t whole = drawing.add(Shape::kHeading, {policy_name(model)});
  for (const TableGroup& group : groups_of(graph, model, tables)) {
    const std::size_t table = group.tables.front();
    const auto segments = graph.segments_of(graph.tables[table]);
    const auto rules = rules_of_segments(graph, model, table);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const std::string size = size_text(drawing.words(), count_nodes(graph, segments[i].root));
      for (const ListedRule& rule : rules[i]) lines.push_back(listed(drawing.words(), model, rule));
      if (rules[i].size() == 1) {
        lines.back() += " (" + size + ")";
      } else {
        lines.push_back("   " + worded(drawing.words().together, size));
      }
    }
    const std::size_t heading = drawing.add(Shape::kRules, group.headings);
    drawing.connect(whole, heading);
    if (lines.empty()) {
      drawing.connect(heading, drawing.add(Shape::kNothing, {std::string(drawing.words().nothing_permits)}));
    } else {
      drawing.connect(heading, drawing.add(Shape::kList, std::move(lines)));
    }
  }
  Drawing result = std::move(drawing).finish(worded(kEnglishWords.overview, policy_name(model)));
  result.left_to_right = true;
  return result;
}

Drawing draw_tables(const DecisionGraph& graph, const model::Model& model, std::span<const std::size_t> tables) {
  DiagramDrawing drawing(graph, model);
  for (const TableGroup& group : groups_of(graph, model, tables)) draw_group(drawing, graph, model, group);
  drawing.overriders();
  return std::move(drawing).finish(worded(kEnglishWords.overview, policy_name(model)));
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
      for (const TableGroup& group : groups_of(graph, model, of_tables)) {
        heading.insert(heading.end(), group.headings.begin(), group.headings.end());
        effective.insert(effective.end(), group.headings.begin(), group.headings.end());
      }
    }
    draw_condition(drawing, declared, std::move(heading), roots.applies);
    if (roots.effective != roots.applies) draw_condition(drawing, declared, std::move(effective), roots.effective);
  }
  drawing.overriders();
  return std::move(drawing).finish(worded(kEnglishWords.rule, name));
}

}  // namespace licet::graph
