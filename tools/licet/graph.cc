#include <algorithm>
#include <cerrno>
#include <engine/base/nearest_name.h>
#include <engine/decide/ready_policy.h>
#include <engine/exchange/graph_json.h>
#include <engine/graph/dot.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <tools/licet/graphviz.h>
#include <tools/licet/output.h>
#include <tools/licet/policy_argument.h>
#include <tools/licet/sub_commands.h>
#include <vector>

namespace licet::tool {
namespace {

/// Graphviz takes some seconds for so many boxes, and for more soon minutes.
constexpr std::size_t kDrawnNodes = 3'000;

struct GraphArguments {
  std::string path;
  std::optional<std::string> purpose;
  std::optional<std::string> action;
  std::optional<std::string> rule;
  std::string format = "dot";
  std::optional<std::string> file;
  OutputOptions output;
};

/// What of the graph is shown.
struct Part {
  std::vector<std::size_t> tables;
  std::optional<model::RuleId> rule;
  bool whole = true;
};

/// Reports a name that nothing has, with those that may have been meant.
void report_unknown(Output& output, const char* kind, const std::string& name, const model::NameIndex& index) {
  std::vector<std::string> known;
  for (const auto& [one, number] : index) known.push_back(one);
  std::sort(known.begin(), known.end());
  const std::vector<std::string> nearest = nearest_names(name, known);
  const std::string meant =
      nearest.empty() ? std::string() : fmt::format("; did you mean {}?", fmt::join(nearest, " or "));
  output.message(fmt::format("there is no {} {}{}", kind, name, meant));
}

/// The tables of the purpose, the action and the rule named; none after a message.
std::optional<Part> part_of(Output& output, const GraphArguments& arguments, const graph::DecisionGraph& graph,
                            const model::Model& model) {
  Part part;
  std::optional<std::uint32_t> row;
  std::optional<std::uint32_t> column;
  const graph::RequestClasses& classes = graph.variables.classes();
  if (arguments.purpose) {
    const auto purpose = model.purposes.find(*arguments.purpose);
    if (!purpose) {
      report_unknown(output, "purpose", *arguments.purpose, model.purposes.index);
      return std::nullopt;
    }
    row = classes.purposes.of_name[purpose->value];
  }
  if (arguments.action) {
    const auto action = model.actions.find(*arguments.action);
    if (!action) {
      report_unknown(output, "action", *arguments.action, model.actions.index);
      return std::nullopt;
    }
    column = classes.actions.of_name[action->value];
  }
  if (arguments.rule) {
    part.rule = model.rules.find(*arguments.rule);
    if (!part.rule) {
      report_unknown(output, "rule", *arguments.rule, model.rules.index);
      return std::nullopt;
    }
  }
  part.whole = !row && !column && !part.rule;
  for (std::size_t table = 0; table < graph.tables.size(); ++table) {
    if (row && table / classes.actions.count != *row) continue;
    if (column && table % classes.actions.count != *column) continue;
    const auto rules = graph.rules_of(graph.tables[table]);
    const bool has_rule = !part.rule || std::any_of(rules.begin(), rules.end(), [&](const graph::RuleRoots& one) {
      return one.rule == *part.rule;
    });
    if (has_rule) part.tables.push_back(table);
  }
  if (part.rule && part.tables.empty()) {
    output.message(fmt::format("the rule {} does not concern that purpose and action", *arguments.rule));
    return std::nullopt;
  }
  return part;
}

std::optional<std::string> shown(Output& output, const GraphArguments& arguments, const PolicySet& policy) {
  const graph::DecisionGraph& graph = policy.ready().graph();
  const model::Model& model = policy.model();
  const std::optional<Part> part = part_of(output, arguments, graph, model);
  if (!part) return std::nullopt;
  if (arguments.format == "json") {
    return exchange::write_graph(graph, model, {part->tables, part->rule, part->whole}) + '\n';
  }
  const graph::Drawing drawing = part->whole  ? graph::draw_overview(graph, model)
                                 : part->rule ? graph::draw_rule(graph, model, *part->rule, part->tables)
                                              : graph::draw_tables(graph, model, part->tables);
  const char* const less =
      part->rule ? "--purpose and --action show less" : "--action, or --rule for a single rule, shows less";
  if (arguments.format == "svg" && drawing.nodes.size() > kDrawnNodes) {
    output.message(fmt::format("the picture would have {} boxes, more than Graphviz draws in a reasonable time; {}",
                               drawing.nodes.size(), less));
    return std::nullopt;
  }
  if (drawing.nodes.size() > graph::kReadableNodes) {
    output.message(fmt::format("the picture has {} boxes, more than can be read; {}", drawing.nodes.size(), less));
  }
  std::string dot = graph::to_dot(drawing);
  if (arguments.format == "dot") return dot;
  Result<std::string> svg = svg_of(dot);
  if (svg) return std::move(*svg);
  output.message(svg.error().message);
  return std::nullopt;
}

bool write_file(Output& output, const std::string& path, const std::string& text) {
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file) return true;
  const std::string why = errno != 0 ? ": " + std::generic_category().message(errno) : std::string();
  output.message(fmt::format("{} cannot be written{}", path, why));
  return false;
}

ExitStatus show_graph(const GraphArguments& arguments) {
  Output output(arguments.output);
  const std::optional<PolicySet> policy = load_policy(output, arguments.path);
  if (!policy) return ExitStatus::kUnusable;
  const std::optional<std::string> text = shown(output, arguments, *policy);
  if (!text) return ExitStatus::kUnusable;
  if (arguments.file && *arguments.file != "-") {
    return output.finish(write_file(output, *arguments.file, *text) ? ExitStatus::kDone : ExitStatus::kUnusable);
  }
  output.text(*text);
  return output.finish(ExitStatus::kDone);
}

}  // namespace

SubCommand add_graph(CLI::App& program) {
  auto arguments = std::make_shared<GraphArguments>();
  CLI::App* app = program.add_subcommand("graph", "Show the decision graph: an overview, or how something is decided");
  app->add_option("PATH", arguments->path, "The policy set: a directory with *.licet files, or one file")
      ->type_name("")
      ->required();
  app->add_option("--purpose", arguments->purpose, "How requests for this purpose are decided")->type_name("P");
  app->add_option("--action", arguments->action, "How requests for this action are decided")->type_name("A");
  app->add_option("--rule", arguments->rule, "When this rule applies, and what overrides it")->type_name("R");
  app->add_option("--format", arguments->format, "A picture as dot (default) or, by Graphviz, svg; or data as json")
      ->type_name("dot|svg|json")
      ->check(CLI::IsMember({"dot", "svg", "json"}).description(""));
  app->add_option("--output", arguments->file, "Write to this file instead of standard output")->type_name("FILE");
  arguments->output.add_colour_to(*app);
  return {app, [arguments] { return show_graph(*arguments); }};
}

}  // namespace licet::tool
