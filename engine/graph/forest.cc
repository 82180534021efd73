#include <engine/graph/forest.h>

namespace licet::graph {
namespace {

/// Remembered results beyond this are forgotten: they only save time.
constexpr std::size_t kMostResults = 4'000'000;

/// A path may test so many variables one after the other: so deep the stack of a small thread goes.
constexpr std::size_t kMostDepth = 4'000;

/// Of all nodes together, 256 MiB.
constexpr std::size_t kMostChildren = std::size_t{64} << 20U;

constexpr std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 33U;
  value *= 0xff51'afd7'ed55'8ccdULL;
  value ^= value >> 33U;
  return value;
}

}  // namespace

std::size_t Forest::StepHash::operator()(const Step& step) const noexcept {
  return mixed(step.operands * 31 + step.operation);
}

std::size_t Forest::NodeHash::operator()(std::uint32_t node) const noexcept {
  std::uint64_t hash = forest->nodes_[node].variable;
  for (const NodeRef child : forest->children(NodeRef(node))) hash = mixed(hash * 1099511628211ULL + child.value);
  return hash;
}

bool Forest::NodeEqual::operator()(std::uint32_t a, std::uint32_t b) const noexcept {
  if (forest->nodes_[a].variable != forest->nodes_[b].variable) return false;
  const auto left = forest->children(NodeRef(a));
  const auto right = forest->children(NodeRef(b));
  return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

Forest::Forest() : unique_(64, NodeHash{this}, NodeEqual{this}) {
  for (int i = 0; i < 4; ++i) add_leaf();
}

NodeRef Forest::add_leaf() {
  nodes_.emplace_back();
  return NodeRef(nodes_.size() - 1);
}

NodeRef Forest::leaf(const Verdict& verdict) {
  const std::uint64_t key = (std::uint64_t{verdict.rule.value} << 8U) | static_cast<std::uint64_t>(verdict.reason);
  const auto found = verdict_leaves_.find(key);
  if (found != verdict_leaves_.end()) return found->second;
  const NodeRef fresh = add_leaf();
  verdicts_.emplace(fresh.value, verdict);
  verdict_leaves_.emplace(key, fresh);
  return fresh;
}

void Forest::limit(std::size_t new_nodes) {
  allowed_ = nodes_.size() + new_nodes;
  exceeded_ = false;
}

NodeRef Forest::node(VariableId variable, std::vector<NodeRef> children) {
  if (std::all_of(children.begin(), children.end(), [&](NodeRef child) { return child == children.front(); })) {
    return children.front();
  }
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(
      {variable.value, static_cast<std::uint32_t>(children_.size()), static_cast<std::uint32_t>(children.size())});
  children_.insert(children_.end(), children.begin(), children.end());
  const auto [found, added] = unique_.insert(fresh);
  if (!added) {
    nodes_.pop_back();
    children_.resize(children_.size() - children.size());
    return NodeRef(*found);
  }
  if (nodes_.size() > allowed_ || children_.size() > kMostChildren) exceeded_ = true;
  return NodeRef(fresh);
}

std::optional<NodeRef> Forest::decided(Operation operation, NodeRef a, NodeRef b) const {
  switch (operation) {
    case Operation::kBoth:
      if (a == kFalse || b == kFalse) return kFalse;
      if (a == kTrue || a == b) return b;
      if (b == kTrue) return a;
      break;
    case Operation::kEither:
      if (a == kTrue || b == kTrue) return kTrue;
      if (a == kFalse || a == b) return b;
      if (b == kFalse) return a;
      break;
    case Operation::kUnless:
      if (a == kFalse || b == kFalse) return a;
      if (is_leaf(b)) return kFalse;
      break;
    case Operation::kAppend:
      if (a == kNext) return b;
      if (is_leaf(a) || b == kNext) return a;
      break;
  }
  return std::nullopt;
}

NodeRef Forest::apply(Operation operation, NodeRef a, NodeRef b, std::size_t depth) {
  if (const auto known = decided(operation, a, b)) return *known;
  if (depth >= kMostDepth) exceeded_ = true;
  if (exceeded_) return kFalse;
  const bool commutes = operation == Operation::kBoth || operation == Operation::kEither;
  if (commutes && b < a) std::swap(a, b);
  const Step step{(std::uint64_t{a.value} << 32U) | b.value, static_cast<std::uint64_t>(operation)};
  if (const auto found = results_.find(step); found != results_.end()) return found->second;

  const std::uint32_t first = std::min(nodes_[a.value].variable, nodes_[b.value].variable);
  const NodeRef wider = nodes_[a.value].variable == first ? a : b;
  const std::size_t domain = nodes_[wider.value].child_count;
  std::vector<NodeRef> children;
  children.reserve(domain);
  for (std::size_t value = 0; value < domain; ++value) {
    const NodeRef from_a = nodes_[a.value].variable == first ? this->children(a)[value] : a;
    const NodeRef from_b = nodes_[b.value].variable == first ? this->children(b)[value] : b;
    children.push_back(apply(operation, from_a, from_b, depth + 1));
  }
  const NodeRef result = node(VariableId(first), std::move(children));
  if (exceeded_) return kFalse;
  if (results_.size() >= kMostResults) results_.clear();
  results_.emplace(step, result);
  return result;
}

NodeRef Forest::map(NodeRef a, const Leaves& leaves) {
  std::unordered_map<std::uint32_t, NodeRef> mapped{
      {kFalse.value, leaves.when_false}, {kUnknown.value, leaves.when_unknown}, {kTrue.value, leaves.when_true}};
  std::vector<NodeRef> open{a};
  while (!open.empty()) {
    const NodeRef top = open.back();
    if (mapped.contains(top.value)) {
      open.pop_back();
      continue;
    }
    if (is_leaf(top)) {
      mapped.emplace(top.value, top);
      open.pop_back();
      continue;
    }
    const std::size_t before = open.size();
    for (const NodeRef child : children(top)) {
      if (!mapped.contains(child.value)) open.push_back(child);
    }
    if (open.size() > before) continue;
    std::vector<NodeRef> fresh;
    for (const NodeRef child : children(top)) fresh.push_back(mapped.at(child.value));
    mapped.emplace(top.value, node(variable(top), std::move(fresh)));
    open.pop_back();
  }
  return mapped.at(a.value);
}

std::size_t Forest::count(NodeRef root) const {
  counted_.resize(nodes_.size());
  ++counts_;
  std::size_t found = 0;
  std::vector<NodeRef> open{root};
  while (!open.empty()) {
    const NodeRef top = open.back();
    open.pop_back();
    if (is_leaf(top) || counted_[top.value] == counts_) continue;
    counted_[top.value] = counts_;
    ++found;
    const auto below = children(top);
    open.insert(open.end(), below.begin(), below.end());
  }
  return found;
}

}  // namespace licet::graph
