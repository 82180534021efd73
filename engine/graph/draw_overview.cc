#include <algorithm>
#include <engine/graph/branches.h>
#include <engine/graph/diagram_drawing.h>
#include <engine/graph/table_names.h>
#include <fmt/format.h>
#include <map>

namespace licet::graph {
namespace {

/// Actions that are decided alike for a purpose.
struct Cell {
  std::size_t table = 0;  ///< the first
  std::vector<std::string> actions;
};

/// Purposes for which every action is decided alike.
struct Row {
  std::vector<std::string> purposes;
  std::vector<Cell> cells;
  std::vector<std::string> denied;  ///< actions that nothing can permit
};

bool may_permit(const DecisionGraph& graph, const model::Model& model, std::size_t table) {
  const std::vector<model::RuleId> list = decision_list(graph, model, table);
  return std::any_of(list.begin(), list.end(),
                     [&](model::RuleId id) { return model.rules[id].effect != model::Effect::kForbid; });
}

Row row_of(const DecisionGraph& graph, const model::Model& model, std::span<const std::size_t> tables) {
  Row row;
  row.purposes = names_of_table(graph, model, tables.front()).purposes;
  for (const TableGroup& group : groups_of(graph, model, tables)) {
    const bool permits = may_permit(graph, model, group.tables.front());
    if (permits) row.cells.push_back({group.tables.front(), {}});
    std::vector<std::string>& actions = permits ? row.cells.back().actions : row.denied;
    for (const std::size_t table : group.tables) {
      const std::vector<std::string> some = names_of_table(graph, model, table).actions;
      actions.insert(actions.end(), some.begin(), some.end());
    }
  }
  return row;
}

/// Rows of the same cells are one.
std::vector<Row> rows_of(const DecisionGraph& graph, const model::Model& model) {
  using Signature = std::vector<std::pair<std::vector<std::string>, std::vector<std::pair<FrozenRef, std::uint32_t>>>>;
  const std::size_t columns = graph.variables.classes().actions.count;
  std::vector<Row> rows;
  std::map<Signature, std::size_t> known;
  for (std::size_t first = 0; first < graph.tables.size(); first += columns) {
    std::vector<std::size_t> tables;
    for (std::size_t i = 0; i < columns; ++i) tables.push_back(first + i);
    Row row = row_of(graph, model, tables);
    Signature signature{{row.denied, {}}};
    for (const Cell& cell : row.cells) {
      signature.push_back({cell.actions, {}});
      for (const Segment& segment : graph.segments_of(graph.tables[cell.table])) {
        signature.back().second.emplace_back(segment.root, segment.rule);
      }
    }
    const auto [found, fresh] = known.try_emplace(std::move(signature), rows.size());
    if (fresh) {
      rows.push_back(std::move(row));
    } else {
      std::vector<std::string>& purposes = rows[found->second].purposes;
      purposes.insert(purposes.end(), row.purposes.begin(), row.purposes.end());
    }
  }
  return rows;
}

std::string size_text(const Words& words, std::size_t nodes) {
  return nodes == 1 ? std::string(words.one_node) : fmt::format(fmt::runtime(words.nodes), nodes);
}

std::vector<std::string> lines_of(const DiagramDrawing& drawing, const DecisionGraph& graph, const model::Model& model,
                                  const Cell& cell) {
  std::vector<std::string> lines{fmt::format("{}:", fmt::join(cell.actions, ", "))};
  const auto segments = graph.segments_of(graph.tables[cell.table]);
  const auto rules = rules_of_segments(graph, model, cell.table);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string size = size_text(drawing.words(), count_nodes(graph, segments[i].root));
    for (const ListedRule& rule : rules[i]) lines.push_back(drawing.listed(rule));
    lines.back() += rules[i].size() == 1 ? " (" + size + ")" : " " + worded(drawing.words().together, size);
  }
  return lines;
}

}  // namespace

Drawing draw_overview(const DecisionGraph& graph, const model::Model& model) {
  DiagramDrawing drawing(graph, model);
  std::vector<Row> rows = rows_of(graph, model);
  // What lies left to right is stacked from below.
  std::reverse(rows.begin(), rows.end());
  for (const Row& row : rows) {
    std::vector<std::string> heading = row.purposes;
    if (!row.denied.empty()) {
      heading.push_back(wrapped(worded(drawing.words().always_denied, fmt::format("{}", fmt::join(row.denied, ", ")))));
    }
    std::size_t left = drawing.add(Shape::kPurposes, std::move(heading));
    EdgeKind kind = EdgeKind::kAnswer;
    for (const Cell& cell : row.cells) {
      const std::size_t box = drawing.add(Shape::kList, lines_of(drawing, graph, model, cell));
      drawing.connect(left, box, "", kind);
      left = box;
      kind = EdgeKind::kBeside;
    }
  }
  std::string title = worded(drawing.words().overview, drawing.policy_name());
  Drawing result = std::move(drawing).finish(std::move(title));
  result.left_to_right = true;
  return result;
}

}  // namespace licet::graph
