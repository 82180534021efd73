#pragma once
// Draws diagrams into one picture. Private to drawing.

#include <engine/graph/drawing.h>
#include <engine/graph/table_groups.h>
#include <engine/graph/wording.h>
#include <engine/graph/words.h>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace licet::graph {

class DiagramDrawing {
 public:
  DiagramDrawing(const DecisionGraph& graph, const model::Model& model)
      : graph_(graph), model_(model), wording_(model, graph) {}

  std::size_t add(Shape shape, std::vector<std::string> lines);
  void connect(std::size_t from, std::size_t to, std::string label = "", EdgeKind kind = EdgeKind::kAnswer);

  /// The box of a leaf; made by the first call for it.
  using LeafBox = std::function<std::size_t(FrozenRef)>;

  /// Draws what is under `root` below `from`. An edge to the box `onward` passes on. No recursion.
  void diagram(std::size_t from, FrozenRef root, const LeafBox& leaf, std::size_t onward = kNowhere);

  /// Draws whom kOverrides questions ask about, until all that were met are drawn.
  void overriders();

  std::size_t decision(const Verdict& verdict);

  const Wording& wording() const { return wording_; }
  const Words& words() const { return wording_.words(); }
  const std::string& name(model::RuleId rule) const { return model_.rules[rule].title.name; }

  /// "3. permit by invoice_mail".
  std::string listed(const ListedRule& rule) const;
  std::string policy_name() const { return model_.title.empty() ? model_.name : model_.title; }

  Drawing finish(std::string title) &&;

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

 private:
  std::size_t question(VariableId variable);

  const DecisionGraph& graph_;
  const model::Model& model_;
  Wording wording_;
  Drawing drawing_;
  std::set<std::uint32_t> asked_overriders_;
};

/// A long list of names in several lines, broken after commas.
std::string wrapped(const std::string& text);

/// A text with places for names.
std::string worded(std::string_view words, const std::string& first);
std::string worded(std::string_view words, const std::string& first, const std::string& second);

}  // namespace licet::graph
