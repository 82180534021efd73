#pragma once
// What the graph branches on, in the words of the policy: one place for the dump, the drawings and the JSON.
//
// Pure; any thread. Names stand as they are declared; questions and values as the language writes conditions
// (language.md sections 3, 5, 6). Dates are local days of the policy's time zone.

#include <engine/graph/decision_graph.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace licet::graph {

struct Words;

class Wording {
 public:
  /// Both must outlive this object. O(rules of all tables).
  Wording(const model::Model& model, const DecisionGraph& graph);

  /// "consent newsletter", "birth_date", "channel".
  std::string question(VariableId id) const;

  /// "granted", "at least 16 years ago", "email, letter": all names that the value stands for.
  std::string value(VariableId id, std::uint32_t value) const;

  /// Some values of one variable, ascending. Intervals and days that adjoin are one: "08:00–20:00", "monday to friday".
  /// At most `most` are named, the rest is counted.
  std::string values(VariableId id, std::span<const std::uint32_t> values, std::size_t most = 8) const;

  /// "permit by newsletter_by_consent".
  std::string decision(const Verdict& verdict) const;

  /// The rules that an overrider's root stands for.
  const std::string& overrider(std::uint32_t number) const { return overriders_[number]; }

  /// All values but those that are named.
  std::string_view otherwise() const;

  const Words& words() const { return words_; }

 private:
  std::string values_in_a_row(const Variable& variable, std::uint32_t first, std::uint32_t last) const;
  std::string subject(const VariableKey& key) const;
  std::string time(model::TimeId time) const;
  std::string in_force(const model::ForceSpan& span) const;
  std::string day_of(Instant t) const;
  std::string period(time::Period period) const;
  std::string without_value(const VariableKey& key) const;
  std::vector<std::string> members(VariableKind kind, std::uint32_t value) const;
  std::string age(const VariableKey& key, AgeValue value) const;
  std::string days(const VariableKey& key, std::uint32_t first, std::uint32_t last) const;
  std::string numbers(const VariableKey& key, std::uint32_t first, std::uint32_t last) const;
  std::string clock(std::uint32_t first, std::uint32_t last) const;

  const model::Model& model_;
  const VariableSet& variables_;
  std::vector<std::string> overriders_;
  const Words& words_;
};

}  // namespace licet::graph
