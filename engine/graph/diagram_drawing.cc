#include <algorithm>
#include <deque>
#include <engine/graph/branches.h>
#include <engine/graph/diagram_drawing.h>
#include <fmt/format.h>

namespace licet::graph {
namespace {

constexpr std::size_t kLineBytes = 28;

/// The branch that is called "otherwise": the one with most to say, if that is much.
std::size_t otherwise_among(const std::vector<Branch>& branches, const std::vector<std::string>& labels) {
  const auto longest = std::max_element(labels.begin(), labels.end(),
                                        [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  const auto place = static_cast<std::size_t>(longest - labels.begin());
  const auto commas = std::count(longest->begin(), longest->end(), ',');
  return branches[place].values.size() > 2 && commas > 1 ? place : labels.size();
}

}  // namespace

std::string wrapped(const std::string& text) {
  std::string lines;
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool breaks = text[at] == ' ' && at > 0 && text[at - 1] == ',' && at - line >= kLineBytes;
    if (breaks) line = at + 1;
    lines += breaks ? '\n' : text[at];
  }
  return lines;
}

std::string worded(std::string_view words, const std::string& first) { return fmt::format(fmt::runtime(words), first); }
std::string worded(std::string_view words, const std::string& first, const std::string& second) {
  return fmt::format(fmt::runtime(words), first, second);
}

std::size_t DiagramDrawing::add(Shape shape, std::vector<std::string> lines) {
  drawing_.nodes.push_back({shape, std::move(lines)});
  return drawing_.nodes.size() - 1;
}

void DiagramDrawing::connect(std::size_t from, std::size_t to, std::string label, EdgeKind kind) {
  drawing_.edges.push_back({from, to, std::move(label), kind});
}

std::size_t DiagramDrawing::question(VariableId variable) {
  const VariableKey& key = graph_.variables[variable].key;
  if (key.kind == VariableKind::kOverrides) asked_overriders_.insert(key.subject);
  return add(Shape::kQuestion, {wording_.question(variable)});
}

void DiagramDrawing::diagram(std::size_t from, FrozenRef root, const LeafBox& leaf, std::size_t onward) {
  std::map<FrozenRef, std::size_t> boxes;
  std::deque<FrozenRef> met;
  const auto box_of = [&](FrozenRef ref) {
    const auto found = boxes.find(ref);
    if (found != boxes.end()) return found->second;
    const std::size_t box = is_leaf(ref) ? leaf(ref) : question(graph_.variable_of(ref));
    boxes.emplace(ref, box);
    if (!is_leaf(ref)) met.push_back(ref);
    return box;
  };
  const std::size_t first = box_of(root);
  const auto kind_to = [&](std::size_t box) { return box == onward ? EdgeKind::kPassesOn : EdgeKind::kAnswer; };
  connect(from, first, "", kind_to(first));
  while (!met.empty()) {
    const FrozenRef node = met.front();
    met.pop_front();
    const std::vector<Branch> branches = branches_of(graph_, node);
    std::vector<std::string> labels;
    labels.reserve(branches.size());
    for (const Branch& branch : branches) {
      labels.push_back(wording_.values(graph_.variable_of(node), branch.values));
    }
    const std::size_t otherwise = otherwise_among(branches, labels);
    const std::size_t box = boxes.at(node);
    // Different leaves may share a box, for instance all that passes on.
    std::vector<std::pair<std::size_t, std::string>> ways;
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const std::size_t to = box_of(branches[i].child);
      std::string label = i == otherwise ? std::string(wording_.otherwise()) : labels[i];
      const auto same = std::find_if(ways.begin(), ways.end(), [&](const auto& way) { return way.first == to; });
      if (same == ways.end()) {
        ways.emplace_back(to, std::move(label));
      } else {
        same->second += ", " + label;
      }
    }
    for (auto& [to, label] : ways) connect(box, to, wrapped(label), kind_to(to));
  }
}

std::size_t DiagramDrawing::decision(const Verdict& verdict) {
  const Shape shape = verdict.reason == Reason::kPermitted     ? Shape::kPermit
                      : verdict.reason == Reason::kForbidden   ? Shape::kForbid
                      : verdict.reason == Reason::kNeedsReview ? Shape::kReview
                                                               : Shape::kUncertain;
  return add(shape, {wording_.decision(verdict)});
}

void DiagramDrawing::overriders() {
  std::set<std::uint32_t> drawn;
  while (true) {
    std::vector<std::uint32_t> open;
    std::set_difference(asked_overriders_.begin(), asked_overriders_.end(), drawn.begin(), drawn.end(),
                        std::back_inserter(open));
    if (open.empty()) return;
    for (const std::uint32_t overrider : open) {
      drawn.insert(overrider);
      const std::size_t heading = add(Shape::kHeading, {worded(words().does_override, wording_.overrider(overrider))});
      std::map<FrozenRef, std::size_t> boxes;
      diagram(heading, graph_.overriders[overrider], [&](FrozenRef leaf) {
        const bool overrides = leaf != kLeafFalse;
        const auto [found, fresh] = boxes.try_emplace(overrides ? kLeafTrue : kLeafFalse);
        if (fresh) {
          found->second =
              add(overrides ? Shape::kRules : Shape::kNo, {std::string(overrides ? words().yes : words().no)});
        }
        return found->second;
      });
    }
  }
}

std::string DiagramDrawing::listed(const ListedRule& rule) const {
  const model::Rule& one = model_.rules[rule.rule];
  const std::string_view effect = one.effect == model::Effect::kPermit   ? words().permit
                                  : one.effect == model::Effect::kForbid ? words().forbid
                                                                         : words().refer;
  return fmt::format(fmt::runtime(words().listed), rule.place, effect, one.title.name);
}

Drawing DiagramDrawing::finish(std::string title) && {
  drawing_.title = std::move(title);
  return std::move(drawing_);
}

}  // namespace licet::graph
