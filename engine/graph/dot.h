#pragma once
// A drawing in Graphviz's DOT language.
//
// Pure; any thread. Source: https://graphviz.org/doc/info/lang.html; UTF-8, labels as escString.

#include <engine/graph/drawing.h>
#include <string>

namespace licet::graph {

std::string to_dot(const Drawing& drawing);

}  // namespace licet::graph
