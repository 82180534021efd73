#pragma once
// What a holder holds and retentions keep: categories, pieces of them, and Licet's own records.
//
// Source: language.md section 7; language-additions.md, "Items" and "Retention that follows the statute". Pure
// functions.

#include <optional>
#include <span>
#include <string>
#include <tests/reference/situation.h>
#include <vector>

namespace licet::reference {

enum class KeptKind : std::uint8_t { kCategory, kProof, kObjections, kDecisions };

struct Held {
  KeptKind kind = KeptKind::kCategory;
  model::DataId category;           ///< of kCategory
  model::ConsentId consent;         ///< of kProof
  std::optional<std::string> item;  ///< the piece of a category by item
  bool device = false;              ///< which of the situation's two holds it
  Moment first;                     ///< of the first event by which it is held
  std::optional<Instant> collection;
};

/// Everything that the holder holds: categories in source order, their pieces by item, then records that some retention
/// keeps: proofs in source order, objections, decisions.
std::vector<Held> everything_held(const Situation& situation, bool device, std::span<const Instant> decisions);

/// Does the rule's `keep` name it or what it lies within?
bool keeps(const model::Model& model, const model::Retention& retention, const Held& held);

/// Does a `hold` suspend it? (One without data suspends everything.)
bool suspended(const Situation& situation, const Held& held);

/// The first request for erasure that stands and names no data, it, or what it lies within.
std::optional<Instant> erasure_requested_of(const Situation& situation, const Held& held);

/// "billing_data", "proof of phone_consent".
std::string name_of(const model::Model& model, const Held& held);

}  // namespace licet::reference
