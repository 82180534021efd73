#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/property_map/vector_property_map.hpp>
#include <engine/check/relation_graph.h>
#include <iterator>
#include <optional>

namespace licet::check {
namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                 boost::no_property, std::uint32_t>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

Graph make_graph(std::size_t things, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  return {boost::edges_are_unsorted_multi_pass, pairs.begin(), pairs.end(), static_cast<std::uint32_t>(things)};
}

/// Keeps the edges that stay within one strong component.
struct SameComponent {
  const Graph* graph = nullptr;
  const std::vector<std::uint32_t>* component = nullptr;

  bool operator()(const boost::graph_traits<Graph>::edge_descriptor& edge) const {
    return (*component)[boost::source(edge, *graph)] == (*component)[boost::target(edge, *graph)];
  }
};

/// Remembers how each thing was reached, and the first edge that leads back to the beginning.
class ReturnFinder : public boost::default_bfs_visitor {
 public:
  ReturnFinder(Vertex start, std::vector<std::uint32_t>& reached_from, std::optional<Vertex>& last)
      : start_(start), reached_from_(&reached_from), last_(&last) {}

  template <class Edge, class AnyGraph>
  void tree_edge(const Edge& edge, const AnyGraph& graph) const {
    (*reached_from_)[boost::target(edge, graph)] = static_cast<std::uint32_t>(boost::source(edge, graph));
  }
  template <class Edge, class AnyGraph>
  void non_tree_edge(const Edge& edge, const AnyGraph& graph) const {
    if (boost::target(edge, graph) == start_ && !*last_) *last_ = boost::source(edge, graph);
  }

 private:
  Vertex start_;
  std::vector<std::uint32_t>* reached_from_;
  std::optional<Vertex>* last_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> RelationGraph::cycles() const {
  const Graph graph = make_graph(things_, pairs_);
  std::vector<std::uint32_t> component(things_);
  const auto component_map =
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph));
  const std::uint32_t components = boost::strong_components(graph, component_map);

  std::vector<std::uint32_t> size(components);
  for (const std::uint32_t c : component) ++size[c];
  std::vector<bool> cyclic(components);
  for (std::size_t c = 0; c < components; ++c) cyclic[c] = size[c] > 1;
  for (const auto& [from, to] : pairs_) {
    if (from == to) cyclic[component[from]] = true;
  }

  const boost::filtered_graph<Graph, SameComponent> inner(graph, SameComponent{&graph, &component});
  // One colour map for all searches, never cleared: components share no thing.
  std::vector<boost::default_color_type> colour(things_, boost::white_color);
  const auto colour_map = boost::make_iterator_property_map(colour.begin(), boost::get(boost::vertex_index, graph));
  std::vector<std::uint32_t> reached_from(things_);
  std::vector<std::vector<std::uint32_t>> found;
  for (std::uint32_t start = 0; start < things_; ++start) {
    if (!cyclic[component[start]]) continue;
    cyclic[component[start]] = false;
    std::optional<Vertex> last;
    boost::queue<Vertex> waiting;
    boost::breadth_first_visit(inner, Vertex{start}, waiting, ReturnFinder(start, reached_from, last), colour_map);
    std::vector<std::uint32_t> cycle;
    for (auto thing = static_cast<std::uint32_t>(last.value_or(start)); thing != start; thing = reached_from[thing]) {
      cycle.push_back(thing);
    }
    cycle.push_back(start);
    std::reverse(cycle.begin(), cycle.end());
    found.push_back(std::move(cycle));
  }
  return found;
}

std::vector<std::uint32_t> RelationGraph::targets_first() const {
  const Graph graph = make_graph(things_, pairs_);
  std::vector<std::uint32_t> order;
  order.reserve(things_);
  std::vector<boost::default_color_type> colour(things_, boost::white_color);
  const auto colour_map = boost::make_iterator_property_map(colour.begin(), boost::get(boost::vertex_index, graph));
  boost::topological_sort(graph, std::back_inserter(order), boost::color_map(colour_map));
  return order;
}

}  // namespace licet::check
