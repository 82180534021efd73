#include <algorithm>
#include <engine/exchange/request_json.h>
#include <engine/explain/explain.h>
#include <engine/explain/sentences.h>
#include <engine/time/civil.h>
#include <tests/random/compared/explained.h>

namespace licet::random {
namespace {

std::string word_of(ConditionValue value) {
  if (value == ConditionValue::kFalse) return "false";
  return value == ConditionValue::kTrue ? "true" : "unknown";
}

std::string word_of(Truth truth) {
  if (truth == Truth::kFalse) return "false";
  return truth == Truth::kTrue ? "true" : "unknown";
}

std::string stated(bool in_force, const std::string& condition, bool applies, std::vector<std::string> overridden_by) {
  std::sort(overridden_by.begin(), overridden_by.end());
  std::string text = (in_force ? "in force, " : "not in force, ") + condition + (applies ? ", applies" : "");
  if (!applies) return text;  // What overrides a rule that does not apply changes nothing.
  for (const std::string& rule : overridden_by) text += ", overridden by " + rule;
  return text;
}

std::string as_explained(const RuleExplanation& rule) {
  return stated(rule.in_force, word_of(rule.condition), rule.applies, rule.overridden_by);
}

std::string as_traced(const model::Model& model, const reference::RuleTrace& rule) {
  std::vector<std::string> overriders;
  for (const model::RuleId id : rule.overridden_by) overriders.push_back(model.rules[id].title.name);
  return stated(rule.in_force, word_of(rule.condition), rule.applies, overriders);
}

std::string differing_rule(const model::Model& model, const CategoryExplanation& explained,
                           const reference::CategoryTrace& traced, Sides& sides) {
  std::size_t reached = 0;
  for (const RuleExplanation& rule : explained.rules) reached += rule.out_of_reach.empty() ? 1U : 0U;
  sides = {std::to_string(reached), std::to_string(traced.rules.size())};
  if (reached != traced.rules.size()) return "how many rules the explanation reaches";
  for (const reference::RuleTrace& rule : traced.rules) {
    const std::string& name = model.rules[rule.rule].title.name;
    const auto found = std::find_if(explained.rules.begin(), explained.rules.end(),
                                    [&](const RuleExplanation& one) { return one.rule == name; });
    sides = {found == explained.rules.end() ? "absent" : as_explained(*found), as_traced(model, rule)};
    if (sides.graph != sides.evaluator) return "what the explanation states of " + name;
  }
  return {};
}

std::string outcome_text(const std::optional<DecisionChange>& change) {
  if (!change) return "no change";
  return time::format_rfc3339(change->at) + (change->outcome == Outcome::kPermit ? " permit " : " deny ") +
         change->rule.value_or("nothing");
}

/// What the slow evaluator decides at `until` from what had happened at the question's time.
std::string differing_change(const Readied& policy, std::span<const RecordedEvent> events,
                             const exchange::Question& question, const reference::Evaluated& slow,
                             const std::optional<DecisionChange>& change, Sides& sides) {
  std::optional<DecisionChange> expected;
  if (slow.decision.until != kNever) {
    std::vector<RecordedEvent> happened;
    std::copy_if(events.begin(), events.end(), std::back_inserter(happened), [&](const RecordedEvent& event) {
      // A voided event counts as never recorded, whenever it was voided.
      return *event.event.at <= question.at || event.event.kind == EventKind::kVoided;
    });
    exchange::Question then = question;
    then.at = slow.decision.until;
    const Decision decision = reference::evaluate(*policy.model, happened, then, {false, false}).decision;
    expected = DecisionChange{slow.decision.until, decision.outcome, decision.rule, decision.reason, {}, {}, {}};
  }
  sides = {outcome_text(change), outcome_text(expected)};
  return sides.graph == sides.evaluator ? "" : "what the explanation says of `until`";
}

std::string wrong_sentences(const Explanation& explanation, const model::Model& model) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const Sentences said = explain::sentences(explanation, model, language);
    if (said.summary.empty()) return "sentences: no summary";
    for (const auto* list : {&said.summary, &said.details}) {
      for (const std::string& sentence : *list) {
        if (sentence.empty() || sentence.find_first_of("{}") != std::string::npos) return "sentences: a gap";
      }
    }
  }
  return {};
}

}  // namespace

std::string differing_explanation(const Readied& policy, std::span<const RecordedEvent> events,
                                  const exchange::Question& question, const decide::States& states,
                                  const reference::Evaluated& slow, decide::Workspace& workspace, Sides& sides) {
  const auto source = [&](std::uint64_t record) -> std::optional<RecordedEvent> {
    const auto found =
        std::find_if(events.begin(), events.end(), [&](const RecordedEvent& event) { return event.record == record; });
    return found == events.end() ? std::nullopt : std::optional(*found);
  };
  const auto explanation =
      explain::explain(policy.policy->decider(), question, states, policy.policy->sources(), source, workspace, {true});
  if (!explanation) {
    sides = {explanation.error(), ""};
    return "the explanation contradicts itself";
  }
  sides = {exchange::write_decision(explanation->decision), exchange::write_decision(slow.decision)};
  if (explanation->decision != slow.decision) return "the decision within the explanation";
  sides = {std::to_string(explanation->categories.size()), std::to_string(slow.trace.size())};
  if (explanation->categories.size() != slow.trace.size()) return "the categories explained";
  for (std::size_t i = 0; i < slow.trace.size(); ++i) {
    auto rule = differing_rule(*policy.model, explanation->categories[i], slow.trace[i], sides);
    if (!rule.empty()) return rule;
  }
  auto change = differing_change(policy, events, question, slow, explanation->change, sides);
  if (!change.empty()) return change;
  return wrong_sentences(*explanation, *policy.model);
}

}  // namespace licet::random
