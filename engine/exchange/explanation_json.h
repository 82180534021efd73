#pragma once
// Explanations as JSON. The form is described in docs/explanation_format.md.
//
// Fields that would say nothing are left out, but for those that the description calls always present; times are RFC
// 3339 in UTC. Thread rule: pure functions. Source: language.md section 12.

#include <licet/explanation.h>
#include <span>
#include <string>
#include <string_view>

namespace licet::exchange {

/// `declaration`.
std::string_view text_of(ConditionKind kind);
/// `true`, `false`, `unknown`.
std::string_view text_of(ConditionValue value);
/// `english`, `german`.
std::string_view text_of(Language language);

/// The value of the answer's field `explanation`, on one line; `sentences` in the languages asked for.
std::string write_explanation(const Explanation& explanation, std::span<const Sentences> sentences);

/// The answer as write_decision makes it, with its field `explanation`.
std::string write_explained(const Explanation& explanation, std::span<const Sentences> sentences);

}  // namespace licet::exchange
