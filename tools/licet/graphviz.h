#pragma once
// Graphviz, the program that makes pictures of graphs, as far as it is installed.
//
// Thread rule: one thread. Source: https://graphviz.org

#include <licet/result.h>
#include <string>

namespace licet::tool {

/// The picture of a graph in DOT, as SVG, by the program `dot` on the PATH. kNotFound if there is none. Waits for it,
/// as long as it takes.
Result<std::string> svg_of(const std::string& dot);

}  // namespace licet::tool
