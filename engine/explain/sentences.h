#pragma once
// An explanation as sentences that a lawyer would sign, in English or German.
//
// Short first: the decision, the rule, the provision, the decisive facts; then the rest. Pure; allocates.

#include <engine/check/model.h>
#include <licet/diagnostic.h>
#include <licet/explanation.h>
#include <string>
#include <vector>

namespace licet::explain {

struct Sentences {
  std::vector<std::string> summary;  ///< one to a few sentences: decision, rule, provision, decisive facts, until when
  std::vector<std::string> details;  ///< one paragraph a rule and what else was looked at
};

Sentences sentences(const Explanation& explanation, const model::Model& model, Language language);

}  // namespace licet::explain
