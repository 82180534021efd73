#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphviz.hpp>
#include <engine/graph/dot.h>
#include <fmt/format.h>
#include <sstream>

namespace licet::graph {
namespace {

using Picture = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, DrawnNode, DrawnEdge>;

/// A quoted label: lines end in `line_end`, and nothing in the text means anything to Graphviz, entities included.
std::string label_of(std::string_view text, std::string_view line_end = "\\n") {
  std::string label = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        label += "\\\"";
        break;
      case '\\':
        label += "\\\\";
        break;
      case '&':
        label += "&amp;";
        break;
      case '\r':
        break;
      case '\n':
        label += line_end;
        break;
      default:
        label += c;
    }
  }
  return label + '"';
}

/// Shapes differ as well as colours, so that a picture can be read in black and white.
std::string_view look_of(Shape shape) {
  switch (shape) {
    case Shape::kHeading:
      return R"(shape=box style="filled,bold" fillcolor="#e8eaf0" fontsize=13)";
    case Shape::kPurposes:
      return R"(shape=box style="filled,bold" fillcolor="#e8eaf0")";
    case Shape::kRules:
      return R"(shape=box style="filled" fillcolor="#f3f3f3")";
    case Shape::kList:
      return R"(shape=note style="filled" fillcolor="#ffffff")";
    case Shape::kQuestion:
      return R"(shape=box style="rounded,filled" fillcolor="#ffffff")";
    case Shape::kPermit:
      return R"(shape=ellipse style="filled,bold" fillcolor="#d5eedb" color="#1b6e35")";
    case Shape::kForbid:
      return R"(shape=octagon style="filled,bold" fillcolor="#f8d7d3" color="#9c1c12")";
    case Shape::kUncertain:
      return R"(shape=octagon style="filled,dashed" fillcolor="#fbe9d0" color="#9c1c12")";
    case Shape::kReview:
      return R"(shape=diamond style="filled,bold" fillcolor="#fdf3c4" color="#8a6d00")";
    case Shape::kNothing:
      return R"(shape=octagon style="filled" fillcolor="#e4e4e4" color="#555555")";
    case Shape::kNo:
      return R"(shape=ellipse style="filled" fillcolor="#e4e4e4" color="#555555")";
  }
  return "";
}

std::string_view line_of(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::kAnswer:
      return "";
    case EdgeKind::kPassesOn:
      return R"( style=dashed color="#666666" fontcolor="#666666")";
    case EdgeKind::kBeside:
      return " style=invis";
  }
  return "";
}

std::string joined(const DrawnNode& node) {
  std::string text;
  for (const std::string& line : node.lines) text += text.empty() ? line : '\n' + line;
  // Left-aligned lines each need an end, the last, too.
  return node.shape == Shape::kList ? text + '\n' : text;
}

}  // namespace

std::string to_dot(const Drawing& drawing) {
  Picture picture(drawing.nodes.size());
  for (std::size_t i = 0; i < drawing.nodes.size(); ++i) picture[i] = drawing.nodes[i];
  for (const DrawnEdge& edge : drawing.edges) boost::add_edge(edge.from, edge.to, edge, picture);

  std::ostringstream out;
  boost::write_graphviz(
      out, picture,
      [&](std::ostream& to, std::size_t vertex) {
        const DrawnNode& node = picture[vertex];
        const bool list = node.shape == Shape::kList;
        to << fmt::format("[label={} {}]", label_of(joined(node), list ? "\\l" : "\\n"), look_of(node.shape));
      },
      [&](std::ostream& to, const Picture::edge_descriptor& which) {
        const DrawnEdge& edge = picture[which];
        to << fmt::format("[label={}{}]", label_of(edge.label), line_of(edge.kind));
      },
      [&](std::ostream& to) {
        to << fmt::format(
                  "graph [label={} labelloc=t fontsize=18 fontname=\"Helvetica\" rankdir={} nodesep=0.3 "
                  "ranksep=0.45]\n",
                  label_of(drawing.title), drawing.left_to_right ? "LR" : "TB")
           << "node [fontname=\"Helvetica\" fontsize=11 margin=\"0.15,0.08\"]\n"
           << "edge [fontname=\"Helvetica\" fontsize=10]\n";
      });
  return out.str();
}

}  // namespace licet::graph
