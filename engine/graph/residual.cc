#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/pending/queue.hpp>
#include <boost/property_map/property_map.hpp>
#include <engine/graph/residual.h>
#include <map>
#include <unordered_map>

namespace licet::graph {
namespace {

/// A node within the walk of a segment, or of an overrider, whose leaves lead nowhere.
struct Place {
  std::uint32_t segment = 0;
  FrozenRef node = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};
constexpr std::uint32_t kWithinOverrider = 0xFFFF'FFFF;
constexpr std::uint32_t kPermitted = 0xFFFF'FFFE;

/// The residual graph, its vertices numbered as they are found.
using Vertex = std::size_t;
struct Edge {
  Vertex from = 0;
  Vertex to = 0;
  std::size_t changes = 0;

  friend bool operator==(const Edge&, const Edge&) = default;
};

class Unfolded {
 public:
  Unfolded(const DecisionGraph& graph, std::span<const Segment> segments,
           const std::function<std::uint32_t(VariableId)>& value, const std::vector<bool>& may_change)
      : graph_(graph), segments_(segments), value_(value), may_change_(may_change) {}

  Vertex start() { return number_of(entering(0)); }
  Vertex permitted() { return number_of({kPermitted, 0}); }
  const Place& place(Vertex vertex) const { return places_[vertex]; }
  std::size_t size() const { return places_.size(); }

  /// Made when they are asked for first.
  const std::vector<Edge>& edges_of(Vertex vertex) {
    if (vertex >= edges_.size()) edges_.resize(places_.size());
    if (vertex >= made_.size()) made_.resize(places_.size(), false);
    if (!made_[vertex]) {
      std::vector<Edge> edges = make_edges(vertex);
      edges_.resize(places_.size());
      made_.resize(places_.size(), false);
      edges_[vertex] = std::move(edges);
      made_[vertex] = true;
    }
    return edges_[vertex];
  }

 private:
  Vertex number_of(const Place& place) {
    const auto [found, fresh] = numbers_.try_emplace(place, places_.size());
    if (fresh) places_.push_back(place);
    return found->second;
  }
  Place entering(std::size_t segment) const {
    if (segment >= segments_.size()) return {static_cast<std::uint32_t>(segment), kLeafNext};
    return {static_cast<std::uint32_t>(segment), segments_[segment].root};
  }

  /// Where a walk goes on from a leaf; none where it ends with a denial, or at the end of the list.
  std::optional<Place> after(const Place& leaf) const {
    if (leaf.segment == kWithinOverrider || leaf.segment >= segments_.size()) return std::nullopt;
    const Segment& segment = segments_[leaf.segment];
    Reason reason = Reason::kNothingPermits;
    if (is_verdict(leaf.node)) {
      reason = verdict_of(leaf.node).reason;
    } else if (leaf.node == kLeafTrue) {
      reason = segment.when_true;
    } else if (leaf.node == kLeafUnknown) {
      reason = segment.when_unknown;
    }
    if (reason == Reason::kPermitted) return Place{kPermitted, 0};
    if (reason != Reason::kNothingPermits) return std::nullopt;
    return entering(leaf.segment + 1);
  }

  std::vector<Edge> make_edges(Vertex vertex) {
    const Place place = places_[vertex];
    std::vector<Edge> edges;
    if (place.segment == kPermitted) return edges;
    if (is_leaf(place.node)) {
      if (const auto next = after(place)) edges.push_back({vertex, number_of(*next), 0});
      return edges;
    }
    const VariableId variable = graph_.variable_of(place.node);
    const VariableKey& key = graph_.variables[variable].key;
    const auto children = graph_.children_of(place.node);
    if (key.kind == VariableKind::kOverrides) {
      edges.push_back({vertex, number_of({kWithinOverrider, graph_.overriders[key.subject]}), 0});
      for (const FrozenRef child : children) edges.push_back({vertex, number_of({place.segment, child}), 0});
      return edges;
    }
    const std::uint32_t today = value_(variable);
    for (std::uint32_t i = 0; i < children.size(); ++i) {
      if (i != today && !may_change_[variable.value]) continue;
      edges.push_back({vertex, number_of({place.segment, children[i]}), i == today ? 0U : 1U});
    }
    return edges;
  }

