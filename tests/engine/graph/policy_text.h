#pragma once
// Policies as text in tests: their models and graphs.

#include <engine/graph/build.h>
#include <memory>
#include <string_view>

namespace licet::tests {

/// The model of one file; a failure of the test if the text has errors.
std::shared_ptr<const model::Model> model_of(std::string_view text);

/// A graph with the model that it refers to.
struct BuiltGraph {
  std::shared_ptr<const model::Model> model;
  std::shared_ptr<const graph::DecisionGraph> graph;
};

/// A failure of the test if it exceeds a budget.
BuiltGraph graph_of(std::string_view text, const graph::GraphOptions& options = {});

}  // namespace licet::tests
