#pragma once
// Decides one question, or lists what falls due, from a list of events: the plain evaluator.
//
// It follows language.md and language-additions.md definition by definition and keeps no state between calls; clarity
// goes before speed. It uses nothing of engine/facts. Thread rule: pure functions of their arguments.

#include <engine/check/model.h>
#include <engine/exchange/question.h>
#include <licet/decision.h>
#include <licet/due.h>
#include <licet/event.h>
#include <optional>
#include <span>
#include <string>
#include <tests/reference/truth.h>
#include <vector>

namespace licet::reference {

/// The value of one condition that stands by itself (no `and`, `or`, `not`), as met while deciding.
struct ConditionTrace {
  model::ExpressionId expression;
  Truth value = Truth::kFalse;
};

/// What became of one rule whose target the request reached.
struct RuleTrace {
  model::RuleId rule;
  bool in_force = true;
  Truth condition = Truth::kTrue;  ///< of `when` and `unless` together
  bool applies = false;
  std::vector<model::RuleId> overridden_by;  ///< effective rules that override it
  std::vector<ConditionTrace> conditions;    ///< in the order of the text, each once
};

/// All rules reached for one category (none, if the request names no data).
struct CategoryTrace {
  std::optional<model::DataId> data;
  std::vector<RuleTrace> rules;  ///< in source order
};

struct Evaluated {
  Decision decision;                 ///< `record` is not set
  std::vector<CategoryTrace> trace;  ///< one for each category, in the order asked; empty unless wanted
};

struct EvaluateOptions {
  bool until = true;  ///< otherwise `decision.until` is kNever
  bool trace = false;
};

/// Decides `question` on `events` (those that name its customer, its device or a recipient, in order of recording;
/// others are ignored).
Evaluated evaluate(const model::Model& model, std::span<const RecordedEvent> events, const exchange::Question& question,
                   EvaluateOptions options);

/// What the holder holds at `at`, and when each category falls due: exactly one of `customer` and `device` is given.
/// One entry for each declared category that is held, in source order, or by item for each piece, in order of its
/// bytes; then for each of Licet's own records that some retention keeps: proofs in source order, objections,
/// decisions. `decisions` are the times of the recorded decisions about the holder, in order.
std::vector<DueEntry> due(const model::Model& model, std::span<const RecordedEvent> events,
                          const std::optional<std::string>& customer, const std::optional<std::string>& device,
                          Instant at, std::span<const Instant> decisions = {});

}  // namespace licet::reference
