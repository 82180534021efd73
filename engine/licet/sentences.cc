#include <engine/explain/erasure_sentences.h>
#include <engine/explain/missing_sentences.h>
#include <engine/explain/sentences.h>
#include <licet/sentences.h>

namespace licet {

Sentences sentences(const Explanation& explanation, const PolicySet& policy, Language language) {
  return explain::sentences(explanation, policy.model(), language);
}

std::vector<std::string> sentences(const Erasure& erasure, const PolicySet& policy, Language language) {
  return explain::erasure_sentences(erasure, policy.model(), language);
}

Sentences sentences(const Missing& missing, const PolicySet& policy, Language language) {
  return explain::missing_sentences(missing, policy.model(), language);
}

}  // namespace licet
