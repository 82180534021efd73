#pragma once
// What became of one rule, in a paragraph. Private to this stage. Immutable.

#include <engine/explain/statements.h>

namespace licet::explain {

/// Refers to its arguments, which must outlive it.
class RuleSentences {
 public:
  RuleSentences(const Speaker& speaker, const Statements& statements) : speaker_(speaker), statements_(statements) {}

  /// Of a rule in the category that it was reached in, or kept out of; `data` are the categories of which the same is
  /// told, in words, or empty.
  std::string paragraph(const RuleExplanation& rule, const CategoryExplanation& category,
                        const std::string& data) const;

  /// " (“Title”)" and ", Art. 6 GDPR", or nothing.
  std::string title(const RuleExplanation& rule) const;
  std::string because(const RuleExplanation& rule) const;
  /// "“…” is met", for "that" and "if".
  std::string condition(const RuleExplanation& rule) const;
  /// " Stating … would settle this.", or what else may make the rule's unknown condition known; or nothing. "Would" is
  /// said of a single fact where the condition is known for each of its values, and of a narrower request.
  std::string settled_by(const RuleExplanation& rule) const;

 private:
  std::string subject(const RuleExplanation& rule) const;
  Filling why(const RuleExplanation& rule, const std::string& data) const;
  Filling but(const std::vector<Statement>& statements) const;
  std::string out_of_force(const RuleExplanation& rule) const;
  std::string out_of_reach(const RuleExplanation& rule, const CategoryExplanation& category,
                           const std::string& data) const;
  std::string applies(const RuleExplanation& rule, const CategoryExplanation& category, const std::string& data) const;
  std::string overridden(const RuleExplanation& rule) const;

  const Speaker& speaker_;
  const Statements& statements_;
};

}  // namespace licet::explain
