#pragma once
// How Licet's own records of a holder are named where categories of data stand: in events, and in what is due.
//
// Pure functions. Source: language-additions.md, "Retention that follows the statute".

#include <engine/check/model.h>
#include <optional>
#include <string>
#include <string_view>

namespace licet::exchange {

inline constexpr std::string_view kObjectionsName = "objections";
inline constexpr std::string_view kDecisionsName = "decisions";

/// `proof of C`.
std::string proof_name(std::string_view consent);
/// The consent of `proof of C`, as spelled; none if the name is of another form. Refers to `name`.
std::optional<std::string_view> proven_consent(std::string_view name);

/// What a name in the `data` of `erasure_requested` stands for; a category that is declared so comes first.
struct ErasureSubject {
  std::optional<model::DataId> category;
  std::optional<model::ConsentId> proof;
  bool objections = false;

  bool is_known() const { return category || proof || objections; }
};
ErasureSubject erasure_subject(const model::Model& model, const std::string& name);

}  // namespace licet::exchange
