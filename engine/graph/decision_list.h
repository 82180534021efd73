#pragma once
// Segments of a table: consecutive rules of the decision list, joined where that saves tests and costs few nodes.
// Private to the building of the graph.

#include <engine/graph/build.h>
#include <engine/graph/forest.h>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace licet::graph {

/// Rules in deciding order, each with its `effective` root; none of them kFalse.
using DecisionList = std::vector<std::pair<model::RuleId, NodeRef>>;

/// A segment before it is frozen. `only`: it is this rule's root itself.
struct OpenSegment {
  NodeRef root = Forest::kNext;
  std::optional<model::RuleId> only;
};

/// Makes the segments of each list once.
class Segments {
 public:
  Segments(const model::Model& model, const GraphOptions& options, Forest& forest)
      : model_(model), options_(options), forest_(forest) {}

  const std::vector<OpenSegment>& of(const DecisionList& list);

 private:
  struct Growing {
    OpenSegment segment;
    std::size_t apart = 0;  ///< nodes of its rules' own diagrams
  };

  /// With leaves that decide.
  NodeRef as_decision(const OpenSegment& segment);
  /// None if the two cost more together.
  std::optional<Growing> joined(const Growing& first, const Growing& second);
  std::vector<OpenSegment> make(const DecisionList& list);

  const model::Model& model_;
  GraphOptions options_;
  Forest& forest_;
  std::map<DecisionList, std::vector<OpenSegment>> made_;
};

}  // namespace licet::graph
