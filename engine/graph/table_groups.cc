#include <engine/graph/diagram_check.h>
#include <engine/graph/table_groups.h>
#include <engine/graph/table_names.h>
#include <engine/graph/words.h>
#include <fmt/format.h>
#include <map>

namespace licet::graph {
namespace {

using SegmentList = std::vector<std::pair<FrozenRef, std::uint32_t>>;

SegmentList list_of(const DecisionGraph& graph, std::size_t table) {
  SegmentList list;
  for (const Segment& segment : graph.segments_of(graph.tables[table])) list.emplace_back(segment.root, segment.rule);
  return list;
}

}  // namespace

std::vector<std::string> headings_of(const DecisionGraph& graph, const model::Model& model,
                                     std::span<const std::size_t> tables) {
  using Names = std::vector<std::string>;
  std::vector<std::pair<Names, Names>> rows;  // purposes of a class, all actions for them
  const std::size_t columns = graph.variables.classes().actions.count;
  std::size_t last_row = graph.tables.size();
  for (const std::size_t table : tables) {
    TableNames names = names_of_table(graph, model, table);
    if (table / columns != last_row) rows.emplace_back(std::move(names.purposes), Names());
    last_row = table / columns;
    rows.back().second.insert(rows.back().second.end(), names.actions.begin(), names.actions.end());
  }
  std::vector<std::pair<Names, Names>> lines;  // actions, purposes
  std::map<Names, std::size_t> line_of;
  for (auto& [purposes, actions] : rows) {
    const auto [found, fresh] = line_of.try_emplace(actions, lines.size());
    if (fresh) lines.emplace_back(actions, Names());
    Names& all = lines[found->second].second;
    all.insert(all.end(), purposes.begin(), purposes.end());
  }
  std::vector<std::string> headings;
  headings.reserve(lines.size());
  for (const auto& [actions, purposes] : lines) {
    headings.push_back(
        fmt::format(fmt::runtime(kEnglishWords.table), fmt::join(actions, ", "), fmt::join(purposes, ", ")));
  }
  return headings;
}

std::vector<TableGroup> groups_of(const DecisionGraph& graph, const model::Model& model,
                                  std::span<const std::size_t> tables) {
  std::vector<TableGroup> groups;
  std::map<SegmentList, std::size_t> group_of;
  for (const std::size_t table : tables) {
    const auto [found, fresh] = group_of.try_emplace(list_of(graph, table), groups.size());
    if (fresh) groups.emplace_back();
    groups[found->second].tables.push_back(table);
  }
  for (TableGroup& group : groups) group.headings = headings_of(graph, model, group.tables);
  return groups;
}

std::vector<std::vector<ListedRule>> rules_of_segments(const DecisionGraph& graph, const model::Model& model,
                                                       std::size_t table) {
  const auto segments = graph.segments_of(graph.tables[table]);
  const std::vector<model::RuleId> list = decision_list(graph, model, table);
  const std::vector<Ends> ends = ends_of_nodes(graph, model);
  std::vector<std::vector<ListedRule>> rules(segments.size());
  std::size_t segment = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    // The next segment begins with its rule, or with the first that decides in it.
    if (segment + 1 < segments.size()) {
      const Segment& next = segments[segment + 1];
      const std::uint64_t first = next.rule == Segment::kSeveral ? ends_of(model, ends, next.root).first
                                                                 : place_in_list(model, model::RuleId(next.rule));
      if (place_in_list(model, list[i]) >= first) ++segment;
    }
    rules[segment].push_back({i + 1, list[i]});
  }
  return rules;
}

}  // namespace licet::graph
