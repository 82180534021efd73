#pragma once
// What became of one rule, in a paragraph. Private to this stage. Immutable.

#include <engine/explain/statements.h>

namespace licet::explain {

/// Refers to its arguments, which must outlive it.
class RuleSentences {
 public:
  RuleSentences(const Speaker& speaker, const Statements& statements) : speaker_(speaker), statements_(statements) {}

  /// Of a rule in the category that it was reached in, or kept out of.
  std::string paragraph(const RuleExplanation& rule, const CategoryExplanation& category) const;

  /// " (“Title”)" and ", Art. 6 GDPR", or nothing.
  std::string title(const RuleExplanation& rule) const;
  std::string because(const RuleExplanation& rule) const;
  /// "“…” is met", for "that" and "if".
  std::string condition(const RuleExplanation& rule) const;

 private:
  std::string subject(const RuleExplanation& rule) const;
  Filling why(const RuleExplanation& rule) const;
  std::string out_of_force(const RuleExplanation& rule) const;
  std::string out_of_reach(const RuleExplanation& rule) const;
  std::string applies(const RuleExplanation& rule, const CategoryExplanation& category) const;
  std::string overridden(const RuleExplanation& rule) const;
  std::string settled_by(const RuleExplanation& rule) const;

  const Speaker& speaker_;
  const Statements& statements_;
};

/// Facts that would settle the rule's unknown condition.
std::vector<std::string> missing_facts(const RuleExplanation& rule);

}  // namespace licet::explain
