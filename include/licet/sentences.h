#pragma once
// An explanation, and what an erasure did, put into words.

#include <licet/erasure.h>
#include <licet/explanation.h>
#include <licet/missing.h>
#include <licet/policy.h>
#include <string>
#include <vector>

namespace licet {

/// Sentences that a lawyer would sign, in one language: short first, then the rest. Times are given in the policy's
/// time zone; the policy's own words are quoted and not translated. `policy` must be the set that was decided on. They
/// are personal data, like the explanation. Pure; any thread; takes time in proportion to the explanation.
Sentences sentences(const Explanation& explanation, const PolicySet& policy, Language language);

/// Likewise: first what was erased, then a sentence for each category that is kept, until when and by which rule.
/// `policy` must be the set that was erased under.
std::vector<std::string> sentences(const Erasure& erasure, const PolicySet& policy, Language language);

/// Likewise: the summary says how it stands and what stands in the way; each paragraph of the details is one set of
/// acts.
Sentences sentences(const Missing& missing, const PolicySet& policy, Language language);

}  // namespace licet
