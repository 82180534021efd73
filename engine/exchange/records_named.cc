#include <engine/exchange/records_named.h>

namespace licet::exchange {
namespace {

constexpr std::string_view kProofOf = "proof of ";

}  // namespace

std::string proof_name(std::string_view consent) { return std::string(kProofOf).append(consent); }

std::optional<std::string_view> proven_consent(std::string_view name) {
  if (!name.starts_with(kProofOf)) return std::nullopt;
  return name.substr(kProofOf.size());
}

ErasureSubject erasure_subject(const model::Model& model, const std::string& name) {
  ErasureSubject subject;
  subject.category = model.data.find(name);
  if (subject.category) return subject;
  if (const auto consent = proven_consent(name)) subject.proof = model.consents.find(*consent);
  subject.objections = name == kObjectionsName;
  return subject;
}

}  // namespace licet::exchange
