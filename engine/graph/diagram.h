#pragma once
// Formula → diagram. Private to the building of the graph.

#include <engine/graph/forest.h>
#include <engine/graph/formula.h>

namespace licet::graph {

/// The diagram with leaves false, unknown and true; kFalse if the forest's limit was exceeded on the way.
NodeRef diagram_of(Forest& forest, const Formula& formula);

}  // namespace licet::graph
