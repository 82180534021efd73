#pragma once
// What became of each rule of a request's purpose and action, for one category. Private to this stage.
//
// Thread rule: one thread. Source: language.md section 4.

#include <engine/explain/condition_trees.h>
#include <licet/explanation.h>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace licet::explain {

/// The rules of one purpose and action; what does not change with clock or category is made once.
class RuleExplanations {
 public:
  RuleExplanations(ConditionValues& values, ConditionTrees& trees, const graph::Table& table);

  /// Explains `decided`, which the graph came to for this category. The error says where the rules' conditions, their
  /// diagrams and the decision disagree.
  tl::expected<CategoryExplanation, std::string> category(std::optional<model::DataId> category,
                                                          const CategoryDecision& decided);

 private:
  struct Standing {
    model::RuleId id;
    bool reached = false;
    bool effective = false;
  };

  tl::expected<RuleExplanation, std::string> explain(const graph::RuleRoots& roots, const Standing& standing);
  void stand(const graph::RuleRoots& roots, std::size_t place);
  bool in_force(const model::Rule& rule);
  std::vector<std::string> unreached_clauses(const graph::Formula& target);
  std::vector<std::string> effective_overriders(const model::Rule& rule) const;
  tl::expected<void, std::string> compare(const CategoryExplanation& explained) const;

  ConditionValues& values_;
  ConditionTrees& trees_;
  std::span<const graph::RuleRoots> rules_;
  std::vector<graph::Formula> targets_;  ///< by place in the table
  std::vector<Standing> standings_;      ///< likewise, for the category looked at
};

}  // namespace licet::explain
