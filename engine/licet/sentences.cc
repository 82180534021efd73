#include <engine/explain/sentences.h>
#include <licet/sentences.h>

namespace licet {

Sentences sentences(const Explanation& explanation, const PolicySet& policy, Language language) {
  return explain::sentences(explanation, policy.model(), language);
}

}  // namespace licet
