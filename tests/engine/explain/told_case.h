#pragma once
// A request on events in memory, decided and explained: what the tests of this stage start from.

#include <engine/base/source.h>
#include <engine/decide/decider.h>
#include <engine/facts/memory_store.h>
#include <licet/event.h>
#include <licet/explanation.h>
#include <licet/standing.h>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace licet::tests {

/// A policy set that is ready to decide.
class ReadyPolicy {
 public:
  /// Of tests/engine/explain/data/NAME.licet.
  explicit ReadyPolicy(const std::string& name);
  /// From a text; must be free of errors.
  static ReadyPolicy of_text(const std::string& text);

  const model::Model& model() const { return *model_; }
  const SourceFiles& sources() const { return sources_; }
  const decide::Decider& decider() const { return *decider_; }

  /// Events as JSON Lines, each with `at` and, unless it says otherwise, recorded then or just after the last; and a
  /// request as JSON. The error is what explain() returned, or what is wrong with the lines.
  tl::expected<Explanation, std::string> explain(const std::vector<std::string>& events, const std::string& request,
                                                 decide::DecideOptions options = {}) const;
  /// The same without access to the events.
  tl::expected<Explanation, std::string> explain_without_events(const std::vector<std::string>& events,
                                                                const std::string& request) const;

  /// Takes the lines into the store. The error is what is wrong with one.
  tl::expected<void, std::string> take(const std::vector<std::string>& events, facts::MemoryStore& store) const;
  /// What stands for a holder after the events; `at` and `known` in RFC 3339, empty: for ever, and everything. Throws
  /// if a line is wrong.
  Standing standing(const std::vector<std::string>& events, const facts::Holder& holder, const std::string& at = "",
                    const std::string& known = "") const;
  /// Likewise, of events taken under any policy set.
  Standing standing(const facts::MemoryStore& store, const facts::Holder& holder, const std::string& at = "",
                    const std::string& known = "") const;

 private:
  ReadyPolicy(std::shared_ptr<const model::Model> model, SourceFiles sources);
  tl::expected<Explanation, std::string> run(const std::vector<std::string>& events, const std::string& request,
                                             decide::DecideOptions options, bool with_events) const;

  std::shared_ptr<const model::Model> model_;
  SourceFiles sources_;
  std::shared_ptr<const decide::Decider> decider_;
};

/// The first condition of this kind in the rule's trees, in the order of the text; null if there is none.
const ConditionExplanation* find_condition(const Explanation& explanation, std::string_view rule, ConditionKind kind);
const RuleExplanation* find_rule(const Explanation& explanation, std::string_view rule);

}  // namespace licet::tests
