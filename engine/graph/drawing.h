#pragma once
// A picture of the graph, or of a part of it: boxes and arrows with words, ready to be printed.
//
// Plain data; any thread.

#include <cstdint>
#include <engine/graph/decision_graph.h>
#include <span>
#include <string>
#include <vector>

namespace licet::graph {

enum class Shape : std::uint8_t {
  kHeading,   ///< what is decided
  kPurposes,  ///< purposes for which all is decided alike
  kRules,     ///< a segment: the rules that are asked together
  kList,      ///< the rules of a table, a line each
  kQuestion,  ///< a variable
  kPermit,
  kForbid,
  kUncertain,  ///< forbidden, because it cannot be ruled out
  kReview,     ///< a person must weigh it
  kNothing,    ///< denied, because nothing permits
  kNo,         ///< a condition that does not hold
};

struct DrawnNode {
  Shape shape = Shape::kQuestion;
  std::vector<std::string> lines;
};
enum class EdgeKind : std::uint8_t {
  kAnswer,
  kPassesOn,  ///< to the next rules, because these do not decide
  kBeside,    ///< not seen: it only keeps boxes in a row
};

struct DrawnEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string label;  ///< the values that lead there; may have several lines
  EdgeKind kind = EdgeKind::kAnswer;
};

/// Edges refer to nodes by their place.
struct Drawing {
  std::string title;
  bool left_to_right = false;
  std::vector<DrawnNode> nodes;
  std::vector<DrawnEdge> edges;
};

/// Beyond so many nodes a picture is no longer read.
inline constexpr std::size_t kReadableNodes = 400;

/// Which tables there are, a row for each purpose, and their rules in deciding order with the sizes of their diagrams.
/// Actions that nothing can permit stand in one line.
Drawing draw_overview(const DecisionGraph& graph, const model::Model& model);

/// How requests for some tables are decided: every question with its answers, down to the decisions. Tables that decide
/// alike are drawn once; so is each rule that is asked about as an overrider.
Drawing draw_tables(const DecisionGraph& graph, const model::Model& model, std::span<const std::size_t> tables);

/// When a rule applies, and when nothing overrides it, wherever that differs among the tables given.
Drawing draw_rule(const DecisionGraph& graph, const model::Model& model, model::RuleId rule,
                  std::span<const std::size_t> tables);

}  // namespace licet::graph
