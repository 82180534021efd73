#pragma once
// Why a request was decided as it was, in short sentences for the author of the policy.
//
// Thread rule: pure functions of their arguments. Source: language.md sections 4, 6 and 10.

#include <engine/base/source.h>
#include <engine/check/model.h>
#include <engine/decide/evaluate.h>
#include <engine/exchange/question.h>
#include <licet/event.h>
#include <span>
#include <string>
#include <vector>

namespace licet::scenario {

/// What the sentences are made from: a question, the events it was decided on, and the files of the policy set, whose
/// words they quote. Refers to its parts; they must outlive it.
struct Circumstances {
  const model::Model& model;
  const SourceFiles& sources;
  const exchange::Question& question;
  std::span<const RecordedEvent> events;
};

/// The rules reached, in source order, and for each why it applies or not: the conditions responsible, which of them
/// are unknown and which facts have no value, and by which rule a rule is overridden. Of the rules that do not apply
/// only those are named that could have had the effect `missed`. With several categories, each by itself. `evaluated`
/// must hold a trace.
std::vector<std::string> why_decided(const Circumstances& circumstances, const decide::Evaluated& evaluated,
                                     model::Effect missed);

/// Why the decision holds until then and no longer: what is decided from that moment on.
std::vector<std::string> why_until(const Circumstances& circumstances, const Decision& decision);

/// For each level that is reached, or is not, its condition, in source order; those below a reached one are left out.
/// `reached` are the levels of the answer.
std::vector<std::string> why_levels(const Circumstances& circumstances, const std::vector<std::string>& reached);

}  // namespace licet::scenario