  const DecisionGraph& graph_;
  std::span<const Segment> segments_;
  const std::function<std::uint32_t(VariableId)>& value_;
  const std::vector<bool>& may_change_;
  std::map<Place, Vertex> numbers_;
  std::vector<Place> places_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<bool> made_;
};

/// What Boost.Graph's searches ask of a graph whose edges are made while it is searched.
struct Searched {
  Unfolded* unfolded = nullptr;
};

}  // namespace
}  // namespace licet::graph

namespace boost {

template <>
struct graph_traits<licet::graph::Searched> {
  using vertex_descriptor = licet::graph::Vertex;
  using edge_descriptor = licet::graph::Edge;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  using traversal_category = incidence_graph_tag;
  using out_edge_iterator = std::vector<licet::graph::Edge>::const_iterator;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return static_cast<vertex_descriptor>(-1); }
};

}  // namespace boost

namespace licet::graph {
namespace {

Vertex source(const Edge& edge, const Searched& /*graph*/) { return edge.from; }
Vertex target(const Edge& edge, const Searched& /*graph*/) { return edge.to; }
std::pair<std::vector<Edge>::const_iterator, std::vector<Edge>::const_iterator> out_edges(Vertex vertex,
                                                                                          const Searched& graph) {
  const std::vector<Edge>& edges = graph.unfolded->edges_of(vertex);
  return {edges.begin(), edges.end()};
}
std::size_t out_degree(Vertex vertex, const Searched& graph) { return graph.unfolded->edges_of(vertex).size(); }

class Collector : public boost::default_bfs_visitor {
 public:
  explicit Collector(std::vector<Edge>& edges) : edges_(&edges) {}
  void examine_edge(const Edge& edge, const Searched& /*graph*/) const { edges_->push_back(edge); }

 private:
  std::vector<Edge>* edges_;
};

std::optional<std::size_t> shortest(const std::vector<Edge>& edges, std::size_t vertices, Vertex start, Vertex end) {
  using Weighted = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                         boost::property<boost::edge_weight_t, std::size_t>>;
  Weighted graph(vertices);
  for (const Edge& edge : edges) boost::add_edge(edge.from, edge.to, edge.changes, graph);
  std::vector<std::size_t> distances(vertices);
  boost::dijkstra_shortest_paths(graph, start,
                                 boost::distance_map(boost::make_iterator_property_map(
                                     distances.begin(), boost::get(boost::vertex_index, graph))));
  if (distances[end] == std::numeric_limits<std::size_t>::max()) return std::nullopt;
  return distances[end];
}

}  // namespace

Residual residual(const DecisionGraph& graph, const Table& table, const std::function<std::uint32_t(VariableId)>& value,
                  const std::vector<bool>& may_change) {
  Unfolded unfolded(graph, graph.segments_of(table), value, may_change);
  const Vertex start = unfolded.start();
  const Vertex permitted = unfolded.permitted();
  std::vector<Edge> edges;
  std::unordered_map<Vertex, boost::default_color_type> colours;
  boost::queue<Vertex> waiting;
  boost::breadth_first_visit(Searched{&unfolded}, start, waiting, Collector(edges),
                             boost::associative_property_map(colours));

  Residual left;
  std::vector<bool> met(graph.variables.size(), false);
  std::vector<bool> segments(table.segment_count, false);
  for (const auto& [vertex, colour] : colours) {
    const Place& place = unfolded.place(vertex);
    if (place.segment < segments.size()) segments[place.segment] = true;
    if (place.segment != kPermitted && !is_leaf(place.node)) met[graph.variable_of(place.node).value] = true;
  }
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (met[i] && may_change[i]) left.open.push_back(VariableId(i));
  }
  left.segments = static_cast<std::size_t>(std::count(segments.begin(), segments.end(), true));
  left.least_changes = shortest(edges, unfolded.size(), start, permitted);
  return left;
}

}  // namespace licet::graph
